"""What is wrong with a line outside brackets: told at its place, with what to do."""

from __future__ import annotations

import re
from typing import NoReturn

from headland.reading.grammar.block_text import BlockTextParser
from headland.reading.grammar.state import (
    BLANKS,
    EMPTY_OR_END,
    LINE_END,
    SPACES,
    TIGHT_PAIR,
    Inline,
    Properties,
    past,
)
from headland.reading.rules import yaml as rules

_PAIR = re.compile(r"[^\s#:][^\n]*?:(?=[ \t\r\n]|\Z)")
_DASHES = re.compile(r"--+[ \t]*(?:\r?\n|\Z)")
_TWO_WORDS = re.compile(r"[A-Za-z]+: +[A-Za-z0-9_./-]+[ \t]*(?:\r?\n|\Z)")

_INNER_QUOTES = {
    "'": "Write an apostrophe in single quotes twice, or put the text in double quotes.",
    '"': 'Write a quote in double quotes as \\", or put the text in single quotes.',
}


class LineFaults(BlockTextParser):
    """Judges lines for the parser of block collections."""

    def _stands_here(self, at: int) -> bool:
        """Whether something begins at `at` that has to be part of what stands around it: no tab, and no bare `:`."""
        character = self._text[at : at + 1]
        return character not in {"\t", ""} and not (character == ":" and self._text[at + 1 : at + 2] in EMPTY_OR_END)

    def _finish_line(self, found: Inline) -> None:
        """Past the rest of the line after a value, which may be a comment."""
        rest = LINE_END.match(self._text, found.end)
        if rest is None:
            self._fail_after(found)
        self._at = rest.end()

    def _check_space_after(self, properties: Properties) -> None:
        if not self._has_space_after():
            self._fail_tight(properties)

    def _fail_after(self, found: Inline) -> NoReturn:
        text = self._text
        at = past(BLANKS, text, found.end)
        if text[at] == "#":
            self._fail_comment(at)
        if text[at] == ":":
            self._fail_tight_colon(at)
        if found.sort == "alias" and found.value is None and self._unfault(rules.UNKNOWN_ANCHOR, found.start):
            self._fail_star(found.start)
        what = {"quoted": "the closing quote", "flow": f"the closing {text[found.end - 1]!r}"}.get(
            found.sort, "this value"
        )
        hint = "Put the whole text in one pair of quotes."
        if text.startswith("{{", found.start):
            hint = "A text that begins with '{' goes in quotes."
        elif found.sort == "quoted" and at == found.end:
            hint = _INNER_QUOTES[text[found.start]]
        self._fail(rules.SYNTAX, f"text goes on after {what}", at, self._end_of_line(at), hint)

    def _fail_nested(self, colon: int, found: Inline | None = None) -> NoReturn:
        """A value on the line of its key turns out to be a pair; `found` is what stands before its colon."""
        text = self._text
        line = text.rfind("\n", 0, colon) + 1
        if found is not None and found.start < line:
            at = past(BLANKS, text, line)
            self._fail(
                rules.SYNTAX,
                "this line is indented deeper than the key above it, which has a value on its own line",
                at,
                self._end_of_line(at),
                "Indent both lines alike, or put the text in quotes if it goes on over several lines.",
            )
        hint = "Put the whole text in quotes, or begin a nested mapping on the next line."
        if found is not None and _TWO_WORDS.match(text, found.start):
            hint = "Remove the space after it if the two belong together, or put the whole text in quotes."
        self._fail(
            rules.SYNTAX,
            "a ':' followed by a space stands inside a text that is not in quotes",
            colon,
            colon + 1,
            hint,
        )

    def _fail_no_colon(self, at: int) -> NoReturn:
        end = self._end_of_line(at)
        self._check_dashes(at)
        if self._text.rfind("\n", 0, at) + 1 == self._block_text[0]:
            message = "this line follows a text after '|' or '>', and is not indented deeper than its key"
            self._fail(rules.SYNTAX, message, at, end, "Indent all lines of the text alike, deeper than its key.")
        if TIGHT_PAIR.match(self._text, at):
            self._fail_tight_colon(self._text.index(":", at))
        self._fail(
            rules.SYNTAX,
            "this line is neither 'key: value' nor a part of the value above",
            at,
            end,
            "Write a ':' after the key; a text that goes on over several lines is indented deeper than its key.",
        )

    def _fail_no_dash(self, at: int, indent: int) -> NoReturn:
        text = self._text
        if text[at] == "-":
            self._fail(rules.SYNTAX, "a space is missing after '-'", at, at + 1, "Write a space after it.")
        hint = "Write '- ' before it; a text that goes on over several lines is indented deeper than its '-'."
        if _PAIR.match(text, at):
            hint = f"Indent it by {indent + 2} if it belongs to the item above; else write '- ' before it."
        message = "this line stands among the items of a list and does not begin with '- '"
        self._fail(rules.SYNTAX, message, at, self._end_of_line(at), hint)

    def _check_dashes(self, at: int) -> None:
        """A line of dashes alone is meant to end a document."""
        if _DASHES.match(self._text, at):
            message = "only a line of three dashes, in column 1, begins a new document"
            self._fail(rules.SYNTAX, message, at, self._end_of_line(at), "Write '---' there.")

    def _fail_indent(self, at: int, found: int, expected: int, what: str) -> NoReturn:
        self._check_dashes(at)
        spaces = "space" if found == 1 else "spaces"
        hint = f"Indent it by {expected}, or deeper than the key that it belongs to."
        below, indent = self._block_text
        if at - found == below:
            what, expected, hint = "the text above it", indent, "Indent all lines of the text alike."
        message = f"this line is indented by {found} {spaces}, and {what} by {expected}"
        self._fail(rules.SYNTAX, message, at, self._end_of_line(at), hint)

    def _fail_leftover(self) -> NoReturn:
        at = past(SPACES, self._text, self._at)
        if self._text[at] == "\t":
            self._fail_tab(at)
        self._fail(
            rules.SYNTAX,
            "this line belongs to nothing: it is indented less than what stands above, or follows a whole value",
            at,
            self._end_of_line(at),
            "Indent it as the lines that it belongs to, or begin a new document with a line of '---'.",
        )
