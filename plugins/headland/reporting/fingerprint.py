"""Marks by which services know a finding again from one report to the next."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from headland.core.finding import Finding
from headland.reporting.report import FindingsReport


def fingerprints(report: FindingsReport) -> tuple[str, ...]:
    """A mark for each finding of the report, all different; it stays when lines above the place come and go."""
    seen: Counter[str] = Counter()
    marks: list[str] = []
    for finding in report.findings:
        mark = _mark(report, finding)
        marks.append(f"{mark}:{seen[mark]}")
        seen[mark] += 1
    return tuple(marks)


def _mark(report: FindingsReport, finding: Finding) -> str:
    """The rule, the file and what the line says."""
    path = report.repository_path(finding.span.source, finding.span.path)
    line = report.texts.line(finding.span).strip()
    return sha256("\0".join((finding.rule, path, line)).encode("utf-8", errors="replace")).hexdigest()[:32]
