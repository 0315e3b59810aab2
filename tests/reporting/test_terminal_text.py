"""Text of unknown origin cannot act on a terminal, and the columns that it takes are counted right."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.core.visible import one_line, visible
from headland.reporting.terminal import cells, display_width, pad


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J", r"\x1b[2J"),
        ("\x9b31m", r"\x9b31m"),
        ("\x07\x08\x7f", r"\x07\x08\x7f"),
        ("a\u202eb", r"a\u202eb"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("\u200b\ufeff", r"\u200b\ufeff"),
        ("\U000e0041", r"\U000e0041"),
        ("\ud800", r"\ud800"),
        ("ordinary: Ärger 日本 🚀", "ordinary: Ärger 日本 🚀"),
    ],
)
def test_what_a_terminal_would_obey_is_escaped(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_characters_that_are_wanted_are_kept() -> None:
    assert visible("a\n\tb\x1b", keep="\n\t") == "a\n\tb\\x1b"


@given(st.text())
def test_one_line_is_one_line_without_controls(text: str) -> None:
    shown = one_line(text)
    assert len(shown.splitlines()) <= 1
    assert shown == visible(shown)


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_what_is_shown_can_be_written_and_obeys_nothing(text: str) -> None:
    visible(text).encode("utf-8")
    assert "\x1b" not in visible(text)


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("日本", 4),
        ("a\tb", 5),
        ("\tb", 5),
        ("abcd\tb", 9),
        ("é", 1),
        ("\u0065\u0301", 1),
        ("\x1b", 4),
    ],
)
def test_the_width_is_that_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


@given(st.text(), st.integers(0, 60))
def test_padding_fills_to_the_width(text: str, width: int) -> None:
    padded = pad(text, width)
    assert padded.startswith("".join(shown for shown, _ in cells(text)))
    assert display_width(padded) == max(width, display_width(text))
