"""Templates: the questions that they ask and the steps that they take, read leniently."""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import JsonValue

from headland.views.record.model import Parameter, ParameterPage, Step
from headland.views.record.subject import Subject
from headland.views.words import humanise


def parameter_pages(subject: Subject) -> tuple[ParameterPage, ...]:
    """The pages of a template's form; `parameters` is one JSON Schema object or a list of them."""
    written = subject.record.value("spec", "parameters")
    pages = written if isinstance(written, list) else [written]
    return tuple(
        ParameterPage(text(page.get("title")) or "What it asks", found)
        for page in pages
        if isinstance(page, dict) and (found := tuple(_parameters(subject, page)))
    )


def _parameters(subject: Subject, page: dict[str, JsonValue]) -> Iterator[Parameter]:
    properties, required = page.get("properties"), page.get("required")
    if not isinstance(properties, dict):
        return
    needed = [name for name in required if isinstance(name, str)] if isinstance(required, list) else []
    for name, asked in properties.items():
        schema = asked if isinstance(asked, dict) else {}
        choices = schema.get("enum")
        yield Parameter(
            name,
            text(schema.get("title")) or humanise(name),
            _type(schema),
            name in needed,
            subject.context.markdown(text(schema.get("description")), subject.root),
            tuple(text(choice) for choice in choices) if isinstance(choices, list) else (),
            text(schema.get("default")),
        )


def _type(schema: dict[str, JsonValue]) -> str:
    picker = schema.get("ui:field")
    if isinstance(picker, str) and picker:
        return humanise(picker).lower()
    type_ = schema.get("type")
    return " or ".join(text(one) for one in type_) if isinstance(type_, list) else text(type_)


def steps(subject: Subject) -> tuple[Step, ...]:
    """The steps of a template, in order."""
    written = subject.record.value("spec", "steps")
    return tuple(
        Step(
            text(step.get("name")) or text(step.get("id")) or text(step.get("action")),
            text(step.get("action")),
            text(step.get("if")),
        )
        for step in (written if isinstance(written, list) else [])
        if isinstance(step, dict)
    )


def text(value: JsonValue) -> str:
    """Any plain value as a short text; empty for none."""
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
