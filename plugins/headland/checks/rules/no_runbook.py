"""A service has no runbook."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import counted
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_SERVICE = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
spec:
  type: service
  lifecycle: production
  owner: team-a
"""

_RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata:
  name: payments-down
spec:
  covers: [payments]
---

Look at the queue first.
"""

RULE = RULES.register(
    Rule(
        "no-runbook",
        Severity.NOTE,
        "A service has no runbook.",
        "At three in the morning somebody who does not know the service has to find out alone what to look at, and "
        "whom to call.",
        "Write a Markdown page with `kind: Runbook` as front matter that names the service, its system or its domain "
        "under `covers`.",
        Example({"catalog-info.yaml": _SERVICE}),
        Example({"catalog-info.yaml": _SERVICE, "docs/runbooks/payments-down.md": _RUNBOOK}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each service without one; a single one where the catalog has no runbook at all.

    Whoever has never heard of runbooks as records needs one sentence, and not one for each service.
    """
    catalog = context.catalog
    covered = {ref for runbook in catalog.by_kind("runbook") for ref in catalog.targets(runbook, "covers")}
    bare = [
        ref
        for ref in catalog.by_kind("component")
        if (catalog[ref].text("spec", "type") or "").lower() == "service"
        and ref not in covered
        and catalog.system_of(ref) not in covered
        and catalog.domain_of(ref) not in covered
    ]
    if bare and not catalog.by_kind("runbook"):
        total = len(bare)
        yield RULE.finding(
            "no runbook covers this service" if total == 1 else f"none of {counted(total, 'service')} has a runbook",
            catalog[bare[0]].place(("metadata", "name")),
            hint="Write a Markdown page with kind: Runbook as front matter that names the service under covers.",
            ref=bare[0],
        )
        return
    for ref in bare:
        yield RULE.finding(
            "no runbook covers this service",
            catalog[ref].place(("metadata", "name")),
            hint=f"Add {ref} under covers of the runbook that helps with it, or write one.",
            ref=ref,
        )


CHECKS.register(Check(RULE, check))
