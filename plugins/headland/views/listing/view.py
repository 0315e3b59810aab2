"""Lists of the records of a kind, in pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from headland.catalog.addresses import list_address
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager, paged
from headland.views.registry import VIEWS, View
from headland.views.words import count_of


@dataclass(frozen=True, slots=True)
class ListRow:
    """A record in a list."""

    link: Markup
    type: str
    lifecycle: str
    owner: Markup
    summary: str


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of the list of a kind's records."""

    head: PageHead
    kind: str
    plural: str
    description: str
    total: int
    rows: tuple[ListRow, ...]
    pager: Pager


def models(context: ViewContext) -> Iterator[PageModel]:
    for name in context.catalog.kinds():
        yield from _pages_of(context, name)


def _pages_of(context: ViewContext, name: str) -> Iterator[ListPage]:
    face = context.faces.face
    refs = sorted(context.catalog.by_kind(name), key=lambda ref: (face(ref).title.lower(), ref.key))
    kind = context.catalog[refs[0]].kind
    for pager, shown in paged(refs, partial(list_address, name)):
        title = kind.plural if pager.number == 1 else f"{kind.plural}, page {pager.number}"
        head = PageHead(list_address(name, pager.number), title, f"{count_of(len(refs), 'record')}: {kind.description}")
        rows = tuple(_row(context, ref, head.root) for ref in shown)
        yield ListPage(head, name.lower(), kind.plural, kind.description, len(refs), rows, pager)


def _row(context: ViewContext, ref: Ref, root: str) -> ListRow:
    face, owner = context.faces.face(ref), context.catalog.owner_of(ref)
    link = context.faces.link
    return ListRow(
        link(ref, root), face.type, face.lifecycle, link(owner, root) if owner is not None else Markup(""), face.summary
    )


VIEWS.register(View("listing", models))
