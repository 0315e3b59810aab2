"""Finished HTML as plain text, whole or by section: for search, titles and descriptions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from headland.prose.allowed import names

_UNREAD = frozenset({"script", "style", "template", "noscript", "svg", "input"})
_VOID = frozenset({"input", "br", "hr", "img", "wbr"})
_INLINE = names(
    "a abbr b bdi bdo cite code del dfn em i ins kbd label mark q s samp small span strong sub sup time u var"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SPACE = re.compile(r"\s+")
_TAG = re.compile(r"<[^<>]*>")
_INLINE_TAG = re.compile(rf"</?(?:{'|'.join(sorted(_INLINE))})(?:\s[^<>]*)?>")
_NEEDS_READING = re.compile(rf"<(?:{'|'.join(sorted(_UNREAD))}|!)|\bheaderlink\b|<[^>]*<|=\s*'")
"""What tags alone do not tell: text that is none, and HTML that no sanitiser wrote."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading's section of a page: its anchor and its text; the part before the first heading has neither
    heading nor anchor."""

    heading: str
    anchor: str
    text: str


def plain_text(html: str) -> str:
    """The words of finished HTML, on one line."""
    if not _NEEDS_READING.search(html):
        words = _INLINE_TAG.sub("", html)
        return _SPACE.sub(" ", unescape(_TAG.sub(" ", words) if "<" in words else words)).strip()
    return _SPACE.sub(" ", " ".join(f"{part.heading} {part.text}" for part in sections(html))).strip()


def sections(html: str) -> tuple[Section, ...]:
    """The page by headings that can be linked to, in order; empty ones at the front are left out."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_section()
    return tuple(reader.sections)


class _Reader(HTMLParser):
    """Collects text, section by section. Code is kept: people search for what they saw in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sections: list[Section] = []
        self._heading: list[str] = []
        self._anchor = ""
        self._text: list[str] = []
        self._in_heading = False
        self._unread = 0
        self._skipping: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping is not None:
            self._unread += tag == self._skipping
            return
        attributes = dict(attrs)
        if tag in _UNREAD or "headerlink" in (attributes.get("class") or "").split():
            if tag not in _VOID:
                self._skipping, self._unread = tag, 1
            return
        if tag in _HEADINGS and attributes.get("id"):
            self.end_section()
            self._anchor, self._in_heading = attributes["id"] or "", True
        if tag not in _INLINE:
            self._add(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._skipping is not None:
            self._unread -= tag == self._skipping
            if self._unread <= 0:
                self._skipping = None
            return
        if tag in _HEADINGS:
            self._in_heading = False
        if tag not in _INLINE:
            self._add(" ")

    def handle_data(self, data: str) -> None:
        if self._skipping is None:
            self._add(data)

    def _add(self, text: str) -> None:
        (self._heading if self._in_heading else self._text).append(text)

    def end_section(self) -> None:
        """Close the section that is open."""
        heading = _SPACE.sub(" ", "".join(self._heading)).strip()
        text = _SPACE.sub(" ", "".join(self._text)).strip()
        if heading or text:
            self.sections.append(Section(heading, self._anchor, text))
        self._heading, self._text, self._anchor, self._in_heading = [], [], "", False
