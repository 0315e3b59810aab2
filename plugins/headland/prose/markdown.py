"""Markdown in, safe HTML out: short texts in records, and whole pages that stand beside a record."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

from headland.prose.links import Resolve, rewrite_links
from headland.prose.plain import plain_text
from headland.prose.sanitising import own_id, sanitise
from headland.prose.time_limit import time_limit
from headland.prose.trusted import trusted

MOST_SECONDS = 2.0
"""Of the processor's time, for one text: some that are short take Markdown minutes (`[[[[...`)."""

AFTER_FENCES = 20
"""A priority among Markdown's preprocessors: below that of fenced code, whose lines are out of sight by then."""

LONGEST_DESCRIPTION = 65_536
"""Characters beyond which a record's text is shown as it is: Markdown's time grows faster than its text."""

DESCRIPTION_EXTENSIONS: tuple[str, ...] = (
    "markdown.extensions.def_list",
    "markdown.extensions.sane_lists",
    "markdown.extensions.tables",
    "pymdownx.betterem",
    "pymdownx.magiclink",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
"""What descriptions in records may use: about what GitHub renders."""

DOCS_EXTENSIONS: tuple[str, ...] = (
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
    "markdown.extensions.sane_lists",
    "markdown.extensions.tables",
    "markdown.extensions.toc",
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.keys",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
    "pymdownx.tilde",
)
"""What pages beside a record may use: Material's set, without those that read files or run code (snippets,
`pymdownx.emoji` with an index of one's own, custom fences)."""

EXTENSION_OPTIONS: dict[str, dict[str, Any]] = {
    "markdown.extensions.toc": {"permalink": True, "permalink_title": "Link to this section"},
    "pymdownx.betterem": {"smart_enable": "all"},
    "pymdownx.highlight": {"anchor_linenums": True, "line_spans": "__span", "pygments_lang_class": True},
    "pymdownx.tabbed": {"alternate_style": True},
    "pymdownx.tasklist": {"custom_checkbox": True},
}


def _diagram(source: str, language: str, css_class: str, options: Any, md: Markdown, **more: Any) -> str:
    """A Mermaid diagram as Material's script looks for it."""
    return f'<pre class="{css_class}"><code>{escape(source)}</code></pre>'


_MERMAID = {"name": "mermaid", "class": "mermaid", "format": _diagram}

_PLAIN = re.compile(r"[A-Za-z('\"‘“][^*_`\[\]<>&#~|\\^=\n:@]*\Z")
"""Text in which nothing can be Markdown: one line, begun by a letter, without a character that means anything."""

_COLON_IN_TEXT = re.compile(r": (?=\S)|:$")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    level: int
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A Markdown page made into HTML: safe, with its first heading's words and its table of contents."""

    html: Markup
    title: str | None
    headings: tuple[Heading, ...]


def render_markdown(
    text: str,
    *,
    picture_hosts: Collection[str] = (),
    resolve: Resolve | None = None,
    heading_level: int = 3,
) -> Markup:
    """A record's text as safe HTML; its highest heading becomes an `h<heading_level>`.

    What Markdown cannot bear (too long, nested without end) is shown as it was written.
    """
    if _is_plain(text):
        return Markup("<p>{}</p>").format(text.strip()) if text.strip() else Markup("")
    html = _render_description(text, heading_level, tuple(sorted(picture_hosts)))
    return trusted(rewrite_links(html, resolve)) if resolve else html


def render_page(text: str, *, picture_hosts: Collection[str] = ()) -> RenderedPage:
    """A Markdown page (without front matter) as safe HTML. `entity:` links are left for `rewrite_links`."""
    if len(text) > 16 * LONGEST_DESCRIPTION:
        return RenderedPage(_as_written(text), None, ())
    engine = Markdown(
        extensions=list(DOCS_EXTENSIONS),
        extension_configs={**EXTENSION_OPTIONS, "pymdownx.superfences": {"custom_fences": [_MERMAID]}},
        tab_length=4,
    )
    html = _convert(engine, text)
    if html is None:
        return RenderedPage(_as_written(text), None, ())
    headings = tuple(_headings(getattr(engine, "toc_tokens", [])))
    title = next((heading.title for heading in headings if heading.level == 1), None)
    return RenderedPage(sanitise(html, picture_hosts=picture_hosts), title, headings)


def _is_plain(text: str) -> bool:
    stripped = text.strip()
    return not stripped or bool(_PLAIN.match(_COLON_IN_TEXT.sub(" ", stripped)))


def _render_description(text: str, heading_level: int, picture_hosts: tuple[str, ...]) -> Markup:
    if len(text) > LONGEST_DESCRIPTION:
        return _as_written(text)
    html = _convert(_description_engine(heading_level), text)
    if html is None:
        # What it was in the middle of is still on its stack, and `reset` leaves that there: the next text would suffer.
        _description_engine.cache_clear()
        return _as_written(text)
    return sanitise(html, picture_hosts=picture_hosts)


@lru_cache(maxsize=8)
def _description_engine(heading_level: int) -> Markdown:
    options: dict[str, dict[str, Any]] = {**EXTENSION_OPTIONS, "pymdownx.superfences": {"custom_fences": [_MERMAID]}}
    return Markdown(
        extensions=[*DESCRIPTION_EXTENSIONS, _AsInRecords(heading_level)], extension_configs=options, tab_length=4
    )


def _convert(engine: Markdown, text: str) -> str | None:
    """The HTML of a text; None where the parser gives up on it, for whatever reason: the text is not ours."""
    try:
        with time_limit(MOST_SECONDS):
            return engine.reset().convert(text)
    except Exception:
        return None


def _as_written(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text)


def _headings(tokens: list[Any]) -> list[Heading]:
    found: list[Heading] = []
    for token in tokens:
        found.append(Heading(token["level"], plain_text(token["name"]), own_id(token["id"])))
        found.extend(_headings(token["children"]))
    return found


class _AsInRecords(Extension):
    """What records expect of Markdown: headings below the page's own, and lists that need no empty line before them
    (as in CommonMark, which Backstage renders)."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def extendMarkdown(self, md: Markdown) -> None:
        md.treeprocessors.register(_HeadingMover(md, self._level), "lower-headings", 1)
        md.preprocessors.register(_ListStarter(md), "start-lists", AFTER_FENCES)


_ITEM = re.compile(r" {0,3}(?:[-*+]|1[.)])[ \t]+\S")
_IN_PARAGRAPH = re.compile(r" {0,3}(?![-*+][ \t]|\d{1,9}[.)][ \t]|[#>|])\S")


class _ListStarter(Preprocessor):
    """Puts an empty line between a paragraph and the list that follows it."""

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        for line in lines:
            if found and _ITEM.match(line) and _IN_PARAGRAPH.match(found[-1]):
                found.append("")
            found.append(line)
        return found


class _HeadingMover(Treeprocessor):
    def __init__(self, md: Markdown, level: int) -> None:
        super().__init__(md)
        self._level = level

    def run(self, root: Element) -> None:
        found = [element for element in root.iter() if re.fullmatch(r"h[1-6]", element.tag)]
        if not found:
            return
        shift = self._level - min(int(element.tag[1]) for element in found)
        for element in found:
            element.tag = f"h{max(1, min(6, int(element.tag[1]) + shift))}"
