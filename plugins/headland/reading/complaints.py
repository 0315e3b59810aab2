"""What a model refuses, in our own words: pydantic's errors to findings, one for each cause, at their places."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, JsonValue
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from headland.core.document import Document, NodePath
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.span import Span
from headland.core.visible import one_line
from headland.reading.rules import records as rules

_NEAR = 70
_LONGEST_SHOWN = 60

_EXPECTED = {
    "string_type": "a text",
    "string_sub_type": "a text",
    "list_type": "a list",
    "dict_type": "a mapping of fields",
    "model_type": "a mapping of fields",
    "model_attributes_type": "a mapping of fields",
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "none_required": "nothing",
}
_WRONG_TYPES = frozenset({*_EXPECTED, "truth_or_text"})


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One error of a model: where, of what sort, and what was expected there, in words."""

    path: NodePath
    sort: str
    at_key: bool
    expected: str
    hint: str | None


def complaints(
    document: Document, errors: Sequence[ErrorDetails], model: type[BaseModel], ref: Ref | None
) -> list[Finding]:
    """One finding for each cause that a document is refused for, in the order of their places."""
    value = document.value
    read = [_complaint(error) for error in errors]
    absent = {complaint.path for complaint in read if complaint.sort == "missing"}
    foreign = [complaint.path for complaint in read if complaint.sort == "extra_forbidden"]
    astray = {path for path in absent if len(path) > 1 and isinstance(value, dict) and (path[-1],) in foreign}
    found = [_missing(document, path, model, ref) for path in sorted(absent - astray, key=written_path)]
    misspelt = {finding.span for finding in found}
    found.extend(
        _unknown_root_field(document, path, model, ref) for path in foreign if document.key_span(path) not in misspelt
    )
    found.extend(
        _wrong(document, complaint, ref) for complaint in read if complaint.sort not in ("missing", "extra_forbidden")
    )
    return sorted(dict.fromkeys(found), key=lambda finding: finding.order)


def _complaint(error: ErrorDetails) -> _Complaint:
    path = tuple(error["loc"])
    at_key = bool(path) and path[-1] == "[key]"
    context: Mapping[str, object] = error.get("ctx", {})
    sort = error["type"]
    hint = context.get("hint")
    expected = context.get("expected")
    if sort in _EXPECTED:
        words = _EXPECTED[sort]
    elif sort == "string_too_short":
        words = "a text with something in it"
    elif sort == "too_short":
        words = "a list with at least one item"
    elif isinstance(expected, str):
        words = expected.replace(" or ", ", ").replace("'", "") if sort == "literal_error" else expected
        words = f"one of {words}" if sort == "literal_error" and "," in words else words
    else:
        words = one_line(error["msg"])
    return _Complaint(
        path[:-1] if at_key else path, sort, at_key, words, hint if isinstance(hint, str) and hint else None
    )


def _unknown_root_field(document: Document, path: NodePath, model: type[BaseModel], ref: Ref | None) -> Finding:
    """A field at the root that is none; most often one that has lost its indentation."""
    name = one_line(str(path[0]))
    near = _nearest(name, _ROOT_FIELDS)
    parents = [parent for parent in ("spec", "metadata") if path[0] in _fields_at(model, (parent,))]
    if parents:
        hint = f"Indent it below '{parents[0]}', where it belongs."
    else:
        hint = f"Did you mean '{near}'?" if near else "Indent it below 'metadata' or 'spec', or remove it."
    message = f"a record has no field '{name}' beside 'metadata' and 'spec'"
    return rules.UNKNOWN_ROOT_FIELD.finding(message, document.key_span(path), hint=hint, ref=ref)


_ROOT_FIELDS = ("apiVersion", "kind", "metadata", "spec")


def _missing(document: Document, path: NodePath, model: type[BaseModel], ref: Ref | None) -> Finding:
    """A field that is not there; one that is there under a name like it is pointed at."""
    name = str(path[-1])
    parent = _at(document.value, path[:-1])
    written = written_path(path)
    known = _fields_at(model, path[:-1])
    others = [key for key in parent if key not in known] if isinstance(parent, dict) else []
    near = _nearest(name, others)
    if near is not None:
        return rules.MISSING_FIELD.finding(
            f"'{written}' is missing, and '{one_line(near)}' is no field here",
            document.key_span((*path[:-1], near)),
            hint=f"Did you mean '{name}'?",
            ref=ref,
        )
    of_kind = f": every {one_line(ref.kind)} has it" if ref is not None and len(path) <= 2 else ""
    hint = f"Add '{name}'{_below(path)}."
    return rules.MISSING_FIELD.finding(
        f"'{written}' is missing{of_kind}", _head(document, path[:-1]), hint=hint, ref=ref
    )


def _below(path: NodePath) -> str:
    return f" below '{written_path(path[:-1])}'" if len(path) > 1 else ""


def _head(document: Document, path: NodePath) -> Span:
    """The place that stands for a whole mapping: its key, or the first key of the document."""
    if path and isinstance(path[-1], str):
        return document.key_span(path)
    value = _at(document.value, path)
    if isinstance(value, dict) and value:
        preferred = "kind" if "kind" in value and not path else next(iter(value))
        return document.key_span((*path, preferred))
    return document.value_span(path)


def _wrong(document: Document, complaint: _Complaint, ref: Ref | None) -> Finding:
    """A value, or a key, that is not what the model asks for."""
    path = complaint.path
    written = written_path(path) or "this document"
    if complaint.at_key:
        key, mapping = one_line(str(path[-1])), written_path(path[:-1])
        message = f"the key '{key}' of '{mapping}' is not allowed; expected {complaint.expected}"
        return rules.INVALID_VALUE.finding(message, document.key_span(path), hint=complaint.hint, ref=ref)
    value = _at(document.value, path)
    rule = rules.WRONG_TYPE if complaint.sort in _WRONG_TYPES else rules.INVALID_VALUE
    span = document.value_span(path)
    if value is None:
        span = document.key_span(path)
    return rule.finding(
        f"'{written}' is {describe(value)}; expected {complaint.expected}",
        span,
        hint=complaint.hint or _type_hint(value, complaint.expected, path),
        ref=ref,
    )


def _type_hint(value: JsonValue, expected: str, path: NodePath) -> str | None:
    if value is None:
        return "Write a value, or remove the line."
    if expected == "a text" and isinstance(value, bool | int | float):
        return "Put it in quotes if a text is meant."
    if expected == "a text" and isinstance(value, dict) and any(key.startswith("{") for key in value):
        return "Put the text in quotes: without them, YAML takes '{' as the beginning of a mapping."
    if expected == "a list" and isinstance(value, str):
        return "Write it as an item: on a line of its own after '- ', or in brackets."
    if expected == "a text" and isinstance(value, list) and len(value) == 1:
        return "Write the value alone, without '-' or brackets."
    return None


def describe(value: JsonValue) -> str:
    """What a value is, in words fit for a message."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"the truth value {'true' if value else 'false'}"
    if isinstance(value, int | float):
        return f"the number {value:g}" if isinstance(value, float) and math.isfinite(value) else f"the number {value}"
    if isinstance(value, str):
        shown = one_line(value)
        if not value:
            return "an empty text"
        return f"'{shown[:_LONGEST_SHOWN]}…'" if len(shown) > _LONGEST_SHOWN else f"'{shown}'"
    if isinstance(value, list):
        return "a list" if value else "an empty list"
    return "a mapping" if value else "an empty mapping"


def _at(value: JsonValue, path: NodePath) -> JsonValue:
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and 0 <= part < len(value):
            value = value[part]
        else:
            return None
    return value


def written_path(path: NodePath) -> str:
    """A path as people write it: `spec.links[0].url`."""
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{one_line(part)}" if text else one_line(part)
    return text


def _fields_at(model: type[BaseModel], path: NodePath) -> frozenset[str]:
    """The names, as documents write them, of the fields that a model has at a path; none where it is open.

    Where the field `type` chooses the model, the fields of all of them.
    """
    here: list[type[BaseModel]] = [model]
    for part in path:
        fields = [info for one in here for name, info in one.model_fields.items() if part in (info.alias, name)]
        chosen = [choice for info in fields for marker in info.metadata for choice in getattr(marker, "models", ())]
        plain = [info.annotation for info in fields]
        here = [one for one in (*chosen, *plain) if isinstance(one, type) and issubclass(one, BaseModel)]
    return frozenset(info.alias or name for one in here for name, info in one.model_fields.items())


def _nearest(name: str, among: Sequence[str]) -> str | None:
    """The one of some names that is most like a name, when it is like it at all."""
    best = process.extractOne(name.lower(), [other.lower() for other in among], scorer=fuzz.ratio, score_cutoff=_NEAR)
    return among[best[2]] if best else None
