"""What a model refuses, in our own words: pydantic's errors to findings, one for each cause, at their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from headland.core.document import Document, NodePath
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.visible import one_line
from headland.kinds.kind import Kind
from headland.reading import odd_texts
from headland.reading.missing_fields import lost_indentation, missing, unknown_root_field
from headland.reading.rules import records as rules
from headland.reading.words import describe, value_at, written_path
from headland.reading.wrong_types import LIST, MAPPING, TEXT, WrongType

_NEAR = 75

_EXPECTED = {
    "string_type": TEXT,
    "string_sub_type": TEXT,
    "list_type": LIST,
    "dict_type": MAPPING,
    "model_type": MAPPING,
    "model_attributes_type": MAPPING,
    "bool_type": "true or false",
    "int_type": "a whole number",
    "float_type": "a number",
    "none_required": "nothing",
    "string_too_short": "a text with something in it",
    "too_short": "a list with at least one item",
}
_WRONG_TYPES = frozenset({*_EXPECTED, "truth_or_text"}) - {"string_too_short", "too_short"}
_LONGEST_SOURCE = 40


@dataclass(frozen=True, slots=True)
class _Complaint:
    """One error of a model: where, of what sort, and what was expected there, in words."""

    path: NodePath
    sort: str
    at_key: bool
    expected: str
    choices: tuple[str, ...]
    hint: str | None


def complaints(
    document: Document, errors: Sequence[ErrorDetails], kind: Kind, ref: Ref | None, data: bytes
) -> list[Finding]:
    """One finding for each cause that a document is refused for, in the order of their places.

    `data` are the bytes of its file, or none.
    """
    read = [_complaint(error) for error in errors]
    absent = {complaint.path for complaint in read if complaint.sort == "missing"}
    foreign = [complaint.path for complaint in read if complaint.sort == "extra_forbidden"]
    lost = lost_indentation(document, foreign, absent, kind, ref)
    found = list(lost.findings)
    foreign = [path for path in foreign if path not in lost.explained]
    found.extend(missing(document, absent - lost.explained, kind, ref))
    told = {finding.span for finding in found}
    found.extend(
        unknown_root_field(document, path, kind, ref) for path in foreign if document.key_span(path) not in told
    )
    found.extend(
        _wrong(document, complaint, kind, ref, data)
        for complaint in read
        if complaint.sort not in ("missing", "extra_forbidden") and complaint.path not in lost.explained
    )
    return sorted(dict.fromkeys(found), key=lambda finding: finding.order)


def _complaint(error: ErrorDetails) -> _Complaint:
    path = tuple(error["loc"])
    at_key = bool(path) and path[-1] == "[key]"
    context: Mapping[str, object] = error.get("ctx", {})
    sort = error["type"]
    hint = context.get("hint")
    expected = context.get("expected")
    choices: tuple[str, ...] = ()
    if sort in _EXPECTED:
        words = _EXPECTED[sort]
    elif sort == "literal_error":
        choices = tuple(str(expected).replace(" or ", ", ").replace("'", "").split(", "))
        words = f"one of {', '.join(choices)}" if len(choices) > 1 else choices[0]
    else:
        words = expected if isinstance(expected, str) else "something else"
    return _Complaint(
        path[:-1] if at_key else path,
        sort,
        at_key,
        words,
        choices,
        one_line(hint) if isinstance(hint, str) and hint else None,
    )


def _wrong(document: Document, complaint: _Complaint, kind: Kind, ref: Ref | None, data: bytes) -> Finding:
    """A value, or a key, that is not what the model asks for."""
    path = complaint.path
    if complaint.at_key:
        parent, key = written_path(path[:-1]), describe(path[-1])
        message = f"the key {key} of '{parent}' is not allowed; expected {complaint.expected}"
        return rules.INVALID_VALUE.finding(message, document.key_span(path), hint=complaint.hint, ref=ref)
    value = value_at(document.value, path)
    rule = rules.WRONG_TYPE if complaint.sort in _WRONG_TYPES else rules.INVALID_VALUE
    span = document.value_span(path)
    source = data[span.start : span.end].decode("utf-8", "replace")
    if value is None:
        span = document.key_span(path)
    number = f"the number {source}" if isinstance(value, int | float) and not isinstance(value, bool) else ""
    found = number if source and len(source) <= _LONGEST_SOURCE and number else describe(value)
    return rule.finding(
        f"'{written_path(path) or 'this document'}' is {found}; expected {complaint.expected}",
        span,
        hint=_remedy(complaint, value, kind, source, _rest_of_line(data, span.end)),
        ref=ref,
    )


def _remedy(complaint: _Complaint, value: JsonValue, kind: Kind, source: str, rest: str) -> str | None:
    if complaint.sort in _EXPECTED and complaint.sort in _WRONG_TYPES:
        if len(source) > _LONGEST_SOURCE and isinstance(value, int | float):
            source = ""
        return WrongType(value, complaint.path, complaint.expected, kind.model, source, rest).remedy()
    if complaint.sort == "string_too_short":
        return WrongType(None, complaint.path, TEXT, kind.model).remedy()
    if complaint.sort == "too_short":
        return "Write at least one item."
    if complaint.choices and isinstance(value, str):
        near = process.extractOne(value.lower(), complaint.choices, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return f"Did you mean '{near[0]}'?" if near else "Write one of these."
    if isinstance(value, str) and complaint.sort == "format":
        name = odd_texts.name_in_e_mail(value)
        if name and complaint.path == ("metadata", "name") and kind.name in ("User", "Group"):
            return f"Write a name such as '{name}'; the address goes into spec.profile.email."
        return odd_texts.remedy_of(value) or complaint.hint
    return complaint.hint


def _rest_of_line(data: bytes, at: int) -> str:
    end = data.find(b"\n", at)
    return data[at : len(data) if end == -1 else end].decode("utf-8", "replace")
