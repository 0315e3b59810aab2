"""OpenAPI of every version: operations, parameters, bodies, answers, security, schemas and what is wrong."""

from __future__ import annotations

import json

import pytest
from tests.definitions.reading import definition, messages, operation, properties, type_named

from headland.definitions.model import Nature, RequiredScheme, Requirement

SHOP = """\
openapi: 3.1.0
info:
  title: Shop
  version: 2.1.0
  description: Sells *things*.
  contact: {name: Team shop, email: shop@example.com}
  license: {name: Apache 2.0, identifier: Apache-2.0}
externalDocs: {url: https://example.com/docs}
servers:
  - url: https://{region}.example.com/v2
    description: Production
    variables: {region: {default: eu, enum: [eu, us]}}
security: [{token: []}]
tags: [{name: orders, description: Buying.}]
paths:
  /orders/{id}:
    parameters:
      - {name: id, in: path, required: true, schema: {type: string, format: uuid}}
      - {name: trace, in: header, schema: {type: string}}
    get:
      operationId: getOrder
      summary: One order
      tags: [orders]
      parameters:
        - {name: trace, in: header, description: Own., schema: {type: string, maxLength: 9}, example: abc}
        - $ref: '#/components/parameters/Fields'
      responses:
        200:
          description: The order.
          headers: {ETag: {schema: {type: string}}}
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Order'}
              examples: {small: {summary: A small one, value: {id: 1}}}
        404: {$ref: '#/components/responses/Missing'}
        default: {description: Anything else.}
    put:
      deprecated: true
      security: [{oauth: [write]}, {}]
      requestBody:
        required: true
        description: The new order.
        content:
          application/json: {schema: {$ref: '#/components/schemas/Order'}}
          text/csv: {schema: {type: string}}
      responses: {204: {description: Done.}}
      callbacks:
        changed: {'{$request.body#/url}': {post: {summary: Told, responses: {200: {description: Thanks.}}}}}
webhooks:
  shipped: {post: {summary: It is on its way, responses: {200: {description: Thanks.}}}}
components:
  parameters:
    Fields: {name: fields, in: query, explode: false, schema: {type: array, items: {type: string}}}
  responses:
    Missing: {description: No such order., content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}}
  securitySchemes:
    token: {type: http, scheme: bearer, bearerFormat: JWT}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: https://t.example, scopes: {write: Change orders}}}}
  schemas:
    Order:
      type: object
      description: What was bought.
      required: [id]
      properties:
        id: {type: integer, minimum: 1, readOnly: true}
        parent: {$ref: '#/components/schemas/Order'}
        note: {type: [string, 'null'], minLength: 1, maxLength: 100, pattern: '^[a-z]+$', default: x}
        lines: {type: array, minItems: 1, items: {$ref: '#/components/schemas/Line'}}
        labels: {additionalProperties: {type: string}}
        state: {enum: [open, closed]}
        owner: {anyOf: [{$ref: '#/components/schemas/Error'}, {type: 'null'}]}
        pay: {oneOf: [{$ref: '#/components/schemas/Line'}, {type: string}], discriminator: {propertyName: kind}}
    Line: {type: object, properties: {order: {$ref: '#/components/schemas/Order'}}}
    Error: {type: object, additionalProperties: false}
"""


def test_the_head_says_what_the_api_is_and_where_it_is_reached() -> None:
    made = definition(SHOP)
    assert (made.family, made.format, made.title, made.version) == ("openapi", "OpenAPI 3.1.0", "Shop", "2.1.0")
    assert made.contact is not None
    assert made.contact.email == "shop@example.com"
    assert made.licence is not None
    assert made.licence.label == "Apache 2.0"
    (server,) = made.servers
    assert (server.url, server.protocol) == ("https://{region}.example.com/v2", "https")
    assert server.variables[0].values == ("eu", "us")
    assert made.problems == ()


def test_an_operation_has_its_own_parameters_before_those_of_its_path() -> None:
    found = operation(definition(SHOP), "GET", "/orders/{id}")
    assert [(one.name, one.where, one.required) for one in found.parameters] == [
        ("trace", "header", False),
        ("fields", "query", False),
        ("id", "path", True),
    ]
    assert found.parameters[0].examples[0].text == "abc"
    assert found.parameters[0].schema.constraints == ("at most 9 characters",)
    assert found.parameters[1].schema.type == "list of string"
    assert found.parameters[1].notes == ("values joined by commas",)


def test_answers_tell_errors_apart_and_follow_references() -> None:
    made = definition(SHOP)
    answers = operation(made, "GET", "/orders/{id}").answers
    assert [(one.status, one.error, one.description) for one in answers] == [
        ("200", False, "The order."),
        ("404", True, "No such order."),
        ("default", True, "Anything else."),
    ]
    (body,) = answers[0].bodies
    assert body.schema is not None
    assert body.schema.reference == type_named(made, "Order").anchor
    assert body.examples[0].summary == "A small one"
    assert json.loads(body.examples[0].text) == {"id": 1}
    assert answers[0].headers[0].name == "ETag"


def test_bodies_security_and_callbacks_are_read() -> None:
    made = definition(SHOP)
    found = operation(made, "PUT", "/orders/{id}")
    assert found.deprecated
    assert found.body_required
    assert [one.media_type for one in found.bodies] == ["application/json", "text/csv"]
    assert found.security == (Requirement((RequiredScheme("oauth", ("write",)),)), Requirement())
    assert [(one.name, one.verb) for one in found.callbacks] == [("changed", "POST")]
    assert operation(made, "GET", "/orders/{id}").security == (Requirement((RequiredScheme("token"),)),)
    assert operation(made, "WEBHOOK", "shipped").notes == ("sent to you as POST",)
    token, oauth = made.schemes
    assert (token.kind, token.where) == ("bearer token (JWT)", "in the header Authorization")
    assert (oauth.flows[0].name, oauth.flows[0].scopes[0].description) == ("client credentials", "Change orders")


def test_schemas_say_types_and_constraints_in_words_and_circles_are_links() -> None:
    made = definition(SHOP)
    order = type_named(made, "Order")
    assert order.description == "What was bought."
    assert [one.name for one in order.schema.properties if one.required] == ["id"]
    parts = properties(order.schema)
    assert (parts["id"].type, parts["id"].constraints, parts["id"].read_only) == ("integer", ("at least 1",), True)
    assert (parts["parent"].type, parts["parent"].reference) == ("Order", order.anchor)
    assert (parts["note"].type, parts["note"].nullable, parts["note"].default) == ("string or null", True, "x")
    assert parts["note"].constraints == ("1 to 100 characters", "matches ^[a-z]+$")
    assert (parts["lines"].type, parts["lines"].reference) == ("list of Line", type_named(made, "Line").anchor)
    assert parts["labels"].type == "map of string to string"
    assert [value.name for value in parts["state"].enum] == ["open", "closed"]
    assert (parts["owner"].type, parts["owner"].reference) == ("Error or null", type_named(made, "Error").anchor)
    assert (parts["pay"].type, parts["pay"].discriminator) == ("Line or string", "kind")
    assert type_named(made, "Error").schema.closed


def test_version_2_is_read_into_the_same_model() -> None:
    made = definition(
        """\
swagger: "2.0"
info: {title: Old, version: "1"}
host: api.example.com
basePath: /v1
schemes: [https, http]
consumes: [application/json]
produces: [application/json]
securityDefinitions: {key: {type: apiKey, name: X-Key, in: header}}
paths:
  /pets:
    post:
      parameters:
        - {name: pet, in: body, required: true, schema: {$ref: '#/definitions/Pet'}}
        - {name: dry, in: query, type: boolean, description: Only try.}
      responses:
        201: {description: Made., schema: {$ref: '#/definitions/Pet'}, examples: {application/json: {name: Rex}}}
  /photos:
    post:
      parameters: [{name: photo, in: formData, type: file, required: true}]
      responses: {default: {description: Failed.}}
definitions:
  Pet: {type: object, properties: {name: {type: string}}}
"""
    )
    assert made.format == "OpenAPI 2.0"
    assert [server.url for server in made.servers] == ["https://api.example.com/v1", "http://api.example.com/v1"]
    found = operation(made, "POST", "/pets")
    assert [(one.name, one.schema.type, one.description) for one in found.parameters] == [
        ("dry", "boolean", "Only try.")
    ]
    assert found.bodies[0].schema is not None
    assert found.bodies[0].schema.reference == type_named(made, "Pet").anchor
    assert found.answers[0].bodies[0].examples[0].language == "json"
    assert operation(made, "POST", "/photos").bodies[0].media_type == "multipart/form-data"
    assert made.schemes[0].where == "in the header X-Key"


def test_json_and_yaml_of_one_definition_give_one_model() -> None:
    as_yaml = "openapi: 3.0.0\npaths: {/a: {get: {summary: A, responses: {'200': {description: ok}}}}}\n"
    as_json = json.dumps(
        {"openapi": "3.0.0", "paths": {"/a": {"get": {"summary": "A", "responses": {"200": {"description": "ok"}}}}}}
    )
    assert definition(as_yaml) == definition(as_json)


def test_a_broken_definition_gives_what_stands_before_and_the_place() -> None:
    made = definition("openapi: 3.0.0\npaths:\n  /a: {get: {summary: A}}\n  /b:\n    get:\n      summary: a: b\n")
    assert [one.path for one in made.operations] == ["/a", "/b"]
    (problem,) = made.problems
    assert (problem.nature, problem.line, problem.column) == (Nature.BROKEN, 6, 17)


def test_broken_json_is_told_at_its_place() -> None:
    made = definition('{"openapi": "3.0.0",\n "paths": {"/a": {"get": {}}\n')
    assert [one.path for one in made.operations] == ["/a"]
    assert made.problems[0].nature is Nature.BROKEN
    assert made.problems[0].line == 3


def test_a_key_that_is_written_twice_is_told() -> None:
    made = definition("openapi: 3.0.0\npaths: {}\npaths: {/a: {get: {}}}\n")
    assert messages(made) == [(3, "the key 'paths' is written twice; the last one counts")]
    assert len(made.operations) == 1


@pytest.mark.parametrize(
    ("ref", "said"),
    [
        ("#/components/schemas/Pett", "leads to nothing: there is no 'Pett'"),
        ("other.yaml#/Pet", "leads to another file"),
        ("https://example.com/pet.json", "leads to the web"),
        ("#pet", "names an anchor that is not there"),
    ],
)
def test_a_reference_that_leads_nowhere_is_told_once_at_its_line(ref: str, said: str) -> None:
    made = definition(
        f"openapi: 3.0.0\npaths: {{}}\ncomponents:\n  schemas:\n    Pet: {{type: object}}\n"
        f"    A: {{$ref: '{ref}'}}\n    B: {{$ref: '{ref}'}}\n"
    )
    (problem,) = made.problems
    assert said in problem.message
    assert (problem.nature, problem.line) == (Nature.DANGLING, 6)
    assert (problem.hint == "Did you mean 'Pet'?") == ("Pett" in ref)
    assert type_named(made, "A").schema.reference is None


def test_what_a_reference_names_anywhere_in_the_document_becomes_a_type() -> None:
    made = definition(
        "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n"
        "        b: {type: object, properties: {c: {type: string}}}\n"
        "        d: {$ref: '#/components/schemas/A/properties/b'}\n"
    )
    parts = properties(type_named(made, "A").schema)
    assert parts["d"].reference == type_named(made, "b").anchor


def test_anchors_are_unique_safe_and_do_not_depend_on_what_stands_around() -> None:
    paths = "".join(
        f"  {path}: {{get: {{}}, post: {{operationId: __proto__}}}}\n" for path in ("/a b", "/a-b", "/é", "/A")
    )
    made = definition(f"openapi: 3.0.0\npaths:\n{paths}")
    anchors = [one.anchor for one in made.operations]
    assert len(set(anchors)) == len(anchors) == 8
    assert all(anchor.isascii() and anchor.startswith("operation-") and " " not in anchor for anchor in anchors)
    alone = definition("openapi: 3.0.0\npaths: {/é: {get: {}}}")
    assert alone.operations[0].anchor in anchors
