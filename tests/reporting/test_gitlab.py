"""The Code Quality report has what GitLab asks for: a list of issues with path, line, severity and a steady mark."""

from __future__ import annotations

import json
from pathlib import Path

from headland.core.finding import Finding, Severity
from headland.core.source import Folder
from headland.core.span import Span
from headland.reporting import FORMATS, FindingsReport, Style, load_formats

load_formats()

TEXT = "one\ntwo\ntwo\n"


def _render(folder: Path, findings: tuple[Finding, ...], text: str = TEXT) -> list[dict[str, object]]:
    (folder / "a.yaml").write_text(text)
    report = FindingsReport(findings, (Folder(folder, "here"),), prefixes={"here": "services"})
    issues: list[dict[str, object]] = json.loads(FORMATS["gitlab"].render(report, Style()))
    return issues


def _finding(start: int, severity: Severity = Severity.ERROR, hint: str | None = "Do it") -> Finding:
    return Finding("unknown-owner", severity, "nobody is called 'x'", Span("here", "a.yaml", start, start + 3), hint)


def test_an_issue_says_what_where_and_how_bad(tmp_path: Path) -> None:
    [issue] = _render(tmp_path, (_finding(4, Severity.WARNING),))

    assert len(str(issue.pop("fingerprint"))) > 30
    assert issue == {
        "description": "nobody is called 'x'. Do it",
        "check_name": "unknown-owner",
        "severity": "minor",
        "location": {"path": "services/a.yaml", "lines": {"begin": 2, "end": 2}},
    }


def test_every_severity_is_one_of_gitlabs(tmp_path: Path) -> None:
    issues = _render(tmp_path, tuple(_finding(4, severity, None) for severity in Severity))

    assert [issue["severity"] for issue in issues] == ["major", "minor", "info"]


def test_no_finding_is_an_empty_list(tmp_path: Path) -> None:
    assert _render(tmp_path, ()) == []


def test_marks_differ_in_one_report_and_stay_when_lines_are_added_above(tmp_path: Path) -> None:
    before = _render(tmp_path, (_finding(4), _finding(8)))
    after = _render(tmp_path, (_finding(8), _finding(12)), f"new\n{TEXT}")

    assert before[0]["fingerprint"] != before[1]["fingerprint"]
    assert [issue["fingerprint"] for issue in before] == [issue["fingerprint"] for issue in after]
