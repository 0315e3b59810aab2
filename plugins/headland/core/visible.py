"""Text of unknown origin made fit to be shown: nothing in it moves a cursor, colours, hides or turns anything."""

from __future__ import annotations

import re
from collections.abc import Callable

_UNSAFE = re.compile(
    "["
    "\x00-\x1f\x7f-\x9f"  # control characters, the escape among them
    "\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"  # without width, or turning the direction of writing
    "\xad\u034f\u115f\u1160\u180e\u3164\uffa0"  # fillers and hyphens that are not seen
    "\ufff9-\ufffb\U000e0000-\U000e007f"  # annotations and tags, which are never seen
    "\ud800-\udfff"  # lone surrogates, which no encoding has
    "]"
)


def escape_character(character: str) -> str:
    """A character as Python would escape it: `\\x1b`, `\\u202e`, `\\U000e0041`."""
    code = ord(character)
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def visible(text: str, *, keep: str = "", escape: Callable[[str], str] = escape_character) -> str:
    """The text with every control, invisible and direction-turning character escaped, save those in `keep`."""
    return _UNSAFE.sub(lambda found: found[0] if found[0] in keep else escape(found[0]), text)


_JOINER = re.compile("(?<=[^\x00-\x7f])([\u200c\u200d])(?=[^\x00-\x7f])")
"""Where these two belong: between the letters of some scripts, and inside emoji."""


def shown_name(text: str) -> str:
    """A name as a page shows it: as `one_line` has it, but with the joiners that scripts and emoji are written with."""
    parts = _JOINER.split(" ".join(text.split()))
    return "".join(part if part in ("\u200c", "\u200d") else visible(part) for part in parts)


def one_line(text: str) -> str:
    """The text on one line: white space of any kind becomes one space, all else as `visible` has it."""
    return visible(" ".join(text.split()))
