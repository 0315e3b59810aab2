"""Documents to records: each one is held against the model of its kind."""

from __future__ import annotations

import re

from pydantic import JsonValue, ValidationError

from headland.core.document import Document
from headland.core.finding import Finding
from headland.core.refs import DEFAULT_NAMESPACE, Ref
from headland.kinds import kind_of
from headland.reading.complaints import complaints
from headland.reading.record import Record
from headland.reading.rules import records as rules
from headland.reading.words import describe

_MOST_COMPLAINTS = 100
_KIND_LINE = re.compile(rb"^kind:[ \t]*[\"']?([A-Za-z][A-Za-z0-9]{0,62})\b", re.M)
_METADATA = re.compile(rb"^metadata:[ \t]*(?:#[^\n]*)?\r?\n((?:[ \t]+[^\n]*(?:\n|\Z)|[ \t]*\r?\n)*)", re.M)
_METADATA_FIELD = rb"^%s%s:[ \t]*[\"']?([A-Za-z0-9][-A-Za-z0-9_.]{0,62})"


def record_of(document: Document, data: bytes = b"") -> tuple[Record | None, list[Finding]]:
    """The record that a document holds, or None with the findings that say why it holds none.

    `data` are the bytes of its file: what they show of a mistake makes the remedy better.
    """
    value = document.value
    if not isinstance(value, dict):
        return None, [
            rules.NOT_A_MAPPING.finding(
                f"this document is {describe(value)}; expected a mapping with apiVersion, kind and metadata",
                document.value_span(()),
                hint="Write one record a document, separated by lines of '---'.",
            )
        ]
    api_version, name = value.get("apiVersion"), value.get("kind")
    kind = kind_of(api_version if isinstance(api_version, str) else "", name if isinstance(name, str) else "")
    try:
        entity = kind.model.model_validate(value)
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)[:_MOST_COMPLAINTS]
        return None, complaints(document, details, kind, reference_in(value), data)
    ref = Ref(entity.kind, entity.metadata.namespace or DEFAULT_NAMESPACE, entity.metadata.name)
    return Record(ref, kind, entity, document), []


def reference_in(value: JsonValue) -> Ref | None:
    """The reference of a record that may be refused, where its kind and name can be read all the same."""
    if not isinstance(value, dict):
        return None
    kind, metadata = value.get("kind"), value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    namespace = metadata.get("namespace") if isinstance(metadata, dict) else None
    if not (isinstance(kind, str) and kind and isinstance(name, str) and name):
        return None
    return Ref(kind, namespace if isinstance(namespace, str) and namespace else DEFAULT_NAMESPACE, name)


def reference_sketched(text: bytes) -> Ref | None:
    """The reference of a document that is no YAML, read off its lines."""
    kind, metadata = _KIND_LINE.search(text), _METADATA.search(text)
    if kind is None or metadata is None:
        return None
    fields = metadata[1]
    indent = fields[: len(fields) - len(fields.lstrip(b" "))]
    name = re.search(_METADATA_FIELD % (indent, b"name"), fields, re.M)
    namespace = re.search(_METADATA_FIELD % (indent, b"namespace"), fields, re.M)
    if name is None:
        return None
    return Ref(
        kind[1].decode("ascii"),
        namespace[1].decode("ascii") if namespace else DEFAULT_NAMESPACE,
        name[1].decode("ascii"),
    )
