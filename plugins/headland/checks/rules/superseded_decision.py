"""A decision's status and the decisions that take its place do not agree."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.core.finding import RULES, Example, Finding, Related, Rule, Severity

_OLD = """\
---
apiVersion: headland.dev/v1
kind: Decision
metadata:
  name: ledger-in-mysql
spec:
  status: {status}
---

MySQL, because we know it.
"""

_NEW = """\
---
apiVersion: headland.dev/v1
kind: Decision
metadata:
  name: ledger-in-postgres
spec:
  status: accepted
  supersedes: [ledger-in-mysql]
---

PostgreSQL, because we can run it.
"""

RULE = RULES.register(
    Rule(
        "superseded-decision",
        Severity.WARNING,
        "A decision's status and the decisions that take its place do not agree.",
        "A reader of the old decision must learn that it no longer holds, and what holds in its place.",
        "Set the old one's `status` to `superseded`, and name it under `supersedes` of the one that takes its place.",
        Example({"old.md": _OLD.format(status="accepted"), "new.md": _NEW}),
        Example({"old.md": _OLD.format(status="superseded"), "new.md": _NEW}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each decision that says superseded and is not, or is and says otherwise."""
    catalog = context.catalog
    for ref in catalog.by_kind("decision"):
        record = catalog[ref]
        status = record.text("spec", "status")
        newer = catalog.targets(ref, "supersededBy")
        place = record.place(("spec", "status"))
        if status == "superseded" and not newer:
            yield RULE.finding(
                "this decision is superseded, but no other names it under supersedes",
                place,
                hint="Name it under supersedes of the one that takes its place; if there is none, it is deprecated.",
                ref=ref,
            )
        in_force = [
            other for other in newer if other in catalog and catalog[other].text("spec", "status") == "accepted"
        ]
        if status != "superseded" and in_force:
            yield RULE.finding(
                f"this decision is {status}, but {in_force[0]}, which is accepted, supersedes it",
                place,
                hint="Set its status to superseded.",
                ref=ref,
                related=tuple(
                    Related(f"{relation.source} supersedes it", relation.span)
                    for other in in_force
                    for relation in catalog.relations(other, "supersedes")
                    if relation.target == ref and relation.span is not None
                ),
            )


CHECKS.register(Check(RULE, check))
