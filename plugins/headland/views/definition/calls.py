"""A request one can copy: the operation as a command, built from what the definition knows."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from headland.definitions.model import ApiDefinition, Operation, Parameter, SecurityScheme, Server, Type
from headland.views.definition.samples import body_sample, sample

HTTP_VERBS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE", "QUERY"})
STREAMS = frozenset({"RPC", "CLIENT STREAM", "SERVER STREAM", "BIDI STREAM"})
UNKNOWN_SERVER = "https://HOST"
LONGEST_BODY = 4_000

_WORD = re.compile(r"[^A-Za-z0-9]+")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Request:
    """A command, and what it is written for."""

    tool: str
    text: str


def request(definition: ApiDefinition, operation: Operation, types: Mapping[str, Type]) -> Request | None:
    """How one calls an operation from a shell; None where no such command is known for the format."""
    if definition.family == "openapi" and operation.verb in HTTP_VERBS:
        return Request("curl", _curl(definition, operation, types))
    if definition.family == "protobuf" and operation.verb in STREAMS:
        return Request("grpcurl", _grpcurl(operation, types))
    if definition.family == "graphql" and operation.verb in ("QUERY", "MUTATION", "SUBSCRIPTION"):
        return Request("GraphQL", _document(operation, types))
    return None


def server_address(server: Server) -> str:
    """A server's address with its variables' defaults filled in."""
    values = {variable.name: variable.default or _placeholder(variable.name) for variable in server.variables}
    return _BRACES.sub(lambda found: values.get(found[1], _placeholder(found[1])), server.url)


def _curl(definition: ApiDefinition, operation: Operation, types: Mapping[str, Type]) -> str:
    base = next((server_address(server) for server in (*operation.servers, *definition.servers)), "")
    if "://" not in base:
        base = UNKNOWN_SERVER + (f"/{base.strip('/')}" if base.strip("/") else "")
    wanted = [one for one in operation.parameters if one.required or one.where == "path"]
    in_path = {one.name: _value(one, types) for one in wanted if one.where == "path"}
    path = _BRACES.sub(lambda found: in_path.get(found[1], _placeholder(found[1])), operation.path)
    query = [f"{quote(one.name)}={_value(one, types)}" for one in wanted if one.where == "query"]
    headers = [f"{one.name}: {_value(one, types)}" for one in wanted if one.where == "header"]
    for scheme in _schemes(definition, operation):
        if scheme.location == "query" and scheme.parameter:
            query.append(f"{quote(scheme.parameter)}=SECRET")
        elif scheme.location == "cookie" and scheme.parameter:
            headers.append(f"Cookie: {scheme.parameter}=SECRET")
        elif scheme.parameter:
            headers.append(f"{scheme.parameter}: {scheme.prefix} SECRET".replace(":  ", ": "))
    body = next(iter(operation.bodies), None)
    data = body_sample(body, types) if body is not None else ""
    if body is not None and body.media_type:
        headers.append(f"Content-Type: {body.media_type}")
    address = f"{base.rstrip('/')}/{path.lstrip('/')}" + (f"?{'&'.join(query)}" if query else "")
    verb = "" if operation.verb == "GET" else "-I " if operation.verb == "HEAD" else f"-X {operation.verb} "
    lines = [f"curl {verb}{shell_word(address)}"]
    lines += [f"  -H {shell_word(header)}" for header in headers]
    if data:
        lines.append(f"  -d {shell_word(data if len(data) <= LONGEST_BODY else '@body.json')}")
    return " \\\n".join(lines)


def _schemes(definition: ApiDefinition, operation: Operation) -> list[SecurityScheme]:
    """The schemes of the first of the ways to authenticate."""
    known = {scheme.id: scheme for scheme in definition.schemes}
    first = next((one for one in operation.security if one.schemes), None)
    return [known[one.id] for one in first.schemes if one.id in known] if first is not None else []


def _grpcurl(operation: Operation, types: Mapping[str, Type]) -> str:
    body = next(iter(operation.bodies), None)
    data = json.dumps(sample(body.schema, types), ensure_ascii=False) if body is not None and body.schema else "{}"
    service = operation.tags[0] if operation.tags and "/" not in operation.path else ""
    method = f"{service}/{operation.path}" if service else operation.path.lstrip("/")
    return f"grpcurl -d {shell_word(data)} \\\n  HOST:443 {shell_word(method)}"


def _document(operation: Operation, types: Mapping[str, Type]) -> str:
    """A GraphQL document that asks for the plain fields of what comes back."""
    arguments = ", ".join(
        f"{one.name}: {json.dumps(sample(one.schema, types), ensure_ascii=False)}"
        for one in operation.parameters
        if one.required
    )
    answer = next((body.schema for one in operation.answers for body in one.bodies if body.schema), None)
    named = types.get(answer.reference or "") if answer is not None else None
    chosen = ""
    if named is not None and named.kind in ("object", "interface"):
        plain = [field.name for field in named.schema.properties if _is_plain(field.schema.reference, types)]
        chosen = " {\n" + "".join(f"    {name}\n" for name in plain[:8] or ["__typename"]) + "  }"
    elif named is not None and named.kind == "union":
        chosen = " {\n    __typename\n  }"
    call = f"{operation.path}({arguments})" if arguments else operation.path
    return f"{operation.verb.lower()} {{\n  {call}{chosen}\n}}"


def _is_plain(reference: str | None, types: Mapping[str, Type]) -> bool:
    named = types.get(reference or "")
    return named is None or named.kind in ("scalar", "enum")


def _value(parameter: Parameter, types: Mapping[str, Type]) -> str:
    """A value for a parameter: the author's example, else what its schema tells, else its name in capitals."""
    for example in parameter.examples:
        if example.text:
            return quote(example.text.strip('"'), safe="-._~:,@")
    schema = parameter.schema
    if schema.examples or schema.enum or schema.default is not None or schema.format:
        value = sample(schema, types)
        if isinstance(value, str | int | float):
            return quote(str(value), safe="-._~:,@")
    return _placeholder(parameter.name)


def _placeholder(name: str) -> str:
    return _WORD.sub("_", name).strip("_").upper() or "VALUE"


def shell_word(text: str) -> str:
    """A text as one word of a POSIX shell."""
    return "'" + text.replace("'", "'\\''") + "'"
