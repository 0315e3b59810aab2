"""GraphQL: fields of the root types are operations, named types are types, whatever is broken beside them."""

from __future__ import annotations

import json

from graphql import build_schema, introspection_from_schema
from tests.definitions.reading import definition, messages, operation, type_named

from headland.definitions import read_definition

SHOP = """\
"The shop."
schema { query: Root }
type Root {
  "All things."
  things(first: Int = 3, of: [Kind!]!): [Thing!]! @deprecated(reason: "use search")
}
type Mutation { ignored: Int }
"A thing."
type Thing implements Node @key(fields: "id") { id: ID! price(in: Currency): Float, other: Any }
interface Node { id: ID! }
enum Kind { "Big ones." BIG SMALL @deprecated }
union Any = Thing | Box
type Box { thing: Thing }
input Filter { kind: Kind! = BIG, text: String! }
scalar Currency
directive @key(fields: String!) repeatable on OBJECT | INTERFACE
extend type Root { more: Kind! }
"""


def test_fields_of_the_root_types_are_operations() -> None:
    made = definition(SHOP)
    assert (made.family, made.description, made.problems) == ("graphql", "The shop.", ())
    things = operation(made, "QUERY", "things")
    assert (things.description, things.deprecated, things.deprecation) == ("All things.", True, "use search")
    assert [(one.name, one.schema.type, one.required, one.schema.default) for one in things.parameters] == [
        ("first", "Int", False, "3"),
        ("of", "[Kind!]!", True, None),
    ]
    schema = things.answers[0].bodies[0].schema
    assert schema is not None
    assert (schema.type, schema.reference) == ("[Thing!]!", type_named(made, "Thing").anchor)
    assert operation(made, "QUERY", "more").answers
    assert [one.verb for one in made.operations] == ["QUERY", "QUERY"]


def test_types_tell_fields_values_members_and_where_directives_stand() -> None:
    made = definition(SHOP)
    thing = type_named(made, "Thing")
    assert (thing.kind, thing.description) == ("object", "A thing.")
    assert [(link.relation, link.anchor) for link in thing.links] == [("implements", type_named(made, "Node").anchor)]
    assert thing.schema.constraints == ('@key(fields: "id")',)
    assert [(one.name, one.required) for one in thing.schema.properties] == [
        ("id", True),
        ("price", False),
        ("other", False),
    ]
    assert thing.schema.properties[1].arguments[0].name == "in"
    kind = type_named(made, "Kind")
    assert [(value.name, value.description, value.deprecated) for value in kind.values] == [
        ("BIG", "Big ones.", False),
        ("SMALL", "", True),
    ]
    assert [link.name for link in type_named(made, "Any").links] == ["Thing", "Box"]
    assert [one.required for one in type_named(made, "Filter").schema.properties] == [False, True]
    assert type_named(made, "Currency").kind == "scalar"
    assert type_named(made, "@key").schema.constraints == ("on OBJECT, INTERFACE", "repeatable")


def test_after_a_broken_definition_the_next_ones_are_read() -> None:
    made = definition("type Query { a: Int }\ntype Broken { a: ] }\ntype After { b: Int, c: Nope }\n")
    assert [one.name for one in made.types] == ["After"]
    assert [line for line, _ in messages(made)] == [2, 3]
    assert messages(made)[1][1] == "there is no type 'Nope'"


def test_an_introspections_answer_is_read_as_the_schema_that_it_tells() -> None:
    plain = "type Query {\n  a(b: Int = 1): Thing\n}\n\ntype Thing {\n  id: ID!\n}"
    answer = json.dumps({"data": introspection_from_schema(build_schema(plain))})
    made = definition(answer)
    assert made.operations == definition(plain).operations
    assert "Thing" in [one.name for one in made.types]
    assert definition('{"data": {"__schema": {"types": 3}}}').problems


def test_typescript_is_not_taken_for_it() -> None:
    text = "import { z } from 'zod';\ninterface User {\n  id: string;\n}\nexport type Router = typeof router;\n"
    assert read_definition("trpc", text) is None
