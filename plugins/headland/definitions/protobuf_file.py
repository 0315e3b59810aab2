"""What a Protocol Buffers file says, as its parser leaves it: names and types as they are written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Field:
    """A field of a message: `type` as written; of a map, `key` is that of its keys."""

    name: str
    type: str
    at: int
    number: str = ""
    label: str = ""
    key: str = ""
    group: str = ""
    options: dict[str, str] = field(default_factory=dict)
    description: str = ""


@dataclass(slots=True)
class EnumValue:
    """A value of an enum."""

    name: str
    number: str
    options: dict[str, str]
    description: str


@dataclass(slots=True)
class Named:
    """A message or an enum, its name with those of the messages around it."""

    name: str
    kind: str
    description: str
    fields: list[Field] = field(default_factory=list)
    values: list[EnumValue] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    reserved: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Rpc:
    """A method of a service, the types as written."""

    name: str
    at: int
    request: str
    response: str
    request_streams: bool
    response_streams: bool
    description: str
    options: dict[str, str]


@dataclass(slots=True)
class Service:
    """A service with its methods."""

    name: str
    description: str
    rpcs: list[Rpc] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class File:
    """All that a file says, and what of it is broken: messages with places."""

    syntax: str = "proto2"
    package: str = ""
    description: str = ""
    imports: list[str] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    options: dict[str, str] = field(default_factory=dict)
    extended: list[tuple[str, Field]] = field(default_factory=list)
    problems: list[tuple[str, int]] = field(default_factory=list)
