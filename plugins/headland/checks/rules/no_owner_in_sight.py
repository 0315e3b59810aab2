"""A record names no owner, and nothing that it is part of or covers does."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.catalog import OWNED_BY, PART_OF, Catalog
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.core.refs import Ref
from headland.kinds.kind import KINDS

_FILE = """\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: service
spec:
  type: service{owner}
  steps:
    - action: debug:log
"""

_WAYS = (OWNED_BY, PART_OF, "covers")

RULE = RULES.register(
    Rule(
        "no-owner-in-sight",
        Severity.WARNING,
        "A record names no owner, and neither does the system or domain that it is part of, nor what it covers.",
        "Backstage does not ask for an owner everywhere. Where there is none, nobody is told when it breaks, nobody "
        "is asked before it changes, and nobody removes it.",
        "Write `owner` under `spec`: a group, or a person as `user:name`.",
        Example({"template.yaml": _FILE.format(owner="")}),
        Example({"template.yaml": _FILE.format(owner="\n  owner: team-a")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each record that could have an owner and has none, itself or by what it is part of.

    An owner that is named and not in the catalog is the business of unknown-owner, which tells it once for all
    that it owns; where the owner, or what the record is part of or covers, is no reference or leads nowhere, that has
    its finding already. Of a kind that nobody modelled it is not known that its records should have an owner: they are
    asked for one only as parts of something.
    """
    catalog = context.catalog
    unreadable = {bad.record.ref for bad in catalog.bad_references if bad.field.to.relation in _WAYS}
    for ref, record in catalog.items():
        takes_owner = any(field.to.relation == OWNED_BY for field in record.kind.references)
        modelled = KINDS.get(record.kind.name) is record.kind
        if not takes_owner or not (modelled or catalog.targets(ref, PART_OF)):
            continue
        lost = ref in unreadable or any(not relation.known for relation in catalog.relations(ref, *_WAYS))
        if lost or _owner_in_sight(catalog, ref):
            continue
        yield RULE.finding(
            "nobody owns this, nor anything that it is part of or covers",
            record.place(("spec",)) if record.value("spec") is not None else record.place(("metadata", "name")),
            hint="Write owner under spec: a group, or a person as user:name.",
            ref=ref,
        )


def _owner_in_sight(catalog: Catalog, ref: Ref) -> bool:
    # Whoever owns what a runbook covers is who is called by it.
    above = (ref, catalog.system_of(ref), catalog.domain_of(ref), *catalog.targets(ref, "covers"))
    return any(catalog.owner_of(place) is not None for place in above if place is not None)


CHECKS.register(Check(RULE, check))
