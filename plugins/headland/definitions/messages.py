"""Messages of AsyncAPI: payload, headers and examples, with what their traits add."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.avro import avro_schema
from headland.definitions.limits import MOST_EXAMPLES
from headland.definitions.model import Body, Example, Parameter, Schema
from headland.definitions.parsing import Path
from headland.definitions.schemas import Schemas, example
from headland.definitions.tree import Mapping, Node, Tree, as_json, cut, mapping, sequence, text


class Messages:
    """Reads messages of one definition; `media_type` is what they are in where they do not say it."""

    def __init__(self, tree: Tree, schemas: Schemas, media_type: str) -> None:
        self._tree, self._schemas, self._media_type = tree, schemas, media_type

    def bodies(self, value: JsonValue, path: Path) -> Iterator[Body]:
        """The message of an operation in version 2, which may be one of several."""
        node = self._tree.node(value, path)
        if isinstance(node.value.get("oneOf"), list):
            yield from self.listed(node.value["oneOf"], node.at("oneOf"))
        elif node.value:
            yield self._body(node)

    def listed(self, value: JsonValue, path: Path) -> Iterator[Body]:
        """Messages by name or in a list, as version 3 has them."""
        for _, node in self._tree.nodes(value, path):
            yield self._body(node)

    def _body(self, given: Node) -> Body:
        node = self._with_traits(given)
        value = node.value
        format_ = text(value.get("schemaFormat"))
        schema = self._payload(node, format_)
        correlation = mapping(self._tree.node(value.get("correlationId"), node.at("correlationId")).value)
        notes = [f"correlated by {cut(text(correlation.get('location')))}"] if correlation.get("location") else []
        foreign = format_ or text(mapping(value.get("payload")).get("schemaFormat"))
        if foreign and "asyncapi" not in foreign:
            notes.append(f"payload in {cut(foreign)}")
        return Body(
            schema,
            text(value.get("contentType")) or self._media_type,
            name=text(value.get("name")) or text(value.get("messageId")) or _key(given.path),
            title=text(value.get("title")),
            summary=text(value.get("summary")),
            description=text(value.get("description")),
            headers=tuple(self._headers(node)),
            examples=tuple(self._examples(value)),
            notes=tuple(notes),
            deprecated=value.get("deprecated") is True,
        )

    def _payload(self, node: Node, format_: str) -> Schema | None:
        payload = node.value.get("payload")
        path = node.at("payload")
        if isinstance(payload, dict) and "schemaFormat" in payload and "schema" in payload:
            format_, payload, path = text(payload.get("schemaFormat")), payload["schema"], (*path, "schema")
        if payload is None:
            return None
        if "avro" in format_:
            return avro_schema(payload)
        if format_ and not any(known in format_ for known in ("asyncapi", "schema+", "openapi", "json", "yaml")):
            text_ = payload if isinstance(payload, str) else as_json(payload, indent=2)
            return Schema("any", examples=(Example(text_, "text", name=format_),))
        return self._schemas.schema(payload, path)

    def _headers(self, node: Node) -> Iterator[Parameter]:
        """The fields of the headers' schema, told as headers."""
        found = self._tree.node(node.value.get("headers"), node.at("headers"))
        if isinstance(found.value.get("schema"), dict) and "schemaFormat" in found.value:
            found = self._tree.node(found.value["schema"], found.at("schema"))
        if not found.value:
            return
        schema = self._schemas.schema(found.value, found.path)
        for part in schema.properties:
            yield Parameter(
                part.name,
                "header",
                replace(part.schema, description=""),
                part.required,
                part.schema.description,
                part.deprecated,
                part.schema.examples,
            )

    def _examples(self, value: Mapping) -> Iterator[Example]:
        for given in sequence(value.get("examples"))[:MOST_EXAMPLES]:
            if not isinstance(given, dict):
                yield example(given)
                continue
            named = (text(given.get("name")), text(given.get("summary")))
            if "payload" in given:
                yield example(given["payload"], *named)
            if "headers" in given:
                yield example(given["headers"], f"{named[0]} headers".strip(), named[1])
            if "payload" not in given and "headers" not in given:
                yield example(given)

    def _with_traits(self, node: Node) -> Node:
        merged: Mapping = {}
        for _, trait in self._tree.nodes(node.value.get("traits"), node.at("traits")):
            merged.update(trait.value)
        return Node({**merged, **node.value}, node.path) if merged else node


def _key(path: Path) -> str:
    """The name under which a message stands, where it stands under one."""
    return str(path[-1]) if len(path) > 1 and path[-2] == "messages" and isinstance(path[-1], str) else ""
