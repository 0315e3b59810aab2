"""A field that takes records of any kind holds a reference without one."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import dotted, quoted, remedy_of_reference
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
spec:
  type: service
  lifecycle: production
  owner: team-a
  dependsOn: [{target}]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: payments-db
spec:
  type: database
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "reference-without-kind",
        Severity.WARNING,
        "A field that takes any kind of record names one without its kind.",
        "What a record depends on may be a component, a resource or anything else, so there is no usual kind. "
        "Backstage's validators let it pass, but its processor then stops, and none of the record's relations appear.",
        "Write the kind before a colon: `component:payments`, `resource:payments-db`.",
        Example({"catalog-info.yaml": _FILE.format(target="payments-db")}),
        Example({"catalog-info.yaml": _FILE.format(target='"resource:payments-db"')}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each reference that lacks its kind, with the records that have that name."""
    for bad in context.catalog.bad_references:
        if bad.lacks_kind:
            kind = next((ref.kind.lower() for ref in context.catalog.candidates(bad.text)), "component")
            yield RULE.finding(
                f"{dotted(bad.path)} names {quoted(bad.text)} without a kind, and has no usual one",
                bad.span,
                hint=remedy_of_reference(
                    context.catalog,
                    bad.record.ref,
                    bad.text,
                    f"Write the kind before a colon, as in {quoted(f'{kind}:{bad.text}')}.",
                ),
                ref=bad.record.ref,
            )


CHECKS.register(Check(RULE, check))
