"""How much room a text takes: an estimate by classes of characters, since a build has no browser to ask."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

FONT_SIZE = 13.0
LINE_HEIGHT = 16.0
MOST_LINES = 2

_NARROW, _SLIM, _USUAL, _CAPITAL, _BROAD, _FULL = 0.27, 0.37, 0.56, 0.67, 0.88, 1.0
_BY_CHARACTER = {
    **dict.fromkeys("iljI.,:;'|!", _NARROW),
    **dict.fromkeys('frt()[]{}-/\\ "', _SLIM),
    **dict.fromkeys("mwMW@%", _BROAD),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ&", _CAPITAL),
}
_BREAKS_AFTER = "-_/.:"


def _character(character: str) -> float:
    known = _BY_CHARACTER.get(character)
    if known is not None:
        return known
    if character < "\u0300":
        return _USUAL
    if unicodedata.combining(character):
        return 0.0
    return _FULL if unicodedata.east_asian_width(character) in "WF" else _CAPITAL


@lru_cache(maxsize=8192)
def text_width(text: str, size: float = FONT_SIZE) -> float:
    """The width of a line of text at a font size, in the same unit."""
    return size * sum(map(_character, text))


@lru_cache(maxsize=8192)
def lines_of(text: str, width: float) -> tuple[str, ...]:
    """A text in at most two lines that are no wider than `width`; what does not fit ends in an ellipsis.

    Breaks at spaces and behind the signs that join the words of a name; inside a word only where there is no other way.
    """
    text = " ".join(text[:400].split())
    if text_width(text) <= width:
        return (text,)
    first = _head(text, width)
    rest = text[len(first) :].strip()
    if text_width(rest) > width:
        rest = _fitting(rest, width - text_width("…")).rstrip() + "…"
    return (first.rstrip(), rest)


def _fitting(text: str, width: float) -> str:
    taken = 0.0
    for at, character in enumerate(text):
        taken += FONT_SIZE * _character(character)
        if taken > width:
            return text[: max(at, 1)]
    return text


def _head(text: str, width: float) -> str:
    """The part of a text for the first line: up to the last break that fits, else as much as fits."""
    most = _fitting(text, width)
    if text[len(most) : len(most) + 1] == " ":
        return most
    for at in range(len(most), len(most) // 3, -1):
        if most[at - 1] == " " or most[at - 1] in _BREAKS_AFTER:
            return most[:at]
    return most
