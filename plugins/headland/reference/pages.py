"""All reference pages: path below docs/reference -> text."""

from __future__ import annotations

from collections.abc import Iterable

from headland.core.finding import Rule
from headland.kinds import KINDS
from headland.reference.commands import CommandDescription, commands_page
from headland.reference.kinds import kinds_page
from headland.reference.markdown import page
from headland.reference.rules import rules_page
from headland.reference.settings import settings_page


def pages(rules: Iterable[Rule], program: CommandDescription, commands: Iterable[CommandDescription]) -> dict[str, str]:
    """The pages, of every kind and setting and of these rules and commands."""
    return {
        "index.md": _INDEX,
        "commands.md": commands_page(program, commands),
        "kinds.md": kinds_page(KINDS),
        "rules.md": rules_page(rules),
        "settings.md": settings_page(),
    }


_INDEX = page(
    "Reference",
    "Commands, kinds, rules, settings and common mistakes",
    [
        "These pages are made from the code, and a test holds them against it.",
        "- [Commands](commands.md): what one types.\n"
        "- [Kinds](kinds.md): what records are made of.\n"
        "- [Rules](rules.md): what `headland check` finds, and how to mend it.\n"
        "- [Mistakes](mistakes.md): what people get wrong, what is said of it, and what to write instead.\n"
        "- [Settings](settings.md): what `headland.yaml` may say.",
    ],
)
