"""Every kind: its face, its versions, its references, and the example that the docs show."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any

import pytest
from pydantic import Field

from headland.core.audience import INTERNAL
from headland.kinds import KINDS, Kind, kind_of
from headland.kinds.envelope import Entity
from headland.kinds.fields import Absent, Part, Text
from headland.kinds.kind import KindRegistry, ReferenceField, RefTo, references_of
from headland.reading import ParsedDocument, front_matter, parse_yaml_stream

ALL = pytest.mark.parametrize("kind", list(KINDS), ids=lambda kind: kind.name)

WHITE = (1.0, 1.0, 1.0)
SLATE = (0.119, 0.130, 0.161)
"""Material's slate background: hsl(225deg 15% 14%)."""
READABLE = 4.5
"""The contrast that WCAG 2 asks for at level AA."""


def example_values(kind: Kind) -> list[dict[str, Any]]:
    data = kind.example.encode()
    if kind.prose:
        matter = front_matter(data)
        assert matter is not None
        data = data[matter.start : matter.end]
    values = []
    for document in parse_yaml_stream(data):
        assert isinstance(document, ParsedDocument)
        assert isinstance(document.value, dict)
        values.append(document.value)
    return values


def luminance(rgb: tuple[float, float, float]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(color: str, background: tuple[float, float, float]) -> float:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    lighter, darker = sorted([luminance((red, green, blue)), luminance(background)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_kinds_are_those_of_backstage_and_two_of_our_own() -> None:
    assert KINDS.names() == (
        "API",
        "AiResource",
        "Component",
        "Decision",
        "Domain",
        "Group",
        "Location",
        "Resource",
        "Runbook",
        "System",
        "Template",
        "User",
    )


@ALL
def test_the_example_of_a_kind_is_accepted_by_its_model(kind: Kind) -> None:
    values = example_values(kind)
    assert values
    for value in values:
        assert kind_of(value["apiVersion"], value["kind"]) is kind
        kind.model.model_validate(value)


@ALL
def test_every_icon_is_one_that_material_ships(kind: Kind) -> None:
    spec = find_spec("material")
    assert spec is not None
    assert spec.origin is not None
    icons = Path(spec.origin).parent / "templates" / ".icons" / "material"
    assert (icons / f"{kind.icon}.svg").is_file()
    assert (icons / f"{kind_of('example.com/v1', 'Robot').icon}.svg").is_file()


@pytest.mark.parametrize("kind", [*KINDS, kind_of("example.com/v1", "Robot")], ids=lambda kind: kind.name)
def test_the_colors_can_be_read_on_white_and_on_slate(kind: Kind) -> None:
    assert contrast(kind.color, WHITE) >= READABLE
    assert contrast(kind.dark_color, SLATE) >= READABLE


def test_no_two_kinds_look_alike() -> None:
    assert len({kind.icon for kind in KINDS}) == len(KINDS)
    assert len({kind.color for kind in KINDS}) == len(KINDS)


@ALL
def test_a_kind_says_what_it_is_in_one_sentence(kind: Kind) -> None:
    assert kind.description.endswith(".")
    assert kind.description.count("\n") == 0
    assert kind.visibility == INTERNAL


def test_a_kind_is_known_in_its_versions_and_its_case_alone() -> None:
    component = KINDS["Component"]
    assert kind_of("backstage.io/v1alpha1", "Component") is component
    assert kind_of("backstage.io/v1beta1", "Component") is component
    for api_version, name in [("backstage.io/v1", "Component"), ("backstage.io/v1alpha1", "component"), ("v1", "API")]:
        assert kind_of(api_version, name).model is Entity
    assert kind_of("backstage.io/v1beta1", "AiResource").model is Entity


@pytest.mark.parametrize(
    ("name", "plural"), [("Robot", "Robots"), ("Policy", "Policies"), ("Day", "Days"), ("Bus", "Buses"), ("y", "ys")]
)
def test_a_kind_that_nobody_modelled_is_called_as_it_is_written(name: str, plural: str) -> None:
    kind = kind_of("example.com/v1", name)
    assert (kind.name, kind.label, kind.plural) == (name, name, plural)
    assert kind is kind_of("example.com/v1", name)


def test_a_kind_that_nobody_modelled_still_has_references_and_validates_none_of_them() -> None:
    kind = kind_of("example.com/v1", "Robot")
    value: Any = {
        "apiVersion": "example.com/v1",
        "kind": "Robot",
        "metadata": {"name": "r2"},
        "spec": {"owner": 12, "dependsOn": ["component:a", None], "system": None},
    }
    kind.model.model_validate(value)
    found = [(field.to.relation, path, text) for field in kind.references for path, text in field.found_in(value)]
    assert found == [("dependsOn", ("spec", "dependsOn", 0), "component:a")]


PEOPLE = ("Group", "User")
OWNER = ("owner", "Group", "ownedBy", "ownerOf", PEOPLE)
SYSTEM = ("system", "System", "partOf", "hasPart", ())
DEPENDS_ON = ("dependsOn", None, "dependsOn", "dependencyOf", ())
DEPENDENCY_OF = ("dependencyOf", None, "dependencyOf", "dependsOn", ())
BACKSTAGE_REFERENCES: dict[str, list[tuple[str, str | None, str, str, tuple[str, ...]]]] = {
    "Component": [
        OWNER,
        SYSTEM,
        ("subcomponentOf", "Component", "partOf", "hasPart", ()),
        ("providesApis", "API", "providesApi", "apiProvidedBy", ()),
        ("consumesApis", "API", "consumesApi", "apiConsumedBy", ()),
        DEPENDS_ON,
        DEPENDENCY_OF,
    ],
    "API": [OWNER, SYSTEM],
    "Resource": [OWNER, SYSTEM, DEPENDS_ON, DEPENDENCY_OF],
    "System": [OWNER, ("domain", "Domain", "partOf", "hasPart", ())],
    "Domain": [OWNER, ("subdomainOf", "Domain", "partOf", "hasPart", ())],
    "Group": [
        ("parent", "Group", "childOf", "parentOf", ("Group",)),
        ("children", "Group", "parentOf", "childOf", ("Group",)),
        ("members", "User", "hasMember", "memberOf", ("User",)),
    ],
    "User": [("memberOf", "Group", "memberOf", "hasMember", ("Group",))],
    "Location": [],
    "AiResource": [
        OWNER,
        SYSTEM,
        ("dependsOn", "AiResource", "dependsOn", "dependencyOf", ("AiResource",)),
        ("skills", "AiResource", "hasPart", "partOf", ("AiResource",)),
        ("plugins", "AiResource", "hasPart", "partOf", ("AiResource",)),
    ],
    "Template": [OWNER],
}


OURS = {("spec", "readsFrom"), ("spec", "writesTo")}
"""Fields that Backstage lets pass and knows nothing of."""


@pytest.mark.parametrize("name", sorted(BACKSTAGE_REFERENCES))
def test_the_references_of_a_kind_are_those_of_backstage(name: str) -> None:
    expected = {
        ReferenceField(("spec", field), RefTo(default_kind, relation, inverse, allowed))
        for field, default_kind, relation, inverse, allowed in BACKSTAGE_REFERENCES[name]
    }
    assert {field for field in KINDS[name].references if field.path not in OURS} == expected


def test_a_component_may_say_what_it_reads_and_writes() -> None:
    ours = [field.to for field in KINDS["Component"].references if field.path in OURS]
    assert {(to.relation, to.inverse) for to in ours} == {("readsFrom", "readBy"), ("writesTo", "writtenBy")}


def test_a_runbook_covers_and_a_decision_applies_to_other_records() -> None:
    relations = {
        (field.path[-1], field.to.relation, field.to.inverse)
        for kind in ("Runbook", "Decision")
        for field in KINDS[kind].references
    }
    assert relations == {
        ("covers", "covers", "coveredBy"),
        ("owner", "ownedBy", "ownerOf"),
        ("escalation", "escalatesTo", "escalationFor"),
        ("appliesTo", "appliesTo", "decidedIn"),
        ("supersedes", "supersedes", "supersededBy"),
        ("decisionMakers", "decidedBy", "deciderOf"),
        ("consulted", "consulted", "consultedOn"),
        ("informed", "informed", "informedOf"),
    }


class _Buddy(Part):
    person: Annotated[Text, RefTo("User", "guidedBy", "guides")] = Field(description="Who.")


class _PlanSpec(Part):
    buddies: Absent[list[_Buddy]] = Field(None, description="Who helps, week by week.")
    first_team: Absent[Annotated[Text, RefTo("Group", "startsIn", "startOf")]] = Field(None, description="Where.")


class _Plan(Entity):
    spec: _PlanSpec


def test_references_are_found_below_other_models_and_inside_lists() -> None:
    buddy, team = references_of(_Plan)
    assert (buddy.path, team.path) == (("spec", "buddies", "person"), ("spec", "firstTeam"))
    value: Any = {"spec": {"buddies": [{"person": "a"}, {"name": "b"}, {"person": "c"}], "firstTeam": "t"}}
    assert list(buddy.found_in(value)) == [
        (("spec", "buddies", 0, "person"), "a"),
        (("spec", "buddies", 2, "person"), "c"),
    ]
    assert list(team.found_in(value)) == [(("spec", "firstTeam"), "t")]


def test_registering_a_kind_reads_its_references_and_refuses_a_name_that_is_taken() -> None:
    registry = KindRegistry("kind")
    plan = Kind("Plan", ("headland.dev/v1",), _Plan, "Plan", "Plans", "map", "#000000", "A plan.")
    assert [field.path[-1] for field in registry.register(plan).references] == ["person", "firstTeam"]
    registry.register(plan)
    with pytest.raises(ValueError, match="two kinds are called 'Plan'"):
        registry.register(Kind("Plan", ("v1",), Entity, "Plan", "Plans", "map", "#000000", "Another."))
