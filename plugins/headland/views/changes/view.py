"""The changes page: every commit that changed a record or a page, by day; older ones on a page for each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import groupby

from markupsafe import Markup

from headland.core.artifact import Artifact
from headland.views.changed import Change, Changed
from headland.views.changes.addresses import ALL_FEED, anchor_of, month_address, months
from headland.views.changes.data import CHANGES_CSV, CHANGES_DATA, MOST_ROWS, changes_csv, changes_data
from headland.views.changes.feed import feeds
from headland.views.context import ViewContext
from headland.views.hubs import CHANGES
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager, paged
from headland.views.registry import VIEWS, View
from headland.views.words import count_of

SHOWN = 100
"""How many changes the page itself has, and each page of a month."""
SHOWN_ITEMS = 6
FOLDED_ITEMS = 24


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """A record or page that was changed; `owner` is empty where nobody, or nobody else, looks after it."""

    link: Markup
    kind: str
    owner: Markup
    is_new: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A change with what it changed: the first few, more on demand, and how many are only counted.

    `owner` is the one who looks after all of them, where there is one; it is not said again beside each.
    """

    anchor: str
    change: Change
    shown: tuple[ChangedItem, ...]
    folded: tuple[ChangedItem, ...]
    unlisted: int
    owner: Markup


@dataclass(frozen=True, slots=True)
class Day:
    """The changes of one day, in UTC."""

    date: str
    weekday: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Month:
    """A month with changes, and its page."""

    name: str
    address: str
    total: int


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The latest changes, or those of a month. `total` counts all that are known."""

    head: PageHead
    heading: str
    total: int
    days: tuple[Day, ...]
    months: tuple[Month, ...]
    pager: Pager | None
    feed: str
    notes: tuple[str, ...]
    data: str
    csv: str
    is_cut: bool


def models(context: ViewContext) -> Iterator[PageModel]:
    changes = context.changes
    by_month = months(changes)
    listed = tuple(Month(month_name(key), month_address(key), len(found)) for key, found in by_month.items())
    description = f"What changed in {context.site_name}, day by day."
    head = PageHead(CHANGES.address, CHANGES.title, description, feed=ALL_FEED if changes else "")
    notes = context.history.notes
    rows = sum(changed.total for changed in changes)
    yield ChangesPage(
        head,
        CHANGES.title,
        len(changes),
        _days(context, changes[:SHOWN], head.root),
        listed,
        None,
        head.feed,
        notes,
        CHANGES_DATA,
        CHANGES_CSV,
        rows > MOST_ROWS,
    )
    for key, found in by_month.items():
        for pager, shown in paged(found, partial(month_address, key), SHOWN):
            title = f"Changes in {month_name(key)}" + (f", page {pager.number}" if pager.number > 1 else "")
            head = PageHead(
                month_address(key, pager.number), title, f"{count_of(len(found), 'change')} in {month_name(key)}."
            )
            yield ChangesPage(
                head, title, len(found), _days(context, shown, head.root), (), pager, "", notes, "", "", False
            )


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    yield changes_data(context)
    yield changes_csv(context)
    yield from feeds(context)


def month_name(key: str) -> str:
    """`2026-03` in words."""
    return datetime.strptime(key, "%Y-%m").replace(tzinfo=UTC).strftime("%B %Y")


def _days(context: ViewContext, changes: Sequence[Changed], root: str) -> tuple[Day, ...]:
    by_day = groupby(changes, key=lambda changed: changed.change.when.astimezone(UTC).date())
    return tuple(
        Day(day.isoformat(), day.strftime("%A"), tuple(_entry(context, changed, root) for changed in found))
        for day, found in by_day
    )


def _entry(context: ViewContext, changed: Changed, root: str) -> Entry:
    items = []
    faces = context.faces
    for ref in changed.records[: SHOWN_ITEMS + FOLDED_ITEMS]:
        owner = context.catalog.owner_of(ref)
        items.append(
            ChangedItem(
                faces.link(ref, root),
                faces.face(ref).kind,
                faces.link(owner, root) if owner is not None else Markup(""),
                ref in changed.new,
            )
        )
    for page in changed.docs[: SHOWN_ITEMS + FOLDED_ITEMS - len(items)]:
        link = Markup('<a href="{}{}">{}</a>').format(root, page.address, page.title)
        owner = page.owner if page.owner is not None and page.owner in context.catalog else None
        items.append(ChangedItem(link, "Page", faces.link(owner, root) if owner is not None else Markup(""), False))
    owners = {item.owner for item in items}
    common = owners.pop() if len(owners) == 1 and len(items) > 1 else Markup("")
    if common:
        items = [replace(item, owner=Markup("")) for item in items]
    return Entry(
        anchor_of(changed.change),
        changed.change,
        tuple(items[:SHOWN_ITEMS]),
        tuple(items[SHOWN_ITEMS:]),
        changed.total - len(items),
        common,
    )


VIEWS.register(View("changes", models, artifacts))
