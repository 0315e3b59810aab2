"""However large or twisted a document is, reading it ends soon, with a finding and never an exception."""

from __future__ import annotations

import time

import pytest

from headland.core.settings import Limits
from headland.reading import ParsedDocument, Problem, parse_yaml_stream

DEEP = {
    "brackets": "[" * 10_000,
    "braces": "{a: " * 10_000,
    "items": "- " * 10_000 + "x",
    "questions": "? " * 10_000,
    "keys": "".join(f"{' ' * depth}a:\n" for depth in range(2_000)),
    "closed brackets": "[" * 10_000 + "]" * 10_000,
}


@pytest.mark.parametrize("text", DEEP.values(), ids=DEEP.keys())
def test_ten_thousand_levels_are_a_finding(text: str) -> None:
    (problem,) = parse_yaml_stream(text.encode())
    assert isinstance(problem, Problem)
    assert problem.rule.name == "too-deep"
    assert "100 levels" in problem.message


def test_the_deepest_nesting_that_settings_can_allow_is_read() -> None:
    for text in ("[" * 200 + "]" * 200, "{a: " * 200 + "}" * 200, "- " * 200 + "x"):
        (document,) = parse_yaml_stream(text.encode(), limits=Limits(depth=200))
        assert isinstance(document, ParsedDocument)


def test_the_limit_of_depth_is_met_exactly() -> None:
    assert isinstance(parse_yaml_stream(b"[[[]]]", limits=Limits(depth=3))[0], ParsedDocument)
    assert isinstance(parse_yaml_stream(b"[[[]]]", limits=Limits(depth=2))[0], Problem)


def test_a_billion_laughs_are_a_finding() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    (problem,) = parse_yaml_stream("\n".join(lines).encode())
    assert isinstance(problem, Problem)
    assert problem.rule.name == "too-many-aliases"


def test_aliases_count_by_the_nodes_that_they_stand_for() -> None:
    text = b"a: &a [x, y]\nb: [*a, *a]\n"
    assert isinstance(parse_yaml_stream(text, limits=Limits(aliases=6))[0], ParsedDocument)
    assert isinstance(parse_yaml_stream(text, limits=Limits(aliases=5))[0], Problem)
    assert isinstance(parse_yaml_stream(b"a: &a x\n", limits=Limits(aliases=0))[0], ParsedDocument)


def test_an_anchor_is_used_as_often_as_backstages_parser_allows() -> None:
    assert isinstance(parse_yaml_stream(b"- &a x\n" + b"- *a\n" * 99)[0], ParsedDocument)
    (problem,) = parse_yaml_stream(b"- &a x\n" + b"- *a\n" * 100)
    assert isinstance(problem, Problem)
    assert problem.rule.name == "too-many-aliases"
    nested = b"- &a x\n- &b [*a, *a]\n"
    assert isinstance(parse_yaml_stream(nested + b"- *b\n" * 32)[0], ParsedDocument)
    assert isinstance(parse_yaml_stream(nested + b"- *b\n" * 33)[0], Problem)


def test_a_value_that_would_hold_itself_is_a_finding_however_its_anchor_was_used_before() -> None:
    for text in (b"&a [*a]", b"a: &a x\nb: &a {c: *a}\n"):
        (problem,) = parse_yaml_stream(text)
        assert isinstance(problem, Problem)
        assert problem.rule.name == "unknown-anchor"
        assert "inside of what is marked" in problem.message


def test_documents_beyond_the_limit_are_not_read_and_one_finding_says_so() -> None:
    parsed = parse_yaml_stream(b"---\na: 1\n" * 10, limits=Limits(documents=3))
    assert [type(one) for one in parsed] == [ParsedDocument] * 3 + [Problem]
    assert isinstance(parsed[3], Problem)
    assert parsed[3].rule.name == "too-many-documents"


def test_of_very_many_mistakes_a_hundred_are_told() -> None:
    assert len(parse_yaml_stream(b"a: 1\n" * 5_000)) == 101
    assert len(parse_yaml_stream(b"- *x\n" * 5_000)) == 101
    (document,) = parse_yaml_stream(b"- !x y\n" * 5_000)
    assert isinstance(document, ParsedDocument)
    assert len(document.warnings) == 100


SLOW = {
    "spaces before a quote": "a: " + " " * 400_000 + '"',
    "colons": "a" + ":" * 400_000,
    "hashes": "a: " + " #" * 200_000,
    "escapes": 'a: "' + '\\"' * 200_000,
    "single quotes": "a: '" + "''" * 200_000,
    "empty lines in quotes": 'a: "' + "\n" * 200_000 + '"',
    "continued text": "a: b\n" + "  c\n" * 100_000,
    "commas": "[" + "," * 400_000,
    "line ends in brackets": "[" + "\n" * 200_000 + "]",
    "keys that differ in type": "".join(f'{n}: 1\n"{n}": 1\n' for n in range(50_000)),
    "keys that stand twice": "".join(f"k{n}: 1\n" for n in range(50_000)) + "k49999: 1\n" * 50_000,
    "empty lines after a block": "a: |\n  x\n" + " \n" * 100_000 + "b: 1\n",
    "markers": "...\n" * 100_000,
    "carriage returns": "\r" * 400_000,
    "tabs": "\t" * 400_000 + "x",
    "anchors": "a: " + "&a " * 100_000,
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW.keys())
def test_time_grows_no_faster_than_the_text(text: str) -> None:
    started = time.perf_counter()
    parse_yaml_stream(text.encode())
    assert time.perf_counter() - started < 10
