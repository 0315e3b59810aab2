"""Our YAML reader and npm `yaml`, Backstage's, give one verdict on documents changed at random, and one value.

The few differences that remain are texts which npm `yaml` lets pass although YAML forbids them; see
docs/decisions/0001-yaml-parser.md.
"""

from __future__ import annotations

import base64
import math
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pydantic import JsonValue
from tests.referee.yaml_mutations import mutated, seeds

from headland.reading import Problem, parse_yaml_stream

Ask = Callable[[dict[str, Any]], list[dict[str, Any]]]

TOLERATED = 1 / 500
"""The share of documents on which the verdicts may differ."""


_NAMES_OF_NUMBERS = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}


def ours(text: str) -> list[JsonValue] | None:
    """The values of a stream's documents, empty ones left out; None when one cannot be read."""
    parsed = parse_yaml_stream(text.encode())
    if any(isinstance(one, Problem) and one.document is not None for one in parsed):
        return None
    return [one.value for one in parsed if not isinstance(one, Problem) and one.value is not None]


def theirs(ask: Ask, text: str) -> list[JsonValue] | None:
    """The same by npm `yaml`."""
    documents = ask({"bytes": base64.b64encode(text.encode()).decode("ascii")})
    if any(document["verdict"] == "broken" for document in documents):
        return None
    return [document["value"] for document in documents if document.get("value") is not None]


def same(one: JsonValue, other: JsonValue) -> bool:
    """Whether two values are equal. JSON has no infinities, which the referee names, and its keys are texts.

    A collection as a key becomes a text, whose punctuation is npm yaml's own business.
    """
    if isinstance(one, float) and not math.isfinite(one):
        return other is None or other == {"\0number": _NAMES_OF_NUMBERS[str(one)]}
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, int | float) and isinstance(other, int | float):
        return float(one) == float(other)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        mine, yours = ({_key(key): child for key, child in value.items()} for value in (one, other))
        return mine.keys() == yours.keys() and all(same(child, yours[key]) for key, child in mine.items())
    return one == other


def _key(key: str) -> str:
    return re.sub(r"\W", "", key) if key.startswith(("{", "[")) else key


def differences(ask: Ask, texts: Iterable[str]) -> tuple[int, list[str], list[str]]:
    """How many texts were compared; those with two verdicts; those with two values."""
    count, verdicts, values = 0, [], []
    for text in texts:
        count += 1
        one, other = ours(text), theirs(ask, text)
        if (one is None) != (other is None):
            verdicts.append(text)
        elif one is not None and other is not None and not same(one, other):
            values.append(text)
    return count, verdicts, values


def test_documents_that_are_right_are_read_alike(ask_referee: Ask) -> None:
    for path in sorted((Path(__file__).resolve().parents[1] / "corpora").rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        read = ours(text)
        assert read is not None
        assert len(read) > 0
    assert differences(ask_referee, seeds())[1:] == ([], [])


def test_documents_changed_at_random_get_one_verdict_and_one_value(ask_referee: Ask) -> None:
    count, verdicts, values = differences(ask_referee, mutated(2_000, seed=1))
    assert count == 2_000
    assert values == []
    assert len(verdicts) <= count * TOLERATED, verdicts


@pytest.mark.referee_long
@pytest.mark.parametrize("seed", range(2, 12))
def test_very_many_documents_do(ask_referee: Ask, seed: int) -> None:
    count, verdicts, values = differences(ask_referee, mutated(10_000, seed=seed))
    assert len(values) <= count * TOLERATED, values
    assert len(verdicts) <= count * TOLERATED, verdicts
