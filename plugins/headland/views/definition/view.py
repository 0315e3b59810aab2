"""The pages below an API's own: groups of its operations, its types by letter, large branches of its resources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from markupsafe import Markup

from headland.reading.record import Record
from headland.views.context import ViewContext
from headland.views.definition.drawing import Drawing
from headland.views.definition.known import apis_of
from headland.views.definition.layout import Layout, Part
from headland.views.definition.model import DefinitionPage
from headland.views.definition.shown import texts_of
from headland.views.definition.texts import Budget
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager
from headland.views.registry import VIEWS, View
from headland.views.words import count_of

MOST_NEIGHBOURS = 60


def models(context: ViewContext) -> Iterator[PageModel]:
    for record in apis_of(context.catalog):
        layout = context.definitions.layout(record) if context.docs.page_of(record.ref) is None else None
        if layout is not None and layout.parts:
            yield from _pages(context, record, layout)


def _pages(context: ViewContext, record: Record, layout: Layout) -> Iterator[DefinitionPage]:
    budget = Budget()
    pages = Counter((_family(part), part.title) for part in layout.parts if part.fields is None)
    for at, part in enumerate(layout.parts):
        number, last = part.number, pages.get((_family(part), part.title), 1)
        pager = Pager(
            number,
            last,
            layout.parts[at - 1].address if number > 1 else None,
            layout.parts[at + 1].address if number < last else None,
        )
        yield _page(context, record, layout, part, pager=pager, budget=budget)


def _page(
    context: ViewContext, record: Record, layout: Layout, part: Part, *, pager: Pager, budget: Budget
) -> DefinitionPage:
    title = part.title if part.number == 1 else f"{part.title}, page {part.number}"
    what = (
        count_of(len(part.operations), "operation")
        if part.operations
        else count_of(len(part.types), "type")
        if part.types
        else "Fields"
    )
    head = PageHead(part.address, f"{title}: {record.title}", f"{what} of the API {record.title}.")
    texts = texts_of(context, head.root, budget)
    drawing = Drawing(layout, texts, part.address)
    text = texts.html(part.tag.description) if part.tag is not None and part.number == 1 else Markup("")
    if part.fields is not None:
        text = texts.html(part.fields.branch.schema.description)
    return DefinitionPage(
        head,
        _family(part),
        context.faces.link(record.ref, head.root),
        title,
        text,
        tuple(_neighbours(layout, part, head.root)),
        pager,
        tuple(map(drawing.operation, part.operations)),
        tuple(map(drawing.type, part.types)),
        drawing.branch(part.fields) if part.fields is not None else Markup(""),
    )


def _family(part: Part) -> str:
    return "operations" if part.operations else "types" if part.types else "fields"


def _neighbours(layout: Layout, part: Part, root: str) -> Iterator[tuple[str, str, bool]]:
    """The other groups of the same sort: title, way, and whether it is this very one."""
    groups = layout.groups if part.operations else layout.type_groups if part.types else ()
    for group in groups[:MOST_NEIGHBOURS]:
        held = group.operations or group.types
        here = bool(held) and (part.operations or part.types)[0].anchor in {one.anchor for one in held}
        yield group.title, f"{root}{group.address}", here


VIEWS.register(View("definition", models))
