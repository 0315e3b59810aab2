"""Two records have one reference."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.core.finding import RULES, Example, Finding, Related, Rule, Severity

_SYSTEM = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: {name}
spec:
  owner: team-a
---
"""

RULE = RULES.register(
    Rule(
        "duplicate-reference",
        Severity.ERROR,
        "Two records have the same kind, namespace and name.",
        "A reference must mean one record. Backstage keeps whichever it happens to process first and reports a "
        "conflict for the other; here the first in reading order stands, and the other has no page. Capital letters "
        "do not make a difference.",
        "Rename one of the two, or give it a namespace of its own, if they are two things. Remove one if they are "
        "the same.",
        Example({"a.yaml": _SYSTEM.format(name="checkout"), "b.yaml": _SYSTEM.format(name="Checkout")}),
        Example({"a.yaml": _SYSTEM.format(name="checkout"), "b.yaml": _SYSTEM.format(name="checkout-eu")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each record that is left out, at its name, with the place of the one that stands."""
    for twin in context.catalog.duplicates:
        kept = twin.kept.place(("metadata", "name"))
        other = twin.other.span
        where = "above in this file" if kept.path == other.path else f"in {kept.path}"
        if kept.source != other.source:
            where = f"in {kept.path} of {kept.source}"
        yield RULE.finding(
            f"a record {twin.kept.ref} already exists {where}; this one is left out",
            twin.other.place(("metadata", "name")),
            hint="Rename one of the two, or remove one if they describe the same thing.",
            ref=twin.kept.ref,
            related=(Related("the record that stands", kept),),
        )


CHECKS.register(Check(RULE, check))
