"""Where the parts of a definition stand: on the record's own page, or, where they are many, on pages below it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from headland.definitions.model import ApiDefinition, Operation, Resource, ResourceVersion, Tag, Type
from headland.views.definition.trees import Branch, moved_branches
from headland.views.definition.weights import operation_weight, type_weight

MOST_OPERATIONS = 40
"""How many operations one page describes; more are split into pages by tag, else by the first part of their paths."""

HEAVY_OPERATIONS = 100_000
HEAVY_TYPES = 60_000
HEAVY_FIELDS = 120_000
HEAVY_PAGE = 150_000
"""Bytes of HTML, as `weights` estimates them: of the operations, the types and the resources' fields that stay on the
record's page, and of a page below it."""

LEAST_ROOM = 12_000

MOST_LISTED = 400
"""How many operations the record's page lists by name; of more, it lists their groups."""

OTHER = "Other"

VERB_GROUPS = {
    "QUERY": "Queries",
    "MUTATION": "Mutations",
    "SUBSCRIPTION": "Subscriptions",
    "SEND": "Sends",
    "RECEIVE": "Receives",
    "PUBLISH": "Publishes",
    "SUBSCRIBE": "Subscribes",
    "WEBHOOK": "Webhooks",
}

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
Described = TypeVar("Described", Operation, Type)


@dataclass(frozen=True, slots=True)
class FieldsOf:
    """The branch of a version's fields that a page shows; `version` has the anchor that its ids begin with."""

    resource: Resource
    version: ResourceVersion
    branch: Branch


@dataclass(frozen=True, slots=True)
class Part:
    """A page below the record's: its address, and the operations, types or fields that it describes."""

    address: str
    title: str
    number: int = 1
    operations: tuple[Operation, ...] = ()
    types: tuple[Type, ...] = ()
    fields: FieldsOf | None = None
    tag: Tag | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Operations or types under one heading; `address` is their first page, None on the record's own page."""

    title: str
    slug: str
    operations: tuple[Operation, ...] = ()
    types: tuple[Type, ...] = ()
    tag: Tag | None = None
    address: str | None = None


@dataclass(frozen=True)
class Layout:
    """Where everything of one definition stands. `addresses` has the page of each operation and type by its anchor;
    `moved` the pages of branches by the anchor of their version and their path."""

    definition: ApiDefinition
    address: str
    groups: tuple[Group, ...]
    type_groups: tuple[Group, ...]
    parts: tuple[Part, ...]
    addresses: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def operations_apart(self) -> bool:
        """Whether the operations are described on pages of their own."""
        return any(group.address for group in self.groups)

    @property
    def types_apart(self) -> bool:
        """Whether the types are described on pages of their own."""
        return any(group.address for group in self.type_groups)

    @cached_property
    def types(self) -> Mapping[str, Type]:
        """The named types by their anchors."""
        return {one.anchor: one for one in self.definition.types}

    def way(self, anchor: str, page: str) -> str | None:
        """The way to what has an anchor, from the page at an address; None where nothing has it."""
        address = self.addresses.get(anchor)
        if address is None:
            return None
        return f"#{anchor}" if address == page else f"{'../' * page.count('/')}{address}#{anchor}"


def lay_out(definition: ApiDefinition, address: str) -> Layout:
    """Decide what stands where, for the definition of the record whose page is at `address`."""
    anchors = (*(one.anchor for one in definition.operations), *(one.anchor for one in definition.types))
    addresses = dict.fromkeys(anchors, address)
    groups, parts = _operations(definition, address)
    type_groups, type_parts = _types(definition, address)
    moved, field_parts = _fields(definition, address)
    parts = (*parts, *type_parts, *field_parts)
    for part in parts:
        addresses.update((one.anchor, part.address) for one in part.operations)
        addresses.update((one.anchor, part.address) for one in part.types)
    return Layout(definition, address, groups, type_groups, parts, addresses, moved)


def _operations(definition: ApiDefinition, address: str) -> tuple[tuple[Group, ...], tuple[Part, ...]]:
    types = {one.anchor: one for one in definition.types}
    weights = {one.anchor: operation_weight(one, types) for one in definition.operations}
    groups = tuple(_groups(definition))
    if len(definition.operations) <= MOST_OPERATIONS and sum(weights.values()) <= HEAVY_OPERATIONS:
        return groups, ()
    placed: list[Group] = []
    parts: list[Part] = []
    for group in groups:
        first = len(parts)
        for number, ones in enumerate(_packed(group.operations, weights), 1):
            where = _numbered(f"{address}operations/{group.slug}/", number)
            parts.append(Part(where, group.title, number, operations=tuple(ones), tag=group.tag))
        placed.append(Group(group.title, group.slug, group.operations, (), group.tag, parts[first].address))
    return tuple(placed), tuple(parts)


def _types(definition: ApiDefinition, address: str) -> tuple[tuple[Group, ...], tuple[Part, ...]]:
    """All types in one group, or by their first letter on pages of their own."""
    weights = {one.anchor: type_weight(one) for one in definition.types}
    if not definition.types:
        return (), ()
    if sum(weights.values()) <= HEAVY_TYPES:
        return (Group("Types", "types", (), definition.types),), ()
    by_letter: dict[str, list[Type]] = {}
    for one in sorted(definition.types, key=lambda one: (one.name.lower(), one.anchor)):
        letter = one.name.lstrip("_")[:1].lower()
        by_letter.setdefault(letter if letter.isascii() and letter.isalnum() else "other", []).append(one)
    groups: list[Group] = []
    parts: list[Part] = []
    for letter, types in by_letter.items():
        first = len(parts)
        title = "Types" if letter == "other" else f"Types: {letter.upper()}"
        for number, ones in enumerate(_packed(types, weights), 1):
            parts.append(Part(_numbered(f"{address}types/{letter}/", number), title, number, types=tuple(ones)))
        groups.append(
            Group(letter.upper() if letter != "other" else OTHER, letter, (), tuple(types), None, parts[first].address)
        )
    return tuple(groups), tuple(parts)


def _fields(definition: ApiDefinition, address: str) -> tuple[dict[str, dict[str, str]], tuple[Part, ...]]:
    """The branches of resources' fields for which the record's page has no room."""
    trees = [
        (resource, version, field.name, field.schema)
        for resource in definition.resources
        for version in resource.versions
        for field in version.schema.properties
    ]
    room = max(LEAST_ROOM, HEAVY_FIELDS // max(1, len(trees)))
    moved: dict[str, dict[str, str]] = {}
    parts: list[Part] = []
    taken: set[str] = set()
    for resource, version, name, schema in trees:
        for branch in moved_branches(schema, name, room, HEAVY_PAGE):
            slug = _unique(_slug(f"{resource.kind} {version.name} {branch.path}"), taken)
            where = f"{address}fields/{slug}/"
            moved.setdefault(version.anchor, {})[branch.path] = where
            parts.append(Part(where, f"{resource.kind} {branch.path}", fields=FieldsOf(resource, version, branch)))
    return moved, tuple(parts)


def _groups(definition: ApiDefinition) -> Iterator[Group]:
    """Operations by their first tag; without any tags, by what they do, else by where their paths part."""
    tags = {tag.name: tag for tag in definition.tags}
    part = _parting(definition.operations)
    tagged = any(one.tags for one in definition.operations)
    found: dict[str, list[Operation]] = {}
    if tagged:
        used = {one.tags[0] for one in definition.operations if one.tags}
        found = {name: [] for name in tags if name in used}
    for one in definition.operations:
        title = (one.tags[0] if one.tags else OTHER) if tagged else VERB_GROUPS.get(one.verb) or part(one)
        found.setdefault(title, []).append(one)
    taken: set[str] = set()
    for title, ones in found.items():
        yield Group(title, _unique(_slug(title), taken), tuple(ones), (), tags.get(title) if tagged else None)


def _parting(operations: Sequence[Operation]) -> Callable[[Operation], str]:
    """What groups paths: their first part in which they differ; all are one group where that helps little."""
    paths = [[part for part in one.path.split("/") if part] for one in operations]
    depth = 0
    while paths and all(len(path) > depth + 1 for path in paths) and len({path[depth] for path in paths}) == 1:
        depth += 1
    if len(operations) <= MOST_OPERATIONS // 3:
        return lambda one: ""

    def part(one: Operation) -> str:
        parts = [part for part in one.path.split("/") if part]
        named = parts[depth] if len(parts) > depth else ""
        return OTHER if not named or named.startswith("{") else named

    return part


def _packed(items: Sequence[Described], weights: Mapping[str, int]) -> Iterator[list[Described]]:
    """Items in pages that are neither too heavy nor too many to a page."""
    page: list[Described] = []
    total = 0
    for item in items:
        more = weights[item.anchor]
        if page and (total + more > HEAVY_PAGE or len(page) >= 2 * MOST_OPERATIONS):
            yield page
            page, total = [], 0
        page.append(item)
        total += more
    if page:
        yield page


def _numbered(address: str, number: int) -> str:
    return address if number == 1 else f"{address}{number}/"


def _slug(title: str) -> str:
    return _NOT_IN_SLUG.sub("-", title.lower()).strip("-")[:60].strip("-") or "other"


def _unique(slug: str, taken: set[str]) -> str:
    """A slug that no other group has."""
    found = slug
    while found in taken:
        found += "-x"
    taken.add(found)
    return found
