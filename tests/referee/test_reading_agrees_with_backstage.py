"""Whole files, from their bytes on: Headland and Backstage's packages agree on verdicts, values and places.

What is left are the known differences, each with its reason in known_differences.py and an example held here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from tests.referee.comparing import Ask, Case, compare, corpus_cases, ours
from tests.referee.documents import FILES, cases
from tests.referee.known_differences import KNOWN_DIFFERENCES, KnownDifference, known
from tests.referee.page import known_differences
from tests.referee.smallest import smallest
from tests.referee.tally import Tally
from tests.referee.yaml_mutations import mutated

CORPORA = sorted((Path(__file__).resolve().parents[1] / "corpora").glob("*/"))
MakeTally = Callable[[str], Tally]

STREAM = 4_000
SHARE = 200


@pytest.mark.parametrize("merge_keys", [False, True], ids=["as it comes", "with merge keys"])
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_public_catalogs_are_read_alike(corpus: Path, merge_keys: bool, ask_referee: Ask, tally: MakeTally) -> None:
    counts = tally(f"{corpus.name}{', with merge keys' if merge_keys else ''}")
    found = [
        line for _, case in corpus_cases(corpus) for line in counts.compare(Case(case.data, merge_keys), ask_referee)
    ]
    assert found == [], "\n".join(found)
    assert counts.documents == counts.agreements == counts.verdicts["accepted"] > 0


def drawn(counts: Tally, ask: Ask, **options: Any) -> None:
    """Compare what hypothesis draws; the first file that fails is made as small as it can be."""

    def unexplained(case: Case) -> list[str]:
        return Tally("").compare(case, ask)

    @settings(deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), **options)
    @given(cases())
    def agree(case: Case) -> None:
        if counts.compare(case, ask):
            pytest.fail("\n".join(unexplained(smallest(case, lambda less: bool(unexplained(less))))))

    agree()


def test_a_fixed_share_of_drawn_files_is_read_alike(ask_referee: Ask, tally: MakeTally) -> None:
    counts = tally("files drawn by hypothesis, the fixed share")
    drawn(counts, ask_referee, max_examples=SHARE, derandomize=True)
    assert counts.documents >= 300


@pytest.mark.referee_long
def test_a_long_stream_of_drawn_files_is_read_alike(ask_referee: Ask, tally: MakeTally) -> None:
    counts = tally("files drawn by hypothesis, new ones in each run")
    drawn(counts, ask_referee, max_examples=STREAM)
    assert counts.documents >= 2_000


def test_files_changed_at_random_are_read_alike(ask_referee: Ask, tally: MakeTally) -> None:
    compare_mutated(tally("files changed at random, the fixed share"), ask_referee, number=1_000, seed=1)


@pytest.mark.referee_long
def test_very_many_files_changed_at_random_are_read_alike(ask_referee: Ask, tally: MakeTally) -> None:
    compare_mutated(tally("files changed at random"), ask_referee, number=20_000, seed=2)


def compare_mutated(counts: Tally, ask: Ask, number: int, seed: int) -> None:
    found = [line for text in mutated(number, seed) for line in counts.compare(Case(text.encode()), ask)]
    assert found == [], "\n".join(found)
    assert counts.files == number


@pytest.mark.parametrize("difference", KNOWN_DIFFERENCES, ids=lambda difference: difference.name)
def test_a_known_difference_is_there_and_is_recognised(difference: KnownDifference, ask_referee: Ask) -> None:
    found = compare(difference.example, ask_referee)
    assert tuple(one.verdict for one in found.ours) == difference.ours
    assert tuple(one.verdict for one in found.theirs) == difference.theirs
    assert found.disagreements
    assert [known(found.case, one, found.ours, found.theirs) for one in found.disagreements] == [
        difference for _ in found.disagreements
    ]


def test_the_page_tells_every_known_difference() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "referee.md").read_text(encoding="utf-8")
    assert page.endswith(known_differences()), "`make referee-page` writes it anew"


def text_of(data: bytes) -> Case:
    return Case(data, files=FILES)


API = (
    b"apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: a}\n"
    b"spec: {type: x, lifecycle: y, owner: z, definition: %s}\n"
)


@pytest.mark.parametrize(
    ("definition", "verdict"),
    [
        (b"{$text: text.txt}", "accepted"),
        (b"{$text: ./docs/../text.txt}", "accepted"),
        (b"{$text: https://example.org/x}", "accepted"),
        (b"{$text: with mark.txt}", "accepted"),
        (b"{$yaml: docs/one.yaml}", "refused"),
        (b"{$yaml: docs/two.yaml}", "refused"),
        (b"{$yaml: docs/empty.yaml}", "refused"),
        (b"{$json: data.json}", "refused"),
        (b"{$json: data/not-a-number.json}", "refused"),
        (b"{$text: missing.yaml}", "refused"),
        (b"{$text: 1}", "refused"),
        (b"{$text: text.txt, b: c}", "refused"),
        (b"x, more: {$yaml: docs/one.yaml}", "accepted"),
        (b"x, more: {$json: data.json}", "accepted"),
        (b"x, more: {$ref: '#/a', b: {$text: text.txt}}", "accepted"),
        (b"x, more: [{$text: text.txt}, {a: {$json: data.json}}]", "accepted"),
    ],
)
def test_placeholders_are_resolved_alike(definition: bytes, verdict: str, ask_referee: Ask) -> None:
    found = compare(text_of(API % definition), ask_referee)
    assert found.disagreements == []
    assert [one.verdict for one in found.ours] == [verdict]


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (API % b"{$text: ../outside.txt}", "placeholder-outside-root"),
        (API % (b"x, deep: " + b"[" * 120 + b"]" * 120), "too-deep"),
        (API % b"x" + b"---\n" * 10_001, "too-many-documents"),
        (
            b"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: a}\nspec: {target: ../../b.yaml}\n",
            "location-outside-root",
        ),
    ],
)
def test_our_limits_and_roots_are_told_by_their_own_rules(data: bytes, rule: str) -> None:
    assert rule in set().union(*(one.rules for one in ours(Case(data))))
