"""The data at the head of Markdown pages, vetted before engines read it with parsers that know no limits.

PyYAML's fast loader ends the whole process on deep nesting, and follows aliases and merge keys without counting.
"""

from __future__ import annotations

import re
from typing import Final

from headland.core.settings import Limits
from headland.reading import Problem, parse_yaml_stream

_HEAD: Final = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*\r?\n", re.DOTALL)
"""As MkDocs finds it: see `mkdocs.utils.meta`."""

_HARMLESS: Final = 100
"""Fewer signs of nesting than this cannot nest too deeply."""

_NESTING: Final = re.compile(rb"[\[{?&*]|[-:](?=[ \t\r\n])")
_TOO_MUCH: Final = frozenset({"too-deep", "too-many-aliases"})


def excess(page: bytes, limits: Limits) -> str | None:
    """Why the data at the head of a page must not be read; None where it may be."""
    head = _HEAD.match(page)
    if head is None:
        return None
    data = head[1]
    if len(data) > limits.file_bytes:
        return f"its front matter is larger than {limits.file_bytes:,} bytes"
    if not (b"*" in data and b"&" in data) and len(_NESTING.findall(data)) < _HARMLESS:
        return None
    for parsed in parse_yaml_stream(data, merge_keys=True, limits=limits):
        if isinstance(parsed, Problem) and parsed.rule.name in _TOO_MUCH:
            return parsed.message
    return None
