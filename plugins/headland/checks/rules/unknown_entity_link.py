"""A link in prose leads to a record that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.prose_texts import prose_texts
from headland.checks.words import cut, did_you_mean, quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.core.refs import Ref, RefError
from headland.prose.links import find_entity_links

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  description: Everything after the [basket](entity:{target}).
spec:
  owner: team-a
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: basket
spec:
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "unknown-entity-link",
        Severity.WARNING,
        "An `entity:` link leads to a record that does not exist.",
        "The page shows the words without a link: whoever would have followed it is left with a name.",
        "Mend the reference after `entity:`; it is written `kind:name`, or `kind:namespace/name`.",
        Example({"catalog-info.yaml": _FILE.format(target="component:basket")}),
        Example({"catalog-info.yaml": _FILE.format(target="system:basket")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such link in pages, in the prose of records and in their descriptions."""
    catalog = context.catalog
    for text in prose_texts(context):
        for link in find_entity_links(text.text):
            problem = _problem(context, link.target)
            if problem:
                yield RULE.finding(
                    problem,
                    text.place(link.start, link.end),
                    hint=f"{did_you_mean(catalog, link.target)}Mend the reference, or write a record for it.",
                    ref=text.ref,
                )


def _problem(context: CheckContext, target: str) -> str | None:
    try:
        ref = Ref.parse(target)
    except RefError:
        if context.catalog.resolve(target) is not None:
            return None
        return f"the link names {quoted(target)}, which is not of the form kind:[namespace/]name"
    if ref in context.catalog or ref in context.reading.broken:
        return None
    return f"the link names {cut(ref)}, which is not in the catalog"


CHECKS.register(Check(RULE, check))
