"""What blocks in Markdown pages ask of the catalog: a table of records by a query, a graph around a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from pydantic import JsonValue

from headland.catalog.catalog import Catalog
from headland.catalog.graph import Subgraph, neighbourhood
from headland.catalog.query import QueryError, where
from headland.core.refs import Ref, RefError
from headland.reading import Problem, parse_yaml_stream
from headland.reading.record import Record

COLUMNS: Final = ("name", "kind", "type", "owner", "lifecycle", "system", "description", "tags", "reference")
"""Columns by a word of their own; any other field is named by its path, `spec.tier`."""

DEFAULT_COLUMNS: Final = ("name", "owner", "description")
DEFAULT_ROWS: Final = 50
MOST_ROWS: Final = 500
MOST_COLUMNS: Final = 12
MOST_STEPS: Final = 4

_FIELD: Final = re.compile(r"(?:spec|metadata)(?:\.[\w$][\w$./-]*)+\Z")


class BlockError(ValueError):
    """A block that asks for nothing that can be shown: why, where in its text (bytes), and what to do."""

    def __init__(self, message: str, place: tuple[int, int], hint: str | None = None) -> None:
        super().__init__(message)
        self.message, self.place, self.hint = message, place, hint


@dataclass(frozen=True, slots=True)
class Table:
    """Records that a block asked for, as many as it shows, of `total`."""

    columns: tuple[str, ...]
    records: tuple[Record, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A record with what is around it, some steps far."""

    of: Ref
    steps: int
    graph: Subgraph


Answer = Table | Surroundings


def answer(name: str, body: str, catalog: Catalog) -> Answer:
    """What a block asks for: `name` says which block it is, `body` is the YAML in it. Raises BlockError."""
    asking = _ASKING.get(name)
    if asking is None:
        known = " and ".join(f"headland-{one}" for one in _ASKING)
        raise BlockError(f"there is no block headland-{name[:40]!s}", (0, len(body.encode())), f"There are {known}.")
    return asking(_Fields.read(body), catalog)


@dataclass(frozen=True, slots=True)
class _Fields:
    """The mapping in a block, and the places of its values."""

    values: Mapping[str, JsonValue]
    places: Mapping[str, tuple[int, int]]
    whole: tuple[int, int]

    @classmethod
    def read(cls, body: str) -> _Fields:
        data = body.encode()
        whole = (0, len(data))
        parsed = list(parse_yaml_stream(data))
        for problem in parsed:
            if isinstance(problem, Problem):
                raise BlockError(problem.message, (problem.start, problem.end), problem.hint)
        if not parsed:
            return cls({}, {}, whole)
        first = parsed[0]
        if isinstance(first, Problem) or len(parsed) > 1 or not isinstance(first.value, dict):
            raise BlockError("a block holds one mapping of YAML: a name, a colon and a value in each line", whole)
        places = {}
        for key in first.value:
            place = first.places[(key,)]
            places[key] = (place[2], place[3])
        return cls(first.value, places, whole)

    def only(self, *known: str) -> None:
        for key in self.values:
            if key not in known:
                raise self.error(
                    key, f"{key[:40]!r} is not known here", f"A block of this name has {', '.join(known)}."
                )

    def error(self, key: str, message: str, hint: str | None = None) -> BlockError:
        return BlockError(message, self.places.get(key, self.whole), hint)

    def text(self, key: str, default: str | None = None) -> str:
        value = self.values.get(key, default)
        if value is None:
            raise BlockError(f"{key!r} is missing", self.whole)
        if not isinstance(value, str):
            raise self.error(key, f"{key!r} is a text", "Put it between quotes.")
        return value

    def texts(self, key: str, default: tuple[str, ...]) -> tuple[str, ...]:
        value = self.values.get(key, list(default))
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
            raise self.error(key, f"{key!r} is a list of texts", f"Write for example `{key}: [name, owner]`.")
        return tuple(str(item) for item in items)

    def number(self, key: str, default: int, most: int) -> int:
        value = self.values.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
            raise self.error(key, f"{key!r} is a number from 1 to {most}")
        return value


def _table(fields: _Fields, catalog: Catalog) -> Table:
    fields.only("where", "columns", "sort", "limit")
    columns = fields.texts("columns", DEFAULT_COLUMNS)
    if not 1 <= len(columns) <= MOST_COLUMNS:
        raise fields.error("columns", f"a table has 1 to {MOST_COLUMNS} columns")
    sort = fields.text("sort", "name")
    for key, column in (*(("columns", column) for column in columns), ("sort", sort.removeprefix("-"))):
        if column not in COLUMNS and not _FIELD.match(column):
            raise fields.error(
                key,
                f"there is no column {column[:40]!r}",
                f"Write one of {', '.join(COLUMNS)}, or the path of a field, such as spec.type.",
            )
    limit = fields.number("limit", DEFAULT_ROWS, MOST_ROWS)
    try:
        matches = where(fields.text("where"))
        found = [record for record in catalog.values() if matches(catalog, record)]
    except QueryError as error:
        raise fields.error("where", str(error)) from error
    column = sort.removeprefix("-")
    named = sorted(found, key=lambda record: (record.title.casefold(), record.ref.key))
    # What has no value comes last, whichever way the rest is sorted.
    told = [record for record in named if cell(catalog, record, column)]
    told.sort(key=lambda record: _in_order(cell(catalog, record, column)), reverse=sort.startswith("-"))
    rows = [*told, *(record for record in named if not cell(catalog, record, column))]
    return Table(columns, tuple(rows[:limit]), len(rows))


def cell(catalog: Catalog, record: Record, column: str) -> str:
    """What stands in a column for a record, in words; empty where it has nothing to say."""
    if column in _CELLS:
        return _CELLS[column](catalog, record)
    return _words(record.value(*column.split(".")))


def _title(catalog: Catalog, ref: Ref | None) -> str:
    if ref is None:
        return ""
    return catalog[ref].title if ref in catalog else ref.name


def _words(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(item) for item in value if not isinstance(item, list))))
    return ""


def _in_order(text: str) -> tuple[tuple[int, int, str], ...]:
    """Texts in the order of people: numbers in them by their value, letters whatever their case."""
    parts = re.findall(r"\d{1,18}|\D+|\d+", text.casefold())
    return tuple((0, int(part), "") if part.isdecimal() and len(part) <= 18 else (1, 0, part) for part in parts)


_CELLS: Final[Mapping[str, Callable[[Catalog, Record], str]]] = {
    "name": lambda _, record: record.title,
    "kind": lambda _, record: record.kind.label,
    "type": lambda _, record: record.text("spec", "type") or "",
    "owner": lambda catalog, record: _title(catalog, catalog.owner_of(record.ref)),
    "lifecycle": lambda _, record: record.text("spec", "lifecycle") or "",
    "system": lambda catalog, record: _title(catalog, catalog.system_of(record.ref)),
    "description": lambda _, record: record.description,
    "tags": lambda _, record: _words(record.value("metadata", "tags")),
    "reference": lambda _, record: str(record.ref),
}


def _surroundings(fields: _Fields, catalog: Catalog) -> Surroundings:
    fields.only("of", "steps", "relations")
    text = fields.text("of")
    steps = fields.number("steps", 1, MOST_STEPS)
    relations = fields.texts("relations", ())
    try:
        ref: Ref | None = Ref.parse(text)
    except RefError:
        ref = catalog.resolve(text)
    if ref is None or ref not in catalog:
        near = [str(one) for one in catalog.nearest(text)]
        hint = f"Did you mean {' or '.join(near)}?" if near else "Write kind:name, as in component:payments."
        raise fields.error("of", f"{text[:80]!r} is not in the catalog", hint)
    return Surroundings(ref, steps, neighbourhood(catalog, ref, steps, relations))


_ASKING: Final[Mapping[str, Callable[[_Fields, Catalog], Answer]]] = {"table": _table, "graph": _surroundings}
