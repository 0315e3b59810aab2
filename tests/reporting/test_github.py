"""Workflow commands are those that GitHub's runner reads, and no text of a record can add another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from headland.core.finding import Related, Severity
from headland.reporting import FindingsReport, Style, load_formats

FilesOf = Callable[..., Any]


def render(report: FindingsReport) -> list[str]:
    return load_formats()["github"].render(report, Style()).splitlines()


def test_a_finding_is_a_command_at_its_place(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "x\nowner: team\n"})
    assert render(files.report(files.finding("a.yaml", "team", "no team", hint="Mend it."), prefix="services"))[0] == (
        "::error file=services/a.yaml,line=2,col=8,endLine=2,endColumn=12,title=unknown-owner::no team%0AMend it."
    )


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_every_severity_has_its_command(files_of: FilesOf, severity: Severity, command: str) -> None:
    files = files_of({"a.yaml": "x"})
    assert render(files.report(files.finding("a.yaml", "x", severity=severity)))[0].startswith(f"::{command} ")


def test_messages_and_names_cannot_break_out(files_of: FilesOf) -> None:
    name = "a,b:c%d\n::error::x.yaml"
    files = files_of({name: "x"})
    related = Related("here\r\n::set-output name=a::b", files.span(name, "x"))
    report = files.report(files.finding(name, "x", "50%\n::add-mask::x\x1b[0m", related=(related,)))
    first, counts = render(report)

    assert first.startswith("::error file=a%2Cb%3Ac%25d%0A%3A%3Aerror%3A%3Ax.yaml,line=1,")
    assert "::50%25%0A::add-mask::x\\x1b[0m%0A" in first
    assert "here%0D%0A::set-output" in first
    assert counts == "headland check: 1 error, 0 warnings, 0 notes"


def test_a_place_of_several_lines_names_no_last_column(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "x\ny\n"})
    command = render(files.report(files.finding("a.yaml", "x\ny")))[0]
    assert "endLine=2" in command
    assert "endColumn" not in command
