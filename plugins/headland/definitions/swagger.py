"""OpenAPI 2.0, once called Swagger. Source: the OpenAPI Specification 2.0; spec.openapis.org/oas/v2.0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.head import contact, docs, licence, tags
from headland.definitions.http import is_error, operations, parameter_nodes
from headland.definitions.model import Answer, ApiDefinition, Body, Operation, Parameter, Property, Schema, Server
from headland.definitions.schemas import Schemas, example, examples
from headland.definitions.security import requirements, security_schemes
from headland.definitions.tree import Mapping, Node, Tree, mapping, text, texts

_SAID_ELSEWHERE = frozenset({"name", "in", "required", "description", "example", "examples", "x-example", "x-examples"})
"""Keys of a parameter that its schema does not repeat: in version 2 both are one mapping."""


def read_swagger(tree: Tree, root: Mapping) -> ApiDefinition:
    """All that a definition in version 2.0 says; problems are left to the tree."""
    return _Reading(tree, root).definition()


class _Reading:
    """One definition as it is read."""

    def __init__(self, tree: Tree, root: Mapping) -> None:
        self._tree, self._root = tree, root
        self._schemas = Schemas(tree)

    def definition(self) -> ApiDefinition:
        """All that the definition says."""
        root, tree = self._root, self._tree
        info = mapping(root.get("info"))
        self._schemas.declare(root.get("definitions"), ("definitions",))
        found = tuple(operations(tree, root.get("paths"), ("paths",), self._operation))
        return ApiDefinition(
            "openapi",
            f"OpenAPI {text(root.get('swagger')) or '2.0'}",
            title=text(info.get("title")),
            version=text(info.get("version")),
            description=text(info.get("description")),
            terms=text(info.get("termsOfService")),
            contact=contact(info.get("contact")),
            licence=licence(info.get("license")),
            docs=docs(root.get("externalDocs")),
            servers=tuple(self._servers()),
            schemes=security_schemes(tree, root.get("securityDefinitions"), ("securityDefinitions",)),
            security=requirements(root.get("security")),
            tags=tags(tree, root.get("tags"), ("tags",)),
            operations=found,
            types=self._schemas.types(),
        )

    def _servers(self) -> Iterator[Server]:
        host, base = text(self._root.get("host")), text(self._root.get("basePath"))
        if not host:
            if base:
                yield Server(base)
            return
        for protocol in texts(self._root.get("schemes")) or ("https",):
            yield Server(f"{protocol}://{host}{base.rstrip('/')}", protocol=protocol)

    def _operation(self, verb: str, path: str, item: Node, node: Node) -> Operation:
        value = node.value
        name = text(value.get("operationId"))
        parameters = list(parameter_nodes(self._tree, item, node))
        bodies = tuple(self._bodies(parameters, value))
        body = next((found for found in parameters if found.value.get("in") == "body"), None)
        return Operation(
            self._tree.anchors.give("operation", name or f"{verb.lower()} {path}"),
            verb,
            path,
            name=name,
            summary=text(value.get("summary")),
            description=text(value.get("description")),
            tags=texts(value.get("tags")),
            deprecated=value.get("deprecated") is True,
            parameters=tuple(
                self._parameter(found) for found in parameters if found.value.get("in") not in ("body", "formData")
            ),
            bodies=bodies,
            body_required=any(found.required for found in bodies),
            body_description="" if body is None else text(body.value.get("description")),
            answers=tuple(self._answers(node)),
            security=requirements(value.get("security", self._root.get("security"))),
            docs=docs(value.get("externalDocs")),
        )

    def _schema_beside(self, node: Node) -> Schema:
        """The schema that is mixed with a parameter's or header's own keys."""
        plain = {key: child for key, child in node.value.items() if key not in _SAID_ELSEWHERE}
        return self._schemas.schema(plain, node.path)

    def _parameter(self, node: Node) -> Parameter:
        value = node.value
        collected = {"multi": "repeated", "ssv": "values joined by spaces", "tsv": "values joined by tabs"}
        note = collected.get(text(value.get("collectionFormat")), "")
        shown = "x-example" in value
        return Parameter(
            text(value.get("name")),
            text(value.get("in")),
            self._schema_beside(node),
            value.get("required") is True,
            text(value.get("description")),
            value.get("deprecated") is True or value.get("x-deprecated") is True,
            examples({"example": value["x-example"]}) if shown else examples(value),
            (note,) if note else (),
        )

    def _bodies(self, parameters: list[Node], operation: Mapping) -> Iterator[Body]:
        consumes = texts(operation.get("consumes", self._root.get("consumes")))
        for node in parameters:
            if node.value.get("in") == "body":
                schema = self._schemas.schema(node.value.get("schema"), node.at("schema"))
                for media_type in consumes or ("application/json",):
                    yield Body(schema, media_type, required=node.value.get("required") is True)
        fields = [node for node in parameters if node.value.get("in") == "formData"]
        if not fields:
            return
        schema = Schema(
            "object",
            properties=tuple(
                Property(
                    text(node.value.get("name")),
                    replace(self._schema_beside(node), description=text(node.value.get("description"))),
                    node.value.get("required") is True,
                )
                for node in fields
            ),
        )
        upload = any(node.value.get("type") == "file" for node in fields)
        usual = "multipart/form-data" if upload else "application/x-www-form-urlencoded"
        forms = [media_type for media_type in consumes if "form" in media_type] or [usual]
        for media_type in forms:
            yield Body(schema, media_type, required=any(node.value.get("required") is True for node in fields))

    def _answers(self, operation: Node) -> Iterator[Answer]:
        produces = texts(operation.value.get("produces", self._root.get("produces")))
        for status, node in self._tree.nodes(operation.value.get("responses"), operation.at("responses")):
            if status.startswith("x-"):
                continue
            yield Answer(
                status,
                text(node.value.get("description")),
                tuple(self._answer_bodies(node, produces)),
                tuple(
                    Parameter(
                        name, "header", self._schema_beside(header), description=text(header.value.get("description"))
                    )
                    for name, header in self._tree.nodes(node.value.get("headers"), node.at("headers"))
                ),
                error=is_error(status),
            )

    def _answer_bodies(self, node: Node, produces: tuple[str, ...]) -> Iterator[Body]:
        shown: dict[str, JsonValue] = mapping(node.value.get("examples"))
        if "schema" not in node.value:
            for media_type, value in shown.items():
                yield Body(None, media_type, examples=(example(value),))
            return
        schema = self._schemas.schema(node.value["schema"], node.at("schema"))
        for media_type in dict.fromkeys((*(produces or ("application/json",)), *shown)):
            given = (example(shown[media_type]),) if media_type in shown else ()
            yield Body(schema, media_type, examples=given)
