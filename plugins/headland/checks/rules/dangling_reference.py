"""A record refers to another one that is not in the catalog."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.catalog import OWNED_BY
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.missing_targets import missing_target, missing_targets
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
  dependsOn: ["resource:{target}"]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: payments-db
spec:
  type: database
  owner: team-a
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-a
spec:
  type: team
  children: []
"""

RULE = RULES.register(
    Rule(
        "dangling-reference",
        Severity.WARNING,
        "A record refers to another one that is not in the catalog.",
        "Backstage lets it pass and shows nothing at the end of the link. Whoever asks what depends on what gets an "
        "answer with a hole in it.",
        "Mend the name or the kind. If the other record lives in another repository, give that as a further PATH. "
        "If nobody has written it down, write a record for it.",
        Example({"catalog-info.yaml": _FILE.format(target="payment-db")}),
        Example({"catalog-info.yaml": _FILE.format(target="payments-db")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each target that is missing; owners are the business of unknown-owner."""
    for target, places in missing_targets(context, lambda reference: reference.field.to.relation != OWNED_BY):
        yield missing_target(context, RULE, target, places)


CHECKS.register(Check(RULE, check))
