"""A field that should hold a reference holds a text that is none."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import dotted, quoted, remedy_of_reference
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
spec:
  owner: {owner}
"""

RULE = RULES.register(
    Rule(
        "malformed-reference",
        Severity.WARNING,
        "A reference field holds a text that is no reference.",
        "Backstage's validators let the record pass, but its processor then stops at this text, and none of the "
        "record's relations appear.",
        "Write `[kind:][namespace/]name`, such as `group:default/team-payments` or just `team-payments`, with no "
        "part left empty.",
        Example({"catalog-info.yaml": _FILE.format(owner='"group:"')}),
        Example({"catalog-info.yaml": _FILE.format(owner='"group:team-payments"')}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each text that cannot be read; a missing kind is the business of reference-without-kind."""
    for bad in context.catalog.bad_references:
        if bad.lacks_kind:
            continue
        yield RULE.finding(
            f"{dotted(bad.path)} holds {quoted(bad.text)}, which is not of the form [kind:][namespace/]name",
            bad.span,
            hint=remedy_of_reference(
                context.catalog,
                bad.record.ref,
                bad.text,
                "Fill in the part that is empty, or remove its colon or slash.",
                kind=bad.field.to.default_kind,
            ),
            ref=bad.record.ref,
        )


CHECKS.register(Check(RULE, check))
