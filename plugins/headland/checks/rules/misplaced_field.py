"""A field stands below `metadata` that belongs below `spec`, or the other way round, or beside `annotations`."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.kinds.formats import is_key
from headland.kinds.kind import KINDS
from headland.reading.model_fields import names_at
from headland.reading.record import Record

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  annotations:
    github.com/project-slug: example/checkout
{indent}backstage.io/techdocs-ref: dir:.
spec:
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "misplaced-field",
        Severity.WARNING,
        "A field stands where nothing reads it, and would be read elsewhere in the record.",
        "Further fields are allowed, so Backstage lets it pass: the system, the tags or the annotation that was meant "
        "is not there, and nobody is told. Mostly a line has lost two spaces.",
        "Move the field to where the message says it belongs.",
        Example({"catalog-info.yaml": _FILE.format(indent="  ")}),
        Example({"catalog-info.yaml": _FILE.format(indent="    ")}),
    )
)

_OF_METADATA = frozenset({"annotations", "labels", "links", "tags"})
"""Fields of metadata that nobody means otherwise; a `title` in a specification may be somebody's own."""


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each field that its record's kind has, but not there."""
    for ref, record in context.catalog.items():
        if KINDS.get(record.kind.name) is record.kind:
            for parent, key, home in _misplaced(record):
                yield RULE.finding(
                    f"{quoted(key)} stands below {quoted(parent)}, where nothing reads it",
                    record.document.key_span((parent, key)),
                    hint=f"Move it below {quoted(home)}.",
                    ref=ref,
                )


def _misplaced(record: Record) -> Iterator[tuple[str, str, str]]:
    """Where it stands, the field, and where it belongs."""
    metadata, spec = record.value("metadata"), record.value("spec")
    of_spec, of_metadata = (names_at(record.kind.model, (parent,)) for parent in ("spec", "metadata"))
    if isinstance(metadata, dict):
        for key in metadata:
            if key in of_metadata:
                continue
            if "/" in key and is_key(key):
                yield "metadata", key, "annotations"
            elif key in of_spec and not (isinstance(spec, dict) and key in spec):
                yield "metadata", key, "spec"
    if isinstance(spec, dict):
        for key in spec:
            if key in _OF_METADATA and key not in of_spec and not (isinstance(metadata, dict) and key in metadata):
                yield "spec", key, "metadata"


CHECKS.register(Check(RULE, check))
