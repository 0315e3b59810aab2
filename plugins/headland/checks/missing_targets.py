"""References whose target is not in the catalog, gathered by target: shared by the rules about them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from headland.catalog.relations import Reference
from headland.checks.context import CheckContext
from headland.checks.words import counted, did_you_mean, dotted
from headland.core.finding import Finding, Related, Rule
from headland.core.refs import Ref


def is_allowed(reference: Reference) -> bool:
    """Whether the field may name a record of the kind that it names."""
    allowed = reference.field.to.allowed
    return not allowed or reference.target.kind.lower() in {kind.lower() for kind in allowed}


def missing_targets(
    context: CheckContext, wanted: Callable[[Reference], bool]
) -> Iterator[tuple[Ref, tuple[Reference, ...]]]:
    """Targets that nobody has written down, each with the references to it in the order of their places.

    A target that was refused as broken has its own finding, and one of a kind that its field does not take
    has another's: one cause gives one finding.
    """
    found: dict[Ref, list[Reference]] = {}
    for reference in context.catalog.references:
        target = reference.target
        if target not in context.catalog and wanted(reference) and is_allowed(reference):
            found.setdefault(target, []).append(reference)
    for target in sorted(found):
        if target not in context.reading.broken:
            yield target, tuple(sorted(found[target], key=lambda reference: reference.span))


def missing_target(context: CheckContext, rule: Rule, target: Ref, references: tuple[Reference, ...]) -> Finding:
    """One finding for one missing target, at the first place that names it; the others are related places.

    In a catalog that is one part of a larger one, a hundred records name the same absent team. That is
    one thing to mend, and is told once; `concerning` still finds it for each of the hundred.
    """
    first, *others = references
    also = f"; {counted(len(others), 'other place')} {'names' if len(others) == 1 else 'name'} it too" if others else ""
    return rule.finding(
        f"{dotted(first.path)} names {target}, which is not in the catalog{also}",
        first.span,
        hint=f"{did_you_mean(context.catalog, str(target), kind=target.kind)}"
        "Mend the reference, write a record for it, or give the folder that holds it as a further PATH.",
        ref=first.record.ref,
        related=tuple(Related(f"{other.record.ref} names it in {dotted(other.path)}", other.span) for other in others),
    )
