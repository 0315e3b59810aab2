"""A reference inside an API's definition leads to nothing that is read."""

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
    info: {{title: Payments, version: 1.0.0}}
    paths:
      /payments:
        get:
          responses:
            "200":
              description: The payments.
              content:
                application/json:
                  schema: {{$ref: "#/components/schemas/{name}"}}
    components:
      schemas:
        Payment: {{type: object}}
"""

RULE = RULES.register(
    Rule(
        "dangling-definition-reference",
        Severity.NOTE,
        "A reference inside an API's definition, such as a `$ref`, leads to nothing that is read.",
        "The page shows a name where it should show what the name stands for.",
        "Mend the reference, or add what it names. Where a `$ref` names another file, take the definition in by "
        "`$openapi:` or `$asyncapi:`, which bring such files along; `$text:` brings the one file alone.",
        Example({"catalog-info.yaml": _FILE.format(name="Paymnt")}),
        Example({"catalog-info.yaml": _FILE.format(name="Payment")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each name that leads to nothing, however often it is used."""
    return problems_of(context, RULE, Nature.DANGLING)


CHECKS.register(Check(RULE, check))
