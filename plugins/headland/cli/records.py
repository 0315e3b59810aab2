"""Records and relations as plain values: what `list`, `show` and `graph` give out, whatever the form."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from headland.cli.errors import CommandError
from headland.core.refs import Ref
from headland.reporting import SourceTexts
from headland.reporting.text import file_name

if TYPE_CHECKING:
    from headland.catalog.catalog import Catalog
    from headland.catalog.relations import Relation
    from headland.portal.load import Portal
    from headland.reading import Record
    from headland.reporting.plain import Plain

MOST_CANDIDATES = 10


def find(portal: Portal, text: str) -> Ref:
    """The one record that the user means. Raises CommandError, with the nearest or with all that it may be.

    A record that was refused is told apart from one that is not there.
    """
    catalog = portal.catalog
    found = catalog.candidates(text)
    if len(found) == 1:
        return found[0]
    if not found:
        _tell_refused(portal, text)
    if found:
        raise CommandError(f"{text!r} may be any of these; write one of them:\n{_listed(found)}")
    nearest = catalog.nearest(text)
    if nearest:
        raise CommandError(f"there is no record {text!r}; the nearest are:\n{_listed(nearest)}")
    raise CommandError(f"there is no record {text!r}, and none with a name like it; `headland list` shows all")


def _tell_refused(portal: Portal, text: str) -> None:
    words = text.lower()
    for ref, finding in portal.reading.broken.items():
        if words in (ref.key, ref.short().lower(), ref.name.lower()):
            place = SourceTexts(portal.sources).place(finding.span)
            where = f"{file_name(place.source, place.file)}:{place.start.line}:{place.start.column}"
            raise CommandError(f"{ref} was refused: {finding.message}\n  {where} ({finding.rule})")


def _listed(refs: Iterable[Ref]) -> str:
    listed = [f"  {ref}" for ref in refs]
    more = len(listed) - MOST_CANDIDATES
    return "\n".join(listed[:MOST_CANDIDATES] + ([f"  and {more} more"] if more > 0 else []))


def summary_value(catalog: Catalog, record: Record, texts: SourceTexts) -> dict[str, Plain]:
    """A record in short: what lists show of it."""
    place = texts.place(record.place(()))
    return {
        "ref": record.ref.key,
        "kind": record.ref.kind,
        "namespace": record.ref.namespace,
        "name": record.ref.name,
        "title": record.title,
        "type": record.text("spec", "type"),
        "lifecycle": record.text("spec", "lifecycle"),
        "owner": _key(catalog.owner_of(record.ref)),
        "system": _key(catalog.system_of(record.ref)),
        "domain": _key(catalog.domain_of(record.ref)),
        "tags": list(record.entity.metadata.tags),
        "description": record.description or None,
        "root": place.source,
        "file": place.file,
        "line": place.start.line,
    }


def document_value(record: Record) -> dict[str, Plain]:
    """The record itself, as its document says it, placeholders resolved."""
    # A record's document is a mapping of texts to JSON values: reading has refused all else.
    return cast("dict[str, Plain]", record.document.value)


def relation_value(relation: Relation) -> dict[str, Plain]:
    """One relation, from where it goes out."""
    return {"type": relation.type, "target": relation.target.key, "known": relation.known}


def _key(ref: Ref | None) -> str | None:
    return ref.key if ref else None
