"""Front matter: the YAML between two lines of `---` at the head of a Markdown page."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\n|\r)")
_EMPTY_LINE = re.compile(rb"^[ \t]*(?:\r\n|\n|\r)", re.M)
_CLOSING = re.compile(rb"^---[ \t]*(?:\r\n|\n|\r|\Z)", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Byte offsets: of the YAML (between the two lines), and of the prose below it."""

    start: int
    end: int
    body: int


def unclosed_front_matter(data: bytes) -> bytes:
    """The lines at a page's head that were to be front matter, up to the first empty one; none where it is closed."""
    opening = _OPENING.match(data)
    if opening is None or _CLOSING.search(data, opening.end()):
        return b""
    empty = _EMPTY_LINE.search(data, opening.end())
    return data[opening.end() : empty.start() if empty else len(data)]


def front_matter(data: bytes) -> FrontMatter | None:
    """Find a page's front matter; None where the page has none, or never closes it."""
    opening = _OPENING.match(data)
    if opening is None:
        return None
    closing = _CLOSING.search(data, opening.end())
    if closing is None:
        return None
    return FrontMatter(opening.end(), closing.start(), closing.end())
