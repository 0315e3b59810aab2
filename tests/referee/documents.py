"""Files for the referee, as hypothesis draws them: records that are right or broken in one place, YAML of any sort."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from random import Random
from typing import Any

from hypothesis import strategies as st
from tests.referee.breaking import COMPLETE, broken_once, places
from tests.referee.comparing import Case
from tests.referee.writing import Writer, chance

FILES = {
    "text.txt": "Zeilen\r\nvon Text: é\n".encode(),
    "docs/one.yaml": b"%TAG ! x\n--- # one\na: [1, 2.50, {b: no}]\n<<: {c: d}\n",
    "docs/two.yaml": b"a: 1\n---\nb: 2\n",
    "docs/broken.yaml": b"a: 'b\n",
    "docs/empty.yaml": b"# nothing\n",
    "data.json": b'{"a": [1, 2.5e3, null, true], "b": {"c": "\\ud83d\\ude00"}, "a": "later"}',
    "data/broken.json": b"{'a': 1}",
    "data/not-a-number.json": b"[NaN]",
    "with mark.txt": "\ufeffmarked".encode(),
}
"""What placeholders of generated records may name."""

_TARGETS = (
    *FILES,
    "./text.txt",
    "docs/../text.txt",
    "./docs/./one.yaml",
    "missing.yaml",
    "docs",
    "https://example.org/x",
    "http://a/b",
)
_EXTRAS: tuple[Any, ...] = (
    "two words",
    "four words in line",
    "a\nb\n",
    " leading and\n  more\n\nlines\n\n",
    "tab\there",
    "quote ' and \" and \\",
    "é 😀 \u2028 \x85 \ufeff",
    "yes",
    "012",
    "",
    " ",
    "- a",
    "a: b",
    "# a",
    None,
    True,
    0,
    -1.5,
    1e21,
    [],
    {},
    ["a", ["b", {"c": "d"}], {}],
    {"a": None, "b": {"c": ["d"]}},
    {"<<": {"a": "b"}, "a": "c"},
    {"<<": [{"a": "b"}, {"c": 1}]},
    {"1": "a", "true": "b", "": "c", "null": "d", "1.0": "e"},
    {"__proto__": {"a": "b"}, "constructor": "c", "toString": 1},
    {"$ref": "#/a", "b": 1},
    {"$text": 1},
    {"$unknown": "a"},
    {"x: y": 1, "a b": 2, "é": 3, "'": 4, "- a": 5},
)
_TOKENS = (
    *(
        "- ",
        "-",
        "? ",
        "?",
        ": ",
        ":",
        "\n",
        "\n",
        "\n",
        "\n  ",
        "\n  ",
        "\n    ",
        "\n ",
        " ",
        "  ",
        "\t",
        "\r\n",
        "\r",
    ),
    *("a", "b", "a", "b c", "1", "~", "true", "é", "😀", "key: ", "a: b\n", "  b: c\n", "- a\n", "  - b\n"),
    *(
        "&a ",
        "&a",
        "*a",
        "*a ",
        "!!str ",
        "!x ",
        "! ",
        "!!int ",
        "!",
        "&",
        "*",
        "#",
        " # c",
        "\n# c\n",
        "%YAML 1.2\n",
        "%",
    ),
    *("|", ">", "|-\n", ">+\n", "|2\n", ">\n", "|\n  a\n", "'", '"', "''", '""', "'a'", '"a"', "\\", "\\n", "\\\n"),
    *("[", "]", "{", "}", ",", ", ", "[]", "{}", "[a, b]", "{a: b}", "<<", "<<: *a\n", "@", "`", "=", "~", "null"),
    *(
        "---",
        "---\n",
        "--- ",
        "...",
        "...\n",
        "\n---\n",
        "\n...\n",
        "\ufeff",
        "\x85",
        "\u2028",
        "\0",
        "\x07",
        "$text: ",
    ),
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """A file of one to three documents: each right, broken in one place, or YAML of any sort."""
    return case_from(draw(st.randoms(use_true_random=False)))


def case_from(dice: Random) -> Case:
    """The file that the dice give."""
    parts = [_DOCUMENTS[dice.choice(_SORTS)](dice) for _ in range(dice.choice((1, 1, 2, 3)))]
    text = "".join(_between(dice, part, first=at == 0) for at, part in enumerate(parts))
    if chance(dice, 0.1):
        text = text.replace("\r\n", "\n").replace("\n", "\r\n")
    if chance(dice, 0.05):
        text = "\ufeff" + text
    if chance(dice, 0.05):
        text = text.rstrip("\n")
    data = text.encode("utf-8", "replace")
    if chance(dice, 0.02):
        at = dice.randrange(len(data) + 1)
        data = data[:at] + dice.choice((b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f", b"\xed\xa0\x80")) + data[at:]
    return Case(data, chance(dice, 0.2), FILES)


def _between(dice: Random, text: str, *, first: bool) -> str:
    """A document with what separates it from the one before."""
    if text and not text.endswith("\n") and chance(dice, 0.9):
        text += "\n"
    usual = "" if first else "---\n"
    if chance(dice, 0.75):
        return usual + text
    return dice.choice(
        (
            f"---\n{text}",
            f"--- {text}",
            f"---\t{text}",
            f"--- # a\n{text}",
            f"--- &a\n{text}",
            f"--- !!map\n{text}",
            f"# a\n---\n{text}",
            f"%YAML 1.2\n---\n{text}",
            f"...\n%TAG !e! tag:example.com,2000:\n---\n{text}",
            f"...\n# a\n{text}",
            f"---\n---\n{text}",
            f"...\n{text}",
            f"{usual}{text}...\n",
            f"{usual}{text}... # a\n",
            f"{usual}{text}...\n...\n",
            f"{usual}{text}---\n",
            f"{usual}\n\n{text}\n\n",
            f"%FOO bar\n{text}",
            f"...\n\ufeff{usual}{text}",
            f"...\n\ufeff# a\n{usual}{text}",
        )
    )


def _record(dice: Random) -> Any:
    """A record that is right, with fields beside those of its model and placeholders in some."""
    record: dict[str, Any] = copy.deepcopy(dice.choice(COMPLETE))
    metadata = record["metadata"]
    for key in list(metadata):
        if key != "name" and chance(dice, 0.5):
            del metadata[key]
    for name in dice.sample(("extra", "more", "<<", "a b", "12"), dice.choice((0, 0, 1, 2))):
        metadata[name] = copy.deepcopy(dice.choice(_EXTRAS))
    if chance(dice, 0.15):
        key, target = dice.choice(("$text", "$text", "$yaml", "$json")), dice.choice(_TARGETS)
        spec = record.setdefault("spec", {})
        spec[dice.choice(("extra", *spec))] = {key: target}
    return record


def _right(dice: Random) -> str:
    return Writer(dice, dice.choice((0.02, 0.1, 0.3))).document(_record(dice))


def _broken_value(dice: Random) -> str:
    record = _record(dice)
    return Writer(dice, dice.choice((0.0, 0.02, 0.1))).document(broken_once(dice, record))


def _json(dice: Random) -> str:
    return json.dumps(_record(dice), indent=dice.choice((None, 1, 4)), ensure_ascii=chance(dice, 0.5))


def _broken_text(dice: Random) -> str:
    text = _right(dice)
    for _ in range(dice.choice((1, 1, 1, 2))):
        text = _TEXT_CHANGES[dice.randrange(len(_TEXT_CHANGES))](dice, text)
    return text


def _part(dice: Random) -> str:
    """A node of a record alone, in odd forms."""
    record = _record(dice)
    place = dice.choice(list(places(record)))
    value: Any = record
    for part in place:
        value = value[part]
    return Writer(dice, dice.choice((0.3, 0.6))).document(value)


def _soup(dice: Random) -> str:
    soup = "".join(dice.choice(_TOKENS) for _ in range(dice.choice((2, 4, 8, 16))))
    return dice.choice(
        (soup, soup, f"a:{soup}", f"a:\n  {soup}", f"- {soup}", f"[{soup}]", f"{{{soup}}}", f"a:\n  b: {soup}\n  c: d")
    )


_DOCUMENTS: dict[str, Callable[[Random], str]] = {
    "right": _right,
    "broken value": _broken_value,
    "broken text": _broken_text,
    "json": _json,
    "part": _part,
    "soup": _soup,
}
_SORTS = ("right",) * 5 + ("broken value",) * 3 + ("broken text",) * 5 + ("json",) + ("part",) * 2 + ("soup",) * 4


# What breaks a text in one place


def _token_put_in(dice: Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + dice.choice(_TOKENS) + text[at:]


def _characters_taken_out(dice: Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    return text[:at] + text[at + dice.choice((1, 1, 2, 5)) :]


def _cut(dice: Random, text: str) -> str:
    return text[: dice.randrange(len(text) + 1)]


def _lines_changed(change: Callable[[Random, list[str], int], None]) -> Callable[[Random, str], str]:
    def changed(dice: Random, text: str) -> str:
        lines = text.split("\n")
        change(dice, lines, dice.randrange(len(lines)))
        return "\n".join(lines)

    return changed


def _line_doubled(_: Random, lines: list[str], at: int) -> None:
    lines.insert(at, lines[at])


def _line_taken_out(_: Random, lines: list[str], at: int) -> None:
    del lines[at]


def _lines_swapped(_: Random, lines: list[str], at: int) -> None:
    lines[at - 1], lines[at] = lines[at], lines[at - 1]


def _lines_joined(_: Random, lines: list[str], at: int) -> None:
    lines[max(at - 1, 0) : at + 1] = [" ".join(lines[max(at - 1, 0) : at + 1])]


def _indented_otherwise(dice: Random, lines: list[str], at: int) -> None:
    line = lines[at]
    lines[at] = dice.choice(
        (f" {line}", f"  {line}", line[1:], line.lstrip(" "), f"\t{line}", line.replace("  ", "\t", 1))
    )


def _line_put_in(dice: Random, lines: list[str], at: int) -> None:
    pad = " " * dice.choice((0, 1, 2, 4, 6))
    lines.insert(
        at, pad + dice.choice(("# a", "", "\t", "\t# a", "a", "- a", "a: b", "'a'", "---", "...", "{a: b}", "<<: *a"))
    )


_TEXT_CHANGES: tuple[Callable[[Random, str], str], ...] = (
    _token_put_in,
    _token_put_in,
    _token_put_in,
    _characters_taken_out,
    _cut,
    *map(_lines_changed, (_line_doubled, _line_taken_out, _lines_swapped, _lines_joined)),
    *map(_lines_changed, (_indented_otherwise, _indented_otherwise, _line_put_in)),
)
