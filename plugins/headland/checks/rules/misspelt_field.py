"""A field of a record is nearly one that its kind has."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import dotted, quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.kinds.kind import KINDS, Kind
from headland.reading.model_fields import names_at

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  {field}: From the basket to the receipt.
spec:
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "misspelt-field",
        Severity.WARNING,
        "A field of a record is nearly one that its kind has.",
        "Further fields are allowed, so Backstage lets it pass and nothing reads it: the description, the dependency "
        "or the tag that was meant is not there, and nobody is told.",
        "Mend the name; fields are compared to the letter, capital letters included.",
        Example({"catalog-info.yaml": _FILE.format(field="descripton")}),
        Example({"catalog-info.yaml": _FILE.format(field="description")}),
    )
)

_NEAR = 85


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each key of `metadata` and `spec` that no model knows and that is like one that is absent."""
    for ref, record in context.catalog.items():
        if KINDS.get(record.kind.name) is not record.kind:
            continue
        for parent in ("metadata", "spec"):
            fields = record.value(parent)
            known = names_at(record.kind.model, (parent,))
            if not isinstance(fields, dict) or fields.keys() <= known:
                continue
            absent = {name.lower(): name for name in sorted(known - fields.keys())}
            for key in [key for key in fields if key not in known]:
                near = process.extractOne(key.lower(), list(absent), scorer=fuzz.ratio, score_cutoff=_NEAR)
                meant = absent[near[0]] if near else _field_of_relation(record.kind, parent, key)
                if meant is not None and meant not in fields:
                    yield RULE.finding(
                        f"{record.kind.name} has no field {quoted(dotted((parent, key)))}, and nothing reads it",
                        record.document.key_span((parent, key)),
                        hint=f"Did you mean {quoted(meant)}?",
                        ref=ref,
                    )


def _field_of_relation(kind: Kind, parent: str, name: str) -> str | None:
    """The field that declares a relation: whoever knows `partOf` from a page of Backstage's writes it so."""
    fields = (field.path[1] for field in kind.references if field.path[0] == parent and field.to.relation == name)
    return next(fields, None)


CHECKS.register(Check(RULE, check))
