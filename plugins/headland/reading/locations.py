"""Locations: records that name further files of records."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from headland.core.document import NodePath
from headland.core.finding import Finding
from headland.core.source import FileMissing, OutsideRoot, Source, SourceError, join
from headland.core.visible import one_line
from headland.reading.globs import glob_pattern, is_glob
from headland.reading.near_files import NearFiles
from headland.reading.placeholders import target_path
from headland.reading.record import Record
from headland.reading.rules import files as rules

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


@dataclass(frozen=True, slots=True)
class Named:
    """A file of the source that a Location names."""

    path: str
    data: bytes


def is_location(record: Record) -> bool:
    """Whether a record is a Location that can be followed."""
    return record.kind.name == "Location" and record.entity.api_version.startswith("backstage.io/")


def follow(record: Record, source: Source, paths: Sequence[str], near: NearFiles) -> tuple[list[Named], list[Finding]]:
    """The files that a Location names, and what is to be said of targets that give none.

    `paths` are all files of the source, which globs choose from; `near` proposes files. One that is named but cannot be
    opened is a finding here; one that no longer belongs to the source is outside its root.
    """
    files: dict[str, Named] = {}
    findings: list[Finding] = []
    optional = record.text("spec", "presence") == "optional"
    base = record.document.path
    for place, target in _targets(record):
        try:
            for path in _meant(base, target, source, paths):
                files.setdefault(path, Named(path, source.read(path)))
        except _NotFetched:
            message = f"'{_shown(target)}' is not fetched; the records behind it are not here"
            hint = "Give a copy of that repository as one more PATH, to have its records here."
            findings.append(rules.LOCATION_NOT_FETCHED.finding(message, record.place(place), hint=hint, ref=record.ref))
        except OutsideRoot as error:
            findings.append(
                rules.LOCATION_OUTSIDE_ROOT.finding(
                    one_line(str(error)),
                    record.place(place),
                    hint=f"{near.proposal(base, target.lstrip('/'))}"
                    "Name a file below the root, by a path relative to this file, or give a folder above as the root.",
                    ref=record.ref,
                )
            )
        except FileMissing:
            if not optional:
                findings.append(
                    rules.MISSING_TARGET.finding(
                        f"there is no file '{_shown(target)}'",
                        record.place(place),
                        hint=f"{near.proposal(base, join(base, target))}"
                        "Mend the path, which is relative to this file, or write 'presence: optional'.",
                        ref=record.ref,
                    )
                )
        except SourceError as error:
            findings.append(rules.UNREADABLE_FILE.finding(one_line(str(error)), record.place(place), ref=record.ref))
    return list(files.values()), findings


class _NotFetched(Exception):
    """The target is on the web."""


def _targets(record: Record) -> Iterator[tuple[NodePath, str]]:
    single = record.text("spec", "target")
    if single is not None:
        yield ("spec", "target"), single
    several = record.value("spec", "targets")
    for at, target in enumerate(several if isinstance(several, list) else ()):
        if isinstance(target, str) and target:
            yield ("spec", "targets", at), target


def _meant(base: str, target: str, source: Source, paths: Sequence[str]) -> Iterator[str]:
    """The paths that a target means. Raises OutsideRoot, FileMissing for a glob without matches, and _NotFetched."""
    if _ADDRESS.match(target):
        raise _NotFetched
    path = target_path(base, target, source)
    if not is_glob(path):
        yield path
        return
    pattern = glob_pattern(path)
    chosen = [known for known in paths if known != base and pattern.fullmatch(known)]
    if not chosen:
        raise FileMissing(f"no file matches {target!r}")
    yield from chosen


def _shown(target: str) -> str:
    return one_line(target)[:200]
