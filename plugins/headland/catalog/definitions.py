"""What the record of an API gives as its definition: the text, and what can be read of it."""

from __future__ import annotations

import json

from headland.definitions import ApiDefinition, read_definition
from headland.reading.record import Record

FIELD = ("spec", "definition")
"""Where a record has its definition."""


def definition_text(record: Record) -> str | None:
    """The definition as text, None where there is none; one that a placeholder has read as data is written as JSON."""
    value = record.value(*FIELD)
    if value is None or record.ref.kind.lower() != "api":
        return None
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
    return text if text.strip() else None


def definition_of(record: Record) -> ApiDefinition | None:
    """What can be read of an API's definition; None where it has none, or one in no format that is known."""
    text = definition_text(record)
    return None if text is None else read_definition(record.text("spec", "type") or "", text)
