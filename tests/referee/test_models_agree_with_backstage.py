"""Our models and Backstage's validators give one verdict on a document: the corpora's, and ones broken on purpose."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from tests.referee.breaking import COMPLETE, all_broken, at, places, with_value, without

from headland.kinds import KINDS, kind_of

Ask = Callable[[dict[str, Any]], list[dict[str, Any]]]


def our_verdict(value: dict[str, Any]) -> str:
    """The referee's words for what our models say."""
    kind = kind_of(str(value.get("apiVersion")), str(value.get("kind")))
    try:
        kind.model.model_validate(value)
    except ValidationError:
        return "refused"
    return "accepted" if kind.name in KINDS and kind is KINDS[kind.name] else "unknown"


def disagreements(ask: Ask, values: Iterator[tuple[str, dict[str, Any]]]) -> tuple[int, list[str]]:
    """How many documents were compared, and a line for each on which the verdicts differ."""
    count, found = 0, []
    for what, value in values:
        count += 1
        (theirs,) = ask({"value": value})
        ours = our_verdict(value)
        if ours != theirs["verdict"]:
            found.append(f"{what}: ours {ours}, Backstage's {theirs['verdict']} ({theirs.get('error')})")
    return count, found


def test_every_field_of_every_backstage_model_stands_in_the_documents_that_are_broken() -> None:
    kinds = [kind_of(value["apiVersion"], value["kind"]) for value in COMPLETE]
    assert {kind.name for kind in KINDS if "headland.dev/v1" not in kind.api_versions} <= {kind.name for kind in kinds}
    entities = [kind.model.model_validate(value) for kind, value in zip(kinds, COMPLETE, strict=True)]
    assert fields_never_set(entities) == set()


def fields_never_set(models: list[Any]) -> set[str]:
    """`Class.field` of all fields that no model of its class sets, looking below the given ones."""
    known: dict[str, set[str]] = {}
    todo: list[Any] = list(models)
    while todo:
        here = todo.pop()
        if isinstance(here, BaseModel):
            name = type(here).__name__
            known[name] = known.get(name, set(type(here).model_fields)) - here.model_fields_set
            todo += [getattr(here, field) for field in type(here).model_fields]
        elif isinstance(here, list):
            todo += here
    return {f"{name}.{field}" for name, fields in known.items() for field in fields}


def test_a_fifth_of_the_documents_broken_in_one_place_is_judged_as_backstage_does(ask_referee: Ask) -> None:
    chosen = random.Random(11)
    count, found = disagreements(ask_referee, (broken for broken in all_broken() if chosen.random() < 0.2))
    assert count > 4_000
    assert found == [], "\n".join(found)


@pytest.mark.referee_long
def test_all_documents_broken_in_one_place_are_judged_as_backstage_does(ask_referee: Ask) -> None:
    count, found = disagreements(ask_referee, all_broken())
    assert count > 20_000
    assert found == [], "\n".join(found)


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(["backstage.io/v1alpha1", "a"])
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False) | TEXTS,
    lambda values: st.lists(values, max_size=3) | st.dictionaries(TEXTS, values, max_size=3),
    max_leaves=6,
)


@st.composite
def broken_in_several_places(draw: st.DrawFn) -> dict[str, Any]:
    """A complete document with one to three nodes replaced by any value, removed, or put under another key."""
    document: dict[str, Any] = copy.deepcopy(draw(st.sampled_from(COMPLETE)))
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.sampled_from(list(places(document)) or [("kind",)]))
        what = draw(st.sampled_from(["replace", "replace", "remove", "add", "swap"]))
        if what == "replace":
            document = with_value(document, place, draw(JSON_VALUES))
        elif what == "remove":
            document = without(document, place) if place in set(places(document)) else document
        elif what == "add":
            document[draw(TEXTS)] = draw(JSON_VALUES)
        else:
            other = draw(st.sampled_from(COMPLETE))
            document = with_value(document, place, at(other, draw(st.sampled_from(list(places(other))))))
    return document


def agrees(ask: Ask, document: dict[str, Any]) -> None:
    _, found = disagreements(ask, iter([(repr(document), document)]))
    assert found == [], "\n".join(found)


def test_documents_broken_in_several_places_are_judged_as_backstage_does(ask_referee: Ask) -> None:
    @settings(max_examples=300, derandomize=True, deadline=None, database=None)
    @given(broken_in_several_places())
    def judge(document: dict[str, Any]) -> None:
        agrees(ask_referee, document)

    judge()


@pytest.mark.referee_long
def test_a_stream_of_documents_broken_in_several_places_is_judged_as_backstage_does(ask_referee: Ask) -> None:
    @settings(max_examples=20_000, deadline=None, suppress_health_check=list(HealthCheck))
    @given(broken_in_several_places())
    def judge(document: dict[str, Any]) -> None:
        agrees(ask_referee, document)

    judge()
