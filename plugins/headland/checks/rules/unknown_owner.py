"""A record is owned by a group or person that is not in the catalog."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.catalog import OWNED_BY
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.missing_targets import missing_target, missing_targets
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
        "unknown-owner",
        Severity.WARNING,
        "A record is owned by a group or person that is not in the catalog.",
        "When it breaks, whoever looks for somebody to call finds a name without a page: no members, no way to "
        "reach them, no group above.",
        "Mend the name, or write a Group or User record for the owner. A person is written `user:name`; without a "
        "kind a group is meant.",
        Example({"catalog-info.yaml": _FILE.format(owner="team-payment")}),
        Example({"catalog-info.yaml": _FILE.format(owner="team-payments")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each owner that is missing, whatever the number of records that name it."""
    for target, places in missing_targets(context, lambda reference: reference.field.to.relation == OWNED_BY):
        yield missing_target(context, RULE, target, places)


CHECKS.register(Check(RULE, check))
