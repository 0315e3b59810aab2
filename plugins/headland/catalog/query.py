"""Queries: CEL expressions over records; the only module that knows the CEL library."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pydantic import JsonValue
from rapidfuzz import fuzz, process

from headland.catalog.catalog import Catalog
from headland.reading.record import Record

if TYPE_CHECKING:
    from cel import Program

VARIABLES = ("kind", "metadata", "owner", "ref", "relations", "spec")
"""What an expression sees. References in them are text of the form `kind:namespace/name`, in lower case."""

MAX_LENGTH = 2000
"""The library's parser and evaluator recurse natively and crash on chains of some ten thousand links."""

MAX_MACROS = 6
MAX_NESTED_MACROS = 2
"""Each nested `exists`, `all`, `map` or `filter` multiplies the work, and chained ones can multiply the memory."""

_CONVERSIONS = frozenset({"string", "int", "uint", "double", "bytes", "bool", "timestamp", "duration", "type", "dyn"})
_METHODS = frozenset({"size", "contains", "startsWith", "endsWith", "matches"})
_DATES = frozenset(
    f"get{part}"
    for part in (
        *("FullYear", "Month", "Date", "DayOfMonth", "DayOfWeek", "DayOfYear"),
        *("Hours", "Minutes", "Seconds", "Milliseconds"),
    )
)
_FUNCTIONS = _CONVERSIONS | _METHODS | _DATES
"""CEL's own functions: on a value of another type the library calls them undefined, which is no match."""

_HABITS = {"and": "&&", "or": "||", "not": "!", "= ": "==", "is": "=="}
"""Words and signs of other languages -> what CEL has in their place."""

_STRING = r"\"\"\".*?\"\"\"|'''.*?'''|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'"
_TOKEN = re.compile(
    rf"(?P<text>{_STRING})|(?P<macro>\.\s*(?:all|exists|exists_one|map|filter)\s*\()|(?P<bracket>[()])", re.S
)
_PLACE = re.compile(r"ERROR: <input>:(?P<line>\d+):(?P<column>\d+): (?:Syntax error: )?(?P<what>[^\n]*)")
_UNDEFINED = re.compile(r"Undefined variable or function: '(?P<name>[^']*)'")

Predicate = Callable[[Catalog, Record], bool]


class QueryError(ValueError):
    """An expression that cannot be used; the message says where, why and what to write."""


def where(expression: str) -> Predicate:
    """Compile a CEL expression into a test of records.

    It sees `ref`, `kind`, `metadata`, `spec`, `owner` and `relations` (type -> references). A field that
    is missing, or of another type than the expression takes it for, is no match and never an error; to ask
    for its absence, write `!has(spec.system)`.

    Raises QueryError for a syntax error, a name that does not exist, or an expression that asks for
    more work than the limits above allow. The test itself raises it too where only a record can tell:
    when the expression gives something that is neither true nor false.
    """
    _check_limits(expression)
    program = _compile(expression)
    used = tuple(name for name in VARIABLES if re.search(rf"\b{name}\b", expression))
    _run(program, {name: {} for name in used}, expected=False)
    return lambda catalog, record: _run(program, _variables(catalog, record, used), expected=True)


def _check_limits(expression: str) -> None:
    if not expression.strip():
        raise QueryError("the expression is empty; write for example: spec.type == 'service'")
    if len(expression) > MAX_LENGTH:
        raise QueryError(f"the expression has {len(expression)} characters; at most {MAX_LENGTH} are read")
    macros = 0
    open_brackets: list[bool] = []
    for token in _TOKEN.finditer(expression):
        if token["macro"]:
            macros += 1
            open_brackets.append(True)
            if macros > MAX_MACROS or sum(open_brackets) > MAX_NESTED_MACROS:
                raise QueryError(
                    f"the expression asks for too much work: at most {MAX_MACROS} of all, exists, exists_one, map and "
                    f"filter, at most {MAX_NESTED_MACROS} of them inside each other"
                )
        elif token["bracket"] == "(":
            open_brackets.append(False)
        elif token["bracket"] and open_brackets:
            open_brackets.pop()


def _compile(expression: str) -> Program:
    import cel

    try:
        return cel.compile(expression)
    except ValueError as error:
        raise QueryError(_syntax_message(expression, str(error))) from error


def _syntax_message(expression: str, complaint: str) -> str:
    """The parser's first complaint with its place, without the list of all tokens that it would have taken."""
    place = _PLACE.search(complaint)
    if place is None:
        return f"{expression!r} is not a CEL expression"
    told = place["what"].partition(" expecting ")[0]
    _, _, unexpected = told.partition(": " if "recognition" in told else "input ")
    what = "it ends too early" if unexpected == "'<EOF>'" else f"{unexpected or told} is not expected there"
    where_ = (
        f"column {place['column']}" if "\n" not in expression else f"line {place['line']}, column {place['column']}"
    )
    message = f"the expression cannot be read at {where_}: {what}"
    for habit, instead in _HABITS.items():
        if unexpected == f"'{habit}'":
            return f"{message}; CEL writes {instead} for {habit.strip()!r}"
    return message


def _variables(catalog: Catalog, record: Record, used: tuple[str, ...]) -> dict[str, JsonValue]:
    # Only what the expression names is handed over: the library copies all of it, definitions of APIs included.
    values: dict[str, JsonValue] = {}
    if "ref" in used:
        values["ref"] = record.ref.key
    if "kind" in used:
        values["kind"] = record.ref.kind
    if "metadata" in used:
        values["metadata"] = record.value("metadata")
    if "spec" in used:
        spec = record.value("spec")
        values["spec"] = {} if spec is None else spec
    if "owner" in used:
        owner = catalog.owner_of(record.ref)
        values["owner"] = None if owner is None else owner.key
    if "relations" in used:
        related: dict[str, JsonValue] = {
            type_: [target.key for target in catalog.targets(record.ref, type_)]
            for type_ in catalog.relation_types(record.ref)
        }
        values["relations"] = related
    return values


def _run(program: Program, variables: dict[str, JsonValue], *, expected: bool) -> bool:
    """The expression's answer; with `expected` it has to be true or false."""
    try:
        answer = program.execute(variables)
    except RuntimeError as error:
        _refuse(str(error))
        return False
    except (LookupError, TypeError, ValueError, ArithmeticError):
        return False
    if not isinstance(answer, bool) and expected:
        raise QueryError(
            f"the expression gives {_name_of(answer)}, not true or false; compare it with something, "
            "as in: spec.type == 'service'"
        )
    return answer is True


def _refuse(told: str) -> None:
    """Raise QueryError when the failure lies in the expression and not in the record at hand."""
    undefined = _UNDEFINED.search(told)
    if undefined and undefined["name"] not in _FUNCTIONS:
        name = undefined["name"]
        near = process.extractOne(name, [*VARIABLES, *sorted(_FUNCTIONS)], scorer=fuzz.ratio, score_cutoff=60)
        proposal = f"did you mean {near[0]!r}? " if near else ""
        raise QueryError(f"there is no {name!r} here; {proposal}an expression sees {', '.join(VARIABLES)}")
    if "not a valid regex" in told:
        _, _, reason = told.partition("not a valid regex:")
        last = reason.strip().splitlines()[-1] if reason.strip() else ""
        raise QueryError(f"the regular expression in matches() is not valid: {last.partition('. Check function')[0]}")


def _name_of(answer: object) -> str:
    names = {str: "a text", int: "a number", float: "a number", list: "a list", dict: "a mapping"}
    return names.get(type(answer), "nothing" if answer is None else f"a {type(answer).__name__}")
