"""A page for each rule: what it means, why it matters, how to mend it, and the records that have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from headland.catalog.addresses import rule_address
from headland.core.finding import RULES, Example, Finding, Rule
from headland.views.colouring import coloured
from headland.views.context import ViewContext
from headland.views.found import FindingItem, finding_item
from headland.views.page import PageHead, PageModel
from headland.views.registry import VIEWS, View

SHOWN = 100


@dataclass(frozen=True, slots=True)
class RulePage:
    """What a rule wants from somebody."""

    head: PageHead
    rule: Rule
    severity: str
    why: Markup
    remedy: Markup
    wrong: tuple[tuple[str, Markup], ...]
    right: tuple[tuple[str, Markup], ...]
    findings: tuple[FindingItem, ...]
    total: int


def models(context: ViewContext) -> Iterator[PageModel]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in context.findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    for rule in RULES:
        head = PageHead(rule_address(rule.name), rule.name, rule.summary)
        found = by_rule.get(rule.name, [])
        yield RulePage(
            head,
            rule,
            context.settings.rules.get(rule.name, rule.severity.value),
            context.markdown(rule.why, head.root),
            context.markdown(rule.remedy, head.root),
            _files(rule.wrong),
            _files(rule.right),
            tuple(finding_item(context, finding, head.root) for finding in found[:SHOWN]),
            len(found),
        )


def _files(example: Example) -> tuple[tuple[str, Markup], ...]:
    return tuple(
        (path, coloured("yaml" if path.endswith((".yaml", ".yml")) else "text", text.strip("\n")))
        for path, text in example.files.items()
    )


VIEWS.register(View("rule", models))
