"""Rules as documentation: a page of all, and the text of one."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from headland.core.finding import Example, Rule, Severity
from headland.reference.markdown import code, fence, page, table

_LANGUAGES = {".yaml": "yaml", ".yml": "yaml", ".md": "markdown", ".json": "json"}


def rules_page(rules: Iterable[Rule]) -> str:
    """All rules: a table to find one in, then each with its examples."""
    ordered = sorted(rules, key=lambda rule: (rule.severity.rank, rule.name))
    return page(
        "Rules",
        "What headland check looks for, why it matters, and how to mend it",
        [
            "Every finding comes from one of these rules. Its severity can be changed, or the rule turned off, in "
            "[`headland.yaml`](settings.md) under `rules`. `headland explain RULE` shows the same on a terminal. An "
            "error about a Backstage kind is what Backstage itself refuses.",
            table(
                ("Rule", "Severity", "What it finds"),
                ((f"[`{rule.name}`](#{rule.name})", rule.severity.value, rule.summary) for rule in ordered),
            ),
            *(f"## {rule.name}\n\n{_body(rule, 3)}" for rule in ordered),
        ],
    )


def rule_text(rule: Rule) -> str:
    """One rule as a page of its own, in Markdown."""
    return f"# {rule.name}\n\n{_body(rule, 2)}\n"


def _body(rule: Rule, level: int) -> str:
    marks = "#" * level
    default = {Severity.ERROR: "An error", Severity.WARNING: "A warning", Severity.NOTE: "A note"}[rule.severity]
    parts = [
        rule.summary,
        f"{default}, unless {code('rules')} in {code('headland.yaml')} says otherwise.",
        f"**Why it matters.** {rule.why}",
        f"**What to do.** {rule.remedy}",
        f"{marks} Wrong",
        *_files(rule.wrong),
        f"{marks} Right",
        *_files(rule.right),
    ]
    return "\n\n".join(parts)


def _files(example: Example) -> Iterable[str]:
    for path, text in sorted(example.files.items()):
        yield fence(text, _LANGUAGES.get(PurePosixPath(path).suffix, "text"), path)
