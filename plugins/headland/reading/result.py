"""What reading gives: the records, what is wrong, and what was set aside and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.source import Source
from headland.reading.record import Record


@dataclass(frozen=True, slots=True, order=True)
class SetAside:
    """A file that was seen and not read as records; `reason` completes "this file ..."."""

    source: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from some sources.

    `records` are in the order of sources, paths and documents. `broken` holds, for each refused
    record whose reference could still be read, the finding that says why. `files` counts the files
    with records in them. `where_it_looked` says what was searched, for when nothing was found.
    """

    records: tuple[Record, ...]
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    broken: Mapping[Ref, Finding]
    files: int
    sources: tuple[Source, ...]
    where_it_looked: str

    def summary(self) -> str:
        """One line such as "152 records in 96 files; 28 files belong to templates"."""
        records, files = len(self.records), self.files
        parts = [f"{_count(records, 'record')} in {_count(files, 'file')}"]
        reasons = Counter(aside.reason for aside in self.set_aside)
        for reason, number in sorted(reasons.items()):
            verb = reason if number == 1 else _plural(reason)
            parts.append(f"{_count(number, 'file')} {verb}")
        return "; ".join(parts)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _plural(reason: str) -> str:
    return {
        "belongs to a template": "belong to templates",
        "leads out of the root": "lead out of the root",
    }.get(reason, reason)
