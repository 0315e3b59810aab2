"""GitHub's workflow commands: findings shown at their lines in a pull request.

Source of the form and of what is escaped: GitHub's "Workflow commands for GitHub Actions", and the `command.ts` of
npm `@actions/core`, which escapes `%`, `\\r` and `\\n` in the message, and `:` and `,` in properties besides.
"""

from __future__ import annotations

from headland.core.finding import Finding, Severity
from headland.core.visible import visible
from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style
from headland.reporting.text import say_counts

_COMMAND = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(report: FindingsReport, style: Style) -> str:
    """A workflow command for each finding, then the counts as an ordinary line of the log."""
    lines = [_command(report, finding) for finding in report.findings]
    return "\n".join([*lines, f"headland check: {say_counts(report.counts())}"]) + "\n"


def _command(report: FindingsReport, finding: Finding) -> str:
    place = report.texts.place(finding.span)
    properties = {
        "file": report.repository_path(place.source, place.file),
        "line": str(place.start.line),
        "col": str(place.start.column),
        "endLine": str(place.end.line),
    }
    if place.end.line == place.start.line and place.end.column > place.start.column:
        properties["endColumn"] = str(place.end.column)
    properties["title"] = finding.rule
    message = [finding.message, *([finding.hint] if finding.hint else [])]
    for related in finding.related:
        there = report.texts.place(related.span)
        where = f"{report.repository_path(there.source, there.file)}:{there.start.line}:{there.start.column}"
        message.append(f"{where}: {related.message}")
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {written}::{_data(chr(10).join(message))}"


def _data(text: str) -> str:
    return visible(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS.register(ReportFormat("github", "for GitHub Actions: annotations at the lines", render_github))
