"""Flow collections: lists in brackets and mappings in braces."""

from __future__ import annotations

import re
from typing import NoReturn

from pydantic import JsonValue

from headland.reading.grammar import scalars
from headland.reading.grammar.inline import InlineParser
from headland.reading.grammar.state import (
    BLANKS,
    EMPTY_OR_END,
    FLOW_MARKS,
    LINE_END,
    LONGEST_KEY,
    NO_KEY,
    SPACES,
    Inline,
    OpenMapping,
    Place,
    Properties,
    past,
)
from headland.reading.places import FIELDS
from headland.reading.rules import yaml as rules

_FLOW_PLAIN = re.compile(
    r"(?:[^ \t\r\n:,\[\]{}]++|:(?![ \t\r\n,\[\]{}]|\Z)|[ \t]++(?=[^ \t\r\n#:,\[\]{}]|:[^ \t\r\n,\[\]{}]|\r(?!\n))"
    r"|\r(?![\n#]))*+(?:\r(?=#))?+"
)


class FlowParser(InlineParser):
    """Reads flow collections. `least` and `level` are the indentation that lines must have, and the brackets open."""

    def _flow_collection(self, at: int, least: int, level: int, key: Place) -> JsonValue:
        """The collection in brackets or braces at `at`; leaves the parser just after it."""
        text = self._text
        is_mapping = text[at] == "{"
        closer = "}" if is_mapping else "]"
        opening = at
        mapping = OpenMapping(self._open(at, key))
        items: list[JsonValue] = []
        at, _ = self._flow_space(at + 1, least, level, opening, spaced=False)
        while text[at] != closer:
            if text[at] in ",]}":
                self._fail_flow(
                    at, opening, f"{text[at]!r} stands where an item of this {_kind(is_mapping)} was expected"
                )
            if is_mapping:
                at = self._flow_pair(at, least, level, opening, mapping)
            else:
                at = self._flow_item(at, least, level, opening, items)
            if text[at] == ",":
                at, _ = self._flow_space(at + 1, least, level, opening, spaced=False)
            elif text[at] != closer:
                self._fail_flow(at, opening, f"a comma is missing between the items of this {_kind(is_mapping)}")
        self._at = self._bracket_end = at + 1
        self.numbers[mapping.opened + 3] = self._at
        self.numbers[mapping.opened + 4] = (len(self.numbers) - mapping.opened) // FIELDS
        self._depth -= 1
        return mapping.value if is_mapping else items

    def _flow_space(self, at: int, least: int, level: int, opening: int, *, spaced: bool) -> tuple[int, bool]:
        """Past blanks, comments and line ends inside a flow collection: where, and whether a line ended."""
        text = self._text
        indent, newline = -1, False
        while True:
            character = text[at : at + 1]
            if character in {" ", "\t"}:
                at = past(BLANKS, text, at)
                spaced = True
            elif character == "\n" or text.startswith("\r\n", at):
                start = at + (1 if character == "\n" else 2)
                at = past(SPACES, text, start)
                indent, newline, spaced = at - start, True, True
            elif character == "#":
                if not spaced:
                    self._fail_comment(at)
                at = self._end_of_line(at)
            else:
                break
        if character == "":
            self._fail_flow(opening, opening, f"{text[opening]!r} is opened here and never closed")
        if newline and indent < least and not (indent == least - 1 and level == 1 and character in "]}"):
            self._fail_flow(
                opening, opening, f"{text[opening]!r} is opened here and not closed before the indentation ends"
            )
        return at, newline

    def _flow_properties(
        self, at: int, least: int, level: int, opening: int, *, tight: bool = False
    ) -> tuple[Properties | None, int]:
        """The anchor and tag at `at`, and where the next token stands; `tight` says that it may follow at once."""
        text = self._text
        properties: Properties | None = None
        while text[at] in "&!":
            properties = self._property(at, properties)
            if not self._has_space_after() and text[self._at] not in ",]}" and (not tight or text[self._at] in "&!"):
                self._fail_tight(properties)
            at, _ = self._flow_space(self._at, least, level, opening, spaced=False)
        return properties, at

    def _flow_colon(self, at: int, sort: str) -> bool:
        """Whether a colon here is one between key and value; after quotes and brackets it needs no space."""
        text = self._text
        if text[at] != ":":
            return False
        following = text[at + 1 : at + 2]
        return sort in ("quoted", "flow") or following in EMPTY_OR_END or following in FLOW_MARKS

    def _flow_explicit(self, at: int) -> bool:
        text = self._text
        following = text[at + 1 : at + 2]
        return text[at] == "?" and (following in EMPTY_OR_END or following in FLOW_MARKS)

    def _flow_node(self, at: int, least: int, level: int, opening: int, key: Place) -> Inline:
        """A node inside a flow collection; leaves the parser just after it."""
        text = self._text
        character = text[at]
        if character in {"[", "{"}:
            value = self._flow_collection(at, least, level + 1, key)
            return Inline("flow", value, at, self._at)
        if character in {'"', "'"}:
            found = self._quoted(at, least)
        elif character == "*":
            found = self._alias(at)
        else:
            following = text[at + 1 : at + 2]
            if character in "-?:" and (following in EMPTY_OR_END or following in FLOW_MARKS):
                self._fail_flow(at, opening, f"{character!r} cannot stand here, inside brackets")
            if character in "|>":
                self._fail_flow(at, opening, f"a text inside brackets cannot begin with {character!r}")
            self._check_plain_start(at)
            end = self._plain_end(at, least, _FLOW_PLAIN)
            found = Inline("plain", text[at:end], at, end)
        self._at = found.end
        return found

    def _flow_pair(self, at: int, least: int, level: int, opening: int, mapping: OpenMapping) -> int:
        """A pair of a flow mapping; gives where the next token stands."""
        start = at
        explicit = self._flow_explicit(at)
        if explicit:
            at, _ = self._flow_space(at + 1, least, level, opening, spaced=False)
        properties, at = self._flow_properties(at, least, level, opening)
        self._check_comma(at, start, opening)
        found, at, _ = self._flow_key(at, least, level, opening, explicit or properties is not None)
        value = self._key_value(found, properties)
        name = self._key(mapping, value, found.sort in ("plain", "quoted"), found.start, found.end)
        place = (found.start, found.end)
        if self._flow_colon(at, found.sort):
            child, at = self._flow_value(at + 1, least, level, opening, place)
        else:
            # npm `yaml` passes over anchors and tags after a key that has no value.
            left, at = self._flow_properties(at, least, level, opening)
            tight = found.sort == "flow" and left is not None and "\n" not in self._text[found.end : left.start]
            if left is not None and (tight or self._flow_colon(at, found.sort)):
                self._fail_flow(left.start, opening, "an anchor or tag stands behind a key, and belongs after its ':'")
            self.numbers += (*place, found.end, found.end, 1)
            child = None
        self._set(mapping, name, child, found.sort == "plain")
        return at

    def _flow_key(self, at: int, least: int, level: int, opening: int, may_be_empty: bool) -> tuple[Inline, int, bool]:
        """A key that leaves no trace in the places: it, where the next token stands, whether a line ended before."""
        text = self._text
        if self._flow_colon(at, "plain"):
            return Inline("plain", "", at, at), at, False
        if may_be_empty and text[at] in ",}":
            return Inline("plain", "", at, at), at, False
        if text[at] in ",]}":
            self._fail_flow(at, opening, f"{text[at]!r} stands where an item was expected")
        mark = len(self.numbers)
        found = self._flow_node(at, least, level, opening, NO_KEY)
        del self.numbers[mark:]
        if found.sort == "flow":
            self._check_next_line(found.end)
        at, newline = self._flow_space(found.end, least, level, opening, spaced=False)
        return found, at, newline

    def _flow_value(self, at: int, least: int, level: int, opening: int, key: Place) -> tuple[JsonValue, int]:
        """The value after a colon, and where the next token stands."""
        text = self._text
        home = at
        at, _ = self._flow_space(at, least, level, opening, spaced=False)
        properties, at = self._flow_properties(at, least, level, opening)
        if text[at] in ",]}":
            return self._empty(home, properties, key), at
        mark, aliased = len(self.numbers), len(self._uses)
        found = self._flow_node(at, least, level, opening, key)
        value = self._place(found, properties, key, mark, aliased)
        self._check_next_line(found.end)
        at, _ = self._flow_space(found.end, least, level, opening, spaced=False)
        return value, at

    def _check_next_line(self, end: int) -> None:
        """Refuse a comment in column 0 below a value: npm `yaml` sees no space before it, having taken the line end."""
        rest = LINE_END.match(self._text, end)
        if rest and self._text.startswith("#", rest.end()):
            self._fail_comment(rest.end())

    def _flow_item(self, at: int, least: int, level: int, opening: int, items: list[JsonValue]) -> int:
        """An item of a flow sequence, which may be a single pair; gives where the next token stands."""
        text = self._text
        start = at
        explicit = self._flow_explicit(at)
        if explicit:
            at, _ = self._flow_space(at + 1, least, level, opening, spaced=False)
        properties, at = self._flow_properties(at, least, level, opening, tight=True)
        self._check_comma(at, start, opening)
        is_tight = properties is not None and text[at - 1] not in " \t\n"
        mark, aliased = len(self.numbers), len(self._uses)
        if properties is not None and not explicit and text[at] in ",]":
            items.append(self._empty(at, properties, NO_KEY))
            return at
        if self._flow_colon(at, "plain") or (explicit and text[at] in ",]"):
            found = Inline("plain", "", at, at)
        elif text[at] in ",]}":
            self._fail_flow(at, opening, f"{text[at]!r} stands where an item was expected")
        else:
            found = self._flow_node(at, least, level, opening, NO_KEY)
            at, _ = self._flow_space(found.end, least, level, opening, spaced=False)
        paired = self._flow_colon(at, found.sort)
        if not paired and not explicit:
            items.append(self._place(found, properties, NO_KEY, mark, aliased))
            return at
        if found.sort == "flow":
            self._check_next_line(found.end)
        if properties is not None and is_tight and found.end > found.start:
            self._fail_tight(properties)
        # A collection in brackets takes the line end behind it, so that npm `yaml` does not see that one.
        ends = text.count("\n", found.end, at) - (found.sort == "flow")
        if not explicit and (ends > 0 or "\n" in text[found.start : found.end]):
            self._fail_long_key(found.start, found.end)
        if paired and self._is_too_long(start, at):
            self._fail(rules.SYNTAX, f"a key is longer than {LONGEST_KEY} characters", found.start, found.end)
        del self.numbers[mark:]
        mapping = OpenMapping(self._open(found.start, NO_KEY))
        name = scalars.key_text(self._key_value(found, properties))
        place = (found.start, found.end)
        if paired:
            child, at = self._flow_value(at + 1, least, level, opening, place)
        else:
            self.numbers += (*place, found.end, found.end, 1)
            child = None
        self._set(mapping, name, child, found.sort == "plain")
        items.append(self._close(mapping.opened, mapping.value, None, len(self._uses)))
        return at

    def _fail_flow(self, at: int, opening: int, message: str) -> NoReturn:
        """`at` is the place that is wrong, `opening` that of the bracket or brace around it."""
        hint = "Close it, or put the whole text in quotes if the bracket belongs to it."
        if at != opening:
            hint = "Mend what stands in the brackets, or put the whole text in quotes."
        if self._text.startswith("{{", opening):
            hint = "A text that begins with '{' goes in quotes."
        self._fail(rules.SYNTAX, message, at, at + 1, hint)

    def _check_comma(self, at: int, start: int, opening: int) -> None:
        """Refuse a comma at the start of a line that ends an item of an anchor, a tag or a '?' alone."""
        line = self._text.rfind("\n", start, at) + 1
        if self._text[at] == "," and line > start and not self._text[line:at].strip(" \t"):
            self._fail_flow(at, opening, "',' stands where an item was expected")


def _kind(is_mapping: bool) -> str:
    return "mapping" if is_mapping else "list"
