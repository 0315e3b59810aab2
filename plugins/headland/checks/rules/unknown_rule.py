"""headland.yaml sets the severity of a rule that does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.settings_places import key_place, settings_document
from headland.checks.words import quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity

RULE = RULES.register(
    Rule(
        "unknown-rule",
        Severity.WARNING,
        "headland.yaml sets the severity of a rule that does not exist.",
        "The rule that was meant keeps its own severity: what should have been silent is told, or what should have "
        "failed the check passes.",
        "Mend the name; each finding shows its rule's name, and the portal has a page for each rule.",
        Example({"headland.yaml": "rules:\n  dangling-refs: off\n"}),
        Example({"headland.yaml": "rules:\n  dangling-reference: off\n"}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such name, at its key, with the nearest rule."""
    unknown = [name for name in context.settings.rules if name not in RULES]
    document = settings_document(context) if unknown else None
    for name in unknown:
        near = process.extractOne(name, RULES.names(), scorer=fuzz.ratio, score_cutoff=50)
        yield RULE.finding(
            f"there is no rule {quoted(name)}",
            key_place(document, ("rules", name)),
            hint=f"Did you mean {near[0]}?" if near else "Use the name that a finding shows after its message.",
        )


CHECKS.register(Check(RULE, check))
