"""The catalog: every record by its reference, with relations both ways and indexes; immutable once built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from headland.catalog.audience import is_seen, without
from headland.catalog.indexes import Index
from headland.catalog.names import Names
from headland.catalog.relations import BadReference, Reference, Relation, Targets, read_references
from headland.core.audience import Audience
from headland.core.document import NodePath
from headland.core.refs import Ref
from headland.core.settings import Settings
from headland.reading.record import Record

OWNED_BY = "ownedBy"
PART_OF = "partOf"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two records with one reference: `kept` came first in reading order, `other` is not in the catalog."""

    kept: Record
    other: Record


class Catalog(Mapping[Ref, Record]):
    """Records by reference, sorted by it.

    Relations come from the reference fields of each record's kind and from nothing else. The targets of
    relations need not be in the catalog; `Relation.known` tells. Questions may be asked about references
    that are not in the catalog too: they have the inverses of what others declare about them.
    """

    def __init__(
        self,
        records: Mapping[Ref, Record],
        duplicates: tuple[Duplicate, ...],
        references: tuple[Reference, ...],
        bad_references: tuple[BadReference, ...],
    ) -> None:
        """Take what `build` has sorted; call that."""
        self._records = dict(records)
        self.duplicates = duplicates
        self.references = references
        self.bad_references = bad_references
        self._declared: dict[str, list[Reference]] = {}
        self._pointing: dict[str, list[Reference]] = {}
        for reference in references:
            self._declared.setdefault(reference.record.ref.key, []).append(reference)
            self._pointing.setdefault(reference.target.key, []).append(reference)
        self._relations: dict[str, dict[str, tuple[Relation, ...]]] = {}

    @classmethod
    def build(cls, records: Iterable[Record]) -> Self:
        """Make a catalog of records in reading order. Of records with one reference the first stands."""
        kept: dict[str, Record] = {}
        duplicates: list[Duplicate] = []
        for record in records:
            first = kept.setdefault(record.ref.key, record)
            if first is not record:
                duplicates.append(Duplicate(first, record))
        ordered = {kept[key].ref: kept[key] for key in sorted(kept)}
        references: list[Reference] = []
        bad: list[BadReference] = []
        targets: Targets = {}
        own_case = {key: record.ref for key, record in kept.items()}
        for record in ordered.values():
            for found in read_references(record, targets, own_case):
                if isinstance(found, BadReference):
                    bad.append(found)
                else:
                    references.append(found)
        return cls(ordered, tuple(duplicates), tuple(references), tuple(bad))

    def __getitem__(self, ref: Ref) -> Record:
        return self._records[ref]

    def __iter__(self) -> Iterator[Ref]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    # Relations

    def relations(self, ref: Ref, *types: str) -> tuple[Relation, ...]:
        """The relations that go out from a reference, of these types or of all, sorted by type and target.

        They are those that its record declares and the inverses of those that others declare about it.
        What both say is told once, with the place in its own record.
        """
        by_type = self._related(ref)
        if len(types) == 1:
            return by_type.get(types[0], ())
        return tuple(relation for type_, found in by_type.items() if not types or type_ in types for relation in found)

    def _related(self, ref: Ref) -> Mapping[str, tuple[Relation, ...]]:
        """The relations by type, made when they are first asked for: a system of thousands is asked by each part."""
        made = self._relations.get(ref.key)
        if made is not None:
            return made
        record = self._records.get(ref)
        source = ref if record is None else record.ref
        found: dict[str, dict[str, Relation]] = {}
        for reference in self._declared.get(ref.key, ()):
            target, type_ = reference.target, reference.field.to.relation
            known = target in self._records
            found.setdefault(type_, {}).setdefault(target.key, Relation(type_, source, target, known, reference))
        for reference in self._pointing.get(ref.key, ()):
            target, type_ = reference.record.ref, reference.field.to.inverse
            of_type = found.setdefault(type_, {})
            if target.key not in of_type:
                of_type[target.key] = Relation(type_, source, target, True)
        made = {type_: tuple(found[type_][key] for key in sorted(found[type_])) for type_ in sorted(found)}
        self._relations[ref.key] = made
        return made

    def relation_types(self, ref: Ref) -> tuple[str, ...]:
        """The types of the relations that go out from a reference, sorted."""
        return tuple(self._related(ref))

    def targets(self, ref: Ref, *types: str) -> tuple[Ref, ...]:
        """Whom a reference's relations of these types lead to, without repeats, in the order of `relations`."""
        return tuple({relation.target: None for relation in self.relations(ref, *types)})

    def dangling(self) -> tuple[Relation, ...]:
        """The declared relations whose target is not in the catalog, in the order of their references."""
        return tuple(relation for ref in self for relation in self.relations(ref) if not relation.known)

    # What a record belongs to

    def owner_of(self, ref: Ref) -> Ref | None:
        """Who owns it, known or not; None where nobody is named."""
        return self._first(ref, OWNED_BY)

    def system_of(self, ref: Ref) -> Ref | None:
        """The system that it is part of: its own, else that of the component that it is a part of."""
        seen: set[Ref] = set()
        here: Ref | None = ref
        while here is not None and here not in seen:
            seen.add(here)
            system = self._first(here, PART_OF, "system")
            if system is not None:
                return system
            here = self._first(here, PART_OF, "component")
        return None

    def domain_of(self, ref: Ref) -> Ref | None:
        """The domain that it is part of: its own (a subdomain's is the domain around it), else its system's."""
        domain = self._first(ref, PART_OF, "domain")
        if domain is not None:
            return domain
        system = self.system_of(ref)
        return None if system is None else self._first(system, PART_OF, "domain")

    def _first(self, ref: Ref, type_: str, kind: str | None = None) -> Ref | None:
        # Declared ones first: a record's own word about where it belongs outweighs others' lists of parts.
        found = [
            relation for relation in self.relations(ref, type_) if kind is None or relation.target.kind.lower() == kind
        ]
        found.sort(key=lambda relation: relation.reference is None)
        return found[0].target if found else None

    # Indexes

    def by_kind(self, kind: str) -> tuple[Ref, ...]:
        """The records of a kind."""
        return self._kinds[kind]

    def by_owner(self, ref: Ref) -> tuple[Ref, ...]:
        """The records that a group or user owns."""
        return self._owners[ref.key]

    def by_system(self, ref: Ref) -> tuple[Ref, ...]:
        """The records whose system it is."""
        return self._systems[ref.key]

    def by_domain(self, ref: Ref) -> tuple[Ref, ...]:
        """The records whose domain it is: its subdomains and systems, and through these their parts."""
        return self._domains[ref.key]

    def by_tag(self, tag: str) -> tuple[Ref, ...]:
        """The records with a tag."""
        return self._tags[tag]

    def by_type(self, type_: str) -> tuple[Ref, ...]:
        """The records whose `spec.type` it is."""
        return self._types[type_]

    def by_lifecycle(self, lifecycle: str) -> tuple[Ref, ...]:
        """The records whose `spec.lifecycle` it is."""
        return self._lifecycles[lifecycle]

    def kinds(self) -> tuple[str, ...]:
        """All kinds that have a record, sorted."""
        return self._kinds.names()

    def tags(self) -> tuple[str, ...]:
        """All tags that a record has, sorted."""
        return self._tags.names()

    def types(self) -> tuple[str, ...]:
        """All types that a record has, sorted."""
        return self._types.names()

    def lifecycles(self) -> tuple[str, ...]:
        """All lifecycles that a record has, sorted."""
        return self._lifecycles.names()

    @cached_property
    def _kinds(self) -> Index:
        return Index((ref.kind, ref) for ref in self)

    @cached_property
    def _owners(self) -> Index:
        return Index((owner.key, ref) for ref in self if (owner := self.owner_of(ref)) is not None)

    @cached_property
    def _systems(self) -> Index:
        return Index((system.key, ref) for ref in self if (system := self.system_of(ref)) is not None)

    @cached_property
    def _domains(self) -> Index:
        return Index((domain.key, ref) for ref in self if (domain := self.domain_of(ref)) is not None)

    @cached_property
    def _tags(self) -> Index:
        return Index((tag, ref) for ref, record in self.items() for tag in record.entity.metadata.tags)

    @cached_property
    def _types(self) -> Index:
        return self._by_text("type")

    @cached_property
    def _lifecycles(self) -> Index:
        return self._by_text("lifecycle")

    def _by_text(self, field: str) -> Index:
        return Index((text, ref) for ref, record in self.items() if (text := record.text("spec", field)))

    # Names

    @cached_property
    def _names(self) -> Names:
        return Names(self)

    def candidates(self, text: str, default_kind: str | None = None) -> tuple[Ref, ...]:
        """All records that a user's `[kind:][namespace/]name` may mean, in any case, sorted."""
        return self._names.candidates(text, default_kind)

    def resolve(self, text: str, default_kind: str | None = None) -> Ref | None:
        """The one record that a user's words mean; None where there is none, or more than one."""
        found = self.candidates(text, default_kind)
        return found[0] if len(found) == 1 else None

    def nearest(self, text: str, *, kind: str | None = None, limit: int = 3) -> tuple[Ref, ...]:
        """The records whose names are most like the one in `text`, the likest first; none if none is like it."""
        return self._names.nearest(text, kind, limit)

    # Audience

    def seen_by(self, audience: Audience, settings: Settings) -> AudienceCatalog:
        """The smaller catalog that an audience may see.

        It is built anew of the records that remain, with the references to hidden ones taken out of their
        documents first: what was never put in cannot leak.
        """
        hidden = {ref for ref, record in self.items() if not is_seen(record, audience, settings)}
        others = [twin.other for twin in self.duplicates if is_seen(twin.other, audience, settings)]
        if not hidden and len(others) == len(self.duplicates):
            return AudienceCatalog(self._records, self.duplicates, self.references, self.bad_references)
        paths: dict[Ref, list[NodePath]] = {}
        for reference in self.references:
            if reference.target in hidden:
                paths.setdefault(reference.record.ref, []).append(reference.path)
        seen = [
            without(record, paths[ref]) if ref in paths else record for ref, record in self.items() if ref not in hidden
        ]
        for other in others:
            if other.ref not in hidden:
                found = read_references(other, {}, {})
                gone = [each.path for each in found if isinstance(each, Reference) and each.target in hidden]
                seen.append(without(other, gone))
        smaller = AudienceCatalog.build(seen)
        smaller.masked = frozenset(paths)
        return smaller


class AudienceCatalog(Catalog):
    """A catalog in which nothing is left that its audience may not see; views accept no other.

    `masked` are the records from which references were taken: the text of their files still has them.
    """

    masked: frozenset[Ref] = frozenset()
