"""Whatever a definition holds, reading it ends soon and raises nothing, and what was left out is told."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.definitions.reading import definition, properties, type_named
from tests.definitions.test_asyncapi import SECOND, THIRD
from tests.definitions.test_graphql import SHOP as GRAPHQL
from tests.definitions.test_kubernetes_and_json_schema import CRD
from tests.definitions.test_openapi import SHOP as OPENAPI
from tests.definitions.test_protobuf import LEDGER
from tests.fuzz.mutations import broken

from headland.definitions import ApiDefinition, expected_format, read_definition
from headland.definitions.limits import MOST_OPERATIONS, MOST_SCHEMAS
from headland.definitions.model import Nature, Schema

SECONDS = 5.0
"""Of the processor, for each of these texts of some hundred kilobytes."""

SEEDS = {
    "openapi": OPENAPI,
    "asyncapi": SECOND,
    "asyncapi3": THIRD,
    "graphql": GRAPHQL,
    "grpc": LEDGER,
    "crd": CRD,
}
HEAD = "openapi: 3.0.0\npaths: {}\n"
ALIASES = "".join(f"x{n}: &x{n} [{', '.join(['*x' + str(n - 1)] * 9)}]\n" for n in range(1, 12))
SCHEMAS = "".join(
    f"  s{n}: &s{n} {{type: object, properties: {{{', '.join(f'p{k}: *s{n - 1}' for k in range(9))}}}}}\n"
    for n in range(1, 13)
)

EVIL = {
    "nested JSON": '{"openapi": "3.0.0", "a": ' + "[" * 50_000 + "]" * 50_000 + "}",
    "nested flow": f"{HEAD}a: {'[' * 100_000}",
    "nested blocks": HEAD + "\n".join(" " * depth + "a:" for depth in range(2_000)),
    "aliases in a value": f"x0: &x0 [a]\n{ALIASES}openapi: 3.0.0\npaths: {{}}\n"
    "components: {schemas: {A: {default: *x11, enum: *x11, const: *x11, required: *x11, oneOf: *x11, type: *x11}}}\n",
    "aliases of schemas": f"openapi: 3.0.0\npaths: {{}}\ncomponents:\n schemas:\n  s0: &s0 {{type: object}}\n{SCHEMAS}",
    "an alias in itself": "openapi: 3.0.0\npaths: &p {/a: *p}\n",
    "references in circles": "openapi: 3.0.0\npaths: {/b: {$ref: '#/paths/~1b'}, /c: {get: {callbacks: "
    "{x: {$ref: '#/paths'}}, parameters: [{$ref: '#/paths/~1c/get/parameters/0'}]}}}\n"
    "components: {schemas: {A: {$ref: '#/components/schemas/B'}, B: {$ref: '#/components/schemas/A'}}}",
    "many dangling references": "openapi: 3.0.0\npaths: {}\ncomponents:\n schemas:\n  A:\n   properties:\n"
    + "".join(f"    p{n}: {{$ref: '#/components/schemas/A/properties/q{n}'}}\n" for n in range(5_000)),
    "keys written twice": HEAD + "a: 1\n" * 20_000,
    "long numbers": f'{{"openapi": "3.0.0", "a": {"9" * 100_000}}}',
    "lone surrogates": '{"openapi": "3.0.0", "paths": {"/\\ud800": {"get": {"summary": "\\udfff"}}}}',
    "keys that are no texts": f"{HEAD}? [a, b]\n: c\n? {{x: y}}\n: d\n",
    "control characters": "openapi: 3.0.0\npaths: {/a: {get: {summary: 'a\x00\x07b'}}}",
    "channels in circles": "asyncapi: 3.0.0\nchannels: {a: {$ref: '#/channels/a'}}\noperations: {x: {action: send, "
    "channel: {$ref: '#/operations/x'}, reply: {$ref: '#/operations/x'}, traits: [{$ref: '#/operations/x'}]}}",
    "nested Avro": "asyncapi: 2.0.0\nchannels: {a: {publish: {message: {schemaFormat: application/vnd.apache.avro, "
    f"payload: {'{type: array, items: ' * 80}int{'}' * 80}}}}}}}}}",
    "nested GraphQL types": f"type A {{ a: {'[' * 50_000}",
    "nested GraphQL values": f"type A {{ a(b: Int = {'[' * 50_000}) }}\ntype B {{ a: Int }}",
    "many broken GraphQL types": "type A { ] }\n" * 10_000,
    "many unknown GraphQL types": "".join(f"type T{n} {{ b: U{n} }}\n" for n in range(3_000)),
    "nested messages": 'syntax = "proto3";\n' + "message A {" * 20_000,
    "many broken fields": 'syntax = "proto3";\nmessage A { ' + "foo bar baz;\n" * 20_000,
    "open comments": 'syntax = "proto3";\n' + "/* " * 50_000,
    "open options": 'syntax = "proto3";\nmessage A { string a = 1 [' + "(a).b = {" * 20_000,
    "equal names": "apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
    f"spec: {{names: {{kind: A}}, versions: [{'{name: v}, ' * 10_000}]}}\n",
    "many documents": "---\nopenapi: 1\n" * 20_000,
}

KEYS = sorted(
    {
        "paths",
        "get",
        "$ref",
        "schema",
        "type",
        "properties",
        "items",
        "allOf",
        "oneOf",
        "enum",
        "parameters",
        "name",
        "in",
    }
    | {"content", "responses", "channels", "operations", "messages", "payload", "components", "schemas", "definitions"}
    | {"required", "description", "examples"}
)


def schemas_of(value: object) -> Iterator[Schema]:
    """Every schema below a part of the model."""
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, Schema):
            yield here
        if isinstance(here, tuple):
            waiting.extend(here)
        elif is_dataclass(here) and not isinstance(here, type):
            waiting.extend(getattr(here, found.name) for found in fields(here))


def assert_sound(made: ApiDefinition) -> None:
    """What holds for every model: links that lead somewhere, anchors given once, places that can be."""
    anchors = [
        *(one.anchor for one in made.types),
        *(one.anchor for one in made.operations),
        *(one.anchor for one in made.resources),
    ]
    assert len(anchors) == len(set(anchors))
    assert not any(anchor.startswith("__") for anchor in anchors)
    known = {one.anchor for one in made.types}
    for schema in schemas_of(made):
        assert schema.type
        assert schema.reference is None or schema.reference in known
    for problem in made.problems:
        assert problem.message
        assert problem.line is None or problem.line >= 1


@pytest.mark.parametrize("name", EVIL)
def test_a_hostile_text_is_read_in_bounded_time(name: str) -> None:
    start = time.process_time()
    made = read_definition("openapi", EVIL[name])
    assert time.process_time() - start < SECONDS
    assert made is not None
    if name != "aliases of schemas":
        assert_sound(made)


def test_what_is_nested_too_deeply_is_told_and_the_rest_is_read() -> None:
    made = definition('{"openapi": "3.0.0", "paths": {"/a": {"get": {}}}, "x": ' + "[" * 200 + "]" * 200 + "}")
    assert len(made.operations) == 1
    assert [problem.nature for problem in made.problems] == [Nature.LEFT_OUT]


def test_aliases_count_each_time_that_they_stand_for_something() -> None:
    made = definition(EVIL["aliases of schemas"])
    assert [problem.nature for problem in made.problems] == [Nature.LEFT_OUT]
    assert f"{MOST_SCHEMAS:,}" in made.problems[0].message


def test_more_operations_than_are_read_are_told() -> None:
    paths = ", ".join(f"/a{n}: *x" for n in range(MOST_OPERATIONS // 2))
    made = definition(f"x: &x {{get: {{}}, put: {{}}, post: {{}}}}\nopenapi: 3.0.0\npaths: {{{paths}}}\n")
    assert len(made.operations) == MOST_OPERATIONS
    assert [problem.nature for problem in made.problems] == [Nature.LEFT_OUT]


def test_names_that_mean_something_elsewhere_are_names_here() -> None:
    made = definition(
        '{"openapi": "3.0.0", "paths": {"__proto__": {"get": {"operationId": "__class__"}}}, "components": {"schemas": '
        '{"__proto__": {"properties": {"constructor": {"$ref": "#/components/schemas/__proto__"}}}}}}'
    )
    found = type_named(made, "__proto__")
    assert properties(found.schema)["constructor"].reference == found.anchor
    assert_sound(made)


def test_a_text_that_is_no_definition_is_none() -> None:
    for text in ("", "  \n", "./openapi.yaml", "https://example.com/openapi.yaml"):
        assert read_definition("openapi", text) is None
    assert read_definition("wsdl", "<definitions> </definitions>") is None
    assert read_definition("unheard-of", "some words about nothing") is None


def test_a_text_in_the_wrong_format_is_told_of_the_format_that_was_expected() -> None:
    made = definition("some words about nothing", "openapi")
    assert (made.family, made.empty) == ("openapi", True)
    assert made.problems[0].nature is Nature.BROKEN


@pytest.mark.parametrize(
    ("type_", "family"), [("grpc", "protobuf"), ("OpenAPI", "openapi"), ("jsonschema", "json-schema"), ("trpc", None)]
)
def test_types_of_records_promise_formats(type_: str, family: str | None) -> None:
    found = expected_format(type_)
    assert (None if found is None else found.name) == family


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(type_=st.sampled_from(sorted(SEEDS)), seed=st.integers(0, 2**32))
def test_a_definition_that_is_broken_at_random_is_read_without_an_exception(type_: str, seed: int) -> None:
    text = broken(SEEDS[type_].encode(), random.Random(seed)).decode("utf-8", "replace")
    start = time.process_time()
    made = read_definition(type_, text)
    assert time.process_time() - start < SECONDS
    if made is not None:
        assert_sound(made)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    value=st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(KEYS) | st.text(max_size=3),
                inner,
                max_size=4,
            )
        ),
        max_leaves=30,
    ),
    key=st.sampled_from(["openapi", "swagger", "asyncapi", "$schema"]),
    version=st.sampled_from(["2.0", "3.0.0", "3.1.0", 3, None, "https://json-schema.org/draft/2020-12/schema"]),
)
def test_any_value_in_any_place_is_read_without_an_exception(value: object, key: str, version: object) -> None:
    root = {key: version, **(value if isinstance(value, dict) else {"paths": value, "channels": value})}
    made = read_definition("", json.dumps(root))
    if made is not None:
        assert_sound(made)
