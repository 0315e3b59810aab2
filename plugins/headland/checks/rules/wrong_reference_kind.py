"""A field names a record of a kind that it does not take."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.missing_targets import is_allowed
from headland.checks.words import article, cut, dotted, either
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
spec:
  owner: {owner}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-payments
spec:
  type: team
  children: []
"""

RULE = RULES.register(
    Rule(
        "wrong-reference-kind",
        Severity.WARNING,
        "A reference names a record of a kind that its field does not take.",
        "An owner is a group or a person, a parent is a group. Backstage draws the relation all the same, and then "
        "finds nobody behind it: no members, no ownership, no tree.",
        "Name a record of a kind that the message gives. A kind that is left out is the field's usual one.",
        Example({"catalog-info.yaml": _FILE.format(owner="system:checkout")}),
        Example({"catalog-info.yaml": _FILE.format(owner="group:team-payments")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such reference, whether or not there is a record of that name."""
    for reference in context.catalog.references:
        if is_allowed(reference):
            continue
        allowed = reference.field.to.allowed
        kind = context.catalog[reference.target].ref.kind if reference.target in context.catalog else None
        shown = kind or reference.target.kind.lower()
        near = [
            ref
            for ref in context.catalog.nearest(reference.target.name, kind=allowed[0])
            if ref.kind.lower() in {name.lower() for name in allowed}
        ]
        proposal = f"Did you mean {either([str(ref) for ref in near])}? " if near else ""
        yield RULE.finding(
            f"{dotted(reference.path)} names {cut(reference.target)}, {article(cut(shown))}, where "
            f"{either([article(name) for name in allowed])} is expected",
            reference.span,
            hint=f"{proposal}Name {either([article(name) for name in allowed])}.",
            ref=reference.record.ref,
        )


CHECKS.register(Check(RULE, check))
