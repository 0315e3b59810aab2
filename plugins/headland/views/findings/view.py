"""The findings page: counts by severity, rule, owner and file, and every finding with its place and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from markupsafe import Markup, escape

from headland.catalog.addresses import rule_address
from headland.core.artifact import Artifact
from headland.core.finding import Finding, Severity
from headland.views.context import ViewContext
from headland.views.findings.data import FINDINGS_CSV, FINDINGS_DATA, findings_csv, findings_data
from headland.views.found import FindingItem, finding_item
from headland.views.hubs import FINDINGS
from headland.views.page import PageHead, PageModel
from headland.views.paging import PAGE_SIZE, Pager, paged
from headland.views.registry import VIEWS, View
from headland.views.words import count_of

NOBODY = "no owner known"


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of each severity something has; `query` is what the page's filter makes of it."""

    label: Markup
    query: str
    counts: tuple[int, int, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class FindingsPage:
    """A page of findings; the first one has the counts."""

    head: PageHead
    total: int
    severities: tuple[tuple[Severity, int], ...]
    rules: tuple[Tally, ...]
    owners: tuple[Tally, ...]
    files: tuple[Tally, ...]
    findings: tuple[FindingItem, ...]
    pager: Pager
    data: str
    csv: str
    reading_summary: str


def findings_address(number: int) -> str:
    """The address of a page of findings. Rules' pages stand beside them, and no rule's name is a number."""
    return FINDINGS.address if number == 1 else f"{FINDINGS.address}{number}/"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings as the page lists them: the worst first, then by place."""
    return sorted(findings, key=lambda finding: (finding.severity.rank, finding.order))


def models(context: ViewContext) -> Iterator[PageModel]:
    findings = in_order(context.findings)
    counts = Counter(finding.severity for finding in findings)
    severities = tuple((severity, counts[severity]) for severity in Severity)
    for pager, shown in paged(findings, findings_address):
        title = FINDINGS.title if pager.number == 1 else f"{FINDINGS.title}, page {pager.number}"
        head = PageHead(
            findings_address(pager.number), title, f"What should be mended: {count_of(len(findings), 'finding')}."
        )
        first = pager.number == 1
        yield FindingsPage(
            head,
            len(findings),
            severities,
            _by_rule(findings, head.root) if first else (),
            _by_owner(context, findings, head.root) if first else (),
            _by_file(findings) if first else (),
            tuple(finding_item(context, finding, head.root) for finding in shown),
            pager,
            FINDINGS_DATA if len(findings) > PAGE_SIZE else "",
            FINDINGS_CSV,
            context.reading_summary,
        )


def _by_rule(findings: list[Finding], root: str) -> tuple[Tally, ...]:
    return _tallies(
        findings,
        lambda finding: finding.rule,
        lambda rule: Markup('<a class="hl-rule" href="{}{}">{}</a>').format(root, rule_address(rule), rule),
        "rule",
    )


def _by_owner(context: ViewContext, findings: list[Finding], root: str) -> tuple[Tally, ...]:
    owners = {owner.key: owner for finding in findings if (owner := context.owner_of_finding(finding)) is not None}

    def key(finding: Finding) -> str:
        owner = context.owner_of_finding(finding)
        return owner.key if owner is not None else ""

    return _tallies(
        findings, key, lambda name: context.faces.link(owners[name], root) if name else escape(NOBODY), "owner"
    )


def _by_file(findings: list[Finding]) -> tuple[Tally, ...]:
    return _tallies(
        findings, lambda finding: finding.span.path, lambda path: Markup("<code>{}</code>").format(path), "file"
    )


def _tallies(
    findings: list[Finding], key: Callable[[Finding], str], label: Callable[[str], Markup], field: str
) -> tuple[Tally, ...]:
    counts: dict[str, Counter[Severity]] = {}
    for finding in findings:
        counts.setdefault(key(finding), Counter())[finding.severity] += 1
    found = [
        (
            name,
            Tally(label(name), urlencode({field: name}), (by[Severity.ERROR], by[Severity.WARNING], by[Severity.NOTE])),
        )
        for name, by in counts.items()
    ]
    found.sort(key=lambda entry: (tuple(-count for count in entry[1].counts), entry[0]))
    return tuple(tally for _, tally in found)


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    findings = in_order(context.findings)
    yield findings_data(context, findings)
    yield findings_csv(context, findings)


VIEWS.register(View("findings", models, artifacts))
