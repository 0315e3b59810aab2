"""Places in a definition's text that is in a language of its own."""

from __future__ import annotations


def place_in(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, both from 1."""
    at = max(0, min(at, len(text)))
    line = text.count("\n", 0, at) + 1
    return line, at - (text.rfind("\n", 0, at) + 1) + 1
