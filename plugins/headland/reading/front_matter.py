"""Front matter: the YAML between two lines of `---` at the head of a Markdown page."""

from __future__ import annotations

import re
from dataclasses import dataclass

_OPENING = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*(?:\r\n|\n|\r)")
_CLOSING = re.compile(rb"^---[ \t]*(?:\r\n|\n|\r|\Z)", re.M)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Byte offsets: of the YAML (between the two lines), and of the prose below it."""

    start: int
    end: int
    body: int


def front_matter(data: bytes) -> FrontMatter | None:
    """Find a page's front matter; None where the page has none, or never closes it."""
    opening = _OPENING.match(data)
    if opening is None:
        return None
    closing = _CLOSING.search(data, opening.end())
    if closing is None:
        return None
    return FrontMatter(opening.end(), closing.start(), closing.end())
