"""Block texts: those that follow `|` or `>`, on lines of their own."""

from __future__ import annotations

import re
from functools import lru_cache

from pydantic import JsonValue

from headland.reading.grammar import scalars
from headland.reading.grammar.flow import FlowParser
from headland.reading.grammar.state import LINE_END, QUOTE_HINT, Place, Properties, past
from headland.reading.rules import yaml as rules

_BLOCK_HEADER = re.compile(r"[|>]([^ \t\r\n#]*)")
_BLOCK_START = re.compile(r"(?: *\r?\n)*+( *)")
_TAB_LINES = re.compile(r" *\t[ \t\r\n]*")


@lru_cache(maxsize=64)
def _body_lines(indent: int) -> re.Pattern[str]:
    """The lines of a block text whose body is indented by `indent`."""
    return re.compile(rf"(?: {{{indent}}}[^\n]*(?:\n|\Z)| *\r?\n)*+" if indent else r"(?:[^\n]*\n)*+[^\n]*")


class BlockTextParser(FlowParser):
    """Reads block texts."""

    def _block_scalar(self, at: int, parent: int, least: int, properties: Properties | None, key: Place) -> JsonValue:
        """A text after `|` or `>`: all lines below that are indented by `least`, deeper than its parent as a rule."""
        text = self._text
        end = past(_BLOCK_HEADER, text, at)
        header = text[at + 1 : end]
        chomp, digit = "", 0
        for offset, character in enumerate(header, at + 1):
            if character in "+-" and not chomp:
                chomp = character
            elif character in "123456789" and not digit:
                digit = int(character)
            else:
                self._fail(
                    rules.SYNTAX,
                    f"{character!r} cannot stand after {text[at]!r}, which begins a text on the lines below",
                    offset,
                    offset + 1,
                    QUOTE_HINT,
                )
        rest = LINE_END.match(text, end)
        if rest is None:
            self._fail(
                rules.SYNTAX,
                f"text follows {text[at]!r} on its line; the text begins on the next one",
                end,
                self._end_of_line(end),
                "Move the text to the next line and indent it, or put it in quotes.",
            )
        start = rest.end()
        stop = self._block_scalar_end(start, least, digit, keep="+" in header)
        source = text[start:stop]
        try:
            value = scalars.block_text(
                source,
                folded=text[at] == ">",
                chomp=chomp,
                indent=max(parent, 0) + digit,
                explicit=digit > 0,
                at_root=parent < 0,
            )
        except scalars.BadBlockText as error:
            place = start + error.at
            if text[place : place + 1] == "\t":
                self._fail_tab(place)
            self._fail(
                rules.SYNTAX, error.message, place, self._end_of_line(place), "Indent all lines of the text alike."
            )
        self._at = stop
        first = _BLOCK_START.match(text, start)
        self._block_text = (stop, len(first[1]) if first else 0)
        self.numbers += (*key, at, max(end, start + len(source.rstrip(" \r\n"))), 1)
        return self._named(self._tagged(value, properties), properties, 1)

    def _block_scalar_end(self, start: int, least: int, digit: int, *, keep: bool) -> int:
        """Where the lines of a block scalar end, which is just after a line end."""
        text = self._text
        first = _BLOCK_START.match(text, start)
        indent = len(first[1]) if first else 0
        last = (first.start(1) if first else start) - 1
        if indent >= least:
            body = digit - 1 + (least or 1) if digit else indent
            last = past(_body_lines(body), text, last + 1) - 1
            if last + 1 >= len(text) and not text.endswith("\n"):
                last = len(text)
        tabs = _TAB_LINES.match(text, last + 1)
        if tabs:
            last = tabs.end() - 1
        elif not keep:
            while True:
                before = last - 1
                if text[before : before + 1] == "\r":
                    before -= 1
                final = before
                while before >= 0 and text[before] == " ":
                    before -= 1
                if before >= start and text[before : before + 1] == "\n" and before + 1 + indent > final:
                    last = before
                else:
                    break
        return min(max(last + 1, start), len(text))
