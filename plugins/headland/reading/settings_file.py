"""headland.yaml: bytes to Settings, with the place of everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Sequence
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from headland.core.document import Document, NodePath
from headland.core.finding import Finding, Related
from headland.core.settings import FILE_NAME, Settings
from headland.core.source import FileMissing, Source, SourceError
from headland.core.span import Span
from headland.core.visible import one_line
from headland.reading.rules import settings as rules
from headland.reading.rules.files import FILE_TOO_LARGE
from headland.reading.words import describe, written_path
from headland.reading.wrong_types import LIST, MAPPING, TEXT, WrongType
from headland.reading.yaml_stream import ParsedDocument, Problem, parse_yaml_stream

MOST_BYTES = 1_000_000
"""More than this is no file of settings."""

_NEAR = 60
_MOST_PASSES = 20

_EXPECTED = {
    "string_type": TEXT,
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "tuple_type": LIST,
    "list_type": LIST,
}


def load_settings(source: Source) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings at the root of a source, and what is wrong with them; never raises.

    What is wrong is left out, so that its default stands. No file gives the defaults.
    """
    try:
        data = source.read(FILE_NAME)
    except FileMissing:
        return Settings(), ()
    except SourceError as error:
        return Settings(), (rules.WRONG_SETTING.finding(one_line(str(error)), Span(source.name, FILE_NAME, 0, 0)),)
    if len(data) > MOST_BYTES:
        message = f"this file has {len(data):,} bytes, and the limit is {MOST_BYTES:,}; it is not read"
        return Settings(), (FILE_TOO_LARGE.finding(message, Span(source.name, FILE_NAME, 0, 0)),)
    findings: list[Finding] = []
    documents: list[ParsedDocument] = []
    for parsed in parse_yaml_stream(data):
        if isinstance(parsed, Problem):
            findings.append(_problem(source.name, parsed))
        else:
            findings.extend(_problem(source.name, warning) for warning in parsed.warnings)
            documents.append(parsed)
    if not documents or documents[0].value is None:
        return Settings(), tuple(findings)
    first = documents[0]
    document = Document(Span(source.name, FILE_NAME, first.start, first.end), first.value, first.places)
    settings = _validated(document, findings)
    return settings, tuple(sorted(findings, key=lambda finding: finding.order))


def _problem(source: str, problem: Problem) -> Finding:
    related = tuple(Related(text, Span(source, FILE_NAME, start, end)) for text, start, end in problem.related)
    span = Span(source, FILE_NAME, problem.start, problem.end)
    return problem.rule.finding(problem.message, span, hint=problem.hint, related=related)


def _validated(document: Document, findings: list[Finding]) -> Settings:
    """The settings without what is wrong: mistakes are told, and taken out until none is left."""
    value = document.value
    if not isinstance(value, dict):
        message = f"headland.yaml is {describe(value)}; expected a mapping of settings"
        findings.append(rules.WRONG_SETTING.finding(message, document.value_span(())))
        return Settings()
    told = False
    for _ in range(_MOST_PASSES):
        try:
            return Settings.model_validate(value)
        except ValidationError as error:
            details = error.errors(include_url=False, include_input=False)
            if not told:
                findings.extend(_finding(document, _path_in(value, detail), detail) for detail in details)
                told = True
            for path in sorted({_taken_out(value, detail) for detail in details}, key=_from_the_end):
                value = _without(value, path)
    return Settings()


def _taken_out(value: JsonValue, detail: ErrorDetails) -> NodePath:
    """What goes so that an error goes: the value that is wrong, or the mapping in which something is missing."""
    path = _path_in(value, detail)
    return path[:-1] if detail["type"] == "missing" else path


def _path_in(value: JsonValue, detail: ErrorDetails) -> NodePath:
    """Where an error stands in the document: what pydantic adds to say which choice it means is left out."""
    path: list[str | int] = []
    here = value
    for part in detail["loc"]:
        if isinstance(here, dict) and isinstance(part, str) and (part in here or detail["type"] == "missing"):
            here = here.get(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
        else:
            break
        path.append(part)
    return tuple(path)


def _finding(document: Document, path: NodePath, detail: ErrorDetails) -> Finding:
    written = written_path(path)
    sort = detail["type"]
    hint: str | None = None
    if sort == "extra_forbidden":
        known = _fields_at(path[:-1])
        near = process.extractOne(str(path[-1]), known, scorer=fuzz.ratio, score_cutoff=_NEAR)
        hint = f"Did you mean '{near[0]}'?" if near else f"The settings here are: {', '.join(known)}."
        return rules.UNKNOWN_SETTING.finding(f"there is no setting '{written}'", document.key_span(path), hint=hint)
    if sort == "missing":
        return rules.WRONG_SETTING.finding(f"'{written}' is missing", document.key_span(path[:-1]), hint="Add it.")
    value = _at(document.value, path)
    expected = _EXPECTED.get(sort, "something else")
    hint = WrongType(value, path, expected, Settings).remedy()
    context = detail.get("ctx", {})
    if sort == "literal_error":
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "").split(", ")
        expected = f"one of {', '.join(choices)}" if len(choices) > 1 else choices[0]
        near = process.extractOne(str(value), choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
        hint = f"Did you mean '{near[0]}'?" if near else None
    elif sort in ("greater_than_equal", "less_than_equal"):
        bound, words = ("ge", "at least") if sort == "greater_than_equal" else ("le", "at most")
        expected = f"{words} {context.get(bound)}"
    message = f"'{written}' is {describe(value)}; expected {expected}"
    span = document.key_span(path) if value is None else document.value_span(path)
    return rules.WRONG_SETTING.finding(message, span, hint=hint)


def _fields_at(path: NodePath) -> Sequence[str]:
    """The names of the settings below a path."""
    here: Any = Settings
    for part in path:
        if isinstance(here, type) and issubclass(here, BaseModel):
            info = here.model_fields.get(str(part))
            here = info.annotation if info else None
        elif get_origin(here) in (dict, list, tuple):
            here = get_args(here)[-1 if get_origin(here) is dict else 0]
        if get_origin(here) in (Union, UnionType):
            here = next((choice for choice in get_args(here) if choice is not type(None)), None)
    if isinstance(here, type) and issubclass(here, BaseModel):
        return sorted(here.model_fields)
    return ()


def _from_the_end(path: NodePath) -> tuple[tuple[int, str, int], ...]:
    """Sort key that puts later items of a list first, so that taking one out moves no other."""
    return tuple((1, part, 0) if isinstance(part, str) else (0, "", -part) for part in path)


def _at(value: JsonValue, path: NodePath) -> JsonValue:
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
    return value


def _without(value: JsonValue, path: NodePath) -> JsonValue:
    """The value with what stands at a path taken out; a list loses the item."""
    if not path:
        return {}
    first, rest = path[0], path[1:]
    if isinstance(value, dict):
        if not rest:
            return {key: child for key, child in value.items() if key != first}
        return {key: _without(child, rest) if key == first else child for key, child in value.items()}
    if isinstance(value, list) and isinstance(first, int):
        if not rest:
            return [*value[:first], *value[first + 1 :]]
        return [_without(child, rest) if at == first else child for at, child in enumerate(value)]
    return value
