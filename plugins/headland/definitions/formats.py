"""What a format is: how its definitions are known by their content, and who reads them. One file a format registers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property

from pydantic import JsonValue

from headland.core.registry import Registry
from headland.definitions.limits import MOST_CHARACTERS
from headland.definitions.model import ApiDefinition
from headland.definitions.parsing import Parsed, parse

_HEAD = 200_000


class Fit(IntEnum):
    """How well a text fits a format."""

    NONE = 0
    LIKELY = 1
    SURE = 2


@dataclass(frozen=True)
class Content:
    """The text of a definition, and what it is as YAML or JSON: parsed once, and only when a format asks."""

    text: str
    _parsed: list[Parsed] = field(default_factory=list, repr=False, compare=False)

    @property
    def parsed(self) -> Parsed:
        """The text as YAML or JSON."""
        if not self._parsed:
            self._parsed.append(parse(self.text))
        return self._parsed[0]

    @cached_property
    def mappings(self) -> tuple[tuple[int, dict[str, JsonValue]], ...]:
        """The documents that are mappings, each with its number; none where the text looks like no data at all."""
        if not self.has_keys:
            return ()
        return tuple((at, value) for at, value in enumerate(self.parsed.documents) if isinstance(value, dict))

    @cached_property
    def has_keys(self) -> bool:
        """Whether the text looks like a mapping in YAML or JSON."""
        return self.text.lstrip("\ufeff \t\r\n")[:1] in ("{", "[") or _KEY.search(self.text[:_HEAD]) is not None

    @cached_property
    def head(self) -> str:
        """The beginning of the text, enough to know a language by."""
        return self.text[: min(_HEAD, MOST_CHARACTERS)]


_KEY = re.compile(r"^(?:\"[^\"\n]{1,200}\"|'[^'\n]{1,200}'|[\w$./-]{1,200})[ \t]*:(?:[ \t]|\r?$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Format:
    """A format of definitions. `types` are what `spec.type` says of it, in lower case, its own name among them."""

    name: str
    label: str
    types: frozenset[str]
    fit: Callable[[Content], Fit]
    read: Callable[[Content], ApiDefinition]


FORMATS: Registry[Format] = Registry("format of definitions")
"""Every format that is read."""


def format_of_type(type_: str) -> Format | None:
    """The format that an API's `spec.type` names, None where it names none of ours."""
    wanted = type_.strip().lower()
    return next((found for found in FORMATS if wanted in found.types), None)


def format_of_content(content: Content, expected: Format | None = None) -> Format | None:
    """The format that a text is in: the one that fits best, of equals the expected one; None where none fits."""
    fits = sorted(FORMATS, key=lambda known: (-known.fit(content), known is not expected, known.name))
    return fits[0] if fits and fits[0].fit(content) is not Fit.NONE else None
