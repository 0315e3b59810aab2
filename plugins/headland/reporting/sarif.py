"""SARIF 2.1.0, which code scanning services read.

Source of the form: OASIS "Static Analysis Results Interchange Format (SARIF) Version 2.1.0". Places are relative to
`SRCROOT`, the top of the repository, and columns count code points.
"""

from __future__ import annotations

from urllib.parse import quote

from headland.core.finding import RULES, Finding, Rule, Severity
from headland.core.span import Span
from headland.core.version import headland_version
from headland.reporting.fingerprint import fingerprints
from headland.reporting.plain import Plain, to_json
from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
ROOT_NAME = "SRCROOT"
FINGERPRINT = "headlandFinding/v1"


def render_sarif(report: FindingsReport, style: Style) -> str:
    """One run with a result for each finding, and the rules that the results speak of."""
    names = sorted({finding.rule for finding in report.findings})
    index = {name: number for number, name in enumerate(names)}
    results: list[Plain] = [
        _result(report, finding, index[finding.rule], mark)
        for finding, mark in zip(report.findings, fingerprints(report), strict=True)
    ]
    run: Plain = {
        "tool": {
            "driver": {
                "name": "Headland",
                "version": headland_version(),
                "rules": [_rule(name) for name in names],
            }
        },
        "originalUriBaseIds": {ROOT_NAME: {"description": {"text": "The top of the repository."}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return to_json({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}) + "\n"


def _rule(name: str) -> Plain:
    rule = RULES.get(name)
    if rule is None:
        return {"id": name, "shortDescription": {"text": name}, "help": {"text": name}}
    return {
        "id": name,
        "name": "".join(part.capitalize() for part in name.split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": f"{rule.summary}\n\n{rule.why}\n\n{rule.remedy}", "markdown": _help(rule)},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"problem.severity": _PROBLEM[rule.severity], "tags": ["catalog"]},
    }


_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "recommendation"}


def _help(rule: Rule) -> str:
    return f"{rule.summary}\n\n**Why it matters.** {rule.why}\n\n**How to mend it.** {rule.remedy}\n"


def _result(report: FindingsReport, finding: Finding, rule_index: int, fingerprint: str) -> Plain:
    location: dict[str, Plain] = {"physicalLocation": _physical(report, finding.span)}
    if finding.ref is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.ref.key, "name": finding.ref.name}]
    result: dict[str, Plain] = {
        "ruleId": finding.rule,
        "ruleIndex": rule_index,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}\n{finding.hint}" if finding.hint else finding.message},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": related.message},
                "physicalLocation": _physical(report, related.span),
            }
            for number, related in enumerate(finding.related)
        ]
    return result


def _physical(report: FindingsReport, span: Span) -> Plain:
    place = report.texts.place(span)
    path = report.repository_path(place.source, place.file)
    return {
        "artifactLocation": {"uri": quote(path.encode("utf-8", errors="replace")), "uriBaseId": ROOT_NAME},
        "region": {
            "startLine": place.start.line,
            "startColumn": place.start.column,
            "endLine": place.end.line,
            "endColumn": place.end.column,
        },
    }


FORMATS.register(ReportFormat("sarif", "for code scanning services: SARIF 2.1.0", render_sarif))
