"""What a record is refused for: told field by field, at its place, in our own words, one finding for each cause."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest
from tests.reading.conftest import ReadFiles, component

from headland.core.finding import Finding, Severity
from headland.reading import Reading


def only(reading: Reading) -> Finding:
    (finding,) = reading.findings
    assert reading.records == ()
    assert finding.severity is Severity.ERROR
    return finding


class Case(NamedTuple):
    """A change to a component that is right, and what is told of it."""

    old: str
    new: str
    place: str
    rule: str
    message: str
    hint: str = ""


CASES = [
    Case(
        "  owner: team-a\n",
        "",
        "spec",
        "missing-field",
        "'spec.owner' is missing: every Component has it",
        "Add 'owner' below 'spec'",
    ),
    Case(
        "owner:",
        "onwer:",
        "onwer",
        "missing-field",
        "'spec.owner' is missing, and 'onwer' is no field here",
        "Did you mean 'owner'?",
    ),
    Case(
        "lifecycle:",
        "Lifecycle:",
        "Lifecycle",
        "missing-field",
        "'spec.lifecycle' is missing",
        "Did you mean 'lifecycle'?",
    ),
    Case(
        "spec:",
        "sepc:",
        "sepc",
        "missing-field",
        "'spec' is missing, and 'sepc' is no field here",
        "Did you mean 'spec'?",
    ),
    Case(
        "  name: payments\n",
        "  title: x\n",
        "metadata",
        "missing-field",
        "'metadata.name' is missing",
        "Add 'name'",
    ),
    Case(
        "kind: Component\n",
        "",
        "apiVersion",
        "missing-field",
        "'kind' is missing",
        "Add 'kind'",
    ),
    Case(
        "  owner: team-a\n",
        "owner: team-a\n",
        "owner",
        "unknown-root-field",
        "no field 'owner'",
        "Indent it below 'spec'",
    ),
    Case(
        "  name: payments\n",
        "  name: payments\ntags: [a]\n",
        "tags",
        "unknown-root-field",
        "no field 'tags'",
        "Indent it below 'metadata'",
    ),
    Case(
        "kind:",
        "foo: 1\nkind:",
        "foo",
        "unknown-root-field",
        "no field 'foo'",
        "remove it",
    ),
    Case(
        "team-a",
        "42",
        "42",
        "wrong-type",
        "'spec.owner' is the number 42; expected a text",
        "quotes",
    ),
    Case(
        "team-a",
        "true",
        "true",
        "wrong-type",
        "'spec.owner' is the truth value true; expected a text",
        "quotes",
    ),
    Case(
        "team-a",
        "1.50",
        "1.50",
        "wrong-type",
        "'spec.owner' is the number 1.50; expected a text",
        "quotes",
    ),
    Case(
        "team-a",
        "[team-a]",
        "[team-a]",
        "wrong-type",
        "'spec.owner' is a list; expected a text",
        "without '-'",
    ),
    Case(
        "team-a",
        "{{ owner }}",
        "{{ owner }}",
        "wrong-type",
        "'spec.owner' is a mapping; expected a text",
        "an expression of a template",
    ),
    Case(
        "owner: team-a",
        "owner:",
        "owner",
        "wrong-type",
        "'spec.owner' is empty; expected a text",
        "Write a value, such as 'team-payments'.",
    ),
    Case(
        "team-a",
        "''",
        "''",
        "invalid-value",
        "'spec.owner' is an empty text; expected a text with something in it",
    ),
    Case(
        "service\n",
        "service\n  providesApis: x\n",
        "x",
        "wrong-type",
        "'spec.providesApis' is 'x'; expected a list",
        "[x]",
    ),
    Case(
        "service\n",
        "service\n  providesApis: [a, 7]\n",
        "7",
        "wrong-type",
        "'spec.providesApis[1]' is the number 7; expected a text",
        "quotes",
    ),
    Case(
        "name: payments",
        "name: pay ments",
        "pay ments",
        "invalid-value",
        "'metadata.name' is 'pay ments'; expected letters",
        "metadata.title",
    ),
    Case(
        "name: payments",
        "name: payments\n  namespace: Shop",
        "Shop",
        "invalid-value",
        "'metadata.namespace' is 'Shop'; expected lower-case",
    ),
    Case(
        "name: payments",
        "name: payments\n  tags: [a, B]",
        "B",
        "invalid-value",
        "'metadata.tags[1]' is 'B'; expected lower-case",
    ),
    Case(
        "name: payments",
        "name: payments\n  labels: {a b: c}",
        "a b",
        "invalid-value",
        "the key 'a b' of 'metadata.labels'",
    ),
    Case(
        "name: payments",
        "name: payments\n  labels: {a: b c}",
        "b c",
        "invalid-value",
        "'metadata.labels.a' is 'b c'",
        "annotations",
    ),
    Case(
        "name: payments",
        "name: payments\n  annotations: {a: 1}",
        "1",
        "wrong-type",
        "'metadata.annotations.a' is the number 1",
        "quotes",
    ),
    Case(
        "name: payments",
        "name: payments\n  links: [{url: x}]",
        "x",
        "invalid-value",
        "'metadata.links[0].url' is 'x'; expected an absolute",
        "scheme",
    ),
    Case(
        "name: payments",
        "name: payments\n  links:\n    - title: x",
        "title",
        "missing-field",
        "'metadata.links[0].url' is missing",
        "Add 'url'",
    ),
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.new.strip())
def test_each_mistake_is_told_at_its_place(read_files: ReadFiles, case: Case) -> None:
    text = component().replace(case.old, case.new)
    assert text != component()
    finding = only(read_files({"x.yaml": text}))
    assert finding.rule == case.rule
    assert case.message in finding.message
    assert text[finding.span.start : finding.span.end] == case.place
    assert case.hint in (finding.hint or "")


def test_several_mistakes_are_all_told_in_the_order_of_their_places(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    text = component(metadata="  tags: [A]\n").replace("owner: team-a", "owner: 1").replace("service", "''")
    reading = read_files({"x.yaml": text})
    assert told(reading) == ["x.yaml:5:10 invalid-value", "x.yaml:7:9 invalid-value", "x.yaml:9:10 wrong-type"]


def test_a_refused_record_is_known_by_its_reference_with_the_first_reason(read_files: ReadFiles) -> None:
    reading = read_files({"x.yaml": component(metadata="  namespace: shop\n  tags: [A, B]\n")})
    assert {str(ref): finding.message.split(";")[0] for ref, finding in reading.broken.items()} == {
        "component:shop/payments": "'metadata.tags[0]' is 'A'"
    }
    assert {str(finding.ref) for finding in reading.findings} == {"component:shop/payments"}


def test_a_record_without_a_name_has_no_reference(read_files: ReadFiles) -> None:
    assert read_files({"x.yaml": component().replace("  name: payments\n", "  x: y\n")}).broken == {}


def test_what_backstage_lets_pass_passes(read_files: ReadFiles) -> None:
    spec = "  unknown: {a: [1]}\n  dependencyOf: 7\n"
    reading = read_files({"x.yaml": component(spec=spec, metadata="  unknown: 1\n  description: ''\n")})
    assert len(reading.records) == 1
    assert reading.findings == ()


def test_a_kind_that_nobody_knows_passes_with_the_envelope_alone(read_files: ReadFiles) -> None:
    text = "apiVersion: backstage.io/v9\nkind: Spaceship\nmetadata:\n  name: {name}\nspec:\n  owner: 42\n"
    (record,) = read_files({"x.yaml": text.replace("{name}", "enterprise")}).records
    assert (record.kind.name, str(record.ref)) == ("Spaceship", "spaceship:default/enterprise")
    assert only(read_files({"x.yaml": text.replace("{name}", "'a b'")})).rule == "invalid-value"


def test_api_version_and_kind_of_the_wrong_type_are_told(read_files: ReadFiles) -> None:
    text = component().replace("kind: Component", "kind: [Component]")
    finding = only(read_files({"catalog-info.yaml": text}))
    assert (finding.rule, finding.ref) == ("wrong-type", None)


def test_of_a_thousand_mistakes_a_hundred_are_told(read_files: ReadFiles) -> None:
    reading = read_files({"x.yaml": component(metadata=f"  tags: [{', '.join(['A'] * 1000)}]\n")})
    assert len(reading.findings) == 100


def test_hostile_texts_are_harmless_in_messages(read_files: ReadFiles) -> None:
    evil = "\x1b[31m\u202eevil" + "x" * 500
    reading = read_files({"x.yaml": component(metadata=f'  tags: ["{evil}"]\n  labels: {{"{evil}": a}}\n')})
    assert len(reading.findings) == 2
    for finding in reading.findings:
        assert "\x1b" not in finding.message
        assert "\u202e" not in finding.message


def test_a_misspelt_field_where_the_type_chooses_the_model_is_pointed_at(read_files: ReadFiles) -> None:
    text = (
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: a\nspec:\n  type: mcp-server\n"
        "  lifecycle: production\n  owner: team-a\n  remote: [{type: sse, url: x}]\n"
    )
    assert only(read_files({"x.yaml": text})).hint == "Did you mean 'remotes'?"
