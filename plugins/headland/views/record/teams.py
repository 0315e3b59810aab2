"""Groups and users: people with faces, and what they look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from markupsafe import Markup

from headland.catalog.graph import MEMBERS
from headland.core.refs import Ref
from headland.prose.sanitising import is_remote
from headland.reading.record import Record
from headland.views.record.contacts import contacts, first_of_each
from headland.views.record.model import Owned, OwnedRow, Person
from headland.views.record.subject import Subject
from headland.views.safe import safe_address
from headland.views.words import shortened

SHOWN_ROWS = 100
SHOWN_PEOPLE = 200
LONGEST_NOTE = 140

_NONE: Mapping[Ref, Ref] = {}


def people(subject: Subject) -> tuple[Person, ...]:
    """The direct members of a group, the first SHOWN_PEOPLE of them."""
    return tuple(person(subject, ref) for ref in subject.targets(MEMBERS)[:SHOWN_PEOPLE])


def people_below(subject: Subject) -> int:
    """How many more people there are in the groups below."""
    branch = subject.context.forest.branches.get(subject.ref)
    return branch.people - len(subject.context.catalog.targets(subject.ref, MEMBERS)) if branch is not None else 0


def person(subject: Subject, ref: Ref) -> Person:
    """Somebody's face and name."""
    record = subject.context.catalog.get(ref)
    title = subject.title(ref)
    note = ""
    if record is not None:
        note = record.text("spec", "profile", "role") or record.text("spec", "role") or ""
    return Person(subject.link(ref), initials(title), picture(subject, record), note)


def initials(name: str) -> str:
    """Up to two letters for a name."""
    words = [word for word in name.replace(".", " ").replace("-", " ").replace("_", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


def picture(subject: Subject, record: Record | None) -> str | None:
    """The address of somebody's picture, where its host is one that pages may load from."""
    address = record.text("spec", "profile", "picture") if record is not None else None
    hosts = [host.lower() for host in subject.context.settings.pictures.hosts]
    if not address or safe_address(address) is None or is_remote(address, hosts):
        return None
    return address


def owned_refs(subject: Subject) -> tuple[Ref, ...]:
    """What a group or user looks after; a user's includes what their groups look after."""
    catalog = subject.context.catalog
    owners = [subject.ref, *(catalog.targets(subject.ref, "memberOf") if subject.kind == "user" else ())]
    return tuple(dict.fromkeys(ref for owner in owners for ref in catalog.by_owner(owner)))


def owned(subject: Subject) -> tuple[Owned, ...]:
    """What a group or user looks after, a table for each kind; of a user with the team through which."""
    refs = owned_refs(subject)
    if subject.kind == "group":
        return tables(subject, refs, f"owner={subject.ref}")
    owner_of = subject.context.catalog.owner_of
    through = {ref: owner for ref in refs if (owner := owner_of(ref)) is not None and owner != subject.ref}
    return tables(subject, refs, "", through if len(set(through.values())) > 1 else {})


def owned_below(subject: Subject) -> int:
    """How many more records the groups below look after."""
    branch = subject.context.forest.branches.get(subject.ref)
    return branch.owned - len(subject.context.catalog.by_owner(subject.ref)) if branch is not None else 0


def user_teams(subject: Subject) -> tuple[Person, ...]:
    """The teams of a user as faces, each with how to reach it: who is not there themselves may have a colleague."""
    catalog, settings = subject.context.catalog, subject.context.settings
    return tuple(
        Person(
            subject.link(ref),
            initials(subject.title(ref)),
            picture(subject, catalog.get(ref)),
            shortened(subject.context.faces.face(ref).summary, LONGEST_NOTE),
            first_of_each(contacts(catalog.get(ref), settings)),
        )
        for ref in subject.targets("memberOf")[:SHOWN_PEOPLE]
    )


def tables(subject: Subject, refs: Iterable[Ref], query: str, through: Mapping[Ref, Ref] = _NONE) -> tuple[Owned, ...]:
    """Records as tables, one for each kind, components first; `query` asks the Explorer for all of them.

    `through` says by which team a person comes to a record.
    """
    by_kind: dict[str, list[Ref]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind.lower(), []).append(ref)
    order = ("domain", "system", "component", "api", "resource")
    ranked = sorted(by_kind, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    return tuple(_table(subject, kind, tuple(by_kind[kind]), query, through) for kind in ranked)


def _table(subject: Subject, kind: str, refs: tuple[Ref, ...], query: str, through: Mapping[Ref, Ref]) -> Owned:
    face = subject.context.faces.face
    lifecycles = Counter(face(ref).lifecycle for ref in refs if face(ref).lifecycle)
    sorted_refs = subject.by_title(refs)
    return Owned(
        kind,
        subject.context.catalog[refs[0]].kind.plural,
        tuple(_row(subject, ref, through) for ref in sorted_refs[:SHOWN_ROWS]),
        len(refs),
        tuple(sorted(lifecycles.items(), key=lambda entry: (-entry[1], entry[0]))),
        f"explorer/?kind={kind}" + (f"&{query}" if query else ""),
    )


def _row(subject: Subject, ref: Ref, through: Mapping[Ref, Ref]) -> OwnedRow:
    face = subject.context.faces.face(ref)
    above = face.system or face.domain
    where = subject.link(above) if above is not None and above != subject.ref else Markup("")
    team = subject.link(through[ref]) if ref in through else Markup("")
    return OwnedRow(subject.link(ref), face.type, face.lifecycle, where, team)
