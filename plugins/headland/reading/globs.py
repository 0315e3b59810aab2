"""Globs over the paths of a source: `*`, `?` and `[...]` inside a name, `**` over folders, `{a,b}` for either."""

from __future__ import annotations

import re
from functools import lru_cache

_MAGIC = re.compile(r"[*?\[{]")
_PIECE = re.compile(r"\*\*/|/\*\*\Z|\*+|\?|\[!?[^\]/]+\]|\{[^{}/]*\}|.", re.S)


def is_glob(text: str) -> bool:
    """Whether a path holds anything that a glob gives a meaning to."""
    return _MAGIC.search(text) is not None


@lru_cache(maxsize=256)
def glob_pattern(glob: str) -> re.Pattern[str]:
    """A pattern that matches whole paths as the glob does."""
    return re.compile("".join(_translated(piece) for piece in _PIECE.findall(glob)), re.S)


def matches(path: str, glob: str) -> bool:
    """Whether a path is meant by a glob; one that names a folder means all files below it."""
    glob = glob.strip("/").removeprefix("./")
    return (
        glob in ("", ".")
        or glob_pattern(glob).fullmatch(path) is not None
        or glob_pattern(f"{glob}/**").fullmatch(path) is not None
    )


def _translated(piece: str) -> str:
    if piece == "**/":
        return "(?:[^/]+/)*"
    if piece == "/**":
        return "/.+"
    if piece.startswith("*"):
        return "[^/]*" if piece == "*" else ".*"
    if piece == "?":
        return "[^/]"
    if piece.startswith("[") and len(piece) > 1:
        inner = piece[1:-1]
        negated = inner.startswith("!")
        return f"[{'^' if negated else ''}{re.escape(inner.removeprefix('!')).replace(chr(92) + '-', '-')}]"
    if piece.startswith("{") and len(piece) > 1:
        return f"(?:{'|'.join(map(re.escape, piece[1:-1].split(',')))})"
    return re.escape(piece)
