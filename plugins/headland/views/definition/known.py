"""The definitions of the catalog's APIs, each read and laid out when it is first asked for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass

from headland.catalog.addresses import record_address
from headland.catalog.catalog import Catalog
from headland.catalog.definitions import definition_text as written_definition
from headland.core.refs import Ref
from headland.definitions import read_definition
from headland.reading.record import Record
from headland.views.definition.layout import Layout, lay_out
from headland.views.safe import safe_address

MOST_KEPT = 12_000_000
"""Characters of definitions that are kept as models: several families of pages ask for each, one after the other."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be done with an API, or a resource that it defines, in lists of all of them.

    `address` is the place on the API's page or below, from the site's root.
    """

    api: Ref
    format: str
    verb: str
    path: str
    name: str
    summary: str
    deprecated: bool
    address: str


class Definitions:
    """The readable definitions of a catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._kept: OrderedDict[Ref, tuple[int, Layout | None]] = OrderedDict()
        self._size = 0
        self._entries: tuple[Entry, ...] | None = None

    def layout(self, record: Record) -> Layout | None:
        """What stands where of a record's definition; None where it has none, or none that tells anything."""
        kept = self._kept.get(record.ref)
        if kept is not None:
            self._kept.move_to_end(record.ref)
            return kept[1]
        text = definition_text(record)
        if text is None:
            return None
        definition = read_definition(record.text("spec", "type") or "", text)
        found = None
        if definition is not None and not (definition.empty and not definition.problems):
            found = lay_out(definition, record_address(record.ref))
        self._kept[record.ref] = (len(text), found)
        self._size += len(text)
        while self._size > MOST_KEPT and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1][0]
        return found

    def entries(self) -> tuple[Entry, ...]:
        """All operations and resources of all APIs, by the API's title, then as its definition has them."""
        if self._entries is None:
            apis = sorted(apis_of(self._catalog), key=lambda one: (one.title.lower(), one.ref.key))
            self._entries = tuple(entry for record in apis for entry in self._entries_of(record))
        return self._entries

    def _entries_of(self, record: Record) -> Iterator[Entry]:
        layout = self.layout(record)
        if layout is None:
            return
        definition = layout.definition
        for one in definition.operations:
            address = f"{layout.addresses[one.anchor]}#{one.anchor}"
            yield Entry(
                record.ref, definition.format, one.verb, one.path, one.name, one.summary, one.deprecated, address
            )
        for resource in definition.resources:
            for version in resource.versions:
                yield Entry(
                    record.ref,
                    definition.format,
                    "RESOURCE",
                    f"{resource.group}/{version.name} {resource.kind}".lstrip("/"),
                    resource.plural,
                    "",
                    version.deprecated,
                    f"{layout.address}#{version.anchor}",
                )


def apis_of(catalog: Catalog) -> Iterator[Record]:
    """The records of kind API."""
    for ref in catalog.by_kind("API"):
        yield catalog[ref]


def definition_text(record: Record) -> str | None:
    """The definition as text; None where there is none, or where it is an address that stands in its place."""
    text = written_definition(record)
    return text if text is not None and safe_address(text) is None else None
