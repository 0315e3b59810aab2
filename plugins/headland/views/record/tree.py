"""Where a group stands among the groups: those above it, those beside it, and those below."""

from __future__ import annotations

from headland.catalog.graph import MEMBERS
from headland.core.refs import Ref
from headland.views.record.model import TeamNode, TeamPlace
from headland.views.record.subject import Subject
from headland.views.words import count_of

MOST_ABOVE = 12
MOST_BESIDE = 60
MOST_BELOW = 120
DEEPEST = 4


def place_of(subject: Subject) -> TeamPlace | None:
    """A group's place in the tree; None where there is no other group around it."""
    grove = subject.context.forest
    above = parents(subject)
    parent = grove.parents.get(subject.ref)
    beside = () if parent is None else tuple(ref for ref in grove.children[parent] if ref != subject.ref)
    below, shown = _below(subject)
    if not (above or beside or below):
        return None
    return TeamPlace(
        tuple(subject.link(ref) for ref in above),
        tuple(_node(subject, ref) for ref in subject.by_title(beside)[:MOST_BESIDE]),
        len(beside),
        subject.title(subject.ref),
        below,
        grove.branches[subject.ref].groups,
        shown,
    )


def parents(subject: Subject) -> tuple[Ref, ...]:
    """The groups above a group, the top one first; of a tall tree the nearest MOST_ABOVE."""
    above = subject.context.forest.parents
    chain: list[Ref] = []
    here = above.get(subject.ref)
    while here is not None and len(chain) < MOST_ABOVE:
        chain.append(here)
        here = above.get(here)
    return tuple(reversed(chain))


def _below(subject: Subject) -> tuple[tuple[TeamNode, ...], int]:
    """The groups below, level by level as far as there is room, and how many they are."""
    children = subject.context.forest.children
    shown: dict[Ref, tuple[Ref, ...]] = {}
    level, count = [subject.ref], 0
    for _ in range(DEEPEST):
        following: list[Ref] = []
        for ref in level:
            shown[ref] = subject.by_title(children[ref])[: MOST_BELOW - count]
            count += len(shown[ref])
            following.extend(shown[ref])
        level = following

    def nodes(ref: Ref) -> tuple[TeamNode, ...]:
        return tuple(_node(subject, child, nodes(child)) for child in shown.get(ref, ()))

    return nodes(subject.ref), count


def _node(subject: Subject, ref: Ref, children: tuple[TeamNode, ...] = ()) -> TeamNode:
    people = len(subject.context.catalog.targets(ref, MEMBERS))
    return TeamNode(subject.link(ref), count_of(people, "person", "people") if people else "", children)
