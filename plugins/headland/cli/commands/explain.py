"""`headland explain RULE`: what a finding wants, why, and how to mend it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import has_colour, is_terminal, remark, result, width
from headland.cli.errors import CommandError
from headland.cli.rules import all_rules
from headland.cli.table import table


def explain(
    *,
    rule: Annotated[
        str | None,
        typer.Argument(metavar="RULE", help="The rule's name; by default all are listed.", show_default=False),
    ] = None,
) -> None:
    """Explain a rule: what it finds, why it matters, what to do, with a wrong and a right example."""
    rules = all_rules()
    if rule is None:
        ordered = sorted(rules, key=lambda known: (known.severity.rank, known.name))
        result(table(("rule", "severity", "what it finds"), [(r.name, r.severity.value, r.summary) for r in ordered]))
        remark("Name one of these rules to see why it matters and how to mend it.")
        return
    found = rules.get(rule.strip().lower())
    if found is None:
        raise CommandError(_unknown(rule, rules.names()))
    from headland.reference import rule_text

    text = rule_text(found)
    result(_drawn(text) if is_terminal(sys.stdout) else text)


def _unknown(name: str, names: tuple[str, ...]) -> str:
    from rapidfuzz import process

    near = [match for match, _, _ in process.extract(name, names, limit=3, score_cutoff=60)]
    hint = f"did you mean {', '.join(near)}?" if near else "`headland explain` lists all."
    return f"there is no rule {name!r}; {hint}"


def _drawn(text: str) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.markdown import Markdown

    out = StringIO()
    colour = has_colour(sys.stdout)
    console = Console(file=out, width=min(width(), 100), force_terminal=colour, no_color=not colour)
    console.print(Markdown(text))
    return out.getvalue()


COMMANDS.register(
    Command(
        "explain",
        explain,
        (
            CommandExample("headland explain dangling-reference", "one rule"),
            CommandExample("headland explain", "all rules, in short"),
        ),
    )
)
