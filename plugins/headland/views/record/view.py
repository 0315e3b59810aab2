"""Record pages: one for every record that has no page of its own among the documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from headland.catalog.addresses import record_address
from headland.core.artifact import Artifact
from headland.prose import plain_text, render_page, rewrite_links
from headland.prose.trusted import trusted
from headland.reading.record import Record
from headland.views.context import ViewContext
from headland.views.definition.known import definition_text
from headland.views.definition.shown import definition_shown
from headland.views.found import finding_item
from headland.views.page import PageHead, PageModel
from headland.views.record import definition, details, forms, parts, pictures, relations, teams, tree
from headland.views.record.first_screen import first_screen
from headland.views.record.model import RecordPage
from headland.views.record.origin import feed_of, origin, past
from headland.views.record.subject import Subject
from headland.views.registry import VIEWS, View
from headland.views.templating import render
from headland.views.words import shortened

_TITLE = re.compile(r"\s*<h1\b[^>]*>.*?</h1>", re.DOTALL)
_FIRST_LEVEL = re.compile(r"(</?)h1\b")

MEDIA_TYPES = {"yaml": "application/yaml", "json": "application/json"}


def record_page(context: ViewContext, record: Record, address: str | None = None) -> RecordPage:
    """All that a record's page shows; `address` is where it stands, by default the record's own."""
    where = address if address is not None else record_address(record.ref)
    subject = Subject(context, record, PageHead(where, "", "").root)
    impact = None if subject.kind in ("group", "user") else relations.impact(subject)
    face, about = first_screen(subject, impact)
    runbooks = relations.operations(subject, relations.COVERED_BY, "Runbooks")
    is_service = subject.kind == "component" and subject.type.lower() == "service"
    people = subject.kind in ("group", "user")
    layout = context.definitions.layout(record)
    return RecordPage(
        head=PageHead(
            where, record.title, shortened(plain_text(about or face.lead), 300), record.ref, feed_of(subject)
        ),
        face=face,
        about=about,
        body=_body(subject),
        picture=pictures.picture(subject),
        parameters=forms.parameter_pages(subject) if subject.kind == "template" else (),
        steps=forms.steps(subject) if subject.kind == "template" else (),
        servers=details.servers(subject),
        api=definition_shown(context, record, layout, subject.root) if layout is not None else None,
        definition=definition.definition(subject, folded=layout is not None),
        definition_note=definition.note(subject),
        people=teams.people(subject) if subject.kind == "group" else (),
        people_total=len(subject.targets("hasMember")) if subject.kind == "group" else 0,
        people_below=teams.people_below(subject) if subject.kind == "group" else 0,
        place=tree.place_of(subject) if subject.kind == "group" else None,
        user_teams=teams.user_teams(subject) if subject.kind == "user" else (),
        owned=teams.owned(subject) if people else (),
        owned_below=teams.owned_below(subject) if subject.kind == "group" else 0,
        parts=parts.parts(subject),
        border=parts.border(subject),
        relations=relations.relation_groups(subject) if not record.kind.prose else (),
        impact=impact,
        impact_picture=pictures.harm(subject) if impact is not None else None,
        runbooks=runbooks,
        runbook_missing="No runbook covers this service." if is_service and runbooks is None else None,
        runbook_name=record.ref.name.lower(),
        runbook_start=relations.runbook_start(subject),
        decisions=relations.operations(subject, relations.DECIDED_IN, "Decisions"),
        findings=tuple(
            finding_item(context, finding, subject.root) for finding in context.findings_of.get(record.ref, ())
        ),
        details=details.detail_rows(subject) if not record.kind.prose else (),
        annotations=subject.meaning.rest,
        labels=tuple(sorted(record.entity.metadata.labels.items())),
        past=past(subject),
        origin=origin(subject),
        has_prose=record.document.body is not None,
    )


def with_record_head(context: ViewContext, record: Record, address: str, html: str) -> Markup:
    """The finished prose of a Markdown record's own page at `address`, with the head made from its data.

    The head stands below the prose's title where it begins with one, else above all; what was found about the record,
    and its history, at the end.
    """
    model = record_page(context, record, address)
    head = render("record/head.html.j2", page=model, root=model.head.root)
    found = render("record/findings.html.j2", page=model, root=model.head.root)
    history = render("record/history.html.j2", page=model, root=model.head.root)
    title = _TITLE.match(html)
    at = title.end() if title is not None else 0
    return trusted(f"{html[:at]}{head}{html[at:]}{found}{history}")


def models(context: ViewContext) -> Iterator[PageModel]:
    for ref, record in context.catalog.items():
        if context.docs.page_of(ref) is None:
            yield record_page(context, record)


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    """The definitions of APIs as files, each beside its page."""
    for ref, record in context.catalog.items():
        subject = Subject(context, record, "")
        text = definition_text(record)
        if text is not None:
            name = definition.raw_name(subject.type, text)
            media = MEDIA_TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
            yield Artifact(f"{record_address(ref)}{name}", media, text.encode())


def _body(subject: Subject) -> Markup:
    """The prose of a Markdown record that stands outside the documents, below the page's own title."""
    span = subject.record.document.body
    if span is None:
        return Markup("")
    rendered = render_page(subject.context.places.text(span), picture_hosts=subject.context.settings.pictures.hosts)
    html = rewrite_links(rendered.html, subject.context.faces.resolver(subject.root))
    title = _TITLE.match(html)
    if title is not None and plain_text(title[0]) == subject.record.title:
        html = html[title.end() :]
    return trusted(_FIRST_LEVEL.sub(r"\1h2", html))


VIEWS.register(View("record", models, artifacts))
