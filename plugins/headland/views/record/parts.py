"""Systems and domains: what is in them, and what crosses their border."""

from __future__ import annotations

from headland.catalog.graph import DEPENDENCIES, DEPENDENTS
from headland.core.refs import Ref
from headland.views.record.model import Group, Owned
from headland.views.record.relations import group
from headland.views.record.subject import Subject
from headland.views.record.teams import tables


def inside(subject: Subject) -> tuple[Ref, ...]:
    """The records of a system or domain, those of its systems included."""
    catalog = subject.context.catalog
    if subject.kind == "system":
        return catalog.by_system(subject.ref)
    return catalog.by_domain(subject.ref) if subject.kind == "domain" else ()


def parts(subject: Subject) -> tuple[Owned, ...]:
    """What is in a system or domain, a table for each kind; of a domain's parts, the systems and subdomains alone."""
    refs = inside(subject)
    if subject.kind == "domain":
        refs = tuple(ref for ref in refs if ref.kind.lower() in ("system", "domain"))
    return tables(subject, refs, f"{subject.kind}={subject.ref}")


def border(subject: Subject) -> tuple[Group, ...]:
    """Whom the parts of a system or domain use outside it, and who uses them from there."""
    own = {subject.ref, *inside(subject)}
    if len(own) == 1:
        return ()
    return tuple(
        found
        for title, anchor, types in (
            ("Uses from outside", "uses-outside", DEPENDENCIES),
            ("Used from outside by", "used-outside", DEPENDENTS),
        )
        if (found := group(subject, title, anchor, _across(subject, own, types))).total
    )


def _across(subject: Subject, own: set[Ref], types: tuple[str, ...]) -> tuple[Ref, ...]:
    catalog = subject.context.catalog
    return tuple({target: None for ref in own for target in catalog.targets(ref, *types) if target not in own})
