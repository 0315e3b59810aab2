"""Blocks of the portal in Markdown pages: fenced, named `headland-...`, taken out before any engine sees them.

What stands in their place is put back into finished HTML, so that they need no extension of Markdown and pass by its
sanitiser: what they show is made by our own templates.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

PREFIX: Final = "headland-"

_FENCE: Final = re.compile(
    r"^(?P<indent>[ \t]*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n`]*)\n"
    r"(?P<body>(?s:.*?))(?:^[ \t]*(?P=mark)[`~]*[ \t]*(?:\n|\Z)|\Z)"
    r"|<!--(?s:.*?)-->",
    re.MULTILINE,
)
"""Fences as `find_entity_links` sees them; one inside another, or in a comment, is part of that."""


@dataclass(frozen=True, slots=True)
class Block:
    """A block: its name without the prefix, the text between its fences, and where (bytes of UTF-8) that begins."""

    name: str
    body: str
    start: int


def find_blocks(text: str) -> tuple[Block, ...]:
    """The blocks of a Markdown text, in order."""
    if PREFIX not in text:
        return ()
    return tuple(block for fence in _FENCE.finditer(text) if (block := _block(text, fence)) is not None)


def with_blocks(text: str, replace: Callable[[Block], str]) -> str:
    """A Markdown text with each block replaced by a paragraph of the words that `replace` gives for it."""
    if PREFIX not in text:
        return text

    def paragraph(fence: re.Match[str]) -> str:
        block = _block(text, fence)
        return fence[0] if block is None else f"\n{fence['indent']}{replace(block)}\n\n"

    return _FENCE.sub(paragraph, text)


def _block(text: str, fence: re.Match[str]) -> Block | None:
    word = (fence["info"] or "").strip().strip("{}").strip().lstrip(".").split(" ", 1)[0]
    if not word.startswith(PREFIX):
        return None
    return Block(word.removeprefix(PREFIX), fence["body"], len(text[: fence.start("body")].encode()))
