"""The one model of an API that every format is read into: operations, types, resources, and what could not be read.

Everything in it is immutable and finite: a schema names other types by their anchors and never holds them, so that
what is circular in a definition is a link here. Texts are as the author wrote them (descriptions are Markdown) and
are as hostile as the author. Anchors are unique in a definition, URL-safe, and the same as long as the names in the
definition are: `operation-…`, `type-…`, `resource-…`, `version-…`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """What kind of problem it is: the text is broken, a reference leads nowhere, or more is there than is read."""

    BROKEN = "broken"
    DANGLING = "dangling"
    LEFT_OUT = "left-out"


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be read, and where in the definition's text: line and column count from 1, None where unknown."""

    nature: Nature
    message: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """An address with its words; either may be empty."""

    label: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the definition names for questions."""

    name: str = ""
    url: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A value as one would send it: `text` is JSON, indented, where `language` says so; else as it was written."""

    text: str = ""
    language: str = "json"
    name: str = ""
    summary: str = ""
    description: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One of the values that an enumeration allows. `number` is protobuf's."""

    name: str
    description: str = ""
    deprecated: bool = False
    deprecation: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule in CEL that the server holds a value against (`x-kubernetes-validations`), and what it answers."""

    rule: str
    message: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """What a value looks like.

    `type` is in words and never empty: `object`, `string or null`, `list of Pet`, `[User!]!`, `map of string to Pet`.
    `reference` is the anchor of the named type that it is or holds; what that type says is not repeated here.
    `constraints` are in words: `1 to 100 characters`, `matches ^[a-z]+$`. `enum`, `const` and `default` are
    texts: JSON where they are no strings. `variants` of `one_of`, `any_of`, `all_of` are schemas of their own.
    """

    type: str = "any"
    format: str = ""
    title: str = ""
    description: str = ""
    reference: str | None = None
    properties: tuple[Property, ...] = ()
    pattern_properties: tuple[Property, ...] = ()
    additional: Schema | None = None
    closed: bool = False
    items: Schema | None = None
    prefix_items: tuple[Schema, ...] = ()
    one_of: tuple[Schema, ...] = ()
    any_of: tuple[Schema, ...] = ()
    all_of: tuple[Schema, ...] = ()
    not_: Schema | None = None
    conditions: tuple[Condition, ...] = ()
    discriminator: str = ""
    enum: tuple[Value, ...] = ()
    const: str | None = None
    default: str | None = None
    constraints: tuple[str, ...] = ()
    validations: tuple[Validation, ...] = ()
    examples: tuple[Example, ...] = ()
    read_only: bool = False
    write_only: bool = False
    deprecated: bool = False
    nullable: bool = False
    cut: bool = False
    """More is below than is read: the definition is too deep or too large here."""

    @property
    def unfolds(self) -> bool:
        """Whether there is more to show below the one line that tells its type."""
        return bool(
            self.properties
            or self.pattern_properties
            or self.one_of
            or self.any_of
            or self.all_of
            or self.prefix_items
            or self.conditions
            or self.not_
            or (self.additional is not None and self.additional.unfolds)
            or (self.items is not None and self.items.unfolds)
        )


@dataclass(frozen=True, slots=True)
class Condition:
    """`if` this schema fits, then that one must; else the other (JSON Schema's if, then, else and dependentSchemas)."""

    when: Schema
    then: Schema | None = None
    otherwise: Schema | None = None


@dataclass(frozen=True, slots=True)
class Property:
    """A named part of an object, field of a message or type. `arguments` are those of a GraphQL field.

    `notes` are short words beside the type: `field 3`, `one of payment`, `packed`. `deprecation` says what to use.
    """

    name: str
    schema: Schema
    required: bool = False
    arguments: tuple[Parameter, ...] = ()
    notes: tuple[str, ...] = ()
    deprecation: str = ""

    @property
    def deprecated(self) -> bool:
        return self.schema.deprecated or bool(self.deprecation)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a caller hands over beside the body. `where`: path, query, header, cookie, channel, argument."""

    name: str
    where: str
    schema: Schema
    required: bool = False
    description: str = ""
    deprecated: bool = False
    examples: tuple[Example, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Body:
    """A payload: a request's or answer's body in one media type, an event's message, an rpc's message.

    `name` and `title` are those of an AsyncAPI message or of a GraphQL or protobuf type; `headers` are the message's.
    """

    schema: Schema | None = None
    media_type: str = ""
    name: str = ""
    title: str = ""
    summary: str = ""
    description: str = ""
    required: bool = False
    headers: tuple[Parameter, ...] = ()
    examples: tuple[Example, ...] = ()
    notes: tuple[str, ...] = ()
    deprecated: bool = False
    streamed: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What may come back: `status` is `200`, `4XX`, `default`, or empty where the format has none."""

    status: str = ""
    description: str = ""
    bodies: tuple[Body, ...] = ()
    headers: tuple[Parameter, ...] = ()
    links: tuple[str, ...] = ()
    error: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """A right that a token carries."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A way to a token: `name` is in words (`authorization code`)."""

    name: str
    authorization_url: str = ""
    token_url: str = ""
    refresh_url: str = ""
    scopes: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A way to say who one is. `kind` is in words (`bearer token`, `API key`, `OAuth 2.0`).

    `where` says how it is handed over (`in the header X-Api-Key`). The same for programs: `location` is `header`,
    `query` or `cookie`, `parameter` the name there, `prefix` what stands before the secret (`Bearer`, `Basic`).
    """

    id: str
    kind: str
    where: str = ""
    location: str = ""
    parameter: str = ""
    prefix: str = ""
    description: str = ""
    flows: tuple[Flow, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class RequiredScheme:
    """A scheme by its id, with the scopes that are asked for."""

    id: str
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Requirement:
    """Schemes that are asked for together; with none of them, nobody has to say who they are."""

    schemes: tuple[RequiredScheme, ...] = ()


@dataclass(frozen=True, slots=True)
class Variable:
    """A part of a server's address that one fills in."""

    name: str
    default: str = ""
    values: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Server:
    """Where it is reached; `url` has its variables in braces."""

    url: str
    name: str = ""
    description: str = ""
    protocol: str = ""
    variables: tuple[Variable, ...] = ()
    security: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A heading under which operations stand: an OpenAPI tag, a protobuf service."""

    name: str
    description: str = ""
    docs: Link | None = None


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that can be done with the API.

    `verb` is GET…, SEND, RECEIVE, PUBLISH, SUBSCRIBE, QUERY, MUTATION, SUBSCRIPTION, RPC, CLIENT STREAM,
    SERVER STREAM, BIDI STREAM, WEBHOOK. `path` is the path, channel address, field or rpc's name. `name` is the
    author's own id. `bodies` are the choices of what is sent; `answers` what comes back, errors told apart.
    `security` is what holds for this operation, the definition's default applied; several are a choice, none
    means that the definition says nothing. `notes` are short facts (`Kafka topic orders`).
    """

    anchor: str
    verb: str
    path: str
    name: str = ""
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    deprecated: bool = False
    deprecation: str = ""
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Body, ...] = ()
    body_required: bool = False
    body_description: str = ""
    answers: tuple[Answer, ...] = ()
    security: tuple[Requirement, ...] = ()
    servers: tuple[Server, ...] = ()
    callbacks: tuple[Operation, ...] = ()
    reply: Operation | None = None
    docs: Link | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Type:
    """A named type, which others lead to. `kind`: schema, message, enum, object, input, interface, union, scalar…

    `links` are anchors of the types that it implements or of which it is the union.
    """

    name: str
    anchor: str
    kind: str
    schema: Schema
    description: str = ""
    values: tuple[Value, ...] = ()
    links: tuple[TypeLink, ...] = ()
    deprecated: bool = False


@dataclass(frozen=True, slots=True)
class TypeLink:
    """How a type stands to another: `relation` is `implements` or `is one of`; no anchor where it is not known."""

    relation: str
    name: str
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """What `kubectl get` prints of a resource beside its name: JSON path from its root; `priority` above 0 is wide."""

    name: str
    type: str
    json_path: str
    description: str = ""
    priority: int = 0


@dataclass(frozen=True, slots=True)
class ResourceVersion:
    """A version of a Kubernetes resource; `schema` is the whole, with `spec` and `status` among its properties."""

    name: str
    anchor: str
    schema: Schema
    served: bool = True
    storage: bool = False
    deprecated: bool = False
    deprecation: str = ""
    columns: tuple[Column, ...] = ()
    subresources: tuple[str, ...] = ()
    selectable: tuple[str, ...] = ()

    def part(self, name: str) -> Schema | None:
        """The schema of a property of the root: `spec`, `status`."""
        return next((found.schema for found in self.schema.properties if found.name == name), None)


@dataclass(frozen=True, slots=True)
class Resource:
    """A Kubernetes resource, as a CustomResourceDefinition tells it. `scope`: Namespaced or Cluster."""

    kind: str
    group: str
    anchor: str
    plural: str = ""
    singular: str = ""
    short_names: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    scope: str = ""
    versions: tuple[ResourceVersion, ...] = ()
    conversion: str = ""


@dataclass(frozen=True, slots=True)
class ApiDefinition:
    """All that a definition says of an API.

    `family` is `openapi`, `asyncapi`, `graphql`, `protobuf`, `json-schema` or `crd`; `format` is for people
    (`OpenAPI 3.1.0`). `types` are in the order of the definition. `root` is the anchor of the type that a JSON
    Schema is about. `problems` are in the order of their lines.
    """

    family: str
    format: str
    title: str = ""
    version: str = ""
    summary: str = ""
    description: str = ""
    terms: str = ""
    contact: Contact | None = None
    licence: Link | None = None
    docs: Link | None = None
    servers: tuple[Server, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    security: tuple[Requirement, ...] = ()
    tags: tuple[Tag, ...] = ()
    operations: tuple[Operation, ...] = ()
    types: tuple[Type, ...] = ()
    resources: tuple[Resource, ...] = ()
    root: str | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether nothing could be read that a page can show."""
        return not (self.operations or self.types or self.resources)
