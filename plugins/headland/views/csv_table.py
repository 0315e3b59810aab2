"""Tables for spreadsheets: CSV (RFC 4180) in which no cell is a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from headland.core.artifact import Artifact
from headland.views.safe import well_formed


def csv_table(path: str, columns: Sequence[str], rows: Iterable[Sequence[str | int]]) -> Artifact:
    """A table as a file at `path`. It begins with a byte order mark, which tells spreadsheets that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return Artifact(path, "text/csv; charset=utf-8", b"\xef\xbb\xbf" + well_formed(text.getvalue()).encode())


def harmless(cell: str | int) -> str:
    """A cell that no spreadsheet takes for a formula: OWASP's advice on CSV injection."""
    text = str(cell)
    return f"'{text}" if text.lstrip().startswith(("=", "+", "-", "@")) or text.startswith(("\t", "\r")) else text
