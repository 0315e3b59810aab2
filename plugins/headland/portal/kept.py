"""Kept pages: while a record is broken by an edit, its page stays as it was, and says what is wrong."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from headland.catalog.addresses import record_address
from headland.core.finding import Finding, Severity
from headland.core.refs import Ref
from headland.portal.load import Portal
from headland.portal.places import SourcePlaces

Home = tuple[str, str]
"""The source and the path of the file that a record stands in."""

_PAGE: Final = "index.html"


@dataclass
class KeptPages:
    """Remembers, from one build to the next, which record had its page and where it was written."""

    _homes: dict[Ref, Home] = field(default_factory=dict)

    def carry_over(self, portal: Portal, old: Path | None, new: Path) -> Mapping[str, str]:
        """Copy pages of records that are broken now from the old site's folder into the new one's.

        Gives what each of them says, by its address. A record that is gone, and not broken, takes its page along.
        """
        homes = {ref: (record.span.source, record.span.path) for ref, record in portal.catalog.items()}
        notes: dict[str, str] = {}
        for ref, finding in _broken(portal, self._homes):
            address = record_address(ref)
            before, after = (folder / address / _PAGE if folder else None for folder in (old, new))
            if before is not None and after is not None and before.is_file() and not after.exists():
                after.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(before, after)
                notes[address] = _words(portal, finding)
                homes[ref] = self._homes[ref]
        self._homes = homes
        return notes


def _broken(portal: Portal, homes: Mapping[Ref, Home]) -> Iterator[tuple[Ref, Finding]]:
    """Records that had a page and are not in the catalog, with what is wrong in the file that they were in."""
    errors: dict[Home, Finding] = {}
    for finding in portal.reading.findings:
        if finding.severity is Severity.ERROR:
            errors.setdefault((finding.span.source, finding.span.path), finding)
    for ref, home in homes.items():
        why = portal.reading.broken.get(ref) or errors.get(home)
        if ref not in portal.catalog and why is not None:
            yield ref, why


def _words(portal: Portal, finding: Finding) -> str:
    place = SourcePlaces(portal.sources, portal.settings).place(finding.span)
    hint = f"\n{finding.hint}" if finding.hint else ""
    return f"{place.file}:{place.line}: {finding.message}{hint}\nThis page shows the record as it was before."
