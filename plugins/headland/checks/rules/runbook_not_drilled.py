"""A runbook was last tried out more than a year ago."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import counted
from headland.core.finding import RULES, Example, Finding, Rule, Severity

LONGEST_DAYS = 365

_RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata:
  name: payments-down
spec:
  covers: [payments]
  lastDrilled: {day}
---

Look at the queue first.
"""

RULE = RULES.register(
    Rule(
        "runbook-not-drilled",
        Severity.NOTE,
        f"A runbook was last tried out more than {LONGEST_DAYS} days ago.",
        "Commands change, dashboards move, people leave: a runbook that nobody has followed for a year fails when it "
        "is needed.",
        "Follow it once on a quiet day, mend what has changed, and write that day as `lastDrilled`.",
        Example({"runbook.md": _RUNBOOK.format(day="2019-01-31")}),
        Example({"runbook.md": _RUNBOOK.format(day="2999-01-31")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such runbook, at its date, counted to the run's clock."""
    today = context.as_of.date()
    for ref in context.catalog.by_kind("runbook"):
        record = context.catalog[ref]
        try:
            drilled = date.fromisoformat(record.text("spec", "lastDrilled") or "")
        except ValueError:
            continue
        days = (today - drilled).days
        if days > LONGEST_DAYS:
            yield RULE.finding(
                f"this runbook was last drilled on {drilled}, {counted(days, 'day')} ago, where at most "
                f"{LONGEST_DAYS} are expected",
                record.place(("spec", "lastDrilled")),
                hint="Follow it once, mend what has changed, and write the day here.",
                ref=ref,
            )


CHECKS.register(Check(RULE, check))
