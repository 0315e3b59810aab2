"""Running the rules: what reading found and what each rule finds, at the severities that the settings say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import headland.checks.rules
import headland.reading.rules
from headland.checks.audience import seen_by, spans_of
from headland.checks.context import CheckContext
from headland.core.audience import Audience
from headland.core.finding import Finding, Rule, Severity
from headland.core.refs import Ref
from headland.core.registry import Registry, load_room
from headland.core.settings import Settings
from headland.reading.record import Record


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with the function that finds what breaks it."""

    rule: Rule
    run: Callable[[CheckContext], Iterator[Finding]]

    @property
    def name(self) -> str:
        return self.rule.name


CHECKS: Registry[Check] = Registry("check")
"""Every rule of this room, with its function. Rules of reading find as they read."""


def load_rules() -> None:
    """Import every rule file, so that core's RULES and this room's CHECKS are complete."""
    load_room(headland.reading.rules)
    load_room(headland.checks.rules)


def check(context: CheckContext) -> tuple[Finding, ...]:
    """All findings, sorted by place: those of reading and those of every rule that is not off.

    A setting changes the severity of a rule, of reading's rules too. Only what reading calls an error cannot be turned
    off: a record is missing because of it, so that a note remains to say why.
    """
    load_rules()
    levels = context.settings.rules
    found: list[Finding] = []
    for finding in context.reading.findings:
        found.extend(_levelled(finding, context.settings, stays=finding.severity is Severity.ERROR))
    for rule in CHECKS:
        if levels.get(rule.name) != "off":
            for finding in rule.run(context):
                found.extend(_levelled(finding, context.settings, stays=False))
    return tuple(sorted(found, key=lambda finding: finding.order))


def check_seen_by(context: CheckContext, audience: Audience, findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Of the findings of `check(context)`, those that an audience may see, in words that name nothing hidden.

    The rules run again over what the audience sees, so that their messages, counts and proposals know of
    nothing else; what they find only because something is hidden from them was not found before, and goes.
    """
    seen = seen_by(context, audience)
    if seen is context:
        return tuple(findings)
    known = {(finding.rule, span) for finding in findings for span in spans_of(finding)}
    return tuple(finding for finding in check(seen) if (finding.rule, finding.span) in known)


def _levelled(finding: Finding, settings: Settings, *, stays: bool) -> Iterator[Finding]:
    level = settings.rules.get(finding.rule)
    if level is None:
        yield finding
    elif level != "off":
        yield replace(finding, severity=Severity(level))
    elif stays:
        yield replace(finding, severity=Severity.NOTE)


def concerning(findings: Iterable[Finding], records: Iterable[Record]) -> Mapping[Ref, tuple[Finding, ...]]:
    """The findings that concern each record, in their order; records without any are left out.

    A finding concerns the record that it names and every record in which it or a related place stands:
    a group that 43 records name and nobody wrote down is one finding, and a finding of all 43.
    """
    files: dict[tuple[str, str], list[tuple[int, int, Ref]]] = {}
    refs: set[Ref] = set()
    for record in records:
        span = record.span
        files.setdefault((span.source, span.path), []).append((span.start, span.end, record.ref))
        refs.add(record.ref)
    for places in files.values():
        places.sort(key=lambda place: place[0])
    found: dict[Ref, dict[int, Finding]] = {}
    for at, finding in enumerate(findings):
        if finding.ref in refs and finding.ref is not None:
            found.setdefault(finding.ref, {})[at] = finding
        for span in spans_of(finding):
            places = files.get((span.source, span.path), [])
            before = bisect_right(places, span.start, key=lambda place: place[0]) - 1
            if before >= 0 and span.start < places[before][1]:
                found.setdefault(places[before][2], {})[at] = finding
    return {ref: tuple(found[ref].values()) for ref in sorted(found)}
