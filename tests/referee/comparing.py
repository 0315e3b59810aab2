"""Compares what Headland and Backstage's packages make of a file, document by document, and counts how they agree."""

from __future__ import annotations

import base64
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from headland.core.finding import Severity
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import FileMissing
from headland.kinds import KINDS
from headland.reading import Problem, parse_yaml_stream, read

Ask = Callable[[dict[str, Any]], list[dict[str, Any]]]

NAME = "catalog-info.yaml"
ACCEPTED = frozenset({"accepted", "unknown"})
LIMITS = frozenset({"too-deep", "too-many-aliases", "too-many-documents", "file-too-large"})
ROOT_ESCAPES = frozenset({"placeholder-outside-root", "location-outside-root"})
OURS_ALONE = LIMITS | ROOT_ESCAPES | {"duplicate-reference"}
"""The rules that may refuse a document, or fail a check, of what Backstage accepts."""


@dataclass(frozen=True)
class Case:
    """A file, the files beside it that placeholders may name, and whether `<<` merges."""

    data: bytes
    merge_keys: bool = False
    files: Mapping[str, bytes] = field(default_factory=dict)

    def __repr__(self) -> str:
        return f"Case({self.data!r}{', merge_keys=True' if self.merge_keys else ''})"


@dataclass(frozen=True)
class Judgement:
    """One document: the verdict in the referee's words, its value where it could be read, and why it was refused.

    `places` are start and end of nodes by their path, in bytes of the file.
    """

    verdict: str
    value: Any = None
    why: str = ""
    rules: frozenset[str] = frozenset()
    places: Mapping[tuple[str | int, ...], tuple[int, int | None]] = field(default_factory=dict)


@dataclass(frozen=True)
class Disagreement:
    """A document on which the two differ: in which respect, and what each says."""

    kind: str
    ordinal: int
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"document {self.ordinal}: {self.kind}\n  ours:        {self.ours}\n  Backstage's: {self.theirs}"


class Memory:
    """Files that are on no disk, as a Source."""

    name, folder = "memory", None

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self._files))

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise FileMissing(f"there is no file {path!r}")
        return self._files[path]


def ours(case: Case) -> list[Judgement]:
    """What Headland says of the documents of a file: its whole way, from bytes to records and findings."""
    settings = Settings.model_validate({"reading": {"merge_keys": case.merge_keys}})
    reading = read([Memory({**case.files, NAME: case.data})], settings, Silent())
    records = {record.document.ordinal: record for record in reading.records if record.document.path == NAME}
    errors = [
        finding for finding in reading.findings if finding.severity is Severity.ERROR and finding.span.path == NAME
    ]
    judged: dict[int, Judgement] = {}
    for one in parse_yaml_stream(case.data, case.merge_keys):
        if isinstance(one, Problem):
            if one.ordinal is not None:
                before = judged.get(one.ordinal, Judgement("broken", why=one.message))
                rules = before.rules | {one.rule.name}
                judged[one.ordinal] = Judgement("broken", why=before.why, rules=rules)
            continue
        found = [finding for finding in errors if one.start <= finding.span.start <= one.end]
        rules, why = frozenset(finding.rule for finding in found), "; ".join(finding.message for finding in found)
        places = {path: place[2:] for path, place in one.places.items()}
        record = records.get(one.ordinal)
        if record is not None:
            known = record.kind.name in KINDS and record.kind is KINDS[record.kind.name]
            verdict = "accepted" if known else "unknown"
            judged[one.ordinal] = Judgement(verdict, record.document.value, why, rules, places)
        else:
            verdict = "empty" if one.value is None else "no-mapping" if not isinstance(one.value, dict) else "refused"
            if not found and one.value is not None:
                verdict = "lost"  # neither a record nor an error: nobody would learn of it
            judged[one.ordinal] = Judgement(verdict, one.value, why, rules, places)
    return [judged[ordinal] for ordinal in sorted(judged)]


def theirs(case: Case, ask: Ask) -> list[Judgement]:
    """What Backstage's packages say of the documents of a file."""
    files = {path: _encoded(data) for path, data in case.files.items()}
    request = {"bytes": _encoded(case.data), "merge": case.merge_keys, "files": files, "places": True}
    judged = []
    for answer in ask(request):
        verdict = answer["verdict"]
        value = answer["resolved"] if verdict in ACCEPTED else answer.get("value")
        places = {tuple(path): (start, end) for path, start, end in answer.get("places", ())}
        judged.append(Judgement(verdict, value, answer.get("error", ""), places=places))
    return judged


@dataclass(frozen=True)
class Comparison:
    """What both say of a file, and all that differs."""

    case: Case
    ours: list[Judgement]
    theirs: list[Judgement]
    disagreements: list[Disagreement]
    compared: int
    """How many documents could be paired: where the numbers differ, those before the last common one."""


def compare(case: Case, ask: Ask) -> Comparison:
    """Hold our judgement on each document of a file, and the values and places in it, against Backstage's."""
    here, there = ours(case), theirs(case, ask)
    found: list[Disagreement] = []
    if len(here) != len(there):
        verdicts = [" ".join(judgement.verdict for judgement in side) for side in (here, there)]
        found.append(Disagreement("number of documents", min(len(here), len(there)), *verdicts))
    common = min(len(here), len(there)) - (len(here) != len(there))  # the last one may be two, or a half
    places = _is_utf_8(case.data)
    for ordinal in range(common):
        found.extend(_differing(here[ordinal], there[ordinal], ordinal, case.data if places else None))
    return Comparison(case, here, there, found, common)


def _differing(one: Judgement, other: Judgement, ordinal: int, data: bytes | None) -> Iterator[Disagreement]:
    """In what the judgements on one document differ, if they do; places in `data` count where it is given."""
    if one.verdict != other.verdict:
        if not (one.rules and one.rules <= OURS_ALONE):
            kind = f"verdict: {one.verdict} here, {other.verdict} there"
            yield Disagreement(kind, ordinal, one.why or repr(one.value), other.why or repr(other.value))
    elif one.verdict in ACCEPTED and not one.rules <= OURS_ALONE:
        yield Disagreement("an error here, none there", ordinal, one.why, other.verdict)
    elif comparable(one.value) != comparable(other.value):
        yield Disagreement("value", ordinal, repr(one.value), repr(other.value))
    elif data is not None:
        yield from _misplaced(one, other, ordinal, data)


def _misplaced(one: Judgement, other: Judgement, ordinal: int, data: bytes) -> Iterator[Disagreement]:
    """The first node, if any, that does not stand where npm `yaml` finds it."""
    for path, (start, end) in other.places.items():
        place = one.places.get(path)
        if place is not None and place != (start, place[1] if end is None else end):
            texts = [f"{path} {start}:{end} {data[start:end]!r}" for start, end in (place, (start, end))]
            yield Disagreement("place", ordinal, *texts)
            return


def comparable(value: Any) -> Any:
    """A value in a form in which equal means the same to JavaScript: one sort of number, equal to no truth value."""
    if isinstance(value, dict):
        if value.keys() == {"\0number"}:
            return ("number", value["\0number"])
        return {_whole(key): comparable(child) for key, child in value.items()}
    if isinstance(value, list):
        return [comparable(child) for child in value]
    if isinstance(value, bool) or value is None:
        return (value,)
    if isinstance(value, int | float):
        return ("number", _number(value))
    return _whole(value)


def _number(number: float) -> str:
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    return repr(float(number) + 0.0)


def _whole(text: str) -> str:
    """A text with lone halves of surrogate pairs, which no encoding can hold, replaced."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def corpus_cases(corpus: Path) -> Iterator[tuple[str, Case]]:
    """Each file of a folder as a case of its own, with its path."""
    for file in sorted({*corpus.rglob("*.yaml"), *corpus.rglob("*.yml")}):
        yield file.relative_to(corpus).as_posix(), Case(file.read_bytes())
