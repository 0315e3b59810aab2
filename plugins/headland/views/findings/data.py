"""The findings as data, for the page's filter, and as a table for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable

from headland.core.artifact import Artifact
from headland.core.finding import Finding
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.search import to_json

FINDINGS_DATA = "assets/headland/findings.json"
FINDINGS_CSV = "assets/headland/findings.csv"
COLUMNS = ("severity", "rule", "message", "hint", "file", "line", "column", "ref", "address", "owner", "view", "edit")
"""What a row says, in this order; an empty text where there is nothing to say."""


def findings_data(context: ViewContext, findings: Iterable[Finding]) -> Artifact:
    """The findings in the order given, with the titles of owners beside them."""
    found = list(findings)
    owners = {owner.key: owner for finding in found if (owner := context.owner_of_finding(finding)) is not None}
    titles = {key: context.faces.face(ref).title for key, ref in sorted(owners.items())}
    rows = [_row(context, finding) for finding in found]
    return Artifact(
        FINDINGS_DATA,
        "application/json",
        to_json({"version": 1, "columns": COLUMNS, "owners": titles, "rows": rows}),
    )


def findings_csv(context: ViewContext, findings: Iterable[Finding]) -> Artifact:
    """The same rows as CSV."""
    return csv_table(FINDINGS_CSV, COLUMNS, (_row(context, finding) for finding in findings))


def _row(context: ViewContext, finding: Finding) -> tuple[str | int, ...]:
    place = context.places.place(finding.span)
    owner = context.owner_of_finding(finding)
    face = context.faces.face(finding.ref) if finding.ref is not None else None
    return (
        finding.severity.value,
        finding.rule,
        finding.message,
        finding.hint or "",
        place.file,
        place.line,
        place.column,
        finding.ref.key if finding.ref is not None else "",
        (face.address or "") if face is not None else "",
        owner.key if owner is not None else "",
        place.view_url or "",
        place.edit_url or "",
    )
