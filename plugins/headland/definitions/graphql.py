"""GraphQL schemas: the schema definition language, and an introspection's answer in JSON.

The fields of the root types are the operations. Read by graphql-core. Source: the GraphQL specification, October 2021.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import cast

from graphql import GraphQLError, GraphQLSyntaxError, Source, TokenKind, build_client_schema, print_ast, print_schema
from graphql.language import (
    ConstDirectiveNode,
    DirectiveDefinitionNode,
    EnumTypeDefinitionNode,
    EnumTypeExtensionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputObjectTypeExtensionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    InterfaceTypeExtensionNode,
    ListTypeNode,
    NamedTypeNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    ObjectTypeExtensionNode,
    ScalarTypeDefinitionNode,
    ScalarTypeExtensionNode,
    SchemaDefinitionNode,
    SchemaExtensionNode,
    StringValueNode,
    TypeNode,
    UnionTypeDefinitionNode,
    UnionTypeExtensionNode,
)
from graphql.language.parser import Parser
from graphql.utilities import IntrospectionQuery

from headland.definitions.anchors import Anchors
from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.limits import MOST_OPERATIONS, MOST_PROBLEMS, MOST_TYPES
from headland.definitions.model import (
    Answer,
    ApiDefinition,
    Body,
    Nature,
    Operation,
    Parameter,
    Problem,
    Property,
    Schema,
    Type,
    TypeLink,
    Value,
)
from headland.definitions.texts import place_in
from headland.definitions.tree import Mapping, cut, mapping

MOST_CHARACTERS = 12_000_000
"""Of a schema in this language: its parser keeps every token until it is done."""

_START = re.compile(
    r"^(?:extend[ \t]+)?(schema|scalar|type|interface|union|enum|input|directive)\b(?=[ \t\r\n]*[@\w{])", re.MULTILINE
)
_TYPESCRIPT = re.compile(r"^(?:import|export|const|declare)\b|^type[ \t]+\w+(?:<[^>\n]*>)?[ \t]*=", re.MULTILINE)
"""TypeScript, in which some APIs are told, begins its lines with the same words."""
_BUILT_IN = frozenset({"Int", "Float", "String", "Boolean", "ID"})
_ROOTS = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}
_QUIET = frozenset({"deprecated", "specifiedBy"})


def fit(content: Content) -> Fit:
    """Sure where a definition of the language begins a line; or where JSON holds an introspection's answer."""
    if content.has_keys:
        return Fit.SURE if _introspection(content) is not None else Fit.NONE
    if _TYPESCRIPT.search(content.head):
        return Fit.NONE
    words = {found[1] for found in _START.finditer(content.head)}
    return Fit.SURE if words - {"enum"} else Fit.LIKELY if words else Fit.NONE


def _introspection(content: Content) -> Mapping | None:
    if "__schema" not in content.head or not content.mappings:
        return None
    root = content.mappings[0][1]
    held = root if "__schema" in root else mapping(root.get("data"))
    return held if isinstance(held.get("__schema"), dict) else None


def read(content: Content) -> ApiDefinition:
    """A schema; of one that is broken, every definition that is whole."""
    text, problems = content.text, list[Problem]()
    introspection = _introspection(content) if content.has_keys else None
    if introspection is not None:
        try:
            text = print_schema(build_client_schema(cast("IntrospectionQuery", introspection)))
        except (GraphQLError, TypeError, KeyError, ValueError, AttributeError) as error:
            problems.append(Problem(Nature.BROKEN, f"this is not an introspection's answer: {cut(str(error))}"))
            text = ""
    if len(text) > MOST_CHARACTERS:
        text = text[:MOST_CHARACTERS]
        problems.append(Problem(Nature.LEFT_OUT, f"only the first {MOST_CHARACTERS:,} characters are read"))
    gathered = _Gathered()
    problems.extend(_gather(text, gathered))
    reading = _Reading(text, gathered)
    operations = tuple(reading.operations())
    types = tuple(reading.types())
    problems.extend(reading.problems)
    if introspection is not None:
        problems = [Problem(found.nature, found.message, hint=found.hint) for found in problems]
    return ApiDefinition(
        "graphql",
        "GraphQL",
        description=gathered.description,
        operations=operations,
        types=types,
        problems=tuple(problems),
    )


@dataclass(slots=True)
class _Named:
    """A named type as it is put together from its definition and its extensions."""

    name: str
    kind: str
    description: str = ""
    fields: list[FieldDefinitionNode | InputValueDefinitionNode] = field(default_factory=list)
    values: list[Value] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Gathered:
    """All definitions of a text by name, in the order in which each name comes first."""

    description: str = ""
    roots: dict[str, str] = field(default_factory=dict)
    named: dict[str, _Named] = field(default_factory=dict)
    directives: dict[str, DirectiveDefinitionNode] = field(default_factory=dict)


def _gather(text: str, gathered: _Gathered) -> Iterator[Problem]:
    """Put every definition of a text where it belongs; after a broken one go on with the next that begins a line."""
    start = 0
    for _ in range(MOST_PROBLEMS):
        parser = Parser(Source(text[start:]), no_location=True)
        try:
            parser.expect_token(TokenKind.SOF)
            while not parser.expect_optional_token(TokenKind.EOF):
                _take(parser.parse_definition(), gathered)
        except GraphQLSyntaxError as error:
            at = start + next(iter(error.positions or ()), 0)
            message = error.message.removeprefix("Syntax Error: ").rstrip(".")
            yield Problem(Nature.BROKEN, f"this is not GraphQL: {cut(message)}", *place_in(text, at))
        except RecursionError:
            at = start
            yield Problem(Nature.LEFT_OUT, "what is nested too deeply is left out", *place_in(text, at))
        else:
            return
        following = _START.search(text, at + 1)
        if following is None:
            return
        start = following.start()


def _take(node: object, gathered: _Gathered) -> None:
    if isinstance(node, (SchemaDefinitionNode, SchemaExtensionNode)):
        for root in node.operation_types or ():
            gathered.roots[root.operation.value] = root.type.name.value
        if isinstance(node, SchemaDefinitionNode):
            gathered.description = _told(node.description)
        return
    if isinstance(node, DirectiveDefinitionNode):
        gathered.directives.setdefault(node.name.value, node)
        return
    kind = next((kind for kind, types in _KINDS.items() if isinstance(node, types)), None)
    if kind is None or not isinstance(node, _DEFINITIONS):
        return
    name = node.name.value
    known = gathered.named.setdefault(name, _Named(name, kind))
    if not isinstance(node, _EXTENSIONS):
        known.kind = kind
        known.description = _told(node.description) or known.description
    known.notes.extend(_notes(node.directives))
    if isinstance(node, (EnumTypeDefinitionNode, EnumTypeExtensionNode)):
        for value in node.values or ():
            reason = _deprecation(value.directives)
            known.values.append(Value(value.name.value, _told(value.description), reason is not None, reason or ""))
    elif isinstance(node, (UnionTypeDefinitionNode, UnionTypeExtensionNode)):
        known.links.extend(("is one of", member.name.value) for member in node.types or ())
    elif not isinstance(node, (ScalarTypeDefinitionNode, ScalarTypeExtensionNode)):
        known.fields.extend(node.fields or ())
        if not isinstance(node, (InputObjectTypeDefinitionNode, InputObjectTypeExtensionNode)):
            known.links.extend(("implements", found.name.value) for found in node.interfaces or ())


_KINDS: dict[str, tuple[type, ...]] = {
    "object": (ObjectTypeDefinitionNode, ObjectTypeExtensionNode),
    "input": (InputObjectTypeDefinitionNode, InputObjectTypeExtensionNode),
    "interface": (InterfaceTypeDefinitionNode, InterfaceTypeExtensionNode),
    "union": (UnionTypeDefinitionNode, UnionTypeExtensionNode),
    "enum": (EnumTypeDefinitionNode, EnumTypeExtensionNode),
    "scalar": (ScalarTypeDefinitionNode, ScalarTypeExtensionNode),
}
_EXTENSIONS = (
    ObjectTypeExtensionNode,
    InputObjectTypeExtensionNode,
    InterfaceTypeExtensionNode,
    UnionTypeExtensionNode,
    EnumTypeExtensionNode,
    ScalarTypeExtensionNode,
)
_DEFINITIONS = (
    ObjectTypeDefinitionNode,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    UnionTypeDefinitionNode,
    EnumTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    *_EXTENSIONS,
)


class _Reading:
    """Turns what was gathered into operations and types."""

    def __init__(self, text: str, gathered: _Gathered) -> None:
        self._text, self._gathered = text, gathered
        self._anchors = Anchors()
        roots = gathered.roots or _ROOTS
        self._roots = {verb: gathered.named[name] for verb, name in roots.items() if name in gathered.named}
        root_names = {found.name for found in self._roots.values()}
        self._types = [found for found in gathered.named.values() if found.name not in root_names]
        self._anchor_of: dict[str, str] = {
            found.name: self._anchors.give("type", found.name) for found in self._types[:MOST_TYPES]
        }
        self._unknown: set[str] = set()
        self.problems: list[Problem] = []

    def operations(self) -> Iterator[Operation]:
        """The fields of the root types."""
        count = 0
        for verb in ("query", "mutation", "subscription"):
            root = self._roots.get(verb)
            for given in [] if root is None else root.fields:
                if not isinstance(given, FieldDefinitionNode):
                    continue
                count += 1
                if count > MOST_OPERATIONS:
                    message = f"only the first {MOST_OPERATIONS:,} operations are read"
                    self.problems.append(Problem(Nature.LEFT_OUT, message))
                    return
                reason = _deprecation(given.directives)
                yield Operation(
                    self._anchors.give("operation", f"{verb} {given.name.value}"),
                    verb.upper(),
                    given.name.value,
                    description=_told(given.description),
                    deprecated=reason is not None,
                    deprecation=reason or "",
                    parameters=tuple(self._arguments(given.arguments or ())),
                    answers=(Answer(bodies=(Body(self._schema(given.type)),)),),
                    notes=tuple(_notes(given.directives)),
                )

    def types(self) -> Iterator[Type]:
        """The named types that are no roots, and then the directives."""
        if len(self._types) > MOST_TYPES:
            self.problems.append(Problem(Nature.LEFT_OUT, f"only the first {MOST_TYPES:,} types are read"))
        for found in self._types[:MOST_TYPES]:
            properties = tuple(self._property(given) for given in found.fields)
            yield Type(
                found.name,
                self._anchor_of[found.name],
                found.kind,
                Schema(found.kind, properties=properties, constraints=tuple(dict.fromkeys(found.notes))),
                found.description,
                tuple(found.values),
                tuple(TypeLink(relation, name, self._anchor(name)) for relation, name in dict.fromkeys(found.links)),
            )
        for name, directive in list(self._gathered.directives.items())[:MOST_TYPES]:
            where = ", ".join(found.value for found in directive.locations)
            repeatable = ("repeatable",) if directive.repeatable else ()
            yield Type(
                f"@{name}",
                self._anchors.give("type", f"directive {name}"),
                "directive",
                Schema(
                    "directive",
                    properties=tuple(self._property(given) for given in directive.arguments or ()),
                    constraints=(f"on {where}", *repeatable),
                ),
                _told(directive.description),
            )

    def _property(self, given: FieldDefinitionNode | InputValueDefinitionNode) -> Property:
        schema = self._schema(given.type, _told(given.description), _default(given))
        arguments = given.arguments if isinstance(given, FieldDefinitionNode) else ()
        reason = _deprecation(given.directives)
        return Property(
            given.name.value,
            schema if reason is None else _deprecated(schema),
            isinstance(given.type, NonNullTypeNode) and schema.default is None,
            tuple(self._arguments(arguments or ())),
            tuple(_notes(given.directives)),
            reason or "",
        )

    def _arguments(self, given: Iterable[InputValueDefinitionNode]) -> Iterator[Parameter]:
        for argument in given:
            default = _default(argument)
            reason = _deprecation(argument.directives)
            yield Parameter(
                argument.name.value,
                "argument",
                self._schema(argument.type, default=default),
                isinstance(argument.type, NonNullTypeNode) and default is None,
                _told(argument.description),
                reason is not None,
                notes=(*_notes(argument.directives), *((reason,) if reason else ())),
            )

    def _schema(self, type_: TypeNode, description: str = "", default: str | None = None) -> Schema:
        inner: TypeNode = type_
        before, after = "", ""
        while isinstance(inner, (NonNullTypeNode, ListTypeNode)):
            if isinstance(inner, ListTypeNode):
                before, after = f"{before}[", f"]{after}"
            else:
                after = f"!{after}"
            inner = inner.type
        name = inner.name.value if isinstance(inner, NamedTypeNode) else ""
        return Schema(
            f"{before}{name}{after}",
            description=description,
            reference=self._anchor(name),
            default=default,
            nullable=not isinstance(type_, NonNullTypeNode),
        )

    def _anchor(self, name: str) -> str | None:
        """The anchor of a type; a name that no definition has is a problem, told once."""
        anchor = self._anchor_of.get(name)
        if anchor is None and name not in _BUILT_IN and name not in self._gathered.named and name not in self._unknown:
            self._unknown.add(name)
            if len(self.problems) < MOST_PROBLEMS:
                used = re.search(rf"[:=|&\[][ \t\r\n]*{re.escape(name)}\b", self._text) if name else None
                line, column = (None, None) if used is None else place_in(self._text, used.end() - len(name))
                message = f"there is no type '{cut(name)}'"
                self.problems.append(Problem(Nature.DANGLING, message, line, column, "Mend its name, or define it."))
        return anchor


def _deprecated(schema: Schema) -> Schema:
    return Schema(
        schema.type,
        description=schema.description,
        reference=schema.reference,
        default=schema.default,
        nullable=schema.nullable,
        deprecated=True,
    )


def _default(given: FieldDefinitionNode | InputValueDefinitionNode) -> str | None:
    value = given.default_value if isinstance(given, InputValueDefinitionNode) else None
    return None if value is None else print_ast(value)


def _told(node: StringValueNode | None) -> str:
    return "" if node is None else node.value


def _deprecation(directives: Iterable[ConstDirectiveNode] | None) -> str | None:
    """Why something is deprecated, an empty text where nobody says; None where it is not."""
    for directive in directives or ():
        if directive.name.value == "deprecated":
            for argument in directive.arguments or ():
                if argument.name.value == "reason" and isinstance(argument.value, StringValueNode):
                    return argument.value.value
            return ""
    return None


def _notes(directives: Iterable[ConstDirectiveNode] | None) -> Iterator[str]:
    """The other directives, as they are written."""
    for directive in directives or ():
        if directive.name.value not in _QUIET:
            yield cut(print_ast(directive))


FORMATS.register(Format("graphql", "GraphQL", frozenset({"graphql", "gql", "graphql-sdl"}), fit, read))
