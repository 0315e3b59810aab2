"""All rules that any room can make a finding of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headland.core.finding import Rule
    from headland.core.registry import Registry


def all_rules() -> Registry[Rule]:
    """The registry of rules, complete: those of checks and of reading, and what building finds besides."""
    import headland.portal.rules  # noqa: F401 - importing it registers its rules
    from headland.checks import load_rules
    from headland.core.finding import RULES

    load_rules()
    return RULES
