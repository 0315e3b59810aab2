"""The pages of the docs: from a Markdown file to safe HTML, with what its head says and what stands in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from markdown import Markdown
from markupsafe import escape

from headland.core.visible import shown_name
from headland.portal.engines.zensical.links import DocsLinks
from headland.portal.engines.zensical.nav import is_index, title_of
from headland.portal.rules import MKDOCS_SETTING, PAGE_LEFT_OUT
from headland.portal.session import Session
from headland.prose import plain_text, sanitise, time_limit
from headland.prose.sanitising import own_id
from headland.reading import front_matter, parse_yaml_stream

MOST_SECONDS: Final = 30.0
"""Of the processor's time, for Markdown to render one page."""

ENDINGS: Final = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""How the names of Markdown pages end."""

_WITHOUT_EFFECT: Final = frozenset({"icon", "template"})
_HIDEABLE: Final = ("navigation", "toc", "path", "footer", "feedback", "tags")


@dataclass(frozen=True, slots=True)
class Heading:
    """An entry of a page's table of contents."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class RenderedDoc:
    """A page of the docs: `title` and `description` are plain, `html` is safe; `hide` are parts not to be shown."""

    path: str
    address: str
    title: str
    description: str
    html: str
    headings: tuple[Heading, ...]
    hide: tuple[str, ...]
    is_searched: bool


@dataclass(frozen=True, slots=True)
class Reader:
    """How pages are read: with Markdown's extensions as mkdocs.yml writes them, and links resolved."""

    extensions: Sequence[Any]
    links: DocsLinks

    def engine(self, path: str) -> Markdown:
        """What turns the page at a path into HTML; a new one for each, for a page that fails leaves its state."""
        names = [item if isinstance(item, str) else next(iter(item)) for item in self.extensions]
        options = {name: value for item in self.extensions if isinstance(item, dict) for name, value in item.items()}
        engine = Markdown(extensions=names, extension_configs=options, tab_length=4)
        self.links.register(engine, path)
        return engine


def address_of(path: str) -> str:
    """The address of a page at a path below the docs."""
    folder, name = posixpath.split(path)
    parts = folder.split("/") if folder else []
    if not is_index(name):
        parts.append(name.rpartition(".")[0])
    return "".join(f"{quote(part, safe='')}/" for part in parts)


def head_of(text: str) -> Mapping[str, Any]:
    """The front matter of a page's text; empty where it has none."""
    return _split(text.encode())[0]


def render(session: Session, file: Path, path: str, address: str, reader: Reader) -> RenderedDoc | None:
    """Render a page of the docs; None where it cannot be read or Markdown fails on it, which is told."""
    try:
        head, text = _split(file.read_bytes())
        engine = reader.engine(path)
        with time_limit(MOST_SECONDS):
            html = engine.convert(session.blocks.take(text))
    except Exception as error:
        reason = " ".join(str(error).split()) or type(error).__name__
        message = f"{path!r} is left out, because Markdown fails on it: {reason}"
        place = session.span(path)
        session.findings.append(PAGE_LEFT_OUT.finding(message, place, hint="Mend what the message says."))
        return None
    for key in _WITHOUT_EFFECT & head.keys():
        message = f"{key!r} in the front matter has no effect with Zensical"
        session.findings.append(MKDOCS_SETTING.finding(message, session.span(path)))
    settings = session.portal.settings
    if settings.docs.raw_html == "sanitised":
        html = str(sanitise(html, picture_hosts=settings.pictures.hosts))
    contents = getattr(engine, "toc_tokens", [])
    title = _title(path, head, contents, html)
    if "<h1" not in html:
        html = f"<h1>{escape(title)}</h1>\n{html}"
    described, search = head.get("description"), head.get("search")
    return RenderedDoc(
        path=path,
        address=address,
        title=title,
        description=shown_name(described) if isinstance(described, str) else "",
        html=html,
        headings=tuple(_headings(contents[0]["children"] if contents and contents[0]["level"] == 1 else contents)),
        hide=tuple(part for part in _HIDEABLE if part in _texts(head.get("hide"))),
        is_searched=not (isinstance(search, dict) and bool(search.get("exclude"))),
    )


def _split(data: bytes) -> tuple[Mapping[str, Any], str]:
    """A page's front matter and the text behind it."""
    matter = front_matter(data)
    text = data[matter.body if matter else 0 :].decode("utf-8", errors="replace").removeprefix("\ufeff")
    parsed = parse_yaml_stream(data[matter.start : matter.end]) if matter else []
    value = getattr(parsed[0], "value", None) if parsed else None
    return (value if isinstance(value, dict) else {}), text.replace("\r\n", "\n")


def _title(path: str, head: Mapping[str, Any], contents: Sequence[Any], html: str) -> str:
    """What a page calls itself: in its front matter, in a heading at its beginning, or by its file's name."""
    named = head.get("title")
    if isinstance(named, str) and named.strip():
        return shown_name(named)
    if contents and contents[0]["level"] == 1 and html.lstrip().startswith("<h1"):
        return shown_name(plain_text(contents[0]["name"]))
    folder, name = posixpath.split(path)
    return "Home" if is_index(name) and not folder else shown_name(title_of(name.rpartition(".")[0]))


def _headings(contents: Sequence[Any]) -> Iterator[Heading]:
    for item in contents:
        yield Heading(item["level"], shown_name(plain_text(item["name"])), own_id(item["id"]))
        yield from _headings(item["children"])


def _texts(value: object) -> frozenset[str]:
    items = value if isinstance(value, list) else [value]
    return frozenset(item for item in items if isinstance(item, str))
