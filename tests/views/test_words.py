"""Words of pages: sentences, numbers, dates, names of fields."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from headland.views.words import (
    count_of,
    date,
    first_sentence,
    humanise,
    relation_words,
    sentence,
    shortened,
)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Takes money. Gives it back.", "Takes money."),
        ("Uses e.g. Kafka. Then stops.", "Uses e.g. Kafka."),
        ("Version 1.2 of it", "Version 1.2 of it"),
        ("What? Yes!", "What?"),
        ("no capital. after it", "no capital. after it"),
        ("", ""),
    ],
)
def test_the_first_sentence_is_found(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_long_sentence_is_cut_at_a_word() -> None:
    assert first_sentence("word " * 100, 20) == "word word word word …"
    assert shortened("abc def", 5) == "abc …"
    assert shortened("abc", 3) == "abc"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("dependsOn", "Depends on"),
        ("lastDrilled", "Last drilled"),
        ("data_store-kind", "Data store kind"),
        ("apiURL", "Api URL"),
        ("HTTPServer", "HTTP server"),
        ("_", "_"),
    ],
)
def test_names_of_fields_become_words(name: str, words: str) -> None:
    assert humanise(name) == words


def test_a_relation_without_words_is_said_by_its_name() -> None:
    assert relation_words("dependencyOf") == "Needed by"
    assert relation_words("feedsInto") == "Feeds into"


def test_numbers_come_with_their_noun() -> None:
    assert [count_of(1, "record"), count_of(2345, "record"), count_of(0, "person", "people")] == [
        "1 record",
        "2,345 records",
        "0 people",
    ]


def test_dates_are_absolute() -> None:
    assert date(datetime(2026, 3, 1, 23, tzinfo=UTC)) == "2026-03-01"


def test_a_remark_becomes_a_sentence() -> None:
    assert sentence("the clone is shallow") == "The clone is shallow."
    assert sentence("Done.") == "Done."
