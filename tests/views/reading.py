"""Reading HTML in tests: what a page holds, without regard to how its source is laid out."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_SPACE = re.compile(r"\s+")
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "kbd", "span", "strong", "sub", "sup", "time"})


class Html(HTMLParser):
    """A page's tags with their attributes, and its words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.misnested: list[str] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    @property
    def words(self) -> str:
        """The text of the page on one line."""
        return _SPACE.sub(" ", "".join(self._words)).strip()

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]

    def headings(self) -> list[int]:
        """The levels of the headings, in order."""
        return [int(name[1]) for name, _ in self.tags if re.fullmatch("h[1-6]", name)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._part(tag)
        if tag not in ("br", "img", "input", "hr", "meta", "link", "path", "wbr"):
            self.unclosed.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if tag == "path":
            return
        self._part(tag)
        if self.unclosed and self.unclosed[-1] == tag:
            self.unclosed.pop()
        else:
            self.misnested.append(tag)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        self._words.append(data)
