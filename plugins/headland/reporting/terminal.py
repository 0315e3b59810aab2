"""How many columns of a terminal a text takes, and in what form it is shown there."""

from __future__ import annotations

from collections.abc import Iterator

from headland.core.visible import visible

TAB_WIDTH = 4


def cells(line: str) -> Iterator[tuple[str, int]]:
    """The shown form of each character of a line, with the columns that it takes."""
    at = 0
    for character in line:
        if character == "\t":
            width = TAB_WIDTH - at % TAB_WIDTH
            shown = " " * width
        else:
            shown = visible(character)
            width = len(shown) if shown.isascii() else _wide(shown)
        at += width
        yield shown, width


def display_width(line: str) -> int:
    """The number of columns that a line takes when shown."""
    return len(line) if _is_plain(line) else sum(width for _, width in cells(line))


def pad(line: str, width: int) -> str:
    """The shown form of a line, filled with spaces up to `width` columns."""
    if _is_plain(line):
        return line.ljust(width)
    return "".join(shown for shown, _ in cells(line)) + " " * max(0, width - display_width(line))


def _is_plain(line: str) -> bool:
    return line.isascii() and line.isprintable()


def _wide(character: str) -> int:
    # Imported here: its tables take a fifth of the time in which `headland --help` answers.
    from wcwidth import wcwidth

    return max(0, wcwidth(character))
