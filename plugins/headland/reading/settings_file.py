"""headland.yaml: bytes to Settings, with the place of everything that is wrong in it."""

from __future__ import annotations

from pydantic import JsonValue, ValidationError

from headland.core.document import Document, NodePath
from headland.core.finding import Finding
from headland.core.settings import FILE_NAME, Settings
from headland.core.source import FileMissing, Source, SourceError
from headland.core.span import Span
from headland.reading.rules import settings as rules
from headland.reading.yaml_stream import Problem, parse_yaml_stream


def load_settings(source: Source) -> tuple[Settings, tuple[Finding, ...]]:
    """The settings at the root of a source, and what is wrong with them; never raises.

    What is wrong is left out, so that its default stands.
    """
    try:
        data = source.read(FILE_NAME)
    except FileMissing:
        return Settings(), ()
    except SourceError as error:
        return Settings(), (rules.WRONG_SETTING.finding(str(error), Span(source.name, FILE_NAME, 0, 0)),)
    parsed = parse_yaml_stream(data)
    if not parsed:
        return Settings(), ()
    first = parsed[0]
    if isinstance(first, Problem):
        span = Span(source.name, FILE_NAME, first.start, first.end)
        return Settings(), (first.rule.finding(first.message, span, hint=first.hint),)
    document = Document(Span(source.name, FILE_NAME, first.start, first.end), first.value, first.places)
    return _validate(document)


def _validate(document: Document) -> tuple[Settings, tuple[Finding, ...]]:
    findings: list[Finding] = []
    value = document.value
    for _ in range(100):
        try:
            return Settings.model_validate(value), tuple(findings)
        except ValidationError as error:
            for detail in error.errors():
                path = tuple(part for part in detail["loc"])
                findings.append(rules.WRONG_SETTING.finding(detail["msg"], document.value_span(path)))
                value = _without(value, path)
    return Settings(), tuple(findings)


def _without(value: JsonValue, path: NodePath) -> JsonValue:
    if not path or not isinstance(value, dict):
        return {}
    first, *rest = path
    if not rest:
        return {key: child for key, child in value.items() if key != first}
    return {key: _without(child, tuple(rest)) if key == first else child for key, child in value.items()}
