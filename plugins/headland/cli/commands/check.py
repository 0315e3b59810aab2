"""`headland check`: what is wrong with the records, where, and how to mend it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import has_colour, result, width
from headland.cli.errors import ExitCode, told
from headland.cli.loading import load_portal, reporting, repository_prefixes, tell_reading
from headland.cli.options import AsOf, At, FailOn, Paths, Verbose, choice
from headland.core.finding import Severity
from headland.reporting import FORMATS, FindingsReport, Style, load_formats

load_formats()


def check(
    *,
    paths: Paths = None,
    format_: Annotated[
        str,
        choice(
            "--format",
            names=FORMATS.names(),
            help="The form of the report. " + " ".join(f"{known.name}: {known.summary}." for known in FORMATS),
        ),
    ] = "text",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write the report to this file.", show_default=False),
    ] = None,
    fail_on: FailOn = Severity.ERROR.value,
    at: At = None,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """Check records: every finding with its place, what was expected and what to do."""
    with reporting() as reporter:
        portal = load_portal(paths, at, as_of, reporter)
    report = FindingsReport(
        portal.findings, portal.sources, portal.reading.summary(), repository_prefixes(portal.sources)
    )
    style = Style(colour=output is None and has_colour(sys.stdout), width=width())
    text = FORMATS[format_].render(report, style)
    if output is None:
        result(text)
    else:
        with told(OSError, lead="the report cannot be written: "):
            output.write_text(text, encoding="utf-8")
    tell_reading(portal, verbose=verbose)
    if any(finding.severity.rank <= Severity(fail_on).rank for finding in portal.findings):
        raise typer.Exit(ExitCode.FINDINGS)


COMMANDS.register(
    Command(
        "check",
        check,
        (
            CommandExample("headland check", "check the repository around here"),
            CommandExample("headland check --format sarif --output findings.sarif", "for a code scanning service"),
            CommandExample("headland check --at origin/main --fail-on warning", "be strict with another branch"),
        ),
    )
)
