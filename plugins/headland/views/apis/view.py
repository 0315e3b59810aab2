"""The hub of APIs: all operations of the organisation in one list, in pages, with what the APIs' formats are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.views.apis.data import OPERATIONS_CSV, OPERATIONS_DATA, operations_csv, operations_data
from headland.views.context import ViewContext
from headland.views.definition.known import Entry, apis_of
from headland.views.definition.model import does
from headland.views.hubs import APIS
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager, paged
from headland.views.registry import VIEWS, View
from headland.views.words import count_of

PAGE_SIZE = 250

MOST_SILENT = 60
"""How many APIs without operations are named; the rest is counted."""


@dataclass(frozen=True, slots=True)
class OperationRow:
    """An operation in the list."""

    verb: str
    does: str
    path: str
    href: str
    summary: str
    deprecated: bool
    api: Markup
    owner: Markup
    format: str


@dataclass(frozen=True, slots=True)
class ApisPage:
    """A page of the list; the first one has the numbers, and names the APIs of which no operation is known."""

    head: PageHead
    total: int
    apis: int
    formats: tuple[tuple[str, int], ...]
    rows: tuple[OperationRow, ...]
    pager: Pager
    silent: tuple[Markup, ...]
    silent_total: int
    data: str
    csv: str


def apis_address(number: int) -> str:
    """The address of a page of the list."""
    return APIS.address if number == 1 else f"{APIS.address}{number}/"


def models(context: ViewContext) -> Iterator[PageModel]:
    entries = context.definitions.entries()
    told = {entry.api: entry.format for entry in entries}
    formats = tuple(sorted(Counter(told.values()).items(), key=lambda one: (-one[1], one[0])))
    silent = [record.ref for record in apis_of(context.catalog) if record.ref not in told]
    silent.sort(key=lambda ref: (context.faces.face(ref).title.lower(), ref.key))
    apis = len(told) + len(silent)
    said = (
        f"{count_of(len(entries), 'operation')} of {count_of(apis, 'API')}, to filter by text, verb, owner and format."
    )
    for pager, shown in paged(entries, apis_address, PAGE_SIZE):
        title = APIS.title if pager.number == 1 else f"{APIS.title}, page {pager.number}"
        head = PageHead(apis_address(pager.number), title, said)
        first = pager.number == 1
        links: dict[Ref, tuple[Markup, Markup]] = {}
        yield ApisPage(
            head,
            len(entries),
            apis,
            formats if first else (),
            tuple(_row(context, entry, head.root, links) for entry in shown),
            pager,
            tuple(context.faces.link(ref, head.root) for ref in silent[:MOST_SILENT]) if first else (),
            len(silent) if first else 0,
            OPERATIONS_DATA,
            OPERATIONS_CSV,
        )


def _row(context: ViewContext, entry: Entry, root: str, links: dict[Ref, tuple[Markup, Markup]]) -> OperationRow:
    if entry.api not in links:
        owner = context.catalog.owner_of(entry.api)
        links[entry.api] = (
            context.faces.link(entry.api, root),
            context.faces.link(owner, root) if owner is not None else Markup(""),
        )
    api, owner_link = links[entry.api]
    return OperationRow(
        entry.verb,
        does(entry.verb),
        entry.path,
        f"{root}{entry.address}",
        entry.summary,
        entry.deprecated,
        api,
        owner_link,
        entry.format,
    )


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    yield operations_data(context)
    yield operations_csv(context)


VIEWS.register(View("apis", models, artifacts))
