"""The frame of a page of documents that stands beside a record: whose it is, and the other pages of the same set."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from headland.core.refs import Ref
from headland.core.span import Span
from headland.prose import plain_text
from headland.views.context import Place, ViewContext
from headland.views.page import Page, PageHead
from headland.views.registry import VIEWS, View, render_model
from headland.views.tabs import DOCS, Tab, record_tabs
from headland.views.words import shortened


@dataclass(frozen=True, slots=True)
class NavEntry:
    """An entry of the documents' own nav: a page, or a heading without address; `depth` counts from 0."""

    title: str
    address: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class BesideDoc:
    """A page of documents that belongs to `owner`: its content is safe, and its links are resolved."""

    owner: Ref
    title: str
    address: str
    content: Markup
    nav: tuple[NavEntry, ...]
    source: Span


@dataclass(frozen=True, slots=True)
class BesidePage:
    """What such a page shows."""

    head: PageHead
    owner: Markup
    tabs: tuple[Tab, ...]
    keeper: Markup
    content: Markup
    nav: tuple[NavEntry, ...]
    place: Place


def beside_page(context: ViewContext, doc: BesideDoc) -> Page:
    """The page of a document beside a record."""
    head = PageHead(doc.address, doc.title, shortened(plain_text(doc.content), 160), doc.owner)
    keeper = context.catalog.owner_of(doc.owner)
    model = BesidePage(
        head,
        context.faces.link(doc.owner, head.root),
        record_tabs(context, doc.owner, head.root, DOCS),
        context.faces.link(keeper, head.root) if keeper is not None else Markup(""),
        doc.content,
        doc.nav,
        context.places.place(doc.source),
    )
    return render_model("beside", model)


VIEWS.register(View("beside"))
