"""An API's definition is the path or address of a definition, and not the definition."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.core.visible import one_line
from headland.kinds.fields import PLACEHOLDERS

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition:{definition}
"""
_OPENAPI = "openapi: 3.1.0\ninfo: {title: Payments, version: 1.0.0}\npaths: {}\n"

RULE = RULES.register(
    Rule(
        "definition-is-a-path",
        Severity.WARNING,
        "An API's definition is the path or address of a definition, and not the definition.",
        "Backstage takes any text for a definition: its page then shows the path, and nobody can see the interface.",
        "Write the path below `definition`, after `$text:`.",
        Example(
            {"catalog-info.yaml": _FILE.format(definition=" ./openapi.yaml"), "openapi.yaml": _OPENAPI},
        ),
        Example(
            {"catalog-info.yaml": _FILE.format(definition="\n    $text: ./openapi.yaml"), "openapi.yaml": _OPENAPI},
        ),
    )
)

_PATH = re.compile(r"(?:https?://\S+|[\w./@-]+\.(?:ya?ml|json|graphqls?|gql|proto|wsdl|raml))", re.I)
_FIELD = ("spec", "definition")


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each definition that is one, unless a placeholder that was not fetched made it so."""
    for ref in context.catalog.by_kind("API"):
        record = context.catalog[ref]
        text = one_line(record.text(*_FIELD) or "")
        not_fetched = any((*_FIELD, key) in record.document.nodes for key in PLACEHOLDERS)
        if _PATH.fullmatch(text) and not not_fetched:
            yield RULE.finding(
                f"the definition is {quoted(text)}, a place where one may be, and not a definition",
                record.place(_FIELD),
                hint=f"Write '$text: {text}' on a line of its own below 'definition:', indented.",
                ref=ref,
            )


CHECKS.register(Check(RULE, check))
