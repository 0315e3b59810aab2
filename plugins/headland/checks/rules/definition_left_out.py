"""A part of an API's definition is left out, because it is too large or nested too deeply."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.definition_problems import problems_of
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.definitions.limits import MOST_DEPTH
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
    {{"openapi": "3.1.0", "paths": {{}}, "x-tree": {tree}}}
"""

RULE = RULES.register(
    Rule(
        "definition-left-out",
        Severity.NOTE,
        "A part of an API's definition is left out, because there is too much of it or it is nested too deeply.",
        "The API's page does not show that part; the definition as text, which the page links, has it.",
        "Split the definition, or name what is nested and refer to it.",
        Example({"catalog-info.yaml": _FILE.format(tree="[" * MOST_DEPTH + "[]" + "]" * MOST_DEPTH)}),
        Example({"catalog-info.yaml": _FILE.format(tree="[[]]")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each part that is left out."""
    return problems_of(context, RULE, Nature.LEFT_OUT)


CHECKS.register(Check(RULE, check))
