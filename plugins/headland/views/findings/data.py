"""The findings as data, for the page's filter where there are more of them than one page holds."""

from __future__ import annotations

from collections.abc import Iterable

from headland.core.artifact import Artifact
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.search import to_json

FINDINGS_DATA = "assets/headland/findings.json"
COLUMNS = ("severity", "rule", "message", "hint", "file", "line", "column", "ref", "address", "owner", "view", "edit")
"""What a row says, in this order; an empty text where there is nothing to say."""


def findings_data(context: ViewContext, findings: Iterable[Finding]) -> Artifact:
    """The findings in the order given, with the titles of owners beside them."""
    rows: list[tuple[str | int, ...]] = []
    owners: dict[str, Ref] = {}
    for finding in findings:
        place = context.places.place(finding.span)
        owner = context.owner_of_finding(finding)
        if owner is not None:
            owners[owner.key] = owner
        face = context.faces.face(finding.ref) if finding.ref is not None else None
        rows.append(
            (
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
        )
    titles = {key: context.faces.face(ref).title for key, ref in sorted(owners.items())}
    data = {"version": 1, "columns": COLUMNS, "owners": titles, "rows": rows}
    return Artifact(FINDINGS_DATA, "application/json", to_json(data))
