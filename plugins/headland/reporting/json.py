"""The report that programs read: JSON of a fixed form, `version` 1."""

from __future__ import annotations

from headland.core.finding import Finding
from headland.core.span import Span
from headland.reporting.plain import Plain, to_json
from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style
from headland.reporting.source_texts import SourceTexts


def render_json(report: FindingsReport, style: Style) -> str:
    """`{"version": 1, "root", "roots", "findings": [...], "counts": {...}, "summary"}`.

    `file` is relative to the finding's `root`. With several roots the outer `root` is null.
    """
    roots = [source.name for source in report.sources]
    findings: list[Plain] = [finding_value(finding, report.texts) for finding in report.findings]
    document: Plain = {
        "version": 1,
        "root": roots[0] if len(roots) == 1 else None,
        "roots": roots,
        "findings": findings,
        "counts": report.counts(),
        "summary": report.summary,
    }
    return to_json(document) + "\n"


def finding_value(finding: Finding, texts: SourceTexts) -> dict[str, Plain]:
    """One finding as a plain value; other commands that list findings give them in this form too."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "hint": finding.hint,
        **place_value(finding.span, texts),
        "ref": finding.ref.key if finding.ref else None,
        "related": [{"message": related.message, **place_value(related.span, texts)} for related in finding.related],
    }


def place_value(span: Span, texts: SourceTexts) -> dict[str, Plain]:
    """Where a span stands; the end is exclusive."""
    place = texts.place(span)
    return {
        "root": place.source,
        "file": place.file,
        "line": place.start.line,
        "column": place.start.column,
        "endLine": place.end.line,
        "endColumn": place.end.column,
    }


FORMATS.register(ReportFormat("json", "for programs: one JSON document of a fixed form", render_json))
