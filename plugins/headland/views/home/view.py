"""The home page: where to start, what needs care, how large it all is, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta

from markupsafe import Markup

from headland.catalog.addresses import list_address, rule_address
from headland.core.finding import Severity
from headland.views.changed import Change, Changed
from headland.views.context import ViewContext
from headland.views.home.verbs import Verb, verbs
from headland.views.hubs import CHANGES, HOME
from headland.views.page import PageHead, PageModel
from headland.views.registry import VIEWS, View

WEEK = timedelta(days=7)
RECENT = 5
THINGS_OF_CHANGE = 3
TOP_RULES = 5
FIGURES = 5


@dataclass(frozen=True, slots=True)
class HomeFigure:
    """A number that leads to what it counts."""

    value: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A change with the first few of what it changed, and how many more."""

    change: Change
    links: tuple[Markup, ...]
    more: int


@dataclass(frozen=True, slots=True)
class News:
    """The latest changes; `total` counts those of the week, where there are any."""

    title: str
    total: int
    recent: tuple[RecentChange, ...]


@dataclass(frozen=True, slots=True)
class CareRule:
    """A rule with many findings."""

    name: str
    address: str
    severity: Severity
    total: int


@dataclass(frozen=True, slots=True)
class HomePage:
    """All that the home page shows."""

    head: PageHead
    site_name: str
    notice: str
    verbs: tuple[Verb, ...]
    figures: tuple[HomeFigure, ...]
    severities: tuple[tuple[Severity, int], ...]
    rules: tuple[CareRule, ...]
    news: News | None
    changes_address: str
    history_note: str
    reading_summary: str


def models(context: ViewContext) -> Iterator[PageModel]:
    head = PageHead(context.home, HOME.title, f"{context.site_name}: services, APIs, teams and documents in one place.")
    counts = Counter(finding.severity for finding in context.findings)
    news = _news(context, head.root)
    yield HomePage(
        head,
        context.site_name,
        context.settings.site.notice or "",
        verbs(context),
        _figures(context),
        tuple((severity, counts[severity]) for severity in Severity if counts[severity]),
        _rules(context),
        news,
        CHANGES.address,
        "" if news else next(iter(context.history.notes), ""),
        context.reading_summary,
    )


def _figures(context: ViewContext) -> tuple[HomeFigure, ...]:
    """The five kinds with most records, people and places of files apart."""
    catalog = context.catalog
    preferred = ("component", "api", "system", "resource", "group", "domain", "user", "template", "runbook", "decision")
    names = {name.lower(): name for name in catalog.kinds() if name.lower() != "location"}
    ranked = [*(names.pop(kind) for kind in preferred if kind in names), *sorted(names.values())]
    found = []
    for name in ranked[:FIGURES]:
        refs = catalog.by_kind(name)
        kind = catalog[refs[0]].kind
        found.append(HomeFigure(len(refs), kind.plural if len(refs) != 1 else kind.label, list_address(name)))
    return tuple(found)


def _rules(context: ViewContext) -> tuple[CareRule, ...]:
    counts = Counter((finding.severity, finding.rule) for finding in context.findings)
    ranked = sorted(counts.items(), key=lambda entry: (entry[0][0].rank, -entry[1], entry[0][1]))
    return tuple(CareRule(rule, rule_address(rule), severity, total) for (severity, rule), total in ranked[:TOP_RULES])


def _news(context: ViewContext, root: str) -> News | None:
    """What changed in the week before `as_of`; where that is nothing, the last changes that there are."""
    changes = context.changes
    if not changes:
        return None
    last = context.as_of.date()
    week = [changed for changed in changes if last - WEEK <= changed.change.when.astimezone(UTC).date() <= last]
    return News(
        "What changed this week" if week else "What changed last",
        len(week),
        tuple(_recent(context, changed, root) for changed in (week or changes)[:RECENT]),
    )


def _recent(context: ViewContext, changed: Changed, root: str) -> RecentChange:
    links = [context.faces.link(ref, root) for ref in changed.records[:THINGS_OF_CHANGE]]
    links += [
        Markup('<a href="{}{}">{}</a>').format(root, page.address, page.title)
        for page in changed.docs[: THINGS_OF_CHANGE - len(links)]
    ]
    return RecentChange(changed.change, tuple(links), changed.total - len(links))


VIEWS.register(View("home", models))
