"""An API's definition is in another format than the record says."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.definitions import facts_of
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.definitions import expected_format

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payment-events
spec:
  type: {type}
  lifecycle: production
  owner: team-a
  definition: |
    asyncapi: 3.0.0
    info: {{title: Payment events, version: 1.0.0}}
    channels: {{}}
"""

RULE = RULES.register(
    Rule(
        "definition-mismatch",
        Severity.WARNING,
        "An API's definition is in another format than its `spec.type` says.",
        "Lists and filters by type show the API among those that it does not belong to; Backstage tries to draw it as "
        "what its type says, and shows an error.",
        "Write the definition's format as `type`, or put the right definition in its place.",
        Example({"catalog-info.yaml": _FILE.format(type="openapi")}),
        Example({"catalog-info.yaml": _FILE.format(type="asyncapi")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such API."""
    for ref in context.catalog.by_kind("API"):
        record = context.catalog[ref]
        type_ = record.text("spec", "type") or ""
        expected = expected_format(type_)
        definition = facts_of(record)
        if expected is not None and definition is not None and definition.family != expected.name:
            yield RULE.finding(
                f"the type is {quoted(type_)}, and the definition is in {definition.format}",
                record.place(("spec", "type")),
                hint=f"Write 'type: {_WRITTEN.get(definition.family, definition.family)}', or mend the definition.",
                ref=ref,
            )


_WRITTEN = {"protobuf": "grpc", "json-schema": "jsonschema"}
"""What is written as type where it is not the format's own name."""

CHECKS.register(Check(RULE, check))
