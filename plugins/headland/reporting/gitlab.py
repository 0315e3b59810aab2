"""GitLab's Code Quality report: findings on a merge request, and at their lines where GitLab's tier shows them.

Source of the form: docs.gitlab.com, "Code Quality", on the format of reports by other tools: a list of issues with
`description`, `check_name`, `fingerprint`, `severity` and `location`.
"""

from __future__ import annotations

from headland.core.finding import Finding, Severity
from headland.reporting.fingerprint import fingerprints
from headland.reporting.plain import Plain, to_json
from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style

_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render_gitlab(report: FindingsReport, style: Style) -> str:
    """A list with one issue for each finding."""
    issues: list[Plain] = [
        _issue(report, finding, mark) for finding, mark in zip(report.findings, fingerprints(report), strict=True)
    ]
    return to_json(issues) + "\n"


def _issue(report: FindingsReport, finding: Finding, fingerprint: str) -> dict[str, Plain]:
    place = report.texts.place(finding.span)
    return {
        "description": f"{finding.message}. {finding.hint}" if finding.hint else finding.message,
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITY[finding.severity],
        "location": {
            "path": report.repository_path(place.source, place.file),
            "lines": {"begin": place.start.line, "end": place.end.line},
        },
    }


FORMATS.register(ReportFormat("gitlab", "for GitLab CI: a Code Quality report", render_gitlab))
