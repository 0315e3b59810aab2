"""JSON Schema of the kinds: it says what the models say, and says it well enough to be read in an editor."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.kinds import KINDS, Kind, catalog_schema, json_schema, kind_of, write_schemas
from headland.reading import ParsedDocument, Reading, front_matter, parse_yaml_stream, read

TESTS = Path(__file__).resolve().parents[1]
ALL = pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.name)


def _pattern(_: Any, pattern: str, value: Any, schema: Any) -> Iterator[jsonschema.ValidationError]:
    """A schema's patterns are JavaScript's, where `$` is the very end; Python's may stand before a line's end."""
    if isinstance(value, str) and re.search(re.sub(r"(?<!\\)\$", r"\\Z", pattern), value) is None:
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


Validator: Any = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})  # type: ignore[no-untyped-call]


def validator(schema: dict[str, Any]) -> Any:
    Validator.check_schema(schema)
    return Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))


COMBINED = validator(catalog_schema())
SINGLE = {kind.name: validator(json_schema(kind)) for kind in KINDS}


def examples() -> Iterator[dict[str, Any]]:
    for kind in KINDS:
        data = kind.example.encode()
        matter = front_matter(data) if kind.prose else None
        for document in parse_yaml_stream(data[matter.start : matter.end] if matter else data):
            assert isinstance(document, ParsedDocument)
            assert isinstance(document.value, dict)
            yield document.value


EXAMPLES = list(examples())


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read([Folder(TESTS / "corpora"), Folder(TESTS.parent / "catalog")], Settings(), Silent())


def test_all_records_of_the_corpora_and_of_the_sample_agree_with_the_schemas(reading: Reading) -> None:
    assert len(reading.records) > 130
    for record in reading.records:
        COMBINED.validate(record.document.value)
        SINGLE[record.kind.name].validate(record.document.value)


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: f"{value['kind']}-{value['metadata']['name']}")
def test_the_examples_agree_with_the_schemas(value: dict[str, Any]) -> None:
    COMBINED.validate(value)
    SINGLE[value["kind"]].validate(value)


def test_a_placeholder_may_stand_where_people_write_one() -> None:
    value: dict[str, Any] = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "API",
        "metadata": {"name": "x"},
        "spec": {"type": "openapi", "lifecycle": "l", "owner": "o", "definition": {"$text": "./openapi.yaml"}},
    }
    COMBINED.validate(value)
    assert not COMBINED.is_valid(value | {"spec": {**value["spec"], "definition": {"$file": "./a"}}})


def subschemas(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of every object in a schema, with the way to it."""
    if isinstance(schema, dict):
        for key, value in schema.items():
            if key == "properties" and isinstance(value, dict) and "if" not in path.split("/"):
                yield from ((f"{path}/{name}", below) for name, below in value.items())
            if key != "examples":
                yield from subschemas(value, f"{path}/{key}")
    elif isinstance(schema, list):
        for at, value in enumerate(schema):
            yield from subschemas(value, f"{path}/{at}")


@ALL
def test_every_field_has_a_description_that_is_a_sentence(kind: Kind) -> None:
    whole = json_schema(kind)
    found = dict(subschemas(whole))
    assert "/spec" in found
    for path, schema in found.items():
        if not path.rpartition("/")[2].startswith("$"):
            shown = {**whole["$defs"][schema["$ref"].rpartition("/")[2]], **schema} if "$ref" in schema else schema
            assert shown.get("description", "").endswith("."), path
            assert "default" not in schema, path


def test_well_known_values_are_offered() -> None:
    spec = json_schema(KINDS["Component"])["$defs"]["ComponentSpec"]["properties"]
    assert spec["type"]["examples"] == ["service", "website", "library"]
    assert spec["lifecycle"]["examples"] == ["experimental", "production", "deprecated"]
    assert json_schema(KINDS["Location"])["$defs"]["LocationSpec"]["properties"]["presence"]["enum"] == [
        "required",
        "optional",
    ]


def test_the_schema_of_one_kind_refuses_another() -> None:
    component = next(value for value in EXAMPLES if value["kind"] == "Component")
    assert not SINGLE["Resource"].is_valid(component)
    assert not SINGLE["Component"].is_valid(component | {"apiVersion": "backstage.io/v1"})


def test_the_combined_schema_holds_unknown_kinds_against_the_envelope() -> None:
    robot = {"apiVersion": "example.com/v1", "kind": "Robot", "metadata": {"name": "r2"}, "spec": {"owner": 12}}
    COMBINED.validate(robot)
    assert not COMBINED.is_valid(robot | {"metadata": {"name": "r 2"}})
    assert not COMBINED.is_valid(robot | {"more": 1})


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(["a", "mcp-server", "skill"]),
    lambda values: st.lists(values, max_size=2) | st.dictionaries(st.text(max_size=3), values, max_size=2),
    max_leaves=4,
)


@st.composite
def changed_examples(draw: st.DrawFn) -> dict[str, Any]:
    """An example with one or two of its values replaced or removed, at any depth, or with a key more."""
    value: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(EXAMPLES)))
    for _ in range(draw(st.integers(1, 2))):
        here: Any = value
        while True:
            keys: list[Any] = list(here) if isinstance(here, dict) else list(range(len(here)))
            key = draw(st.sampled_from([*keys, "more"] if isinstance(here, dict) else keys or [0]))
            deeper = here[key] if key in keys else None
            if not (isinstance(deeper, (dict, list)) and deeper) or draw(st.integers(0, 3)) == 0:
                break
            here = deeper
        if key in keys and draw(st.booleans()):
            del here[key]
        elif isinstance(here, dict) or key in keys:
            here[key] = draw(JSON_VALUES)
    return value


@settings(max_examples=300, derandomize=True, deadline=None, database=None)
@given(changed_examples())
def test_schemas_and_models_give_one_verdict_but_for_forms_that_no_schema_can_say(value: dict[str, Any]) -> None:
    kind = kind_of(str(value.get("apiVersion")), str(value.get("kind")))
    try:
        kind.model.model_validate(value)
        refusals = set()
    except ValidationError as error:
        refusals = {detail["type"] for detail in error.errors()}
    if not refusals:
        COMBINED.validate(value)
        if kind.name in SINGLE:
            SINGLE[kind.name].validate(value)
    elif refusals != {"format"}:
        assert not COMBINED.is_valid(value)


def test_writing_gives_a_file_for_each_kind_and_one_for_all(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "schemas"
    written = write_schemas(folder)
    assert sorted(folder.iterdir()) == list(written)
    assert {path.name for path in written} == {f"{name.lower()}.schema.json" for name in KINDS.names()} | {
        "headland.schema.json"
    }
    assert json.loads((folder / "component.schema.json").read_text("utf-8")) == json_schema(KINDS["Component"])
    assert json.loads((folder / "headland.schema.json").read_text("utf-8")) == catalog_schema()


def test_writing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in write_schemas(tmp_path)}
    assert {path.name: path.read_bytes() for path in write_schemas(tmp_path)} == first


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left_behind(tmp_path: Path) -> None:
    (tmp_path / "component.schema.json").mkdir()
    (tmp_path / "component.schema.json" / "file").touch()
    with pytest.raises(OSError, match=r"component\.schema\.json"):
        write_schemas(tmp_path)
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
