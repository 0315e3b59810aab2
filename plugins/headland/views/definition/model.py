"""All that pages show of a definition."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from headland.definitions.model import Problem
from headland.views.definition.calls import Request
from headland.views.page import PageHead
from headland.views.paging import Pager


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """A parameter, header or argument in a table."""

    name: str
    where: str
    type: Markup
    required: bool
    deprecated: bool
    text: Markup
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExampleShown:
    """An example with the id that a button copies it by."""

    id: str
    title: str
    code: Markup
    lines: int


@dataclass(frozen=True, slots=True)
class BodyShown:
    """A payload in one media type, or a message."""

    label: str
    type: Markup
    text: Markup
    fields: Markup
    headers: tuple[ParameterRow, ...]
    examples: tuple[ExampleShown, ...]
    notes: tuple[str, ...]
    deprecated: bool


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What may come back."""

    status: str
    text: Markup
    bodies: tuple[BodyShown, ...]
    headers: tuple[ParameterRow, ...]
    links: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OperationDetail:
    """An operation in full."""

    name: str
    text: Markup
    deprecation: str
    facts: tuple[tuple[str, Markup], ...]
    parameters: tuple[ParameterRow, ...]
    bodies: tuple[BodyShown, ...]
    body_required: bool
    body_text: Markup
    answers: tuple[AnswerShown, ...]
    errors: tuple[AnswerShown, ...]
    callbacks: tuple[OperationShown, ...]
    reply: OperationShown | None
    request: Request | None
    docs: Markup | None


@dataclass(frozen=True, slots=True)
class OperationShown:
    """An operation in a list; without `detail` it is described at `href`."""

    anchor: str
    verb: str
    path: str
    summary: str
    deprecated: bool
    href: str
    detail: OperationDetail | None = None

    @property
    def verb_class(self) -> str:
        """What the verb does, for its colour: reads, writes, removes, sends, receives."""
        return does(self.verb)


_DOES = {
    "GET": "read", "HEAD": "read", "QUERY": "read", "OPTIONS": "read",
    "POST": "write", "PUT": "write", "PATCH": "write", "MUTATION": "write",
    "DELETE": "remove",
    "SEND": "send", "PUBLISH": "send",
    "RECEIVE": "receive", "SUBSCRIBE": "receive", "SUBSCRIPTION": "receive", "WEBHOOK": "receive",
}  # fmt: skip


def does(verb: str) -> str:
    """What a verb does, for its colour: read, write, remove, send, receive, or other."""
    return _DOES.get(verb, "other")


@dataclass(frozen=True, slots=True)
class OperationGroup:
    """Operations under one heading. Where they are described elsewhere, `href` leads there, and where they are very
    many, `operations` is empty."""

    title: str
    anchor: str
    text: Markup
    total: int
    operations: tuple[OperationShown, ...]
    href: str | None = None


@dataclass(frozen=True, slots=True)
class TypeShown:
    """A named type."""

    name: str
    anchor: str
    kind: str
    told: str
    text: Markup
    links: tuple[tuple[str, Markup], ...]
    values: Markup
    fields: Markup
    examples: tuple[ExampleShown, ...]
    deprecated: bool


@dataclass(frozen=True, slots=True)
class TypeLinks:
    """Types that are described on pages of their own: a letter with the names that begin with it."""

    title: str
    href: str
    total: int


@dataclass(frozen=True, slots=True)
class ColumnRow:
    """A column that `kubectl get` prints."""

    name: str
    path: str
    type: str
    text: str
    wide: bool


@dataclass(frozen=True, slots=True)
class FieldTree:
    """A part of a resource's fields: `spec`, `status`."""

    name: str
    anchor: str
    text: Markup
    fields: Markup
    required: bool
    open: bool


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A version of a resource."""

    name: str
    anchor: str
    api_version: str
    state: tuple[str, ...]
    deprecated: bool
    deprecation: str
    text: Markup
    trees: tuple[FieldTree, ...]
    columns: tuple[ColumnRow, ...]
    manifest: str
    explain: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ResourceShown:
    """A Kubernetes resource with its versions, the one that is stored first."""

    kind: str
    anchor: str
    conversion: str
    versions: tuple[VersionShown, ...]


@dataclass(frozen=True, slots=True)
class DefinitionShown:
    """What a record's page shows of its definition, apart from its text."""

    format: str
    about: Markup
    facts: tuple[tuple[str, Markup], ...]
    problems: tuple[Problem, ...]
    problems_total: int
    groups: tuple[OperationGroup, ...]
    operations_total: int
    operations_word: str
    all_href: str | None
    types: tuple[TypeShown, ...]
    type_links: tuple[TypeLinks, ...]
    types_total: int
    resources: tuple[ResourceShown, ...]


@dataclass(frozen=True, slots=True)
class DefinitionPage:
    """A page below a record's: a group of operations, types of a letter, or a branch of a resource's fields."""

    head: PageHead
    kind: str
    record: Markup
    title: str
    text: Markup
    neighbours: tuple[tuple[str, str, bool], ...]
    pager: Pager
    operations: tuple[OperationShown, ...]
    types: tuple[TypeShown, ...]
    fields: Markup
