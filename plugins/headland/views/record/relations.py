"""Relations in words, and what stops when the record does."""

from __future__ import annotations

import json

from headland.catalog.graph import DEPENDENCIES, Reached
from headland.catalog.relations import Relation
from headland.core.refs import Ref
from headland.views.record.model import Group, Impact, Item
from headland.views.record.subject import Subject
from headland.views.words import relation_words

SHOWN = 40
"""How many records a list shows at once; the rest is folded."""

LISTED = 500
"""How many records a list holds at all: pages have a budget of bytes too."""

NEAREST = 10
"""How many of what stops with a record are shown at once."""

LONGEST_WAY = 4

INHERITED = 12
"""How many runbooks or decisions of the system and domain around a record are listed with its own."""

WRITTEN_BY, READ_BY = "writtenBy", "readBy"

ORDER = (
    "dependsOn",
    "consumesApi",
    "readsFrom",
    "writesTo",
    WRITTEN_BY,
    READ_BY,
    "dependencyOf",
    "apiConsumedBy",
    "providesApi",
    "apiProvidedBy",
    "hasPart",
    "partOf",
)
"""Which relations come first; others follow by name."""

_AS_WRITTEN = "escalatesTo"
"""Whom to call, in the order that the author chose; everything else is listed by title."""

_TOLD_ELSEWHERE = frozenset({"ownedBy", "ownerOf", "hasMember", "memberOf", "childOf", "parentOf"})
COVERED_BY, DECIDED_IN = "coveredBy", "decidedIn"
_OPERATIONS = frozenset({COVERED_BY, DECIDED_IN})


def relation_groups(subject: Subject) -> tuple[Group, ...]:
    """The record's relations, a group for each meaning; those that other parts of the page tell are left out."""
    by_type: dict[str, list[Ref]] = {}
    for relation in subject.context.catalog.relations(subject.ref):
        if relation.type not in _TOLD_ELSEWHERE and not _is_told(subject, relation):
            by_type.setdefault(relation.type, []).append(relation.target)
    told = {ref for type_ in (WRITTEN_BY, READ_BY) for ref in by_type.get(type_, ())}
    used = {ref: api for ref, api in subject.users.items() if ref not in told} if "apiConsumedBy" not in by_type else {}
    by_type.pop("dependencyOf" if used else "", None)
    ranked = sorted(by_type, key=lambda type_: (ORDER.index(type_) if type_ in ORDER else len(ORDER), type_))
    groups = [
        _in_order(
            subject,
            relation_words(type_),
            f"relation-{type_.lower()}",
            _as_written(subject) if type_ == _AS_WRITTEN else subject.by_title(tuple(by_type[type_])),
        )
        for type_ in ranked
    ]
    if used:
        groups.insert(0, _used_by(subject, used))
    return tuple(groups)


def _as_written(subject: Subject) -> tuple[Ref, ...]:
    relations = subject.context.catalog.relations(subject.ref, _AS_WRITTEN)
    return tuple(one.target for one in sorted(relations, key=lambda one: one.reference.path if one.reference else ()))


def _used_by(subject: Subject, used: dict[Ref, Ref | None]) -> Group:
    items = [
        subject.item(ref, f"through {subject.title(api)}" if (api := used[ref]) is not None else "")
        for ref in subject.by_title(tuple(used))[:LISTED]
    ]
    return _grouped("Used by", "used-by", len(used), items)


def group(subject: Subject, title: str, anchor: str, refs: tuple[Ref, ...]) -> Group:
    """Records under a heading, by title; what goes over SHOWN is folded, what goes over LISTED only counted."""
    return _in_order(subject, title, anchor, subject.by_title(refs))


def _in_order(subject: Subject, title: str, anchor: str, refs: tuple[Ref, ...]) -> Group:
    return _grouped(title, anchor, len(refs), [subject.item(ref) for ref in refs[:LISTED]])


def _grouped(title: str, anchor: str, total: int, items: list[Item]) -> Group:
    return Group(title, anchor, total, tuple(items[:SHOWN]), tuple(items[SHOWN:]))


def operations(subject: Subject, relation: str, title: str) -> Group | None:
    """The runbooks (COVERED_BY) or decisions (DECIDED_IN) that hold for the record, each with what it says of itself.

    Those for the system or domain around it stand behind its own, and say so; of these the first INHERITED.
    """
    faces = subject.context.faces
    named = subject.named_in(relation)
    own = [subject.item(ref, faces.face(ref).summary) for ref, through in named.items() if through is None]
    around = [
        subject.item(
            ref, ". ".join(words for words in (f"For {_named(subject, through)}", faces.face(ref).summary) if words)
        )
        for ref, through in named.items()
        if through is not None
    ]
    items = [*own[:LISTED], *around[:INHERITED]]
    return _grouped(title, title.lower(), len(named), items) if items else None


def _named(subject: Subject, ref: Ref) -> str:
    face = subject.context.faces.face(ref)
    return f"the {face.kind.lower()} {face.title}"


def runbook_start(subject: Subject) -> str:
    """The front matter of a runbook that covers the record, ready to be copied."""
    owner = subject.context.catalog.owner_of(subject.ref)
    lines = [
        "---",
        "apiVersion: headland.dev/v1",
        "kind: Runbook",
        "metadata:",
        f"  name: {subject.ref.name.lower()[:60]}-is-down",
        f"  title: {json.dumps(f'{subject.record.title} is down', ensure_ascii=False)}",
        "spec:",
        f'  covers: ["{subject.ref.key}"]',
        *([f'  owner: "{owner.key}"'] if owner is not None else []),
        "---",
        "",
        "## Symptom",
        "",
        "## What to do",
        "",
    ]
    return "\n".join(lines)


def uses(subject: Subject) -> tuple[Ref, ...]:
    """What the record uses directly."""
    return tuple(ref for ref in subject.context.catalog.targets(subject.ref, *DEPENDENCIES) if ref != subject.ref)


def impact(subject: Subject) -> Impact | None:
    """What stops with the record: the nearest, each with the way that the harm takes."""
    if not subject.harmed:
        return None
    items = [Item(subject.link(one.ref), _way(subject, one)) for one in subject.harmed]
    open_ = len(items) if len(items) <= NEAREST + 2 else NEAREST
    return Impact(subject.context.blast_sizes[subject.ref], tuple(items[:open_]), tuple(items[open_:]))


def _way(subject: Subject, reached: Reached) -> str:
    """The records that the harm passes on its way, the middle of a long way left out."""
    steps: list[str] = []
    here = reached.before
    while here is not None:
        steps.append(subject.title(here.ref))
        here = here.before
    if not steps:
        return "directly"
    steps.reverse()
    if len(steps) > LONGEST_WAY:
        steps = [*steps[: LONGEST_WAY - 2], "…", steps[-1]]
    return "through " + ", ".join(steps)


def _is_told(subject: Subject, relation: Relation) -> bool:
    """Whether another part of the page tells a relation: the trail, the parts, the runbooks and decisions."""
    if relation.type in _OPERATIONS:
        return True
    if relation.type == "apiProvidedBy":
        return subject.kind == "api"
    target = relation.target.kind.lower()
    if relation.type == "partOf":
        return target in ("system", "domain") and subject.kind != "domain"
    return relation.type == "hasPart" and subject.kind in ("system", "domain")
