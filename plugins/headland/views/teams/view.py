"""The hub of teams: the tree of groups, cut into linked pages where it is large."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from headland.catalog.addresses import group_tree_address
from headland.catalog.forest import Branch, Forest
from headland.catalog.graph import MEMBERS
from headland.core.artifact import Artifact
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.hubs import TEAMS
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager, paged
from headland.views.record.contacts import reach
from headland.views.record.model import Action
from headland.views.registry import VIEWS, View
from headland.views.words import count_of, shortened

TEAMS_CSV = "assets/headland/teams.csv"
CSV_COLUMNS = (
    "ref", "title", "type", "parent", "people", "people_with_teams_below", "owned", "owned_with_teams_below",
    "contact", "address",
)  # fmt: skip

LARGEST_PAGE = 300
"""More groups than this are not shown on one page: what is below is a page of its own."""

DEEPEST = 6
OPEN_AT_FIRST = 60
OPEN_LEVELS = 2
"""Pages with more groups than OPEN_AT_FIRST begin with what is below so many levels folded."""

SHOWN_CONTACTS = 2
LONGEST_SUMMARY = 140
SHOWN_TEAMLESS = 50


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A group in the tree. `branch` is what all of it holds; `cut` leads to its children where they are not here."""

    ref: str
    link: Markup
    address: str
    type: str
    summary: str
    people: int
    owned: int
    branch: Branch
    contacts: tuple[Action, ...]
    children: tuple[TeamRow, ...]
    cut: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class TeamsPage:
    """A page of the tree: from the tops, or from the children of one group (`of`, with those above it)."""

    head: PageHead
    title: str
    total: int
    shown: int
    above: tuple[Markup, ...]
    rows: tuple[TeamRow, ...]
    pager: Pager
    csv: str
    teamless: tuple[Markup, ...]
    teamless_total: int


def models(context: ViewContext) -> Iterator[PageModel]:
    grove = context.forest
    starts: deque[Ref | None] = deque([None])
    while starts:
        start = starts.popleft()
        here = _in_order(context, grove.tops if start is None else grove.children[start])

        def address(number: int, start: Ref | None = start) -> str:
            return teams_address(start, number)

        for pager, chunk in paged(here, address, LARGEST_PAGE):
            shown, cut = _fitting(context, grove, chunk)
            starts.extend(cut)
            yield _Cutting(context, grove, start, shown).page(pager, chunk)


def teams_address(start: Ref | None, number: int = 1) -> str:
    """The address of the tree's page that begins with the tops, or with the children of a group."""
    above = TEAMS.address if start is None else group_tree_address(start)
    return above if number == 1 else f"{above}{number}/"


def _in_order(context: ViewContext, groups: Iterable[Ref]) -> tuple[Ref, ...]:
    face = context.faces.face
    return tuple(sorted(groups, key=lambda ref: (face(ref).title.lower(), ref.key)))


def _fitting(
    context: ViewContext, grove: Forest, tops: Iterable[Ref]
) -> tuple[dict[Ref, tuple[Ref, ...]], tuple[Ref, ...]]:
    """The children to show of each group on a page, level by level, and the groups whose children have no room."""
    shown: dict[Ref, tuple[Ref, ...]] = {}
    cut: list[Ref] = []
    queue = deque((top, 1) for top in tops)
    room = LARGEST_PAGE - len(queue)
    while queue:
        group, depth = queue.popleft()
        children = grove.children[group]
        if len(children) > room or (children and depth == DEEPEST):
            cut.append(group)
            shown[group] = ()
            continue
        room -= len(children)
        shown[group] = _in_order(context, children)
        queue.extend((child, depth + 1) for child in shown[group])
    return shown, tuple(cut)


@dataclass(frozen=True, slots=True)
class _Cutting:
    """The part of the tree that goes onto one page: below `start` (None: from the tops), with the children to show."""

    context: ViewContext
    grove: Forest
    start: Ref | None
    shown: dict[Ref, tuple[Ref, ...]]

    def page(self, pager: Pager, tops: Iterable[Ref]) -> TeamsPage:
        context, total = self.context, len(self.grove.order)
        title = TEAMS.title if self.start is None else f"Teams in {context.faces.face(self.start).title}"
        named = title if pager.number == 1 else f"{title}, page {pager.number}"
        words = f"{count_of(total, 'team')}: who is in them, and what they look after."
        head = PageHead(teams_address(self.start, pager.number), named, words)
        teamless = _teamless(context) if self.start is None and pager.number == 1 else ()
        return TeamsPage(
            head,
            title,
            total,
            len(self.shown),
            tuple(context.faces.link(ref, head.root) for ref in _above(self.grove, self.start)),
            tuple(self.row(top, head.root, 1) for top in tops),
            pager,
            TEAMS_CSV,
            tuple(context.faces.link(ref, head.root) for ref in teamless[:SHOWN_TEAMLESS]),
            len(teamless),
        )

    def row(self, group: Ref, root: str, depth: int) -> TeamRow:
        catalog, faces, children = self.context.catalog, self.context.faces, self.shown[group]
        face = faces.face(group)
        return TeamRow(
            group.key,
            faces.link(group, root),
            face.address or "",
            face.type,
            shortened(face.summary, LONGEST_SUMMARY),
            len(catalog.targets(group, MEMBERS)),
            len(catalog.by_owner(group)),
            self.grove.branches[group],
            reach(catalog.get(group), self.context.settings)[:SHOWN_CONTACTS],
            tuple(self.row(child, root, depth + 1) for child in children),
            teams_address(group) if self.grove.children[group] and not children else "",
            depth <= OPEN_LEVELS or len(self.shown) <= OPEN_AT_FIRST,
        )


def _above(grove: Forest, start: Ref | None) -> tuple[Ref, ...]:
    """The group that a page begins with and those above it, the top one first; of a tall tree the nearest."""
    chain: list[Ref] = []
    here = start
    while here is not None and len(chain) < DEEPEST:
        chain.append(here)
        here = grove.parents.get(here)
    return tuple(reversed(chain))


def _teamless(context: ViewContext) -> tuple[Ref, ...]:
    """The people who are in no team."""
    catalog = context.catalog
    return _in_order(context, (user for user in catalog.by_kind("user") if not catalog.targets(user, "memberOf")))


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    grove = context.forest
    yield csv_table(TEAMS_CSV, CSV_COLUMNS, (_cells(context, grove, group) for group in grove.order))


def _cells(context: ViewContext, grove: Forest, group: Ref) -> tuple[str | int, ...]:
    face, branch, parent = context.faces.face(group), grove.branches[group], grove.parents.get(group)
    contacts = reach(context.catalog.get(group), context.settings)
    return (
        group.key,
        face.title,
        face.type,
        parent.key if parent is not None else "",
        len(context.catalog.targets(group, MEMBERS)),
        branch.people,
        len(context.catalog.by_owner(group)),
        branch.owned,
        contacts[0].title if contacts else "",
        face.address or "",
    )


VIEWS.register(View("teams", models, artifacts))
