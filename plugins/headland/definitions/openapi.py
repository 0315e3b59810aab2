"""OpenAPI 3.0, 3.1 and 3.2. Source: the OpenAPI Specification; spec.openapis.org/oas."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.head import contact, docs, licence, tags, variables
from headland.definitions.http import is_error, named_examples, operations, parameter_nodes
from headland.definitions.model import Answer, ApiDefinition, Body, Nature, Operation, Parameter, Schema, Server
from headland.definitions.parsing import Path
from headland.definitions.schemas import Schemas
from headland.definitions.security import requirements, security_schemes
from headland.definitions.swagger import read_swagger
from headland.definitions.tree import Mapping, Node, Tree, mapping, text, texts

_MOST_CALLBACKS = 100


def fit(content: Content) -> Fit:
    """Sure where the first document has one of the two keys that every such definition begins with."""
    root = content.mappings[0][1] if content.mappings else {}
    if "openapi" in root or "swagger" in root:
        return Fit.SURE
    return Fit.LIKELY if isinstance(root.get("paths"), dict) and "asyncapi" not in root else Fit.NONE


def read(content: Content) -> ApiDefinition:
    """An OpenAPI definition of any version; one that says none is taken as the newest."""
    number, root = content.mappings[0] if content.mappings else (0, {})
    tree = Tree(root, number)
    if not content.parsed.problems and not root:
        tree.problem(Nature.BROKEN, "this is not an OpenAPI definition: it is no mapping", ())
    elif root and "openapi" not in root and "swagger" not in root:
        tree.problem(Nature.BROKEN, "this does not say its version: it has neither 'openapi' nor 'swagger'", ())
    made = (
        read_swagger(tree, root) if "swagger" in root and "openapi" not in root else _Reading(tree, root).definition()
    )
    return replace(made, problems=(*content.parsed.problems, *tree.problems(content.text)))


class _Reading:
    """One definition as it is read."""

    def __init__(self, tree: Tree, root: Mapping) -> None:
        self._tree, self._root = tree, root
        self._schemas = Schemas(tree)
        self._depth = 0

    def definition(self) -> ApiDefinition:
        """All that the definition says."""
        root, tree = self._root, self._tree
        info = mapping(root.get("info"))
        schemas = mapping(root.get("components")).get("schemas")
        self._schemas.declare(schemas, ("components", "schemas"))
        components = mapping(root.get("components"))
        if "paths" in root and not isinstance(root["paths"], dict) and root["paths"] is not None:
            tree.problem(Nature.BROKEN, "'paths' is not a mapping", ("paths",))
        found = [
            *operations(tree, root.get("paths"), ("paths",), self._operation),
            *operations(tree, root.get("webhooks"), ("webhooks",), self._webhook),
        ]
        version = text(root.get("openapi"))
        return ApiDefinition(
            "openapi",
            f"OpenAPI {version}".strip(),
            title=text(info.get("title")),
            version=text(info.get("version")),
            summary=text(info.get("summary")),
            description=text(info.get("description")),
            terms=text(info.get("termsOfService")),
            contact=contact(info.get("contact")),
            licence=licence(info.get("license")),
            docs=docs(root.get("externalDocs")),
            servers=self._servers(root.get("servers"), ("servers",)),
            schemes=security_schemes(tree, components.get("securitySchemes"), ("components", "securitySchemes")),
            security=requirements(root.get("security")),
            tags=tags(tree, root.get("tags"), ("tags",)),
            operations=tuple(found),
            types=self._schemas.types(),
        )

    def _operation(self, verb: str, path: str, item: Node, node: Node) -> Operation:
        value = node.value
        name = text(value.get("operationId"))
        bodies, body = self._request(value.get("requestBody"), node.at("requestBody"))
        server_holder = node if "servers" in value else item
        return Operation(
            self._tree.anchors.give("operation", name or f"{verb.lower()} {path}"),
            verb,
            path,
            name=name,
            summary=text(value.get("summary")) or text(item.value.get("summary")),
            description=text(value.get("description")) or text(item.value.get("description")),
            tags=texts(value.get("tags")),
            deprecated=value.get("deprecated") is True,
            parameters=tuple(self._parameter(found) for found in parameter_nodes(self._tree, item, node)),
            bodies=bodies,
            body_required=body.value.get("required") is True,
            body_description=text(body.value.get("description")),
            answers=tuple(self._answers(value.get("responses"), node.at("responses"))),
            security=requirements(value.get("security", self._root.get("security"))),
            servers=self._servers(server_holder.value.get("servers"), server_holder.at("servers")),
            callbacks=tuple(self._callbacks(value.get("callbacks"), node.at("callbacks"))),
            docs=docs(value.get("externalDocs")),
        )

    def _webhook(self, verb: str, path: str, item: Node, node: Node) -> Operation:
        made = self._operation(verb, path, item, node)
        return replace(made, verb="WEBHOOK", notes=(f"sent to you as {verb}",))

    def _callbacks(self, value: JsonValue, path: Path) -> Iterator[Operation]:
        if self._depth:
            return  # A callback's own callbacks: read once, where it stands.
        self._depth += 1
        count = 0
        for name, node in self._tree.nodes(value, path):
            for found in operations(self._tree, node.value, node.path, self._operation):
                count += 1
                if count > _MOST_CALLBACKS:
                    self._tree.problem(Nature.LEFT_OUT, f"only {_MOST_CALLBACKS} callbacks are read", path)
                    break
                yield replace(found, name=name)
        self._depth -= 1

    def _servers(self, value: JsonValue, path: Path) -> tuple[Server, ...]:
        return tuple(
            Server(
                text(node.value.get("url")),
                text(node.value.get("name")),
                text(node.value.get("description")),
                text(node.value.get("url")).partition("://")[0] if "://" in text(node.value.get("url")) else "",
                variables(node.value.get("variables")),
            )
            for _, node in self._tree.nodes(value, path)
        )

    def _parameter(self, node: Node, where: str = "") -> Parameter:
        value = node.value
        schema = self._schema_of(node)
        return Parameter(
            text(value.get("name")),
            where or text(value.get("in")),
            schema,
            value.get("required") is True,
            text(value.get("description")),
            value.get("deprecated") is True,
            named_examples(self._tree, value, node.path),
            tuple(_style(value)),
        )

    def _schema_of(self, node: Node) -> Schema:
        """The schema of a parameter or header: beside it, or in the one media type of its content."""
        if "schema" in node.value:
            return self._schemas.schema(node.value["schema"], node.at("schema"))
        for media_type, content in mapping(node.value.get("content")).items():
            if isinstance(content, dict):
                return self._schemas.schema(content.get("schema"), node.at("content", media_type, "schema"))
        return Schema()

    def _request(self, value: JsonValue, path: Path) -> tuple[tuple[Body, ...], Node]:
        node = self._tree.node(value, path)
        return tuple(self._bodies(node)), node

    def _bodies(self, node: Node) -> Iterator[Body]:
        for media_type, content in self._tree.nodes(node.value.get("content"), node.at("content")):
            key = "itemSchema" if "itemSchema" in content.value and "schema" not in content.value else "schema"
            yield Body(
                self._schemas.schema(content.value[key], content.at(key)) if key in content.value else None,
                media_type,
                required=node.value.get("required") is True,
                examples=named_examples(self._tree, content.value, content.path),
                streamed=key == "itemSchema",
            )

    def _answers(self, value: JsonValue, path: Path) -> Iterator[Answer]:
        for status, node in self._tree.nodes(value, path):
            if status.startswith("x-"):
                continue
            yield Answer(
                status,
                text(node.value.get("description")) or text(node.value.get("summary")),
                tuple(self._bodies(node)),
                tuple(
                    replace(self._parameter(header, "header"), name=name)
                    for name, header in self._tree.nodes(node.value.get("headers"), node.at("headers"))
                ),
                tuple(
                    f"{name}: {text(link.value.get('operationId')) or text(link.value.get('operationRef'))}"
                    for name, link in self._tree.nodes(node.value.get("links"), node.at("links"))
                ),
                is_error(status),
            )


def _style(value: Mapping) -> Iterator[str]:
    """How a parameter with several values is written, where it is not the usual way."""
    if value.get("style") in ("spaceDelimited", "pipeDelimited", "deepObject", "matrix", "label"):
        yield f"style {text(value.get('style'))}"
    if value.get("explode") is False and value.get("style") in (None, "form") and value.get("in") == "query":
        yield "values joined by commas"
    if value.get("allowEmptyValue") is True:
        yield "may be empty"


FORMATS.register(
    Format(
        "openapi",
        "OpenAPI",
        frozenset({"openapi", "swagger", "oas", "openapi2", "openapi3", "openapi-2", "openapi-3"}),
        fit,
        read,
    )
)
