"""What a record's page shows of its definition: the facts of the first screen, then operations, types and resources."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from markupsafe import Markup, escape

from headland.definitions.model import ApiDefinition, Resource, Server
from headland.prose import render_markdown
from headland.reading.record import Record
from headland.views.context import ViewContext
from headland.views.definition.calls import server_address
from headland.views.definition.drawing import Drawing, link
from headland.views.definition.layout import MOST_LISTED, Group, Layout
from headland.views.definition.model import DefinitionShown, OperationGroup, TypeLinks
from headland.views.definition.rights import access_rows, authentication
from headland.views.definition.texts import Budget, Texts, without_lost_links
from headland.views.hubs import APIS
from headland.views.safe import mail_address
from headland.views.words import count_of

HEADING_LEVEL = 6
"""Of headings in descriptions: below all that pages have of their own."""

MOST_PROBLEMS = 20
MOST_SERVERS = 3


def texts_of(context: ViewContext, root: str, budget: Budget | None = None) -> Texts:
    """The descriptions of a page whose way to the site's root is `root`."""

    def markdown(text: str) -> Markup:
        html = render_markdown(text, picture_hosts=context.settings.pictures.hosts, heading_level=HEADING_LEVEL)
        return context.linked(without_lost_links(html), root)

    return Texts(markdown, budget or Budget())


def face_rows(layout: Layout) -> tuple[tuple[str, Markup], ...]:
    """What the first screen says of an API beside its record: version, how one authenticates, where it is."""
    definition = layout.definition
    version = escape(", ".join(part for part in (definition.version, definition.format) if part))
    rows = [("Version" if definition.version else "Format", version), ("Authentication", authentication(definition))]
    if definition.servers:
        rows.append(("Server" if len(definition.servers) == 1 else "Servers", _servers(definition.servers)))
    rows += [("Resource", _resource(resource)) for resource in definition.resources[:MOST_SERVERS]]
    return tuple((label, value) for label, value in rows if value)


def definition_shown(context: ViewContext, record: Record, layout: Layout, root: str) -> DefinitionShown:
    """The parts of a definition that stand on its record's page."""
    definition = layout.definition
    texts = texts_of(context, root)
    drawing = Drawing(layout, texts, layout.address)
    about = definition.description or definition.summary
    listed = len(definition.operations) <= MOST_LISTED
    return DefinitionShown(
        definition.format,
        texts.html(about) if about.strip() != record.description.strip() else Markup(""),
        (*_facts(definition), *access_rows(definition, texts)),
        definition.problems[:MOST_PROBLEMS],
        len(definition.problems),
        tuple(_group(group, drawing, texts, root, listed=listed) for group in layout.groups),
        len(definition.operations),
        "Channels" if definition.family == "asyncapi" else "Operations",
        f"{root}{APIS.address}?api={quote(record.ref.key)}" if not listed else None,
        () if layout.types_apart else tuple(map(drawing.type, definition.types)),
        tuple(
            TypeLinks(group.title, f"{root}{group.address}", len(group.types))
            for group in (layout.type_groups if layout.types_apart else ())
        ),
        len(definition.types),
        tuple(drawing.resource(one, known=record.description) for one in definition.resources),
    )


def _resource(resource: Resource) -> Markup:
    """What a resource is called, and where it lives."""
    facts = [
        f"of the {resource.scope.lower()}" if resource.scope.lower() == "cluster" else resource.scope.lower(),
        f"short {', '.join(resource.short_names)}" if resource.short_names else "",
        f"among {', '.join(resource.categories)}" if resource.categories else "",
    ]
    named = Markup("<code>{}</code> in <code>{}</code>").format(resource.kind, resource.group)
    return Markup(", ").join((named, *(escape(fact) for fact in facts if fact)))


def _group(group: Group, drawing: Drawing, texts: Texts, root: str, *, listed: bool) -> OperationGroup:
    described = group.address is None
    draw = drawing.operation if described else drawing.line
    return OperationGroup(
        group.title,
        f"operations-{group.slug}",
        texts.html(group.tag.description) if group.tag is not None else Markup(""),
        len(group.operations),
        tuple(map(draw, group.operations)) if listed or described else (),
        None if group.address is None else f"{root}{group.address}",
    )


def _servers(servers: tuple[Server, ...]) -> Markup:
    shown = [Markup("<code>{}</code>{}").format(server_address(one), _said_of(one)) for one in servers[:MOST_SERVERS]]
    left = len(servers) - MOST_SERVERS
    return Markup("<br>").join((*shown, *((escape(count_of(left, "more", "more")),) if left > 0 else ())))


def _said_of(server: Server) -> Markup:
    """What a server is, or how one speaks to it where its address does not say that."""
    words = server.description or ("" if server.url.startswith(f"{server.protocol}:") else server.protocol)
    return Markup(' <span class="hl-muted">{}</span>').format(words) if words else Markup("")


def _facts(definition: ApiDefinition) -> Iterator[tuple[str, Markup]]:
    """Whom to ask, what else to read, and under which terms."""
    contact = definition.contact
    if contact is not None:
        mail = mail_address(contact.email)
        ways = [link(contact.url, contact.name)] if contact.url else [escape(contact.name)]
        if contact.email:
            ways.append(Markup('<a href="{}">{}</a>').format(mail, contact.email) if mail else escape(contact.email))
        yield "contact", Markup(", ").join(way for way in ways if way)
    if definition.docs is not None:
        yield "more to read", link(definition.docs.url, definition.docs.label)
    if definition.terms:
        yield "terms", link(definition.terms)
    if definition.licence is not None:
        licence = definition.licence
        yield "licence", link(licence.url, licence.label) if licence.url else escape(licence.label)
