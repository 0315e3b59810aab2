"""What the record of an API gives as its definition: the text, and what can be read of it."""

from __future__ import annotations

import json

from headland.definitions import Facts, definition_facts
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


def facts_of(record: Record) -> Facts | None:
    """The format of an API's definition, and what of it cannot be read; None where it is in no format that is known."""
    text = definition_text(record)
    return None if text is None else definition_facts(record.text("spec", "type") or "", text)
