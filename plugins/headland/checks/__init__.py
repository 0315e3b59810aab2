"""Checks: what is wrong in a catalog, its pages and its settings; one file a rule.

`check` runs all rules over a `CheckContext`; `load_rules` makes core's register of rules complete.
"""

from __future__ import annotations

from headland.checks.check import CHECKS, Check, check, concerning, load_rules
from headland.checks.context import CheckContext, MarkdownPage

__all__ = ["CHECKS", "Check", "CheckContext", "MarkdownPage", "check", "concerning", "load_rules"]
