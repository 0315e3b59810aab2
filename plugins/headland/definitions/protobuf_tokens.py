"""The words of a Protocol Buffers file: tokens with their places and the comments that stand before and beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\r\f\v\n\ufeff]+)
  | (?P<line>//[^\n]*)
  | (?P<block>/\*.*?(?:\*/|\Z))
  | (?P<string>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<number>\.?[0-9][A-Za-z0-9_.]*(?:(?<=[eE])[+-][0-9]+)?)
  | (?P<symbol>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_STAR = re.compile(r"^[ \t]*\*[ \t]?", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number, string or symbol; `at` is its place. `before` is the comment that describes what begins here."""

    kind: str
    text: str
    at: int
    before: str = ""


def tokens(text: str) -> Iterator[Token]:
    """The tokens of a text. A comment belongs to what follows it without an empty line between."""
    waiting: list[str] = []
    own_line = True
    for found in _TOKEN.finditer(text):
        kind = found.lastgroup or "symbol"
        if kind == "space":
            breaks = found[0].count("\n")
            if breaks > 1:
                waiting = []
            own_line = own_line or breaks > 0
        elif kind in ("line", "block"):
            if own_line:
                waiting.append(_words(kind, found[0]))
        else:
            yield Token(kind, found[0], found.start(), "\n".join(waiting))
            waiting = []
            own_line = False


def beside(text: str, at: int) -> str:
    """The comment on the rest of the line after a place, where nothing else stands before it."""
    found = _BESIDE.match(text, at)
    return "" if found is None else found[1].strip()


_BESIDE = re.compile(r"[ \t]*//+([^\n]*)")


def _words(kind: str, comment: str) -> str:
    """What a comment says, without its signs."""
    if kind == "line":
        said = comment.lstrip("/")
        return said[1:].rstrip() if said.startswith(" ") else said.rstrip()
    inner = comment[2:].removesuffix("*/").lstrip("*")
    return _STAR.sub("", inner).strip()
