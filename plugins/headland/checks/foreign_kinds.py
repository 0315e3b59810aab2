"""Records of kinds that no model knows, gathered by what they say they are: shared by the rules about them."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from headland.checks.context import CheckContext
from headland.checks.words import counted
from headland.core.finding import Related
from headland.kinds.kind import KINDS, Kind
from headland.reading.discovery import GROUPS
from headland.reading.record import Record

Foreign = tuple[str, str, tuple[Record, ...]]
"""apiVersion, kind, and the records that have both."""


def foreign_kinds(context: CheckContext) -> Iterator[Foreign]:
    """What nobody modelled, sorted, with its records in the order of their places."""
    found: dict[tuple[str, str], list[Record]] = {}
    for record in context.catalog.values():
        if KINDS.get(record.kind.name) is not record.kind:
            found.setdefault((record.entity.api_version, record.entity.kind), []).append(record)
    for api_version, kind in sorted(found):
        records = sorted(found[api_version, kind], key=lambda record: record.span)
        yield api_version, kind, tuple(records)


def meant_kind(api_version: str, kind: str) -> Kind | None:
    """The known kind that was probably meant: one whose name is nearly this one, in nearly this apiVersion.

    An apiVersion of another domain is another product's, whose `Component` is none of ours. One without any domain is
    ours when the rest is a version of the kind.
    """
    domain, slash, version = api_version.rpartition("/")
    names = {known.name.lower(): known for known in KINDS}
    near = process.extractOne(kind.lower(), list(names), scorer=fuzz.ratio, score_cutoff=80)
    if near is None:
        return None
    known = names[near[0]]
    if not slash:
        return known if any(known_version.endswith(f"/{version}") for known_version in known.api_versions) else None
    if domain in GROUPS and near[1] == 100:
        return known
    domains = {version.partition("/")[0] for version in known.api_versions}
    return known if process.extractOne(domain, sorted(domains), scorer=fuzz.ratio, score_cutoff=80) else None


def others(records: tuple[Record, ...]) -> tuple[str, tuple[Related, ...]]:
    """Words and places for the records after the first."""
    rest = records[1:]
    related = tuple(Related(f"{record.ref} is of this kind too", record.place(("kind",))) for record in rest)
    verb = "is" if len(rest) == 1 else "are"
    return (f"; {counted(len(rest), 'other record')} {verb} of this kind too" if rest else "", related)
