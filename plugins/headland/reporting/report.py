"""What every format is given, and the registry of formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib import import_module

from headland.core.finding import Finding, Severity
from headland.core.registry import Registry, load_room
from headland.core.source import Source
from headland.reporting.source_texts import SourceTexts


@dataclass(frozen=True, slots=True)
class FindingsReport:
    """Findings, with the sources that they speak of.

    `prefixes` says, by source name, where a root lies below the top of its repository (`services/`, or an empty
    text): tools that annotate a repository know files by that path. `summary` is the reading's own sentence.
    """

    findings: tuple[Finding, ...]
    sources: tuple[Source, ...]
    summary: str = ""
    prefixes: Mapping[str, str] = field(default_factory=dict)
    texts: SourceTexts = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "texts", SourceTexts(self.sources))

    def counts(self) -> dict[str, int]:
        """Severity -> number of findings, every severity there, the worst first."""
        return count_by_severity(self.findings)

    def repository_path(self, source: str, path: str) -> str:
        """A file's path as the repository knows it."""
        prefix = self.prefixes.get(source, "").strip("/")
        return f"{prefix}/{path}" if prefix else path


def count_by_severity(findings: Iterable[Finding]) -> dict[str, int]:
    """Severity -> number of findings, every severity there, the worst first."""
    counts = {severity.value: 0 for severity in Severity}
    for finding in findings:
        counts[finding.severity.value] += 1
    return counts


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is laid out where it is shown; formats for tools pay no heed to it."""

    colour: bool = False
    width: int = 100


@dataclass(frozen=True, slots=True)
class ReportFormat:
    """One form of a report: its name, what it is for, and what writes it. The text ends with a newline."""

    name: str
    summary: str
    render: Callable[[FindingsReport, Style], str]


FORMATS: Registry[ReportFormat] = Registry("report format")
"""Every form in which findings can be given out; complete after `load_formats`."""


def load_formats() -> Registry[ReportFormat]:
    """Import every format of this room and give the registry."""
    load_room(import_module("headland.reporting"))
    return FORMATS
