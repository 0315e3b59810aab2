"""YAML scalars: what plain, quoted and block texts mean, as npm `yaml` 2 reads them under its core schema."""

from __future__ import annotations

import math
import re
from decimal import Decimal

from pydantic import JsonValue

_NULL = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE = frozenset({"true", "True", "TRUE"})
_FALSE = frozenset({"false", "False", "FALSE"})
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_OCTAL = re.compile(r"0o[0-7]+\Z")
_HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+\Z")
_EXPONENT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+\Z")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)\Z")
_INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z")
_NOT_A_NUMBER = frozenset({".nan", ".NaN", ".NAN"})
_MAYBE_SPECIAL = frozenset("~ntfNTF0123456789+-.")

_LARGEST_EXACT = 2**53
_MANY_DIGITS = 300

_ESCAPES = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "e": "\x1b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "v": "\v",
    "N": "\x85",
    "_": "\xa0",
    "L": "\N{LINE SEPARATOR}",
    "P": "\N{PARAGRAPH SEPARATOR}",
    " ": " ",
    '"': '"',
    "/": "/",
    "\\": "\\",
    "\t": "\t",
}
_CODE_LENGTHS = {"x": 2, "u": 4, "U": 8}
_DOUBLE_SPECIAL = re.compile(r"\\(?:\r\n|[\s\S])|[ \t]*\r?\n(?:[ \t\n]|\r\n)*")
_HALF = re.compile("[\ud800-\udfff]")
_HEX_DIGITS = re.compile(r"[0-9a-fA-F]+\Z")


class BadEscape(ValueError):
    """A backslash in double quotes is followed by something that it cannot escape; `at` counts from the quote."""

    def __init__(self, at: int, text: str) -> None:
        super().__init__(text)
        self.at = at
        self.text = text


def resolve_null(text: str) -> bool:
    """Whether a text is one of the ways to write null."""
    return text in _NULL


def resolve_bool(text: str) -> bool | None:
    """The truth value that a text means, or None."""
    return True if text in _TRUE else False if text in _FALSE else None


def resolve_int(text: str) -> int | float | None:
    """The whole number that a text means, or None."""
    if _INTEGER.match(text):
        return _whole(text, 10)
    if _OCTAL.match(text):
        return _whole(text[2:], 8)
    if _HEXADECIMAL.match(text):
        return _whole(text[2:], 16)
    return None


def resolve_float(text: str) -> float | None:
    """The number with a point, an exponent or no end that a text means, or None."""
    if _DECIMAL.match(text) or _EXPONENT.match(text):
        return float(text)
    if _INFINITE.match(text):
        return float("-inf" if text[0] == "-" else "inf")
    return float("nan") if text in _NOT_A_NUMBER else None


def resolve_plain(text: str) -> JsonValue:
    """What a text without quotes and tag means: null, a truth value, a number, or itself."""
    if text and text[0] not in _MAYBE_SPECIAL:
        return text
    if text in _NULL:
        return None
    truth = resolve_bool(text)
    if truth is not None:
        return truth
    whole = resolve_int(text)
    if whole is not None:
        return whole
    number = resolve_float(text)
    return text if number is None else number


def _whole(digits: str, base: int) -> int | float:
    """A whole number, exact where JavaScript's numbers are, else the nearest that they have."""
    if len(digits) > _MANY_DIGITS:
        return float(digits) if base == 10 else float("inf")
    number = int(digits, base)
    return number if -_LARGEST_EXACT <= number <= _LARGEST_EXACT else float(number)


def fold_plain(source: str) -> str:
    """A plain text over several lines: a line end is a space, an empty line a line end."""
    if "\n" not in source:
        return source
    first, *middle, last = source.replace("\r\n", "\n").split("\n")
    parts = [first.rstrip(" \t")]
    separator = " "
    for line in middle:
        text = line.strip(" \t")
        if text:
            parts += (separator, text)
            separator = " "
        elif separator == "\n":
            parts.append("\n")
        else:
            separator = "\n"
    parts += (separator, last.lstrip(" \t"))
    return "".join(parts)


def single_quoted(source: str) -> str:
    """The text between single quotes, which are part of `source`."""
    return fold_plain(source[1:-1]).replace("''", "'")


def double_quoted(source: str) -> str:
    """The text between double quotes, which are part of `source`. Raises BadEscape."""
    inner = source[1:-1]
    if "\\" not in inner and "\n" not in inner:
        return inner
    parts: list[str] = []
    at = 0
    while True:
        special = _DOUBLE_SPECIAL.search(inner, at)
        if special is None:
            parts.append(inner[at:])
            return _joined_halves("".join(parts))
        parts.append(inner[at : special.start()])
        text = special.group()
        at = special.end()
        if text[0] != "\\":
            parts.append("\n" * (text.count("\n") - 1) or " ")
            continue
        code = text[1:]
        if code in ("\n", "\r\n"):
            while at < len(inner) and inner[at] in " \t":
                at += 1
        elif code in _ESCAPES:
            parts.append(_ESCAPES[code])
        elif code in _CODE_LENGTHS:
            digits = inner[at : at + _CODE_LENGTHS[code]]
            at += _CODE_LENGTHS[code]
            parts.append(_character(digits, _CODE_LENGTHS[code], special.start() + 1, text))
        else:
            raise BadEscape(special.start() + 1, text)


def _character(digits: str, length: int, at: int, escape: str) -> str:
    if len(digits) == length and _HEX_DIGITS.match(digits) and int(digits, 16) <= 0x10FFFF:
        return chr(int(digits, 16))
    raise BadEscape(at, escape + digits)


def _joined_halves(text: str) -> str:
    """The text with escaped halves of surrogate pairs put together, as JavaScript has them, and lone ones replaced."""
    if not _HALF.search(text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


class BadBlockText(ValueError):
    """A line of a block text is indented less than its text; `at` counts from the start of the source."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


_NOTHING = ("", "\r")
_LINE_BREAK = re.compile(r"\n( *)")
_LEADING_SPACES = re.compile(r" *")


def block_text(source: str, *, folded: bool, chomp: str, indent: int, explicit: bool, at_root: bool) -> str:
    """The text of a block scalar, from all of its lines.

    `chomp` is `-`, `+` or empty. `indent` is the parent's indentation, with that of the header
    added where it is `explicit`. Raises BadBlockText.
    """
    lines = _split_lines(source)
    chomp_start = len(lines)
    while chomp_start and lines[chomp_start - 1][1] in _NOTHING:
        chomp_start -= 1
    if chomp_start == 0:
        return "\n" * max(1, len(lines) - 1) if chomp == "+" and source else ""
    trim = indent
    content_start = 0
    at = 0
    for number in range(chomp_start):
        spaces, content = lines[number]
        if content in _NOTHING:
            if not explicit and spaces > trim:
                trim = spaces
        else:
            if spaces < trim:
                raise BadBlockText(at + spaces, "the text is indented less than the empty lines above it")
            if not explicit:
                trim = spaces
            content_start = number
            if trim == 0 and not at_root:
                raise BadBlockText(at, "the text is not indented")
            break
        at += spaces + len(content) + 1
    for number in range(len(lines) - 1, chomp_start - 1, -1):
        if lines[number][0] > trim:
            chomp_start = number + 1
            break
    join = _folded if folded else _literal
    head = "".join(" " * (lines[number][0] - trim) + "\n" for number in range(content_start))
    text = head + join(lines[content_start:chomp_start], trim, at)
    if chomp == "-":
        return text
    if chomp == "+":
        text += "".join("\n" + " " * (spaces - trim) for spaces, _ in lines[chomp_start:])
        return text if text.endswith("\n") else text + "\n"
    return text + "\n"


def _split_lines(source: str) -> list[tuple[int, str]]:
    """Each line as its number of leading spaces and the rest."""
    if not source:
        return []
    pieces = _LINE_BREAK.split(source)
    leading = _LEADING_SPACES.match(pieces[0])
    spaces = leading.end() if leading else 0
    return [(spaces, pieces[0][spaces:]), *zip(map(len, pieces[1::2]), pieces[2::2], strict=True)]


def _checked(lines: list[tuple[int, str]], trim: int, at: int) -> list[tuple[int, str]]:
    """The lines without carriage returns; raises BadBlockText for one that is indented less than `trim`."""
    short = next((at for at, (spaces, content) in enumerate(lines) if spaces < trim and content not in _NOTHING), None)
    if short is not None:
        at += sum(spaces + len(content) + 1 for spaces, content in lines[:short])
        raise BadBlockText(at + lines[short][0], "this line is indented less than the text that it belongs to")
    return [(spaces, content.removesuffix("\r")) for spaces, content in lines]


def _literal(lines: list[tuple[int, str]], trim: int, at: int) -> str:
    return "\n".join(" " * (spaces - trim) + content for spaces, content in _checked(lines, trim, at))


def _folded(lines: list[tuple[int, str]], trim: int, at: int) -> str:
    parts: list[str] = []
    separator = ""
    more_indented = False
    for spaces, content in _checked(lines, trim, at):
        if spaces > trim or content.startswith("\t"):
            if separator == " ":
                separator = "\n"
            elif not more_indented and separator == "\n":
                separator = "\n\n"
            parts += (separator, " " * (spaces - trim), content)
            separator = "\n"
            more_indented = True
        elif not content:
            if separator == "\n":
                parts.append("\n")
            else:
                separator = "\n"
        else:
            parts += (separator, content)
            separator = " "
            more_indented = False
    return "".join(parts)


def key_text(value: JsonValue) -> str:
    """The text under which a key is kept: JavaScript's objects know no other keys."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return _number_text(value)
    if isinstance(value, list):
        return f"[ {', '.join(map(_inner_text, value))} ]" if value else "[]"
    pairs = ", ".join(key if child is None else f"{key}: {_inner_text(child)}" for key, child in value.items())
    return f"{{ {pairs} }}" if pairs else "{}"


def _inner_text(value: JsonValue) -> str:
    return "null" if value is None else key_text(value)


def _number_text(number: float) -> str:
    """A number as JavaScript prints it."""
    if math.isnan(number):
        return "NaN"
    if number in (float("inf"), float("-inf")):
        return "Infinity" if number > 0 else "-Infinity"
    if number == 0:
        return "0"
    text = repr(float(number))
    if 1e-6 <= abs(number) < 1e21:
        return format(Decimal(text), "f").removesuffix(".0")
    mantissa, _, power = text.partition("e")
    return f"{mantissa.removesuffix('.0')}e{int(power):+d}"
