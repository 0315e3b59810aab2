"""A record's first screen: what it is, whose it is, where it belongs, what hangs on it, and where to go on."""

from __future__ import annotations

import re
from collections import Counter
from urllib.parse import urlencode

from markupsafe import Markup, escape

from headland.catalog.addresses import list_address
from headland.catalog.graph import owner_chain
from headland.core.finding import Severity
from headland.core.refs import Ref
from headland.views.definition.shown import face_rows
from headland.views.hubs import FINDINGS
from headland.views.record import contacts, details, relations, teams, tree
from headland.views.record.model import Action, Face, Figure, Impact, Owner, Row
from headland.views.record.parts import inside
from headland.views.record.subject import Subject
from headland.views.safe import safe_address
from headland.views.tabs import PAGE, record_tabs
from headland.views.words import first_sentence, shortened

LONGEST_LEAD = 240
LONGEST_WORD = 80
LONGEST_TAG = 100
LONGEST_HOVER = 1_000
MOST_REACH = 3
MOST_ABOVE = 6

_WITHOUT_DESCRIPTION = frozenset({"user", "location"})
_PEOPLE = frozenset({"group", "user"})


def first_screen(subject: Subject, impact: Impact | None) -> tuple[Face, Markup]:
    """The first screen, and the description's rest: empty where the first screen holds all of it."""
    record = subject.record
    lead, about = _description(subject)
    owner = subject.context.catalog.owner_of(subject.ref)
    missing = None
    if not record.description.strip() and subject.kind not in _WITHOUT_DESCRIPTION and not record.kind.prose:
        missing = "Nothing says what this is."
    owned = any(field.to.relation == "ownedBy" for field in record.kind.references)
    people = subject.kind in _PEOPLE
    short, rows = details.head_rows(subject) if record.kind.prose else ((), ())
    layout = subject.context.definitions.layout(record)
    if layout is not None:
        rows = tuple(Row(label, value) for label, value in face_rows(layout))
    face = Face(
        subject.kind,
        record.kind.label,
        list_address(record.ref.kind),
        record.title,
        record.ref.key,
        shortened(subject.type, LONGEST_WORD),
        shortened(record.text("spec", "lifecycle") or "", LONGEST_WORD),
        shortened(record.text("spec", "status") or "", LONGEST_WORD),
        tuple(subject.link(ref) for ref in _trail(subject)),
        lead,
        missing,
        _owner(subject, owner) if owner is not None else None,
        "Nobody is named as its owner." if owner is None and owned else None,
        (*_glance(subject), *short),
        tuple(_figures(subject, impact)),
        contacts.reach(record, subject.context.settings) if people else (),
        _actions(subject),
        severities(subject),
        tuple(tag for tag in record.entity.metadata.tags if len(tag) <= LONGEST_TAG),
        rows,
        record_tabs(subject.context, subject.ref, subject.root, PAGE),
        teams.person(subject, subject.ref) if subject.kind == "user" else None,
        record.whole_title[:LONGEST_HOVER] if record.whole_title != record.title else "",
    )
    return face, about


def severities(subject: Subject) -> tuple[tuple[Severity, int], ...]:
    """How many findings of each severity there are about the record, the worst first."""
    counts = Counter(finding.severity for finding in subject.context.findings_of.get(subject.ref, ()))
    return tuple((severity, counts[severity]) for severity in Severity if counts[severity])


def _description(subject: Subject) -> tuple[Markup, Markup]:
    face = subject.context.faces.face(subject.ref)
    words = face.text
    html = subject.context.linked(face.html, subject.root)
    if not words:
        return html, Markup("")
    if len(words) <= LONGEST_LEAD and re.fullmatch(r"<p>(?:(?!</?p>).)*</p>\s*", html, re.DOTALL):
        return html, Markup("")
    return Markup("<p>{}</p>").format(first_sentence(words, LONGEST_LEAD)), html


def _trail(subject: Subject) -> tuple[Ref, ...]:
    """Domain and system, or the groups above."""
    if subject.kind == "group":
        return tree.parents(subject)
    face = subject.context.faces.face(subject.ref)
    return tuple(ref for ref in (face.domain, face.system) if ref is not None and ref != subject.ref)


def _owner(subject: Subject, ref: Ref) -> Owner:
    """The owner, and how to reach them: the record's own ways before theirs, and where there is none a team above."""
    catalog, settings = subject.context.catalog, subject.context.settings
    record = catalog.get(ref)
    found = contacts.contacts(record, settings)
    through = Markup("")
    if not found:
        for above in owner_chain(catalog, ref)[:MOST_ABOVE]:
            found = contacts.contacts(catalog.get(above), settings)
            if found:
                through = subject.link(above)
                break
    ways = contacts.first_of_each((*contacts.own_contacts(subject.record, settings), *found))
    face = teams.initials(subject.title(ref)) if record is not None else ""
    return Owner(subject.link(ref), face, teams.picture(subject, record), ways[:MOST_REACH], through)


def _glance(subject: Subject) -> list[Row]:
    """The one or two facts, besides the owner, that a kind's reader came for."""
    found: list[Row] = []
    for kind, type_, label in (
        ("api", "apiProvidedBy", "Provided by"),
        ("resource", relations.WRITTEN_BY, "Written by"),
        ("resource", relations.READ_BY, "Read by"),
        ("user", "memberOf", "Teams"),
    ):
        if subject.kind == kind:
            refs = subject.targets(type_)
            if refs:
                shown = Markup(" ").join(subject.link(ref) for ref in refs[:6])
                found.append(
                    Row(label, shown + (Markup(" and {} more").format(len(refs) - 6) if len(refs) > 6 else ""))
                )
    if subject.kind == "user" and (role := subject.record.text("spec", "profile", "role")):
        found.insert(0, Row("Role", escape(role)))
    return found


def _figures(subject: Subject, impact: Impact | None) -> list[Figure]:
    """Numbers that lead to what they count; those that are nothing are left out."""
    if subject.kind in _PEOPLE:
        found = [
            Figure("people", len(subject.targets("hasMember")), "#people"),
            Figure("looks after", len(teams.owned_refs(subject)), "#looks-after"),
            Figure("to mend", subject.context.findings_to_mend.get(subject.ref, 0), _to_mend(subject)),
        ]
    elif subject.kind in ("system", "domain"):
        apis = [ref for ref in inside(subject) if ref.kind.lower() == "api"]
        found = [Figure("parts", len(inside(subject)), "#parts"), Figure("APIs", len(apis), "#parts")]
    else:
        layout = subject.context.definitions.layout(subject.record)
        operations = len(layout.definition.operations) if layout is not None else 0
        used, needs = len(subject.users), len(relations.uses(subject))
        found = [
            Figure("operations", operations, "#operations"),
            Figure("used by", used, "#relations"),
            Figure("uses", needs, "#relations"),
            Figure("blast radius", impact.total if impact else 0, "#impact"),
        ]
    return [figure for figure in found if figure.value]


def _to_mend(subject: Subject) -> str:
    return f"{subject.root}{FINDINGS.address}?{urlencode({'owner': subject.ref.key})}"


def _actions(subject: Subject) -> tuple[Action, ...]:
    """Where to go on: runbook first, then documents, then what annotations and links name."""
    if subject.kind in _PEOPLE:
        return subject.meaning.actions
    found: list[Action] = []
    context = subject.context
    runbooks = subject.named_in(relations.COVERED_BY)
    if len(runbooks) == 1:
        address = context.faces.face(next(iter(runbooks))).address
        found.append(Action("Runbook", f"{subject.root}{address}", "lifebuoy", primary=True))
    elif runbooks:
        found.append(Action("Runbooks", "#runbooks", "lifebuoy", primary=True))
    docs = context.docs.entry_of(subject.ref)
    if docs is not None:
        found.append(Action("Docs", f"{subject.root}{docs.address}", "book-open-page-variant-outline"))
    links = [
        Action(link.title or href, href, contacts.link_icon(link.icon or link.type or "", href))
        for link in subject.record.entity.metadata.links
        if (href := safe_address(link.url)) is not None
    ]
    seen: dict[str, Action] = {}
    for action in (*found, *subject.meaning.actions, *links):
        seen.setdefault(action.href.rstrip("/").lower(), action)
    return tuple(seen.values())
