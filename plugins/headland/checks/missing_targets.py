"""References whose target is not in the catalog, gathered by target: shared by the rules about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from headland.catalog.relations import Reference
from headland.checks.context import CheckContext
from headland.checks.words import counted, cut, dotted, remedy_of_reference
from headland.core.finding import Finding, Related, Rule
from headland.core.refs import Ref
from headland.core.span import Span

Place = tuple[Span, Reference]
"""Where a reference stands, looked up once: in a list of thousands each look-up walks the list."""


def is_allowed(reference: Reference) -> bool:
    """Whether the field may name a record of the kind that it names."""
    allowed = reference.field.to.allowed
    return not allowed or reference.target.kind.lower() in {kind.lower() for kind in allowed}


def missing_targets(context: CheckContext, wanted: Callable[[Reference], bool]) -> Iterator[tuple[Ref, list[Place]]]:
    """Targets that nobody has written down, each with the references to it in the order of their places.

    A target that was refused as broken has its own finding, and one of a kind that its field does not take
    has another's: one cause gives one finding.
    """
    found: dict[Ref, list[Place]] = {}
    for reference in context.catalog.references:
        target = reference.target
        if target not in context.catalog and wanted(reference) and is_allowed(reference):
            found.setdefault(target, []).append((reference.span, reference))
    for target in sorted(found):
        if target not in context.reading.broken:
            yield target, sorted(found[target], key=lambda place: place[0])


def missing_target(context: CheckContext, rule: Rule, target: Ref, places: list[Place]) -> Finding:
    """One finding for one missing target, at the first place that names it; the others are related places.

    In a catalog that is one part of a larger one, a hundred records name the same absent team. That is
    one thing to mend, and is told once; `concerning` still finds it for each of the hundred.
    """
    (span, first), *others = places
    also = f"; {counted(len(others), 'other place')} {'names' if len(others) == 1 else 'name'} it too" if others else ""
    return rule.finding(
        f"{dotted(first.path)} names {cut(target)}, which is not in the catalog{also}",
        span,
        hint=remedy_of_reference(
            context.catalog,
            first.record.ref,
            first.text,
            "Mend the reference, write a record for it, or give the folder that holds it as a further PATH.",
            kind=target.kind,
        ),
        ref=first.record.ref,
        related=tuple(
            Related(f"{other.record.ref} names it in {dotted(other.path)}", place) for place, other in others
        ),
    )
