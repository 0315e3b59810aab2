"""Checks: what is wrong in a catalog, its pages and its settings; one file a rule.

`check` runs all rules over a `CheckContext`; `check_seen_by` gives what an audience may see of that;
`load_rules` makes core's register of rules complete.
"""

from __future__ import annotations

from headland.checks.check import CHECKS, Check, check, check_seen_by, concerning, load_rules
from headland.checks.context import CheckContext, MarkdownPage

__all__ = ["CHECKS", "Check", "CheckContext", "MarkdownPage", "check", "check_seen_by", "concerning", "load_rules"]
