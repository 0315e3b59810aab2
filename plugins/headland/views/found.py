"""A finding as pages show it: with its place, its rule's page, the record that it is about and who looks after that."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from headland.catalog.addresses import rule_address
from headland.core.finding import Finding, Severity
from headland.views.context import Place, ViewContext


@dataclass(frozen=True, slots=True)
class FindingItem:
    """One finding in a list. `owner_ref` is empty where nobody is known to own what it is about."""

    rule: str
    rule_address: str
    severity: Severity
    message: str
    hint: str | None
    place: Place
    record: Markup
    owner: Markup
    owner_ref: str


def finding_item(context: ViewContext, finding: Finding, root: str) -> FindingItem:
    """A finding, as shown on a page whose way to the site's root is `root`."""
    owner = context.owner_of_finding(finding)
    known = finding.ref if finding.ref in context.catalog else None
    return FindingItem(
        finding.rule,
        rule_address(finding.rule),
        finding.severity,
        finding.message,
        finding.hint,
        context.places.place(finding.span),
        context.faces.link(known, root) if known is not None else Markup(""),
        context.faces.link(owner, root) if owner is not None else Markup(""),
        owner.key if owner is not None else "",
    )
