"""Documents to records: each one is held against the model of its kind."""

from __future__ import annotations

from pydantic import ValidationError

from headland.core.document import Document
from headland.core.finding import Finding
from headland.core.refs import DEFAULT_NAMESPACE, Ref
from headland.kinds import kind_of
from headland.reading.record import Record
from headland.reading.rules import records as rules


def record_of(document: Document) -> tuple[Record | None, list[Finding]]:
    """The record that a document holds, or None with the findings that say why it holds none."""
    value = document.value
    if not isinstance(value, dict):
        return None, [rules.NOT_A_MAPPING.finding("this document is not a mapping of fields", document.value_span(()))]
    kind = kind_of(str(value.get("apiVersion")), str(value.get("kind")))
    try:
        entity = kind.model.model_validate(value)
    except ValidationError as error:
        found = []
        for detail in error.errors():
            path = tuple(detail["loc"])
            rule = rules.MISSING_FIELD if detail["type"] == "missing" else rules.INVALID_VALUE
            found.append(rule.finding(f"{'.'.join(map(str, path))}: {detail['msg']}", document.value_span(path)))
        return None, found
    ref = Ref(entity.kind, entity.metadata.namespace or DEFAULT_NAMESPACE, entity.metadata.name)
    return Record(ref, kind, entity, document), []
