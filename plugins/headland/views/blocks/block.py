"""A block of a Markdown page as HTML: a table of records, a graph, or a plain box that says why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from headland.catalog.blocks import BlockError, Surroundings, Table, answer, cell
from headland.core.refs import Ref
from headland.core.visible import shown_name
from headland.prose import Block
from headland.reading.record import Record
from headland.views.blocks.graph import drawing
from headland.views.context import ViewContext
from headland.views.faces import Lead
from headland.views.templating import render
from headland.views.words import count_of, shortened

LONGEST_CELL = 300
_HUMP = re.compile(r"(?<=[a-z0-9])[A-Z](?![A-Z])")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading."""

    title: str


@dataclass(frozen=True, slots=True)
class Box:
    """What a page shows in the place of a block that cannot be shown."""

    message: str
    hint: str | None


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its headings, its cells, and what is said below it."""

    label: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Markup, ...], ...]
    told: str


def block_html(block: Block, context: ViewContext, lead: Lead, number: int) -> Markup:
    """The HTML of a block; `lead` gives the way from its page to a record's, `number` sets it apart on the page.

    Never raises for what the block says: the finding about it is made by the checks.
    """
    try:
        found = answer(block.name, block.body, context.catalog)
    except BlockError as error:
        box = Box(f"headland-{block.name[:40]}: {error.message}", error.hint)
        return render("blocks/box.html.j2", box=box)
    if isinstance(found, Surroundings):
        return render("blocks/graph.html.j2", drawing=drawing(found, context, lead, f"hl-block-{number}"))
    return render("blocks/table.html.j2", table=_rows(found, context, lead))


def _rows(table: Table, context: ViewContext, lead: Lead) -> Rows:
    shown = len(table.records)
    total = count_of(table.total, "record")
    told = total if shown == table.total else f"The first {shown:,} of {total}"
    return Rows(
        "Records",
        tuple(Column(_heading(column)) for column in table.columns),
        tuple(tuple(_cell(context, record, column, lead) for column in table.columns) for record in table.records),
        told,
    )


def _heading(column: str) -> str:
    words = _HUMP.sub(lambda hump: f" {hump[0].lower()}", shown_name(column.rpartition(".")[2]))
    return words[:1].upper() + words[1:]


def _cell(context: ViewContext, record: Record, column: str, lead: Lead) -> Markup:
    """A cell: records as links, all else as escaped words."""
    catalog = context.catalog
    if column == "name":
        return _link(context, record.ref, lead)
    if column in ("owner", "system"):
        ref = catalog.owner_of(record.ref) if column == "owner" else catalog.system_of(record.ref)
        return Markup("") if ref is None else _link(context, ref, lead)
    if column == "description":
        return Markup("{}").format(context.faces.face(record.ref).summary)
    if column == "reference":
        return Markup("<code>{}</code>").format(cell(catalog, record, column))
    return Markup("{}").format(shortened(shown_name(cell(catalog, record, column)), LONGEST_CELL))


def _link(context: ViewContext, ref: Ref, lead: Lead) -> Markup:
    face, href, kind = context.faces.face(ref), lead(ref), ref.kind.lower()
    if not face.known:
        return Markup('<span class="hl-ref hl-ref--missing" data-kind="{}">{}</span>').format(kind, face.words)
    if href is None:
        return Markup('<span class="hl-ref" data-kind="{}">{}</span>').format(kind, face.words)
    return Markup('<a class="hl-ref" data-kind="{}" href="{}" title="{}">{}</a>').format(
        kind, href, face.hover, face.words
    )
