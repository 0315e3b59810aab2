"""Findings: what is wrong, where, and how to mend it; and the rules that they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from headland.core.refs import Ref
from headland.core.registry import Registry
from headland.core.span import Span

LONGEST_MESSAGE = 1_000


class Severity(StrEnum):
    """How much a finding matters; `rank` orders them, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for errors, 1 for warnings, 2 for notes."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of, with what is there."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend. `message` says what was found and what was expected; `hint` says what to do."""

    rule: str
    severity: Severity
    message: str
    span: Span
    hint: str | None = None
    ref: Ref | None = None
    related: tuple[Related, ...] = ()

    @property
    def order(self) -> tuple[str, str, int, str, str]:
        """Sort key: source, path, place, rule, message."""
        return (self.span.source, self.span.path, self.span.start, self.rule, self.message)


@dataclass(frozen=True, slots=True)
class Example:
    """Files (path -> text) that show a rule at work; run by the tests, shown in the docs."""

    files: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule's documentation: everything that its page says. Its `name` is words joined by hyphens."""

    name: str
    severity: Severity
    summary: str
    why: str
    remedy: str
    wrong: Example
    right: Example

    def finding(
        self,
        message: str,
        span: Span,
        *,
        hint: str | None = None,
        ref: Ref | None = None,
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """A finding of this rule at its default severity. A message that quotes too much is cut."""
        if len(message) > LONGEST_MESSAGE:
            message = f"{message[:LONGEST_MESSAGE]}\N{HORIZONTAL ELLIPSIS}"
        return Finding(self.name, self.severity, message, span, hint, ref, related)


RULES: Registry[Rule] = Registry("rule")
"""Every rule that can make a finding, whichever room makes it."""
