"""The JSON report keeps its form, which other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from headland.core.finding import Related, Severity
from headland.core.refs import Ref
from headland.core.source import Folder
from headland.reporting import FindingsReport, Style, load_formats

FilesOf = Callable[..., Any]


def render(report: FindingsReport) -> Any:
    return json.loads(load_formats()["json"].render(report, Style()))


def test_the_form_is_that_of_version_1(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "a\nowner: téam\n"}, "root")
    related = Related("first written here", files.span("a.yaml", "a"))
    finding = files.finding(
        "a.yaml", "téam", "no 'téam'", hint="Mend it.", ref=Ref("Component", "default", "X"), related=(related,)
    )

    assert render(files.report(finding, summary="1 record in 1 file")) == {
        "version": 1,
        "root": "root",
        "roots": ["root"],
        "findings": [
            {
                "rule": "unknown-owner",
                "severity": "error",
                "message": "no 'téam'",
                "hint": "Mend it.",
                "root": "root",
                "file": "a.yaml",
                "line": 2,
                "column": 8,
                "endLine": 2,
                "endColumn": 12,
                "ref": "component:default/x",
                "related": [
                    {
                        "message": "first written here",
                        "root": "root",
                        "file": "a.yaml",
                        "line": 1,
                        "column": 1,
                        "endLine": 1,
                        "endColumn": 2,
                    }
                ],
            }
        ],
        "counts": {"error": 1, "warning": 0, "note": 0},
        "summary": "1 record in 1 file",
    }


def test_without_findings_every_key_is_there(files_of: FilesOf) -> None:
    report = render(files_of({}).report())
    assert report["findings"] == []
    assert report["counts"] == {"error": 0, "warning": 0, "note": 0}


def test_with_several_roots_each_finding_says_its_own(tmp_path: Path, files_of: FilesOf) -> None:
    one, two = files_of({"a.yaml": "x"}, "one"), files_of({"a.yaml": "\nx"}, "two")
    findings = (one.finding("a.yaml", "x"), two.finding("a.yaml", "x", severity=Severity.NOTE))
    report = render(FindingsReport(findings, (one.source(), two.source())))

    assert report["root"] is None
    assert report["roots"] == ["one", "two"]
    assert [(finding["root"], finding["line"]) for finding in report["findings"]] == [("one", 1), ("two", 2)]


def test_names_that_no_encoding_has_are_written_all_the_same(tmp_path: Path) -> None:
    written = load_formats()["json"].render(FindingsReport((), (Folder(tmp_path, "a\udcff\x9b"),)), Style())
    assert json.loads(written.encode())["root"] == "a\udcff\x9b"
