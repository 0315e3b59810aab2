"""AsyncAPI 2.x and 3.0. Source: the AsyncAPI Specification; asyncapi.com/docs/reference/specification.

Version 2 says what others may do (`publish`, `subscribe`) and version 3 what the application does (`send`, `receive`):
each is told in its own words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.head import contact, docs, licence, tags, variables
from headland.definitions.limits import MOST_OPERATIONS
from headland.definitions.messages import Messages
from headland.definitions.model import (
    ApiDefinition,
    Body,
    Nature,
    Operation,
    Parameter,
    RequiredScheme,
    Requirement,
    Server,
)
from headland.definitions.parsing import Path
from headland.definitions.schemas import Schemas, examples
from headland.definitions.security import requirements, security_schemes
from headland.definitions.tree import Mapping, Node, Tree, as_text, cut, mapping, text, texts


def fit(content: Content) -> Fit:
    """Sure where the first document says that it is one."""
    return Fit.SURE if content.mappings and "asyncapi" in content.mappings[0][1] else Fit.NONE


def read(content: Content) -> ApiDefinition:
    """An AsyncAPI definition of any version; one that says none is taken as version 2."""
    number, root = content.mappings[0] if content.mappings else (0, {})
    tree = Tree(root, number)
    if not root and not content.parsed.problems:
        tree.problem(Nature.BROKEN, "this is not an AsyncAPI definition: it is no mapping", ())
    elif root and "asyncapi" not in root:
        tree.problem(Nature.BROKEN, "this does not say its version: it has no 'asyncapi'", ())
    made = _Reading(tree, root).definition()
    return replace(made, problems=(*content.parsed.problems, *tree.problems(content.text)))


class _Reading:
    """One definition as it is read."""

    def __init__(self, tree: Tree, root: Mapping) -> None:
        self._tree, self._root = tree, root
        self._schemas = Schemas(tree)
        self._messages = Messages(tree, self._schemas, text(root.get("defaultContentType")))
        self._third = text(root.get("asyncapi")).startswith("3")
        self._count = 0

    def definition(self) -> ApiDefinition:
        """All that the definition says."""
        root, tree = self._root, self._tree
        info = mapping(root.get("info"))
        components = mapping(root.get("components"))
        self._schemas.declare(components.get("schemas"), ("components", "schemas"))
        schemes = security_schemes(tree, components.get("securitySchemes"), ("components", "securitySchemes"))
        found = tuple(self._third_operations() if self._third else self._second_operations())
        tagged = ("info", "tags") if self._third else ("tags",)
        given = info if self._third else root
        return ApiDefinition(
            "asyncapi",
            f"AsyncAPI {text(root.get('asyncapi'))}".strip(),
            title=text(info.get("title")),
            version=text(info.get("version")),
            description=text(info.get("description")),
            terms=text(info.get("termsOfService")),
            contact=contact(info.get("contact")),
            licence=licence(info.get("license")),
            docs=docs(tree.node(given.get("externalDocs"), (*tagged[:-1], "externalDocs")).value),
            servers=tuple(self._servers()),
            schemes=schemes,
            tags=tags(tree, given.get("tags"), tagged),
            operations=found,
            types=self._schemas.types(),
        )

    def _servers(self) -> Iterator[Server]:
        for name, node in self._tree.nodes(self._root.get("servers"), ("servers",)):
            value = node.value
            protocol = text(value.get("protocol"))
            url = text(value.get("url"))
            if not url and text(value.get("host")):
                path = text(value.get("pathname"))
                joint = "/" if path and not path.startswith("/") else ""
                url = f"{protocol}://{text(value.get('host'))}{joint}{path}" if protocol else text(value.get("host"))
            spoken = " ".join(part for part in (protocol, text(value.get("protocolVersion"))) if part)
            told = text(value.get("description")) or text(value.get("summary"))
            required = self._security(value.get("security"), node.at("security"))
            yield Server(url, name, told, spoken, variables(value.get("variables")), required)

    def _security(self, value: JsonValue, path: Path) -> tuple[Requirement, ...]:
        """What is asked for: in version 3 a list of schemes, each of which will do; in version 2 as in OpenAPI."""
        if not self._third:
            return requirements(value)
        found: list[Requirement] = []
        for _, node in self._tree.nodes(value, path):
            named = "securitySchemes" in node.path
            name = str(node.path[-1]) if named else text(node.value.get("type"))
            scopes = texts(node.value.get("scopes"))
            found.append(Requirement((RequiredScheme(name, scopes),)))
        return tuple(found)

    def _second_operations(self) -> Iterator[Operation]:
        for address, channel in self._tree.nodes(self._root.get("channels"), ("channels",)):
            given = [verb for verb in ("publish", "subscribe") if isinstance(channel.value.get(verb), dict)]
            for verb in given:
                node = self._with_traits(self._tree.node(channel.value[verb], channel.at(verb)))
                messages = tuple(self._messages.bodies(node.value.get("message"), node.at("message")))
                if not self._counts(node.path):
                    return
                yield self._operation(verb.upper(), address, channel, node, messages)
            if not given:
                if not self._counts(channel.path):
                    return
                yield self._operation("CHANNEL", address, channel, Node({}, channel.path), ())

    def _third_operations(self) -> Iterator[Operation]:
        used: set[Path] = set()
        for name, given in self._tree.nodes(self._root.get("operations"), ("operations",)):
            node = self._with_traits(given)
            channel = self._tree.node(node.value.get("channel"), node.at("channel"))
            used.add(channel.path)
            verb = text(node.value.get("action")).upper()
            if verb not in ("SEND", "RECEIVE"):
                self._tree.problem(Nature.BROKEN, f"the operation '{cut(name)}' neither sends nor receives", given.path)
                verb = verb or "CHANNEL"
            if not self._counts(node.path):
                return
            messages = self._chosen(node, channel)
            made = self._operation(verb, self._address(channel), channel, node, messages)
            reply = self._tree.node(node.value.get("reply"), node.at("reply"))
            yield replace(
                made,
                name=name,
                anchor=self._tree.anchors.give("operation", name),
                reply=self._reply(reply, verb) if reply.value else None,
            )
        for name, channel in self._tree.nodes(self._root.get("channels"), ("channels",)):
            if channel.path not in used and self._counts(channel.path):
                messages = tuple(self._messages.listed(channel.value.get("messages"), channel.at("messages")))
                made = self._operation("CHANNEL", self._address(channel), channel, Node({}, channel.path), messages)
                yield replace(made, name=name)

    def _chosen(self, node: Node, channel: Node) -> tuple[Body, ...]:
        """The messages of an operation or reply: those that it names, else all of its channel's."""
        holder = node if node.value.get("messages") else channel
        return tuple(self._messages.listed(holder.value.get("messages"), holder.at("messages")))

    def _address(self, channel: Node) -> str:
        address = text(channel.value.get("address"))
        return address or (str(channel.path[-1]) if channel.value else "")

    def _reply(self, node: Node, verb: str) -> Operation:
        channel = self._tree.node(node.value.get("channel"), node.at("channel"))
        address = self._tree.node(node.value.get("address"), node.at("address")).value
        where = text(address.get("location"))
        path = self._address(channel) or where
        return Operation(
            self._tree.anchors.give("operation", f"reply-{path}"),
            "RECEIVE" if verb == "SEND" else "SEND",
            path,
            description=text(address.get("description")) or text(channel.value.get("description")),
            bodies=self._chosen(node, channel),
            notes=(f"address given by {where}",) if where and self._address(channel) else (),
        )

    def _operation(self, verb: str, address: str, channel: Node, node: Node, messages: tuple[Body, ...]) -> Operation:
        value = node.value
        name = text(value.get("operationId"))
        about = channel.value
        summary = text(value.get("summary")) or text(value.get("title"))
        return Operation(
            "" if self._third and value else self._tree.anchors.give("operation", name or f"{verb.lower()} {address}"),
            verb,
            address,
            name=name,
            summary=summary or text(about.get("summary")) or text(about.get("title")),
            description="\n\n".join(
                part for part in (text(value.get("description")), text(about.get("description"))) if part
            ),
            tags=self._tags(node) or self._tags(channel),
            deprecated=value.get("deprecated") is True,
            parameters=tuple(self._parameters(channel)),
            bodies=messages,
            security=self._security(value.get("security"), node.at("security")),
            servers=tuple(self._servers_of(channel)),
            docs=docs(self._tree.node(value.get("externalDocs"), node.at("externalDocs")).value),
            notes=tuple(dict.fromkeys((*self._bindings(channel), *self._bindings(node)))),
        )

    def _servers_of(self, channel: Node) -> Iterator[Server]:
        """The servers that a channel names, when it is not to be found on all of them."""
        wanted = channel.value.get("servers")
        if not isinstance(wanted, list):
            return
        names = set(texts(wanted)) | {str(node.path[-1]) for _, node in self._tree.nodes(wanted, channel.at("servers"))}
        yield from (server for server in self._servers() if server.name in names)

    def _tags(self, node: Node) -> tuple[str, ...]:
        return tuple(found.name for found in tags(self._tree, node.value.get("tags"), node.at("tags")))

    def _parameters(self, channel: Node) -> Iterator[Parameter]:
        for name, node in self._tree.nodes(channel.value.get("parameters"), channel.at("parameters")):
            value = node.value
            where = text(value.get("location"))
            if "schema" in value:
                schema = self._schemas.schema(value["schema"], node.at("schema"))
            else:
                told: Mapping = {"type": "string"}
                told.update((key, value[key]) for key in ("enum", "default") if key in value)
                schema = self._schemas.schema(told, node.path)
            yield Parameter(
                name,
                "channel",
                schema,
                True,
                text(value.get("description")),
                examples=examples(value),
                notes=(f"also in {where}",) if where else (),
            )

    def _bindings(self, node: Node) -> Iterator[str]:
        """What the protocol is told, in short words: `kafka: topic orders, partitions 3`."""
        bindings = self._tree.node(node.value.get("bindings"), node.at("bindings"))
        for protocol, given in self._tree.nodes(bindings.value, bindings.path):
            said = [
                f"{key} {cut(as_text(value))}"
                for key, value in given.value.items()
                if key != "bindingVersion" and not isinstance(value, (dict, list))
            ]
            deeper = [
                f"{key}.{inner} {cut(as_text(value))}"
                for key, below in given.value.items()
                for inner, value in mapping(below).items()
                if not isinstance(value, (dict, list)) and key in ("exchange", "queue", "topicConfiguration", "groupId")
            ]
            if said or deeper:
                yield f"{protocol}: {', '.join((*said, *deeper))}"

    def _with_traits(self, node: Node) -> Node:
        """A mapping with what its traits say beside it; what it says itself has the last word."""
        merged: Mapping = {}
        for _, trait in self._tree.nodes(node.value.get("traits"), node.at("traits")):
            merged.update(trait.value)
        return Node({**merged, **node.value}, node.path) if merged else node

    def _counts(self, path: Path) -> bool:
        self._count += 1
        if self._count <= MOST_OPERATIONS:
            return True
        self._tree.problem(Nature.LEFT_OUT, f"only the first {MOST_OPERATIONS:,} operations are read", path)
        return False


FORMATS.register(Format("asyncapi", "AsyncAPI", frozenset({"asyncapi", "asyncapi2", "asyncapi3"}), fit, read))
