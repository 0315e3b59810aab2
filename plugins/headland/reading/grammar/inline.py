"""Nodes that stand on a line and may turn out to be keys: plain and quoted texts, aliases."""

from __future__ import annotations

import re
from typing import NoReturn

from headland.reading.grammar import scalars
from headland.reading.grammar.state import BLANKS, QUOTE_HINT, Fault, Inline, State, past
from headland.reading.rules import yaml as rules

PLAIN = re.compile(
    r"(?:[^ \t\r\n:]++|:(?![ \t\r\n]|\Z)|[ \t]++(?=[^ \t\r\n#:]|:[^ \t\r\n]|\r(?!\n))|\r(?![\n#]))*+(?:\r(?=#))?+"
)
_SINGLE = re.compile(r"'(?:[^']++|'')*+'")
_DOUBLE = re.compile(r'"(?:[^"\\]++|\\[\s\S])*+"')
_LINE_START = re.compile(r"\n( *)")
_NEXT_LINE = re.compile(r"[ \t]*+\r?\n(?: *+\r?\n)*+( *+)")
_ANCHOR = re.compile(r"[^ ,\[\]{}\n\r\t]*")


class InlineParser(State):
    """Reads texts and aliases. `least` is always the indentation that further lines must have."""

    def _quoted(self, at: int, least: int) -> Inline:
        text = self._text
        quote = text[at]
        match = (_DOUBLE if quote == '"' else _SINGLE).match(text, at)
        if match is None:
            self._fail(
                rules.UNCLOSED_QUOTE,
                f"the quote {quote} is opened here and never closed",
                at,
                self._end_of_line(at),
                f"Close it with {quote} at the end of the text.",
            )
        source = match.group()
        if "\n" in source and least > 0:
            for line in _LINE_START.finditer(source):
                empty = source.startswith(("\n", "\r\n"), line.end())
                if len(line[1]) < least and not empty:
                    self._fail(
                        rules.UNCLOSED_QUOTE,
                        f"the quote {quote} is opened here and not closed before the indentation ends",
                        at,
                        self._end_of_line(at),
                        f"Close it with {quote}, or indent the lines that belong to the text.",
                    )
        if quote == "'":
            return Inline("quoted", scalars.single_quoted(source), at, match.end())
        try:
            return Inline("quoted", scalars.double_quoted(source), at, match.end())
        except scalars.BadEscape as error:
            place = at + error.at
            self._fail(
                rules.SYNTAX,
                f"{error.text!r} is no escape that YAML knows in double quotes".replace("\\\\", "\\"),
                place,
                place + len(error.text),
                "Write the backslash twice, or use single quotes.",
            )

    def _alias(self, at: int) -> Inline:
        end = past(_ANCHOR, self._text, at + 1)
        name = self._text[at + 1 : end]
        anchored = self._anchors.get(name)
        if not name:
            self._fail_star(at)
        if anchored is None:
            message = f"'*{name}' stands for what is marked '&{name}', and nothing before it is"
            hint = "Set the anchor first, or put the text in quotes if it only begins with '*'."
            if name in self._anchors:
                message = f"'*{name}' stands inside of what is marked '&{name}', so that it would have no end"
                hint = "Give one of the two another name."
            self._fault(Fault(rules.UNKNOWN_ANCHOR, message, at, end, hint))
            return Inline("alias", None, at, end)
        self._use(anchored, name, at, end)
        if self._totals[-1] > self._limits.aliases:
            self._fail(
                rules.TOO_MANY_ALIASES,
                f"the aliases of this document stand for more than {self._limits.aliases:,} values",
                at,
                end,
                "Write the values out, or raise reading.limits.aliases in headland.yaml.",
            )
        return Inline("alias", anchored.value, at, end)

    def _fail_star(self, at: int) -> NoReturn:
        self._fail(rules.SYNTAX, "a text cannot begin with '*', which stands for an alias", at, at + 1, QUOTE_HINT)

    def _check_plain_start(self, at: int) -> None:
        character = self._text[at]
        if self._text.startswith("```", at):
            message = "a fence of Markdown stands here, which is no part of the YAML"
            self._fail(rules.SYNTAX, message, at, self._end_of_line(at), "Remove this line, and the fence at the end.")
        if character in ",]}@`%":
            meaning = {",": "separates items", "]": "closes a list", "}": "closes a mapping", "%": "begins a directive"}
            self._fail(
                rules.SYNTAX,
                f"a text cannot begin with {character!r}, which {meaning.get(character, 'YAML reserves')}",
                at,
                at + 1,
                QUOTE_HINT,
            )

    def _plain_end(self, at: int, least: int, pattern: re.Pattern[str]) -> int:
        """Where the plain text at `at` ends, over as many lines as belong to it."""
        text = self._text
        end = line_end = past(pattern, text, at)
        while True:
            lines = _NEXT_LINE.match(text, line_end)
            if lines is None or len(lines[1]) < least:
                return end
            following = past(BLANKS, text, lines.end())
            if text.startswith("#", following):
                return end
            line_end = past(pattern, text, following)
            if line_end > following:
                end = line_end
            elif not text.startswith(("\n", "\r\n"), following):
                return end
