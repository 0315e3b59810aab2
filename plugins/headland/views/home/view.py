"""The home page: where to start, what needs care, how large it all is, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from headland.catalog.addresses import list_address, rule_address
from headland.core.finding import Severity
from headland.views.context import ViewContext
from headland.views.hubs import HOME
from headland.views.page import PageHead, PageModel
from headland.views.registry import VIEWS, View
from headland.views.words import count_of

RECENT = 5
RECORDS_OF_CHANGE = 4
TOP_RULES = 5
FIGURES = 5


@dataclass(frozen=True, slots=True)
class Lead:
    """A way on from the home page."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One of the four things that people come for."""

    name: str
    icon: str
    text: str
    leads: tuple[Lead, ...]


@dataclass(frozen=True, slots=True)
class HomeFigure:
    """A number that leads to what it counts."""

    value: int
    words: str
    address: str


@dataclass(frozen=True, slots=True)
class RecentChange:
    """A commit that changed records, and which: the first few and how many more."""

    links: tuple[Markup, ...]
    more: int
    when: datetime
    author: str
    subject: str


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
    recent: tuple[RecentChange, ...]
    history_note: str
    reading_summary: str


def models(context: ViewContext) -> Iterator[PageModel]:
    head = PageHead(context.home, HOME.title, f"{context.site_name}: services, APIs, teams and documents in one place.")
    counts = Counter(finding.severity for finding in context.findings)
    recent = _recent(context, head.root)
    notes = context.history.notes
    yield HomePage(
        head,
        context.site_name,
        context.settings.site.notice or "",
        _verbs(context),
        _figures(context),
        tuple((severity, counts[severity]) for severity in Severity if counts[severity]),
        _rules(context),
        recent,
        "" if recent or not notes else notes[0],
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


def _verbs(context: ViewContext) -> tuple[Verb, ...]:
    """Find, fix, start, join: each with what is possible in this portal today."""
    catalog = context.catalog

    def lists(*kinds: str) -> list[Lead]:
        found = []
        for kind in kinds:
            refs = catalog.by_kind(kind)
            if refs:
                plural = catalog[refs[0]].kind.plural
                found.append(Lead(plural, list_address(kind)))
        return found

    total = len(context.findings)
    fix = [*lists("runbook"), *([Lead(count_of(total, "finding"), "findings/")] if total else [])]
    start = lists("template", "decision")
    join = lists("group", "user")
    verbs = [
        Verb(
            "Find",
            "magnify",
            "A service, its owner, its API.",
            (Lead("Explorer", "explorer/"), *lists("component", "api")),
        ),
        Verb("Fix", "lifebuoy", "What to do when it breaks, and what to mend before it does.", tuple(fix)),
        Verb("Start", "rocket-launch-outline", "Something new, from a template, as was decided.", tuple(start)),
        Verb("Join", "account-group-outline", "The teams, and who is in them.", tuple(join)),
    ]
    return tuple(verb for verb in verbs if verb.leads)


def _rules(context: ViewContext) -> tuple[CareRule, ...]:
    counts = Counter((finding.severity, finding.rule) for finding in context.findings)
    ranked = sorted(counts.items(), key=lambda entry: (entry[0][0].rank, -entry[1], entry[0][1]))
    return tuple(CareRule(rule, rule_address(rule), severity, total) for (severity, rule), total in ranked[:TOP_RULES])


def _recent(context: ViewContext, root: str) -> tuple[RecentChange, ...]:
    """The latest changes, each with the first few of what it changed."""
    return tuple(
        RecentChange(
            tuple(context.faces.link(ref, root) for ref in changed.records[:RECORDS_OF_CHANGE]),
            max(0, len(changed.records) - RECORDS_OF_CHANGE),
            changed.change.when,
            changed.change.author,
            changed.change.subject,
        )
        for changed in [changed for changed in context.changes if changed.records][:RECENT]
    )


VIEWS.register(View("home", models))
