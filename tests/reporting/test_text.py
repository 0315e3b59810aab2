"""The report for people: each place under its line, files apart, counts at the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.core.finding import Related, Severity
from headland.core.span import Span
from headland.reporting import FindingsReport, Style, load_formats
from headland.reporting.terminal import display_width
from headland.reporting.text import excerpt, file_name

FilesOf = Callable[..., Any]


def render(report: FindingsReport, *, colour: bool = False, width: int = 100) -> str:
    return load_formats()["text"].render(report, Style(colour, width))


def test_a_finding_is_told_with_its_line_its_remedy_and_the_other_places(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "kind: Component\nspec:\n  owner: teem-a\n", "b.yaml": "name: team-a\n"})
    related = Related("a group with a name like it", files.span("b.yaml", "team-a"))
    finding = files.finding("a.yaml", "teem-a", hint="Write 'team-a'.", related=(related,))

    assert render(files.report(finding)) == (
        "a.yaml: 1 error\n"
        "\n"
        "  a.yaml:3:10: error: unknown-owner\n"
        "      3 |   owner: teem-a\n"
        "        |          ^^^^^^\n"
        "    there is no group 'x'\n"
        "    > Write 'team-a'.\n"
        "    b.yaml:1:7: a group with a name like it\n"
        "      1 | name: team-a\n"
        "        |       ^^^^^^\n"
        "\n"
        "1 error, 0 warnings, 0 notes in 1 file.\n"
    )


def test_findings_are_grouped_by_file_in_order_of_place(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "one\ntwo\n", "b.yaml": "one\n"})
    findings = [
        files.finding("b.yaml", "one"),
        files.finding("a.yaml", "two", severity=Severity.NOTE),
        files.finding("a.yaml", "one", severity=Severity.WARNING),
    ]
    lines = render(files.report(*findings)).splitlines()

    assert [line for line in lines if line and not line.startswith("    ")] == [
        "a.yaml: 1 warning, 1 note",
        "  a.yaml:1:1: warning: unknown-owner",
        "  a.yaml:2:1: note: unknown-owner",
        "b.yaml: 1 error",
        "  b.yaml:1:1: error: unknown-owner",
        "1 error, 1 warning, 1 note in 2 files.",
    ]


def test_nothing_found_is_said(files_of: FilesOf) -> None:
    assert render(files_of({}).report()) == "No findings.\n"


def test_files_of_a_named_root_are_shown_below_it(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "x\n"}, "other/")
    assert "  other/a.yaml:1:1: error" in render(files.report(files.finding("a.yaml", "x")))


@pytest.mark.parametrize(
    ("root", "shown"), [(".", "a.yaml"), ("", "a.yaml"), ("x", "x/a.yaml"), ("x/", "x/a.yaml"), ("/", "/a.yaml")]
)
def test_a_file_is_named_as_the_user_would(root: str, shown: str) -> None:
    assert file_name(root, "a.yaml") == shown


def test_colour_is_there_only_when_asked_for(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "x\n"})
    report = files.report(files.finding("a.yaml", "x"))

    assert "\x1b" not in render(report)
    assert "\x1b[1;31merror\x1b[0m" in render(report, colour=True)


def test_hostile_text_cannot_reach_the_terminal(files_of: FilesOf) -> None:
    files = files_of({"a\x1b[2J.yaml": "owner: \x1b]0;gone\x07 x\u202ey\n"})
    related = Related("see \x1b[1m", files.span("a\x1b[2J.yaml", "x"))
    finding = files.finding("a\x1b[2J.yaml", "x", "no \x9b31m\nnew line", hint="write \x08", related=(related,))
    shown = render(files.report(finding))

    assert not set(shown) & set("\x1b\x07\x08\x9b\u202e")
    assert r"owner: \x1b]0;gone\x07 x\u202ey" in shown


def test_a_place_that_is_gone_or_empty_has_no_excerpt(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "\n\n"})
    gone = files.finding("a.yaml", "\n")
    report = files.report(gone, type(gone)("r", Severity.NOTE, "m", Span(".", "no-such.yaml", 5, 9)))

    assert "|" not in render(report)
    assert "no-such.yaml:1:1: note: r" in render(report)


def test_of_a_place_of_several_lines_the_first_is_marked_to_its_end(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "a: |\n  b\n  c\n"})
    lines = render(files.report(files.finding("a.yaml", "|\n  b\n"))).splitlines()
    assert lines[3:5] == ["      1 | a: |", "        |    ^"]


@pytest.mark.parametrize(
    ("line", "start", "end", "text", "carets"),
    [
        ("owner: a", 7, 8, "owner: a", "       ^"),
        ("\towner: a", 1, 6, "    owner: a", "    ^^^^^"),
        ("a\tb", 2, 3, "a   b", "    ^"),
        ("日本: 語", 4, 5, "日本: 語", "      ^^"),
        ("x\x1b y", 3, 4, r"x\x1b y", "      ^"),
        ("abc", 3, 3, "abc", "   ^"),
        ("abc", 9, 12, "abc", "   ^"),
        ("", 0, 0, "", "^"),
        ("e\u0301x", 2, 3, "e\u0301x", " ^"),
    ],
)
def test_carets_stand_below_their_text(line: str, start: int, end: int, text: str, carets: str) -> None:
    assert excerpt(line, start, end, 80) == (text, carets)


def test_a_long_line_is_cut_around_the_place() -> None:
    text, carets = excerpt("a" * 200 + "HERE" + "b" * 200, 200, 204, 40)
    assert text == "…" + "a" * 12 + "HERE" + "b" * 22 + "…"
    assert carets == " " * 13 + "^^^^"


def test_a_long_place_is_cut_itself() -> None:
    text, carets = excerpt("key: " + "v" * 500, 5, 505, 40)
    assert text == "key: " + "v" * 33 + "…"
    assert carets == "     " + "^" * 33


def test_the_end_of_a_long_line_is_shown_whole() -> None:
    text, carets = excerpt("a" * 300 + "END", 300, 303, 40)
    assert text == "…" + "a" * 35 + "END"
    assert carets == " " * 36 + "^^^"


@given(st.text(), st.integers(0, 120), st.integers(0, 120), st.integers(20, 100))
def test_an_excerpt_fits_and_its_carets_are_below_it(line: str, start: int, length: int, width: int) -> None:
    text, carets = excerpt(line, start, start + length, width)
    # One character may be shown as ten (\U000e0041): it is never cut in two.
    assert display_width(text) <= width + 10
    assert set(carets) <= {" ", "^"}
    assert carets.endswith("^")
    assert len(carets) <= display_width(text) + 1
