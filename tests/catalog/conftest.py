"""What the tests of the catalog share: records from YAML text, by the reader, without files on disk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from pydantic import JsonValue

from headland.catalog.catalog import Catalog
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder, Overlay
from headland.reading.reader import read
from headland.reading.record import Record

Document = dict[str, JsonValue]
RecordsOf = Callable[[str], tuple[Record, ...]]
CatalogOf = Callable[[str], Catalog]


@pytest.fixture(scope="session")
def records_of(tmp_path_factory: pytest.TempPathFactory) -> RecordsOf:
    """YAML text to records; a text that holds a broken one fails the test."""
    empty = Folder(Path(tmp_path_factory.mktemp("empty")), "here")

    def made(text: str) -> tuple[Record, ...]:
        reading = read([Overlay(empty, {"catalog-info.yaml": text.encode()})], Settings(), Silent())
        assert not reading.findings, reading.findings
        return reading.records

    return made


@pytest.fixture(scope="session")
def catalog_of(records_of: RecordsOf) -> CatalogOf:
    """YAML text to a catalog."""
    return lambda text: Catalog.build(records_of(text))


@pytest.fixture(scope="session")
def text_of() -> Callable[[Sequence[str]], str]:
    """Records in short, one a line: `component:a owner=team-x dependsOn=component:b,component:c`."""
    return lambda lines: "".join(_document(line) for line in lines)


_REQUIRED = {
    "component": {"type": "library", "lifecycle": "production", "owner": "nobody"},
    "api": {"type": "grpc", "lifecycle": "production", "owner": "nobody", "definition": "x"},
    "resource": {"type": "database", "owner": "nobody"},
    "system": {"owner": "nobody"},
    "domain": {"owner": "nobody"},
    "group": {"type": "team", "children": "[]"},
    "user": {"memberOf": "[]"},
}
_KINDS = {"api": "API"}
_METADATA = {"visibility", "tags", "namespace"}
_LISTS = {"dependsOn", "dependencyOf", "providesApis", "consumesApis", "children", "members", "memberOf", "tags"}


def _document(line: str) -> str:
    ref, *fields = line.split()
    kind, _, name = ref.partition(":")
    given = dict(field.split("=", 1) for field in fields)
    metadata = {field: given.pop(field) for field in list(given) if field in _METADATA}
    lines = ["---", "apiVersion: backstage.io/v1alpha1", f"kind: {_KINDS.get(kind, kind.capitalize())}", "metadata:"]
    lines.append(f"  name: {name}")
    for field, value in metadata.items():
        if field == "visibility":
            lines += ["  annotations:", f"    headland.dev/visibility: {value}"]
        else:
            lines.append(f"  {field}: {_value(field, value)}")
    spec = {**_REQUIRED.get(kind, {"note": "none"}), **given}
    lines += ["spec:", *(f"  {field}: {_value(field, value)}" for field, value in spec.items())]
    return "\n".join(lines) + "\n"


def _value(field: str, value: str) -> str:
    if field in _LISTS and not value.startswith("["):
        return "[" + ", ".join(f"'{item}'" for item in value.split(",")) + "]"
    return value if value.startswith("[") else f"'{value}'"
