"""What `build` and `serve` say about the findings of a site."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from headland.cli.console import has_colour, remark, result, width
from headland.cli.loading import repository_prefixes

if TYPE_CHECKING:
    from headland.core.finding import Finding
    from headland.portal.load import Portal


def show_findings(portal: Portal, findings: Sequence[Finding], failing: Sequence[Finding]) -> None:
    """Report the failing findings as a result; of the others tell what only a build can find, and count all."""
    from headland.reporting import FindingsReport, Style, load_formats
    from headland.reporting.report import count_by_severity
    from headland.reporting.text import file_name, say_counts

    report = FindingsReport(tuple(failing), portal.sources, "", repository_prefixes(portal.sources))
    if failing:
        result(load_formats()["text"].render(report, Style(has_colour(sys.stdout), width())))
    known = {*portal.findings, *failing}
    for finding in findings:
        if finding not in known:
            place = report.texts.place(finding.span)
            name = file_name(place.source, place.file)
            remark(f"{name}:{place.start.line}: {finding.severity.value}: {finding.message} ({finding.rule})")
    if findings:
        counts = say_counts(count_by_severity(findings))
        remark(f"{counts}: see the page Findings of the portal, or `headland check`.")
