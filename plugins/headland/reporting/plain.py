"""Plain values as JSON and as YAML: what `--format json` and `--format yaml` give out.

Control, invisible and direction-turning characters are escaped, so that the texts may be shown on a terminal too.
The YAML is a subset that readers of YAML 1.1 and 1.2 understand alike: a text is left bare only where no reader could
take it for anything else, and is quoted otherwise.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeGuard

from headland.core.visible import visible

Plain = str | int | float | bool | None | Mapping[str, "Plain"] | Sequence["Plain"]

_BARE = re.compile(r"[A-Za-z](?:[\w./@+-]|:(?=\w))*(?: [\w./@(+-][\w./@()+,-]*)*", re.ASCII)
_WORDS_OF_MEANING = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_LONGEST_BARE = 120


def to_json(value: Plain, *, indent: int | None = 2) -> str:
    """The value as JSON, without a newline at its end."""
    written = json.dumps(value, ensure_ascii=False, indent=indent, default=dict)
    return visible(written, keep="\n", escape=_json_escape)


def to_yaml(value: Plain) -> str:
    """The value as a YAML document, with a newline at its end."""
    return "\n".join(_block(value)) + "\n"


def _json_escape(character: str) -> str:
    return "\\u007f" if character == "\x7f" else json.dumps(character)[1:-1]


def _yaml_escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _block(value: Plain) -> Iterator[str]:
    if isinstance(value, Mapping) and value:
        for key, inner in value.items():
            yield from _entry(f"{_scalar(str(key))}:", inner)
    elif _is_list(value) and value:
        for inner in value:
            yield from _item(inner)
    else:
        yield _scalar(value)


def _entry(head: str, value: Plain) -> Iterator[str]:
    if isinstance(value, str) and _can_stand_as_block(value):
        yield f"{head} {'|' if value.endswith(chr(10)) else '|-'}"
        yield from _indented(value.removesuffix("\n").split("\n"))
    elif _is_collection(value):
        yield head
        yield from _indented(_block(value))
    else:
        yield f"{head} {_scalar(value)}"


def _item(value: Plain) -> Iterator[str]:
    if not _is_collection(value):
        yield from _entry("-", value)
        return
    first, *rest = _block(value)
    yield f"- {first}"
    yield from _indented(rest)


def _indented(lines: Iterator[str] | list[str]) -> Iterator[str]:
    return (f"  {line}" if line else "" for line in lines)


def _is_list(value: Plain) -> TypeGuard[Sequence[Plain]]:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _is_collection(value: Plain) -> bool:
    return bool(value) and (isinstance(value, Mapping) or _is_list(value))


def _can_stand_as_block(text: str) -> bool:
    return (
        "\n" in text.removesuffix("\n")
        and not text.startswith((" ", "\n"))
        and not text.endswith("\n\n")
        and visible(text, keep="\n") == text
    )


def _scalar(value: Plain) -> str:
    if isinstance(value, str):
        if len(value) <= _LONGEST_BARE and _BARE.fullmatch(value) and value.lower() not in _WORDS_OF_MEANING:
            return value
        return visible(json.dumps(value, ensure_ascii=False), escape=_yaml_escape)
    if isinstance(value, Mapping):
        return "{}"
    if isinstance(value, float):
        return _number(value)
    return "[]" if _is_list(value) else json.dumps(value)


def _number(value: float) -> str:
    written = json.dumps(value)
    special = {"NaN": ".nan", "Infinity": ".inf", "-Infinity": "-.inf"}
    if written in special:
        return special[written]
    mantissa, exponent, power = written.partition("e")
    return written if not exponent or "." in mantissa else f"{mantissa}.0e{power}"
