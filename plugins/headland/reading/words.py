"""Values and places of documents in the words of messages."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pydantic import JsonValue

from headland.core.document import NodePath
from headland.core.visible import one_line

_LONGEST_SHOWN = 60


def describe(value: JsonValue) -> str:
    """What a value is, in words fit for a message."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"the truth value {'true' if value else 'false'}"
    if isinstance(value, int | float):
        return f"the number {value:g}" if isinstance(value, float) and math.isfinite(value) else f"the number {value}"
    if isinstance(value, str):
        shown = one_line(value)
        if not shown:
            return "a text of spaces" if value else "an empty text"
        return f"'{shown[:_LONGEST_SHOWN]}…'" if len(shown) > _LONGEST_SHOWN else f"'{shown}'"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a mapping" if value else "an empty mapping"


def written_path(path: NodePath) -> str:
    """A path as people write it: `spec.links[0].url`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{one_line(part)}" if text else one_line(part)
    return text


def value_at(value: JsonValue, path: NodePath) -> JsonValue:
    """What stands at a path of a plain value; None where nothing does."""
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return None
    return value


def listed(names: Sequence[str]) -> str:
    """Names as they stand in a sentence: `'a'`, `'a' and 'b'`, `'a', 'b' and 'c'`."""
    quoted = [f"'{one_line(name)}'" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
