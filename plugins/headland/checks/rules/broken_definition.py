"""An API's definition cannot be read in whole."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.definition_problems import problems_of
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.definitions.model import Nature

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition: |
    openapi: 3.1.0
    info: {title: Payments, version: 1.0.0}
    paths:
      /payments:
        get:
"""

RULE = RULES.register(
    Rule(
        "broken-definition",
        Severity.WARNING,
        "An API's definition is broken: a part of it cannot be read.",
        "What cannot be read is missing from the API's page, and no generator or client will read it either.",
        "Mend the definition at the place that the message tells.",
        Example({"catalog-info.yaml": f"{_FILE}          summary: List payments: all of them\n"}),
        Example({"catalog-info.yaml": f'{_FILE}          summary: "List payments: all of them"\n'}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each part that cannot be read."""
    return problems_of(context, RULE, Nature.BROKEN)


CHECKS.register(Check(RULE, check))
