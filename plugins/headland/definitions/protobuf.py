"""Protocol Buffers, proto2, proto3 and editions: methods of services are operations, messages and enums are types.

One file is read; what it imports is not, and types of other files are told by their names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from headland.definitions.anchors import Anchors
from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.limits import MOST_CHARACTERS, MOST_OPERATIONS, MOST_PROBLEMS, MOST_TYPES
from headland.definitions.model import (
    Answer,
    ApiDefinition,
    Body,
    Nature,
    Operation,
    Problem,
    Property,
    Schema,
    Tag,
    Type,
    Value,
)
from headland.definitions.protobuf_file import Field, File, Named, Rpc, Service
from headland.definitions.protobuf_parser import parse_protobuf
from headland.definitions.texts import place_in
from headland.definitions.tree import cut

_START = re.compile(
    r"""^(?:syntax\s*=\s*["']proto[23]["']|edition\s*=\s*["']|package\s+[\w.]+\s*;"""
    r"""|(?:message|service)\s+\w+\s*\{|import\s+["'][^"'\n]+\.proto["'])""",
    re.MULTILINE,
)
_SCALARS = frozenset(
    {"double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32"}
    | {"sfixed64", "bool", "string", "bytes"}
)
_QUIET = frozenset({"deprecated", "json_name", "default", "packed", "google.api.http", "google.api.field_behavior"})
_HTTP = re.compile(r"""\b(get|put|post|delete|patch)\s*:\s*["']([^"']+)["']""")
_MOST_NOTES = 6


def fit(content: Content) -> Fit:
    """Sure where a statement of the language begins a line."""
    if content.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "["):
        return Fit.NONE
    return Fit.SURE if _START.search(content.head) else Fit.NONE


def read(content: Content) -> ApiDefinition:
    """A file; of one that is broken, every part that is whole."""
    text = content.text[:MOST_CHARACTERS]
    file = parse_protobuf(text)
    reading = _Reading(text, file)
    operations = tuple(reading.operations())
    types = tuple(reading.types())
    problems = [
        Problem(Nature.BROKEN, f"this is not Protocol Buffers: {message}", *place_in(text, at))
        for message, at in file.problems
    ]
    services = tuple(Tag(found.name, found.description) for found in file.services)
    return ApiDefinition(
        "protobuf",
        f"Protocol Buffers {file.syntax}",
        title=file.services[0].name if len(file.services) == 1 else file.package,
        version=next(iter(re.findall(r"\.(v\d\w*)$", file.package)), ""),
        description=file.services[0].description if len(file.services) == 1 else file.description,
        tags=services,
        operations=operations,
        types=types,
        problems=(*problems, *reading.problems),
    )


class _Reading:
    """Turns a parsed file into operations and types."""

    def __init__(self, text: str, file: File) -> None:
        self._text, self._file = text, file
        self._anchors = Anchors()
        self._anchor_of = {
            name: self._anchors.give("type", name)
            for name in dict.fromkeys(found.name for found in file.named[:MOST_TYPES])
        }
        self._imports = bool(file.imports)
        self._unknown: set[str] = set()
        self.problems: list[Problem] = []

    def operations(self) -> Iterator[Operation]:
        """The methods of every service, the service being their tag."""
        count = 0
        for service in self._file.services:
            for rpc in service.rpcs:
                count += 1
                if count > MOST_OPERATIONS:
                    message = f"only the first {MOST_OPERATIONS:,} operations are read"
                    self.problems.append(Problem(Nature.LEFT_OUT, message, *place_in(self._text, rpc.at)))
                    return
                yield self._operation(service, rpc)

    def _operation(self, service: Service, rpc: Rpc) -> Operation:
        verb = {
            (False, False): "RPC",
            (True, False): "CLIENT STREAM",
            (False, True): "SERVER STREAM",
            (True, True): "BIDI STREAM",
        }[rpc.request_streams, rpc.response_streams]
        package = f"{self._file.package}." if self._file.package else ""
        http = [
            f"HTTP {method.upper()} {path}" for value in rpc.options.values() for method, path in _HTTP.findall(value)
        ]
        other = [
            f"{cut(name)} = {cut(value)}"
            for name, value in rpc.options.items()
            if name not in _QUIET and not _HTTP.search(value) and "\n" not in value
        ]
        return Operation(
            self._anchors.give("operation", f"{service.name} {rpc.name}"),
            verb,
            f"/{package}{service.name}/{rpc.name}",
            name=rpc.name,
            description=rpc.description,
            tags=(service.name,),
            deprecated=rpc.options.get("deprecated") == "true" or service.options.get("deprecated") == "true",
            bodies=(self._body(rpc.request, rpc.request_streams, rpc.at),),
            body_required=True,
            answers=(Answer(bodies=(self._body(rpc.response, rpc.response_streams, rpc.at),)),),
            notes=tuple((*http, *other)[:_MOST_NOTES]),
        )

    def _body(self, name: str, streams: bool, at: int) -> Body:
        schema = self._schema(name, "", at)
        return Body(replace(schema, type=f"stream of {schema.type}") if streams else schema, streamed=streams)

    def types(self) -> Iterator[Type]:
        """The messages and enums of the file; nested ones have the names of those around them."""
        if len(self._file.named) > MOST_TYPES:
            self.problems.append(Problem(Nature.LEFT_OUT, f"only the first {MOST_TYPES:,} types are read"))
        more: dict[str, list[Field]] = {}
        for extended, found in self._file.extended:
            more.setdefault(self._known(extended, "") or "", []).append(found)
        given: set[str] = set()
        for named in self._file.named[:MOST_TYPES]:
            if named.name in given:
                continue
            given.add(named.name)
            fields = [*named.fields, *more.get(named.name, ())]
            yield Type(
                named.name,
                self._anchor_of[named.name],
                named.kind,
                Schema(
                    named.kind,
                    properties=tuple(self._property(found, named) for found in fields),
                    constraints=tuple(f"reserved {cut(said)}" for said in named.reserved),
                ),
                named.description,
                tuple(
                    Value(
                        value.name,
                        value.description,
                        value.options.get("deprecated") == "true",
                        number=_number(value.number),
                    )
                    for value in named.values
                ),
                deprecated=named.options.get("deprecated") == "true",
            )

    def _property(self, found: Field, named: Named) -> Property:
        schema = self._schema(found.type, named.name, found.at)
        if found.key:
            schema = replace(schema, type=f"map of {found.key} to {schema.type}")
        elif found.label == "repeated":
            schema = replace(schema, type=f"list of {schema.type}")
        schema = replace(
            schema,
            description=found.description,
            default=found.options.get("default"),
            deprecated=found.options.get("deprecated") == "true",
        )
        notes = [f"field {found.number}"]
        if found.group:
            notes.append(f"one of {found.group}")
        if found.label == "optional":
            notes.append("optional")
        if "json_name" in found.options:
            notes.append(f"in JSON {cut(found.options['json_name'])}")
        notes.extend(
            f"{cut(name)} = {cut(value)}"
            for name, value in found.options.items()
            if name not in _QUIET and "\n" not in value
        )
        required = found.label == "required" or "REQUIRED" in found.options.get("google.api.field_behavior", "")
        return Property(found.name, schema, required, notes=tuple(notes[:_MOST_NOTES]))

    def _schema(self, name: str, scope: str, at: int) -> Schema:
        if name in _SCALARS:
            return Schema(name)
        known = self._known(name, scope)
        if known is not None:
            return Schema(known, reference=self._anchor_of[known])
        if not self._imports and "." not in name.lstrip(".") and name not in self._unknown:
            self._unknown.add(name)
            if len(self.problems) >= MOST_PROBLEMS:
                return Schema(cut(name))
            self.problems.append(
                Problem(
                    Nature.DANGLING,
                    f"there is no type '{cut(name)}', and no other file is imported",
                    *place_in(self._text, at),
                    "Mend its name, define it, or import the file that does.",
                )
            )
        return Schema(cut(name.lstrip(".")))

    def _known(self, name: str, scope: str) -> str | None:
        """The full name of a type of this file, looked for from the inside out as the language does."""
        package = f"{self._file.package}."
        if name.startswith("."):
            plain = name[1:].removeprefix(package) if self._file.package else name[1:]
            return plain if plain in self._anchor_of else None
        parts = scope.split(".") if scope else []
        for length in range(len(parts), -1, -1):
            candidate = ".".join([*parts[:length], name])
            if candidate in self._anchor_of:
                return candidate
        plain = name.removeprefix(package) if self._file.package else name
        return plain if plain in self._anchor_of else None


def _number(text: str) -> int | None:
    try:
        return int(text, 0) if len(text) < 20 else None
    except ValueError:
        return None


FORMATS.register(
    Format("protobuf", "Protocol Buffers", frozenset({"protobuf", "grpc", "proto", "proto3", "protobuf3"}), fit, read)
)
