"""AsyncAPI 2 and 3: channels, messages, replies, traits, bindings."""

from __future__ import annotations

from tests.definitions.reading import definition, operation, properties, type_named

SECOND = """\
asyncapi: 2.6.0
info: {title: Orders, version: 1.0.0}
defaultContentType: application/json
servers:
  live: {url: 'broker.example.com:9092', protocol: kafka, protocolVersion: '3.5', security: [{sasl: []}]}
channels:
  orders.{region}:
    description: All orders of a region.
    parameters: {region: {description: Where., schema: {type: string, enum: [eu, us]}}}
    bindings: {kafka: {topic: orders, partitions: 3}}
    subscribe:
      operationId: onOrder
      summary: Hear of orders
      traits: [{$ref: '#/components/operationTraits/base'}]
      message:
        oneOf: [{$ref: '#/components/messages/Placed'}, {$ref: '#/components/messages/Avro'}]
components:
  operationTraits: {base: {description: From the trait., summary: Not this one}}
  securitySchemes: {sasl: {type: scramSha256}}
  messages:
    Placed:
      title: An order was placed
      headers: {type: object, required: [id], properties: {id: {type: string, description: Of the message.}}}
      correlationId: {location: $message.header#/id}
      payload: {$ref: '#/components/schemas/Order'}
      examples: [{name: small, payload: {n: 1}}]
    Avro:
      schemaFormat: application/vnd.apache.avro;version=1.9.0
      payload: {type: record, name: Old, fields: [{name: n, type: ['null', int], doc: How many., default: null}]}
  schemas:
    Order: {type: object, properties: {n: {type: integer}}}
"""

THIRD = """\
asyncapi: 3.0.0
info: {title: Lights, version: 1.0.0, tags: [{name: city, description: Of the city.}]}
servers:
  live: {host: example.com, pathname: /mqtt, protocol: mqtt}
channels:
  measured:
    address: lights/{id}/measured
    parameters: {id: {description: The light.}}
    messages: {lit: {payload: {type: object, properties: {lumens: {type: integer}}}}}
  answers: {address: answers, messages: {done: {payload: {type: string}}}}
  unused: {address: unused}
operations:
  turnOn:
    action: send
    channel: {$ref: '#/channels/measured'}
    messages: [{$ref: '#/channels/measured/messages/lit'}]
    security: [{$ref: '#/components/securitySchemes/user'}]
    reply: {channel: {$ref: '#/channels/answers'}}
components: {securitySchemes: {user: {type: userPassword}}}
"""


def test_version_2_tells_channels_messages_and_traits() -> None:
    made = definition(SECOND)
    assert (made.format, made.problems) == ("AsyncAPI 2.6.0", ())
    found = operation(made, "SUBSCRIBE", "orders.{region}")
    assert (found.name, found.summary) == ("onOrder", "Hear of orders")
    assert found.description == "From the trait.\n\nAll orders of a region."
    assert found.notes == ("kafka: topic orders, partitions 3",)
    assert [value.name for value in found.parameters[0].schema.enum] == ["eu", "us"]
    placed, avro = found.bodies
    assert (placed.name, placed.title, placed.media_type) == ("Placed", "An order was placed", "application/json")
    assert placed.schema is not None
    assert placed.schema.reference == type_named(made, "Order").anchor
    assert [(one.name, one.required, one.description) for one in placed.headers] == [("id", True, "Of the message.")]
    assert placed.notes == ("correlated by $message.header#/id",)
    assert avro.schema is not None
    assert properties(avro.schema)["n"].type == "int or null"
    (server,) = made.servers
    assert (server.name, server.protocol, server.security[0].schemes[0].id) == ("live", "kafka 3.5", "sasl")


def test_version_3_tells_what_is_sent_and_the_reply() -> None:
    made = definition(THIRD)
    assert (made.format, made.problems) == ("AsyncAPI 3.0.0", ())
    found = operation(made, "SEND", "lights/{id}/measured")
    assert (found.name, found.parameters[0].name, found.bodies[0].name) == ("turnOn", "id", "lit")
    assert found.security[0].schemes[0].id == "user"
    assert found.reply is not None
    assert (found.reply.verb, found.reply.path, found.reply.bodies[0].name) == ("RECEIVE", "answers", "done")
    assert made.servers[0].url == "mqtt://example.com/mqtt"
    assert made.tags[0].name == "city"


def test_a_channel_without_an_operation_is_told_too() -> None:
    made = definition(THIRD)
    assert [one.path for one in made.operations if one.verb == "CHANNEL"] == ["answers", "unused"]
