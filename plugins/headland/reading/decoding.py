"""Bytes to text: UTF-8, whatever the bytes hold, with the way back from a character to its byte."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left
from dataclasses import dataclass

_WIDE = re.compile(r"[^\x00-\x7f]")
_BAD = re.compile(r"[\udc80-\udcff]")
_BAD_BYTES = 0xDC80
_ERRORS = "headland-lengths"
_OTHER_ENCODINGS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with the byte offset of each of its characters. `bad` are the offsets of bytes that are not UTF-8."""

    text: str
    bad: tuple[int, ...]
    _wide: tuple[int, ...]
    _extra: tuple[int, ...]

    def offset(self, index: int) -> int:
        """The byte offset of a character."""
        before = bisect_left(self._wide, index)
        return index + (self._extra[before - 1] if before else 0)


def other_encoding(data: bytes) -> str | None:
    """The name of the encoding when a text is clearly in one that is not UTF-8."""
    for mark, name in _OTHER_ENCODINGS:
        if data.startswith(mark):
            return name
    head = data[:4]
    if len(head) == 4 and head[0] != head[1] and (head[0::2] == b"\0\0" or head[1::2] == b"\0\0"):
        return "UTF-16"
    return None


def _length_of_bad_bytes(error: UnicodeError) -> tuple[str, int]:
    """In the place of a sequence of bytes that is cut short or no UTF-8, a lone surrogate that says how long it is."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return chr(_BAD_BYTES + error.end - error.start), error.end


codecs.register_error(_ERRORS, _length_of_bad_bytes)


def decode(data: bytes) -> Decoded:
    """Read bytes as UTF-8; each sequence that is none becomes one U+FFFD, as it does in Backstage."""
    text = data.decode("utf-8", _ERRORS)
    if text.isascii():
        return Decoded(text, (), (), ())
    wide: list[int] = []
    extra: list[int] = []
    bad: list[int] = []
    more = 0
    for match in _WIDE.finditer(text):
        index, code = match.start(), ord(match.group())
        wide.append(index)
        if _BAD_BYTES <= code <= 0xDCFF:
            bad.append(index + more)
            more += code - _BAD_BYTES - 1
        else:
            more += 1 if code < 0x800 else 2 if code < 0x10000 else 3
        extra.append(more)
    if bad:
        text = _BAD.sub("\N{REPLACEMENT CHARACTER}", text)
    return Decoded(text, tuple(bad), tuple(wide), tuple(extra))
