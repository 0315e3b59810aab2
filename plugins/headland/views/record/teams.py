"""Groups and users: people with faces, the tree of teams, and what they look after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from markupsafe import Markup

from headland.catalog.graph import CHILDREN, MEMBERS, PARENT, members, reachable
from headland.core.refs import Ref
from headland.prose.sanitising import is_remote
from headland.reading.record import Record
from headland.views.record.model import Action, Owned, OwnedRow, Person, TeamNode
from headland.views.record.subject import Subject
from headland.views.safe import mail_address, safe_address
from headland.views.words import count_of

SHOWN_ROWS = 100
SHOWN_PEOPLE = 200
DEEPEST_TREE = 12
MOST_ABOVE = 12
LARGEST_TREE = 300


def people(subject: Subject) -> tuple[Person, ...]:
    """The direct members of a group, the first SHOWN_PEOPLE of them."""
    return tuple(person(subject, ref) for ref in subject.targets(MEMBERS)[:SHOWN_PEOPLE])


def people_below(subject: Subject) -> int:
    """How many more people there are in the groups below."""
    catalog = subject.context.catalog
    return len(set(members(catalog, subject.ref)) - set(catalog.targets(subject.ref, MEMBERS)))


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


def reach(record: Record | None) -> tuple[Action, ...]:
    """How to reach a group or user: e-mail first, then the links that it gives."""
    if record is None:
        return ()
    found: list[Action] = []
    email = record.text("spec", "profile", "email")
    if email and (href := mail_address(email)) is not None:
        found.append(Action(email, href, "email-outline"))
    for link in record.entity.metadata.links:
        href = safe_address(link.url)
        if href is not None:
            found.append(Action(link.title or href, href, link_icon(link.icon or link.type or "", href)))
    return tuple(found)


LINK_ICONS = {
    "alert": "phone-alert-outline",
    "bug": "bug-outline",
    "chat": "chat-outline",
    "dashboard": "view-dashboard-outline",
    "docs": "book-open-page-variant-outline",
    "documentation": "book-open-page-variant-outline",
    "email": "email-outline",
    "github": "github",
    "group": "account-group-outline",
    "help": "help-circle-outline",
    "logs": "text-box-search-outline",
    "oncall": "phone-alert-outline",
    "runbook": "lifebuoy",
    "slack": "chat-outline",
    "source": "source-repository",
    "user": "account-outline",
    "web": "web",
}


def link_icon(name: str, href: str) -> str:
    """The icon of a link: Backstage's own names and common words, else that of an address."""
    return LINK_ICONS.get(name.lower(), "email-outline" if href.startswith("mailto:") else "open-in-new")


def tree(subject: Subject) -> tuple[TeamNode, ...]:
    """The groups below a group, each once, however tangled the tree is; at most LARGEST_TREE of them."""
    return _below(subject, subject.ref, {subject.ref}, DEEPEST_TREE)


def _below(subject: Subject, ref: Ref, seen: set[Ref], depth: int) -> tuple[TeamNode, ...]:
    catalog = subject.context.catalog
    children = [child for child in subject.by_title(catalog.targets(ref, CHILDREN)) if child not in seen]
    children = children[: max(0, LARGEST_TREE - len(seen))] if depth > 0 else []
    seen.update(children)
    return tuple(
        TeamNode(
            subject.link(child),
            count_of(count, "person", "people") if (count := len(catalog.targets(child, MEMBERS))) else "",
            _below(subject, child, seen, depth - 1),
        )
        for child in children
    )


def parents(subject: Subject) -> tuple[Ref, ...]:
    """The groups above a group, the top one first; of a tall tree the nearest MOST_ABOVE."""
    catalog = subject.context.catalog
    chain: list[Ref] = []
    here = subject.ref
    while len(chain) < MOST_ABOVE and (above := catalog.targets(here, PARENT)):
        here = above[0]
        if here in chain or here == subject.ref:
            break
        chain.append(here)
    return tuple(reversed(chain))


def owned_refs(subject: Subject) -> tuple[Ref, ...]:
    """What a group or user looks after; a user's includes what their groups look after."""
    catalog = subject.context.catalog
    owners = [subject.ref, *(catalog.targets(subject.ref, "memberOf") if subject.kind == "user" else ())]
    return tuple(dict.fromkeys(ref for owner in owners for ref in catalog.by_owner(owner)))


def owned(subject: Subject) -> tuple[Owned, ...]:
    """What a group or user looks after, a table for each kind."""
    return tables(subject, owned_refs(subject), f"owner={subject.ref}" if subject.kind == "group" else "")


def owned_below(subject: Subject) -> int:
    """How many more records the groups below look after."""
    catalog = subject.context.catalog
    return sum(len(catalog.by_owner(reached.ref)) for reached in reachable(catalog, subject.ref, (CHILDREN,)))


def tables(subject: Subject, refs: Iterable[Ref], query: str) -> tuple[Owned, ...]:
    """Records as tables, one for each kind, components first; `query` asks the Explorer for all of them."""
    by_kind: dict[str, list[Ref]] = {}
    for ref in refs:
        by_kind.setdefault(ref.kind.lower(), []).append(ref)
    order = ("domain", "system", "component", "api", "resource")
    ranked = sorted(by_kind, key=lambda kind: (order.index(kind) if kind in order else len(order), kind))
    return tuple(_table(subject, kind, tuple(by_kind[kind]), query) for kind in ranked)


def _table(subject: Subject, kind: str, refs: tuple[Ref, ...], query: str) -> Owned:
    face = subject.context.faces.face
    lifecycles = Counter(face(ref).lifecycle for ref in refs if face(ref).lifecycle)
    sorted_refs = subject.by_title(refs)
    return Owned(
        kind,
        subject.context.catalog[refs[0]].kind.plural,
        tuple(_row(subject, ref) for ref in sorted_refs[:SHOWN_ROWS]),
        len(refs),
        tuple(sorted(lifecycles.items(), key=lambda entry: (-entry[1], entry[0]))),
        f"explorer/?kind={kind}" + (f"&{query}" if query else ""),
    )


def _row(subject: Subject, ref: Ref) -> OwnedRow:
    face = subject.context.faces.face(ref)
    above = face.system or face.domain
    where = subject.link(above) if above is not None and above != subject.ref else Markup("")
    return OwnedRow(subject.link(ref), face.type, face.lifecycle, where)
