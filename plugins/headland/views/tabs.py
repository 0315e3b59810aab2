"""The tabs of a record: its page, and the documents beside it; plain links, so that they work without scripts."""

from __future__ import annotations

from dataclasses import dataclass

from headland.core.refs import Ref
from headland.views.context import ViewContext

PAGE, DOCS = "Overview", "Docs"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab: where it leads, and whether it is the one that is open."""

    title: str
    href: str
    is_open: bool


def record_tabs(context: ViewContext, ref: Ref, root: str, opened: str) -> tuple[Tab, ...]:
    """The tabs of a record, `opened` (PAGE or DOCS) among them; none where there are no documents beside it."""
    docs, address = context.docs.entry_of(ref), context.faces.face(ref).address
    if docs is None or address is None:
        return ()
    return tuple(
        Tab(title, f"{root}{leads_to}", title == opened) for title, leads_to in ((PAGE, address), (DOCS, docs.address))
    )
