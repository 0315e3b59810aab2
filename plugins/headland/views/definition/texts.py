"""Descriptions in definitions as safe HTML: thousands of them, most with nothing but code spans, links and lists."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from headland.prose.trusted import trusted
from headland.views.safe import safe_address

MOST_BY_MARKDOWN = 1_500
"""How many different texts of one definition go through Markdown, at a millisecond or more each; the rest is shown
with its paragraphs alone."""

_INLINE = re.compile(
    r"`(?P<code>[^`\n]+)`"
    r"|\*\*(?P<strong>[^\s*`<>\[\]][^*`<>\[\]\n]*)\*\*"
    r"|\[(?P<words>[^\[\]\n`*<>]+)\]\((?P<link>https?://[^\s()<>\"'`\\]+)\)"
    r"|(?P<bare>https?://[^\s<>\"'`()\[\]{}|\\^*]*[^\s<>\"'`()\[\]{}|\\^*.,;:!?_])"
)
_NOT_PLAIN = re.compile(r"[*\[\]<>~|\\`]|&[#a-zA-Z]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|==|entity:")
"""What may be Markdown or HTML in the text between code, strong words and links."""

_BLOCK = re.compile(
    r"^(?: {4}|\t|[ ]{0,3}(?:#|>|\d{1,9}[.)][ \t]|[+*-](?![ \t*])|={2,}|-{2,}|:[ \t]|```|~~~))", re.MULTILINE
)
_ITEM = re.compile(r"[ ]{0,3}[*-][ \t]+(?=\S)")
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_LOST = re.compile(r"<a href=\"(?!https?:|mailto:|entity:)[^\"]*\"")
_WRAPPED = re.compile(r"\s*<p>([^<>]*)</p>\s*\Z")


class Budget:
    """How many more texts of a definition may go through Markdown, whichever of its pages they stand on."""

    def __init__(self, left: int = MOST_BY_MARKDOWN) -> None:
        self._left = left

    def take(self) -> bool:
        """Whether one more may."""
        self._left -= 1
        return self._left >= 0


class Texts:
    """The descriptions of one page. `markdown` is the slow and complete way, for those that need it."""

    def __init__(self, markdown: Callable[[str], Markup], budget: Budget) -> None:
        self._markdown, self._budget = markdown, budget
        self._known: dict[str, Markup] = {}

    def html(self, text: str) -> Markup:
        """A description as HTML: blocks, or nothing where it says nothing."""
        text = text.strip()
        if not text:
            return Markup("")
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = self._make(text)
        return found

    def _make(self, text: str) -> Markup:
        quick = simple_html(text)
        if quick is not None:
            return quick
        if self._budget.take():
            return self._markdown(text)
        return Markup("").join(Markup("<p>{}</p>").format(part) for part in _PARAGRAPHS.split(text))


def without_lost_links(html: Markup) -> Markup:
    """Sanitised HTML without the links that lead on from where the author's own pages are: here they lead nowhere."""
    return trusted(_LOST.sub("<a", html))


def simple_html(text: str) -> Markup | None:
    """A text of plain paragraphs and lists with code, strong words and links as HTML; None where it may hold more."""
    wrapped = _WRAPPED.match(text)
    text = wrapped[1].strip() if wrapped is not None and "&" not in text else text
    if _BLOCK.search(text):
        return None
    blocks: list[str] = []
    for paragraph in _PARAGRAPHS.split(text):
        lines = paragraph.split("\n")
        items = [_ITEM.match(line) for line in lines]
        if all(items):
            made = [_inline(_ITEM.sub("", line, count=1)) for line in lines]
            if None in made:
                return None
            blocks.append("<ul>" + "".join(f"<li>{item}</li>" for item in made) + "</ul>")
        elif any(items):
            return None
        else:
            inline = _inline(paragraph)
            if inline is None:
                return None
            blocks.append(f"<p>{inline}</p>")
    return trusted("".join(blocks))


def _inline(text: str) -> str | None:
    parts: list[str] = []
    at = 0
    for found in _INLINE.finditer(text):
        between = text[at : found.start()]
        made = _piece(found)
        if made is None or _NOT_PLAIN.search(between):
            return None
        parts += (str(escape(between)), made)
        at = found.end()
    rest = text[at:]
    return None if _NOT_PLAIN.search(rest) else "".join((*parts, str(escape(rest)))).strip()


def _piece(found: re.Match[str]) -> str | None:
    if found["code"] is not None:
        return f"<code>{escape(found['code'])}</code>"
    if found["strong"] is not None:
        return f"<strong>{escape(found['strong'])}</strong>"
    address = safe_address(found["link"] or found["bare"])
    if address is None:
        return None
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{escape(found["words"] or address)}</a>'
