"""What models refuse, and at which place: findings are made from these errors."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from headland.kinds import KINDS, kind_of
from headland.kinds.ai_resource import SkillSpec
from headland.kinds.api import McpServerSpec


def record(kind: str = "Component", **spec: Any) -> dict[str, Any]:
    return {
        "apiVersion": KINDS[kind].api_versions[0],
        "kind": kind,
        "metadata": {"name": "x"},
        "spec": {"type": "t", "lifecycle": "l", "owner": "o", **spec},
    }


def errors(value: dict[str, Any]) -> list[tuple[str, tuple[str | int, ...]]]:
    try:
        kind_of(str(value.get("apiVersion")), str(value.get("kind"))).model.model_validate(value)
    except ValidationError as error:
        return [(detail["type"], detail["loc"]) for detail in error.errors()]
    return []


def test_a_field_that_is_missing_is_named() -> None:
    value = record()
    del value["spec"]["owner"]
    assert errors(value) == [("missing", ("spec", "owner"))]


def test_nothing_is_made_into_a_text() -> None:
    assert errors(record(owner=42)) == [("string_type", ("spec", "owner"))]
    assert errors(record(type=True)) == [("string_type", ("spec", "type"))]
    assert errors(record(dependsOn="component:a")) == [("list_type", ("spec", "dependsOn"))]


def test_null_is_not_the_same_as_nothing() -> None:
    assert errors(record(system=None)) == [("string_type", ("spec", "system"))]
    value = record()
    value["metadata"]["tags"] = None
    assert errors(value) == [("list_type", ("metadata", "tags"))]


def test_an_empty_text_is_no_owner() -> None:
    assert errors(record(owner="")) == [("string_too_short", ("spec", "owner"))]


def test_fields_of_the_specification_and_the_metadata_that_nobody_knows_pass() -> None:
    value = record(anything=[1, None], provides_apis=12)
    value["metadata"] |= {"anything": {"a": 1}, "model_config": 1}
    assert errors(value) == []


@pytest.mark.parametrize("field", ["owner", "relations", "status"])
def test_root_fields_that_nobody_knows_are_refused_as_are_those_that_backstage_makes(field: str) -> None:
    assert errors({**record(), field: {}}) == [("extra_forbidden", (field,))]


def test_front_matter_of_a_page_may_have_the_keys_of_a_page() -> None:
    decision = {
        "apiVersion": "headland.dev/v1",
        "kind": "Decision",
        "metadata": {"name": "x"},
        "spec": {"status": "accepted"},
        "title": "X",
        "hide": ["toc"],
    }
    assert errors(decision) == []


def test_a_refused_form_tells_what_is_expected_and_what_to_do() -> None:
    value = record()
    value["metadata"]["name"] = "two words"
    with pytest.raises(ValidationError) as caught:
        KINDS["Component"].model.model_validate(value)
    (detail,) = caught.value.errors()
    assert (detail["type"], detail["loc"]) == ("format", ("metadata", "name"))
    assert detail["ctx"] == {
        "expected": "letters, digits, '-', '_' and '.', beginning and ending with a letter or digit, 63 at most",
        "hint": "Write 'two-words'. What people read goes into metadata.title, which may hold any text.",
    }


def test_a_bad_key_is_told_from_a_bad_value() -> None:
    value = record()
    value["metadata"]["labels"] = {"a b": "c", "d": "e f"}
    assert errors(value) == [
        ("format", ("metadata", "labels", "a b", "[key]")),
        ("format", ("metadata", "labels", "d")),
    ]


def test_the_type_of_an_api_decides_between_a_definition_and_remotes() -> None:
    assert errors(record("API")) == [("missing", ("spec", "definition"))]
    assert errors(record("API", type="mcp-server")) == [("missing", ("spec", "remotes"))]
    assert errors(record("API", type="mcp-server", remotes=[])) == [("too_short", ("spec", "remotes"))]
    assert errors(record("API", type="mcp-server", remotes=[{"type": "sse"}])) == [
        ("missing", ("spec", "remotes", 0, "url"))
    ]
    server = record("API", type="mcp-server", remotes=[{"type": "sse", "url": "a"}])
    assert isinstance(KINDS["API"].model.model_validate(server).spec, McpServerSpec)


def test_the_type_of_an_ai_resource_decides_what_else_it_says() -> None:
    assert errors(record("AiResource")) == []
    assert errors(record("AiResource", type="rule")) == [
        ("missing", ("spec", "category")),
        ("missing", ("spec", "rationale")),
    ]
    assert errors(record("AiResource", type="plugin")) == [("missing", ("spec", "skills"))]
    skill = KINDS["AiResource"].model.model_validate(record("AiResource", type="skill", agents=["a"]))
    assert isinstance(skill.spec, SkillSpec)
    assert skill.spec.agents == ["a"]


def test_a_specification_that_is_no_mapping_is_refused_once() -> None:
    for kind in ("Component", "API", "AiResource", "Template"):
        assert [place for _, place in errors({**record(kind), "spec": ["a"]})] == [("spec",)]


def test_a_template_has_one_page_of_parameters_or_several() -> None:
    assert errors(record("Template", steps=[], parameters={"properties": {}})) == []
    assert errors(record("Template", steps=[], parameters=[{}, {}])) == []
    assert [place for _, place in errors(record("Template", steps=[], parameters=[{}, 1]))] == [
        ("spec", "parameters", 1)
    ]
    assert [place for _, place in errors(record("Template", steps=[], parameters="a"))] == [("spec", "parameters")]


def test_the_condition_of_a_step_is_a_truth_value_or_a_text_and_refused_once() -> None:
    for good in (True, "${{ parameters.a }}", ""):
        assert errors(record("Template", steps=[{"action": "a", "if": good}])) == []
    assert errors(record("Template", steps=[{"action": "a", "if": 1}])) == [
        ("truth_or_text", ("spec", "steps", 0, "if"))
    ]


def test_other_fields_of_a_templates_output_are_texts() -> None:
    assert errors(record("Template", steps=[], output={"url": "a"})) == []
    assert errors(record("Template", steps=[], output={"url": 1})) == [("string_type", ("spec", "output", "url"))]


def test_a_runbook_covers_something_and_its_drill_was_on_a_day() -> None:
    value = record("Runbook", covers=[], lastDrilled="31.1.2026")
    assert errors(value) == [("too_short", ("spec", "covers")), ("format", ("spec", "lastDrilled"))]
    assert errors(record("Runbook", covers=["a"], lastDrilled="2026-01-31")) == []


def test_a_decision_stands_somewhere() -> None:
    assert errors(record("Decision")) == [("missing", ("spec", "status"))]
    assert errors(record("Decision", status="maybe")) == [("literal_error", ("spec", "status"))]
    assert errors(record("Decision", status="proposed", date="2026-02-30")) == [("format", ("spec", "date"))]


def test_models_cannot_be_changed() -> None:
    metadata: Any = KINDS["Component"].model.model_validate(record()).metadata
    with pytest.raises(ValidationError, match="frozen"):
        metadata.name = "y"
