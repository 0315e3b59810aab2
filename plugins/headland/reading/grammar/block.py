"""Block collections: structure by indentation. The parser of whole documents."""

from __future__ import annotations

import re

from pydantic import JsonValue

from headland.reading.grammar import scalars
from headland.reading.grammar.inline import PLAIN
from headland.reading.grammar.line_faults import LineFaults
from headland.reading.grammar.state import (
    BLANKS,
    EMPTY_OR_END,
    LONGEST_KEY,
    MERGE,
    NO_KEY,
    SPACES,
    Inline,
    OpenMapping,
    Place,
    Properties,
    merged,
    past,
)
from headland.reading.rules import yaml as rules

_TAB_ALONE = re.compile(r"( *)\t[ \t]*\r?\n")
"""A line of a tab: npm `yaml` refuses one between a key without a value and the next key."""
_COLON_BELOW = re.compile(r"(?:[ \t]+(?:#[^\n]*)?)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*( *)(?=:(?:[ \t\r\n]|\Z))")
"""What stands between a key and its colon where that is on a line below, which npm `yaml` takes if it is indented."""
_LIST_HINT = "Begin the list on a line of its own, or put the text in quotes if the '-' belongs to it."

_LINE_VALUE = (
    r"(?:(\"[^\"\\\r\n]*+\"|'[^'\r\n]*+') *+"
    r"|([A-Za-z0-9_/.$(][^:#\n\r\t]*+(?:(?::(?=[^ \t\r\n])|(?<! )#)[^:#\n\r\t]*+)*+))"
)
_LINE_FOLLOWS = r"\r?\n(?: *+\r?\n)*+(?:(?=( *+)[^ \t\r\n#])|\Z)"
_PAIR_LINE = re.compile(rf"([A-Za-z_$][A-Za-z0-9_./$-]{{0,200}}+):(?: ++{_LINE_VALUE})?{_LINE_FOLLOWS}")
"""A pair on one line, the ordinary case: its key, its value in quotes or without, the indentation of the next line.

Nothing that needs a closer look matches: the next line is no comment, and a value in quotes has no escapes.
"""
_ITEM_LINE = re.compile(rf"- ++{_LINE_VALUE}{_LINE_FOLLOWS}")
"""An item of a list on one line, likewise."""


class Parser(LineFaults):
    """Reads one document. Every method that reads a block node leaves the parser at the start of a line."""

    def document(self, start: int, marked: bool) -> tuple[JsonValue, JsonValue]:
        """The value of what stands from `start` on: with merge keys merged, and as it is written. Raises Broken.

        `marked` says that `---` stands before it on the same line.
        """
        self._at = start
        shape = self._block_node(-1, 0, inline=not marked, same_seq=False, fresh=not marked)
        self._skip_lines()
        if self._at < len(self._text):
            self._fail_leftover()
        return (merged(shape, self.merges, {}) if self.merges else shape), shape

    # Nodes in block context. Each leaves the parser at the start of a line.

    def _block_node(
        self,
        parent: int,
        indent: int,
        *,
        inline: bool,
        same_seq: bool,
        fresh: bool = True,
        key: Place = NO_KEY,
        least: int | None = None,
    ) -> JsonValue:
        """The node that follows an indicator, which may be none at all.

        `parent` is the indentation of the collection around it (-1 at the root), `indent` that of this
        place. `inline` says that a block collection may begin on this line; `same_seq` that a sequence
        may stand as deep as its parent; `fresh` that a tab here would be indentation. `least` is the
        indentation that further lines of a text must have, if not one more than `parent`.
        """
        text = self._text
        at = home = self._at
        outer: Properties | None = None
        line: Properties | None = None
        newline, line_start = False, at if parent < 0 and inline else -1
        counting = inline
        spaced = parent < 0
        tab = tab_indent = -1
        is_value, next_line = not fresh, -1
        least = parent + 1 if least is None else least
        root_tab = -1
        while True:
            character = text[at : at + 1]
            if character in {" ", "\t"}:
                end = past(BLANKS, text, at)
                blank = text[at:end]
                lead = len(blank)
                if "\t" in blank:
                    if at == line_start:
                        lead = blank.index("\t")
                        tab, tab_indent = at + lead, indent + lead
                    else:
                        tab, tab_indent = at + blank.index("\t"), indent
                if counting and blank[0] == " ":
                    indent += lead
                spaced = True
                at = end
            elif character == "\n" or text.startswith("\r\n", at):
                at += 1 if character == "\n" else 2
                next_line = next_line if newline else at
                newline = fresh = spaced = counting = True
                indent, line_start, tab = 0, at, -1
                outer, line = self._joined(outer, line), None
            elif character == "#":
                if not spaced:
                    self._fail_comment(at)
                if newline and at - line_start == indent and text[at + 1 : at + 2] not in EMPTY_OR_END:
                    # Below '#a', not '# a', npm `yaml` lets a text go on as far to the left as the comment stands.
                    least = min(least, indent)
                at = self._end_of_line(at)
                tab = -1
            elif character == "":
                if root_tab >= 0 or (tab >= 0 and newline and tab_indent <= max(parent, 0)):
                    self._fail_tab(max(tab, root_tab))
                self._at = at
                return self._empty(home, self._joined(outer, line), key)
            elif (
                newline
                and indent <= parent
                and not (same_seq and indent == parent and character == "-" and text[at + 1 : at + 2] in EMPTY_OR_END)
            ):
                alone = _TAB_ALONE.match(text, next_line) if is_value and indent == parent else None
                if alone and len(alone[1]) <= parent:
                    self._fail_tab(alone.end(1))
                self._at = line_start
                return self._empty(home, self._joined(outer, line), key)
            elif character in {"&", "!"}:
                if tab >= 0 and fresh:
                    if parent >= 0:
                        self._fail_tab(tab)
                    root_tab = tab
                line = self._property(at, line)
                at = self._at
                fresh = spaced = counting = False
                tab = -1
                self._check_space_after(line)
            else:
                break
        if root_tab >= 0 and character not in "[{":
            self._fail_tab(root_tab)
        if tab >= 0 and fresh and tab_indent <= max(parent, 0) and not (parent < 0 and character in "[{"):
            self._fail_tab(tab)
        begins = character in "-?:" and text[at + 1 : at + 2] in EMPTY_OR_END
        if begins:
            if tab >= 0:
                self._fail_tab(tab)
            if character == "-":
                if not (newline or inline):
                    self._fail(rules.SYNTAX, "a list begins on the line of its key", at, at + 1, _LIST_HINT)
                if line is not None:
                    self._fail(rules.SYNTAX, "a list begins on the line of its anchor or tag", at, at + 1, _LIST_HINT)
                return self._block_sequence(at, parent, indent, outer, key)
            if not (newline or inline):
                self._fail_nested(at)
            return self._block_mapping(at, parent, indent, None, properties=outer, key_properties=line, place=key)
        if character in {"|", ">"}:
            return self._block_scalar(at, parent, least, self._joined(outer, line), key)
        if (newline or inline) and tab < 0 and line is None and _PAIR_LINE.match(text, at):
            return self._block_mapping(at, parent, indent, None, properties=outer, key_properties=None, place=key)
        mark, aliased = len(self.numbers), len(self._uses)
        found = self._inline_node(at, least, key)
        colon = past(BLANKS, text, found.end)
        if text[colon : colon + 1] == ":" and text[colon + 1 : colon + 2] in EMPTY_OR_END:
            if not (newline or inline):
                self._fail_nested(colon, found)
            if root_tab >= 0 or (tab >= 0 and line is None):
                self._fail_tab(max(tab, root_tab))
            del self.numbers[mark:]
            self._at = colon
            return self._block_mapping(at, parent, indent, found, properties=outer, key_properties=line, place=key)
        self._finish_line(found)
        return self._place(found, self._joined(outer, line), key, mark, aliased)

    def _block_sequence(
        self, at: int, parent: int, indent: int, properties: Properties | None, key: Place
    ) -> JsonValue:
        """The list whose first `-` is at `at`, indented by `indent`, in something that is indented by `parent`."""
        text = self._text
        items: list[JsonValue] = []
        opened, aliased = self._open(at, key), len(self._uses)
        while True:
            simple = _ITEM_LINE.match(text, at)
            if simple and len(simple[3] or "") <= indent:
                items.append(self._line_value(simple, 1, NO_KEY))
                at = simple.end()
            else:
                self._at = at + 1
                items.append(self._block_node(indent, indent + 1, inline=True, same_seq=False))
                at = self._skip_lines()
            item = past(SPACES, text, at)
            found_indent = item - at
            character = text[item : item + 1]
            if found_indent == indent and character == "-" and text[item + 1 : item + 2] in EMPTY_OR_END:
                at = item
                continue
            self._at = at
            if found_indent > indent and character:
                self._fail_indent(item, found_indent, indent, "the items of this list")
            if found_indent == indent > parent and self._stands_here(item):
                self._fail_no_dash(item, indent)
            if max(parent, 0) < found_indent < indent and self._stands_here(item):
                self._fail_indent(item, found_indent, indent, "the items of the list above")
            return self._close(opened, items, properties, aliased)

    def _block_mapping(
        self,
        at: int,
        parent: int,
        indent: int,
        first: Inline | None,
        *,
        properties: Properties | None,
        key_properties: Properties | None,
        place: Place,
    ) -> JsonValue:
        """The mapping whose first pair begins at `at`; its key is `first`, if given, and the parser is at the colon."""
        text = self._text
        aliased = len(self._uses)
        mapping = OpenMapping(self._open(key_properties.start if key_properties else at, place))
        if first is not None:
            self._implicit_pair(mapping, indent, first, key_properties)
        elif text[at] == "?":
            self._explicit_pair(mapping, indent, at, key_properties)
        elif text[at] == ":":
            self._at = at
            self._implicit_pair(mapping, indent, Inline("plain", "", at, at), key_properties)
        else:
            self._pair_lines(mapping, at, indent)
        while True:
            at = self._skip_lines()
            item = past(SPACES, text, at)
            found_indent = item - at
            character = text[item : item + 1]
            if found_indent < indent or not character:
                if max(parent, 0) < found_indent and self._stands_here(item):
                    self._fail_indent(item, found_indent, indent, "the keys above it")
                self._at = at
                return self._close(mapping.opened, mapping.value, properties, aliased)
            if character == "\t":
                self._fail_tab(item)
            if found_indent > indent and not (character == ":" and text[item + 1 : item + 2] in EMPTY_OR_END):
                self._fail_indent(item, found_indent, indent, "the keys of this mapping")
            self._at = item
            if not self._pair_lines(mapping, item, indent):
                self._next_pair(mapping, indent, item, character)

    def _pair_lines(self, mapping: OpenMapping, at: int, indent: int) -> bool:
        """Read pairs of the ordinary form as long as they come; whether there was one."""
        text = self._text
        simple = _PAIR_LINE.match(text, at)
        if simple is None:
            return False
        while simple:
            start, end = simple.span(1)
            following = len(simple[4] or "")
            name = self._key(mapping, scalars.resolve_plain(simple[1]), True, start, end)
            if following > indent or (not simple[2] and not simple[3] and following == indent):
                self._at = end + 1
                mapping.value[name] = self._block_node(
                    indent, indent, inline=False, same_seq=True, fresh=False, key=(start, end)
                )
                return True
            mapping.value[name] = self._line_value(simple, 2, (start, end))
            at = self._at = simple.end()
            if following < indent or simple[4] is None:
                return True
            simple = _PAIR_LINE.match(text, at + following)
        return True

    def _line_value(self, simple: re.Match[str], group: int, key: Place) -> JsonValue:
        """The value that an ordinary line has in one of two groups: in quotes, or without them; None without any."""
        quoted = simple[group]
        if quoted:
            self.numbers += (*key, *simple.span(group), 1)
            return quoted[1:-1]
        source = simple[group + 1]
        if not source:
            self.numbers += (*key, key[1] + 1, key[1] + 1, 1)
            return None
        source = source.rstrip(" ")
        start = simple.start(group + 1)
        self.numbers += (*key, start, start + len(source), 1)
        return scalars.resolve_plain(source)

    def _next_pair(self, mapping: OpenMapping, indent: int, at: int, character: str) -> None:
        """The pair that begins at `at`, which is not the first of its mapping."""
        text = self._text
        if text[at + 1 : at + 2] in EMPTY_OR_END:
            if character == "?":
                self._explicit_pair(mapping, indent, at, None)
                return
            if character == ":":
                self._implicit_pair(mapping, indent, Inline("plain", "", at, at), None)
                return
            if character == "-":
                self._fail(
                    rules.SYNTAX,
                    "a list item stands where a key was expected",
                    at,
                    at + 1,
                    "Indent the list below its key, or give it a key.",
                )
        properties: Properties | None = None
        while character in {"&", "!"}:
            properties = self._property(at, properties)
            at = past(BLANKS, text, self._at)
            character = text[at : at + 1]
            self._check_space_after(properties)
        if character == ":" and text[at + 1 : at + 2] in EMPTY_OR_END:
            self._at = at
            self._implicit_pair(mapping, indent, Inline("plain", "", at, at), properties)
            return
        mark = len(self.numbers)
        if character in {"|", ">", "#", " ", "\t", "\n", ""} or (
            character in "-?" and text[at + 1 : at + 2] in EMPTY_OR_END
        ):
            self._fail_no_colon(at)
        found = self._inline_node(at, indent + 1, NO_KEY)
        del self.numbers[mark:]
        colon = past(BLANKS, text, found.end)
        below = None
        if text[colon : colon + 1] != ":" or text[colon + 1 : colon + 2] not in EMPTY_OR_END:
            below = _COLON_BELOW.match(text, found.end)
            if below is None or len(below[1]) <= indent:
                self._fail_no_colon(at)
            colon = below.end()
        self._at = colon
        self._implicit_pair(mapping, indent, found, properties, below=below is not None)

    def _implicit_pair(
        self,
        mapping: OpenMapping,
        indent: int,
        key: Inline,
        properties: Properties | None,
        *,
        below: bool = False,
    ) -> None:
        """A pair whose key was just read; the parser is at the colon, which may be on a line `below`."""
        colon = self._at
        if "\n" in self._text[key.start : key.end]:
            self._fail_long_key(key.start, key.end)
        if self._is_too_long(properties.start if properties else key.start, colon):
            self._fail(rules.SYNTAX, f"a key is longer than {LONGEST_KEY} characters", key.start, key.end)
        value = self._key_value(key, properties)
        name = self._key(mapping, value, key.sort in ("plain", "quoted"), key.start, key.end)
        self._at = colon + 1
        column = colon - self._text.rfind("\n", 0, colon) - 1
        first = not self._text[colon - column : colon].strip(" ")
        child = self._block_node(
            indent,
            column + 1 if below else indent,
            inline=below,
            same_seq=True,
            fresh=False,
            key=(key.start, key.end),
            least=column + 1 if first else None,
        )
        self._set(mapping, name, child, key.sort == "plain")

    def _explicit_pair(self, mapping: OpenMapping, indent: int, at: int, properties: Properties | None) -> None:
        """A pair whose key stands after `?`, and its value after `:` on a line of its own."""
        if properties is not None:
            self._fail(
                rules.SYNTAX, "an anchor or tag stands before '?'", properties.start, at, "Write it after the '?'."
            )
        text = self._text
        mark = len(self.numbers)
        self._at = at + 1
        value = self._block_node(indent, indent + 1, inline=True, same_seq=True)
        place = (self.numbers[mark + 2], self.numbers[mark + 3])
        del self.numbers[mark:]
        scalar = not isinstance(value, dict | list)
        name = self._key(mapping, value, scalar and text[place[0] : place[0] + 1] != "*", *place)
        line = self._skip_lines()
        colon = past(SPACES, text, line)
        if colon - line >= indent and text[colon : colon + 1] == ":" and text[colon + 1 : colon + 2] in EMPTY_OR_END:
            self._at = colon + 1
            column = colon - line + 1
            child = self._block_node(indent, column, inline=True, same_seq=True, fresh=False, key=place, least=column)
        else:
            self.numbers += (*place, place[1], place[1], 1)
            child = None
        self._set(mapping, name, child, text[place[0] : place[1]] == MERGE)

    def _inline_node(self, at: int, least: int, key: Place) -> Inline:
        """The plain text, quoted text, alias or flow collection at `at`; further lines are indented by `least`."""
        character = self._text[at]
        if character in {'"', "'"}:
            return self._quoted(at, least)
        if character == "*":
            return self._alias(at)
        if character in {"[", "{"}:
            value = self._flow_collection(at, least, 1, key)
            return Inline("flow", value, at, self._at)
        self._check_plain_start(at)
        end = self._plain_end(at, least, PLAIN)
        return Inline("plain", self._text[at:end], at, end)
