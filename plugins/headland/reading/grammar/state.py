"""What a parser has read so far: its place in the text, anchors, places of nodes, and what is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import unquote

from pydantic import JsonValue

from headland.core.finding import Rule
from headland.core.settings import Limits
from headland.reading.grammar import scalars
from headland.reading.places import FIELDS
from headland.reading.rules import yaml as rules

MERGE = "<<"
CORE = "tag:yaml.org,2002:"
LONGEST_KEY = 1024
_MOST_FAULTS = 100
_MOST_USES = 100
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
QUOTE_HINT = "Put the text in quotes."

EMPTY_OR_END = frozenset({" ", "\t", "\r", "\n", ""})
FLOW_MARKS = frozenset(",[]{}")

BLANKS = re.compile(r"[ \t]*")
SPACES = re.compile(r" *")
LINE_END = re.compile(r"(?:[ \t]+(?:#[^\n]*)?)?(?:\r?\n|\Z)")
_SKIPPED_LINES = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?\r?\n)*+(?:[ \t]*+(?:#[^\n]*+)?\Z)?")
_ANCHOR = re.compile(r"[^ ,\[\]{}\n\r\t]*")
_TAG = re.compile(r"!(?:<[^ \t\r\n>]*>?|(?:[0-9A-Za-z\-#;/?:@&=+$_.!~*'()]|%[0-9a-fA-F]{2})*)")
_BAD_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")

TIGHT_PAIR = re.compile(r"[A-Za-z0-9_./-]+:(?!//)[^ \t\r\n]")
"""A pair whose colon lacks its space, `name:value`; an address is none."""

Place = tuple[int, int]
NO_KEY: Place = (-1, -1)


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong, by rule and place (characters of the text)."""

    rule: Rule
    message: str
    start: int
    end: int
    hint: str | None = None
    related: tuple[tuple[str, int, int], ...] = ()


class Broken(Exception):
    """What makes the rest of a document unreadable."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


@dataclass(slots=True)
class Properties:
    """Anchor and tag that stand before a node."""

    start: int
    anchor: str | None = None
    tag: str | None = None
    tag_at: int = 0


@dataclass(frozen=True, slots=True)
class Inline:
    """A node that may turn out to be a key: a plain or quoted text, an alias or a flow collection.

    `value` of a plain text is the text as it is written.
    """

    sort: str
    value: JsonValue
    start: int
    end: int


@dataclass(slots=True)
class OpenMapping:
    """A mapping that is being read: its value, the places of its keys, and where its numbers begin."""

    opened: int
    value: dict[str, JsonValue] = field(default_factory=dict)
    keys: dict[tuple[type, JsonValue], Place] = field(default_factory=dict)


@dataclass(slots=True)
class _Anchored:
    """What an alias stands for: a value, how many nodes it has, and which uses of other anchors stand in it.

    `uses` and `weight` are what npm `yaml` counts to stop at documents that aliases make large.
    """

    value: JsonValue
    nodes: int
    first_use: int
    last_use: int
    uses: int = 1
    weight: int = 0


def past(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a pattern that matches at `at` ends; `at` when it does not match."""
    match = pattern.match(text, at)
    return match.end() if match else at


class State:
    """Reads one document. `faults` are errors that did not stop it; `oddities` are warnings.

    `numbers` are those of NodePlaces, in characters of the text. `merges` holds, for the mappings
    that have merge keys, the values under those keys. `_block_text` is where the last block text ends, and its
    indentation.
    """

    def __init__(self, text: str, limits: Limits, merge_keys: bool, tag_handles: Mapping[str, str]) -> None:
        self._text = text
        self._at = 0
        self._limits = limits
        self._merge_keys = merge_keys
        self._handles = {"!!": CORE, **tag_handles}
        self._depth = 0
        self._block_text: Place = (-1, 0)
        self._uses: list[_Anchored] = []
        self._totals = [0]
        self._forgotten = 0
        self._bracket_end = 0  # of the last collection in brackets, which ends after all that stands in it
        self._anchors: dict[str, _Anchored | None] = {}  # None while what an anchor marks is being read
        self.merges: dict[int, list[JsonValue]] = {}
        self.numbers: list[int] = []
        self.faults: list[Fault] = []
        self.oddities: list[Fault] = []

    # The place in the text

    def _skip_lines(self) -> int:
        """Past empty lines and comments, to the start of the next line with something on it."""
        self._at = past(_SKIPPED_LINES, self._text, self._at)
        return self._at

    def _end_of_line(self, at: int) -> int:
        """Where the line of `at` ends, its line end left out."""
        end = self._text.find("\n", at)
        if end == -1:
            return len(self._text)
        return end - 1 if end > at and self._text[end - 1] == "\r" else end

    def _fail(self, rule: Rule, message: str, start: int, end: int, hint: str | None = None) -> NoReturn:
        raise Broken(Fault(rule, message, start, max(end, start), hint))

    def _fault(self, fault: Fault) -> None:
        """Note what is wrong and go on, unless there is so much of it that nobody would read more."""
        if len(self.faults) >= _MOST_FAULTS:
            raise Broken(fault)
        self.faults.append(fault)

    def _unfault(self, rule: Rule, at: int) -> bool:
        """Take the last fault back when it is of this rule and place: another one says the same better."""
        if self.faults and self.faults[-1].rule is rule and self.faults[-1].start == at:
            self.faults.pop()
            return True
        return False

    def _fail_tab(self, at: int) -> NoReturn:
        self._fail(
            rules.TAB,
            "this line is indented with a tab; YAML takes spaces only",
            at,
            at + 1,
            "Write as many spaces as the lines around it have.",
        )

    def _fail_comment(self, at: int) -> NoReturn:
        self._fail(
            rules.SYNTAX,
            "'#' follows a value without a space, so it is neither a comment nor part of the value",
            at,
            at + 1,
            "Write a space before the comment, or put the value and the '#' in quotes.",
        )

    def _fail_tight_colon(self, at: int) -> NoReturn:
        if self._text.startswith(NO_BREAK_SPACE, at + 1):
            message = "a no-break space follows ':', where YAML takes an ordinary one only"
            self._fail(rules.SYNTAX, message, at, at + 2, "Write an ordinary space in its place.")
        self._fail(rules.SYNTAX, "a space is missing after ':'", at, at + 1, "Write a space after it.")

    def _is_too_long(self, start: int, colon: int) -> bool:
        """Whether a key is longer than YAML allows for one on a line, counted as JavaScript counts."""
        length = colon - start
        return length > LONGEST_KEY or (
            length * 2 > LONGEST_KEY and length + sum(one > "\uffff" for one in self._text[start:colon]) > LONGEST_KEY
        )

    def _has_space_after(self) -> bool:
        """Whether a blank, a line end or nothing at all follows the place of the parser."""
        character = self._text[self._at : self._at + 1]
        return character in {" ", "\t", "\n", ""} or self._text.startswith("\r\n", self._at)

    def _fail_tight(self, properties: Properties) -> NoReturn:
        message = "a space is missing after this anchor or tag"
        self._fail(rules.SYNTAX, message, properties.start, self._at, QUOTE_HINT)

    def _fail_long_key(self, start: int, end: int) -> NoReturn:
        if TIGHT_PAIR.match(self._text, start):
            self._fail_tight_colon(self._text.index(":", start))
        line = max(start, self._text.rfind("\n", start, end) + 1)
        self._fail(
            rules.SYNTAX,
            "what stands before this ':' goes over several lines, and a key has to be on one",
            min(past(BLANKS, self._text, line), end),
            end,
            "Indent the line with the ':' as the keys around it, or put the text in quotes.",
        )

    # Properties, keys and places

    def _property(self, at: int, so_far: Properties | None) -> Properties:
        """One anchor or tag, added to those before it; leaves the parser after it."""
        text = self._text
        properties = so_far or Properties(at)
        if text[at] == "&":
            self._at = past(_ANCHOR, text, at + 1)
            if properties.anchor is not None:
                self._fail(rules.SYNTAX, "a value has two anchors", at, self._at, "Keep one of them.")
            if self._at == at + 1:
                self._fail(rules.SYNTAX, "a text cannot begin with '&', which sets an anchor", at, at + 1, QUOTE_HINT)
            properties.anchor = text[at + 1 : self._at]
            self._anchors[properties.anchor] = None
        else:
            self._at = past(_TAG, text, at)
            if properties.tag is not None:
                self._fail(rules.SYNTAX, "a value has two tags", at, self._at, "Keep one of them.")
            properties.tag, properties.tag_at = text[at : self._at], at
        return properties

    def _joined(self, outer: Properties | None, line: Properties | None) -> Properties | None:
        """Properties from two lines as one; raises Broken when one of them stands twice."""
        if outer is None or line is None:
            return outer or line
        if (outer.anchor and line.anchor) or (outer.tag and line.tag):
            self._fail(
                rules.SYNTAX, "a value has two anchors or two tags", line.start, line.start + 1, "Keep one of them."
            )
        if line.tag is not None:
            outer.tag, outer.tag_at = line.tag, line.tag_at
        outer.anchor = outer.anchor or line.anchor
        return outer

    def _place(self, found: Inline, properties: Properties | None, key: Place, mark: int, aliased: int) -> JsonValue:
        """The value of an inline node that is no key, with its place noted and its anchor set."""
        if found.sort == "flow":
            self._check_collection_tag(found.value, properties)
            return self._named(found.value, properties, (len(self.numbers) - mark) // FIELDS, aliased)
        self.numbers += (*key, found.start, found.end, 1)
        if found.sort == "alias":
            if properties is not None:
                self._fail(rules.SYNTAX, "an alias has an anchor or tag of its own", found.start, found.end)
            return found.value
        return self._named(self._scalar(found, properties), properties, 1)

    def _scalar(self, found: Inline, properties: Properties | None) -> JsonValue:
        text = found.value if isinstance(found.value, str) else ""
        if found.sort == "plain":
            text = scalars.fold_plain(text)
            if properties is None or properties.tag is None:
                return scalars.resolve_plain(text)
        return self._tagged(text, properties)

    def _empty(self, at: int, properties: Properties | None, key: Place) -> JsonValue:
        self.numbers += (*key, at, at, 1)
        return self._named(self._scalar(Inline("plain", "", at, at), properties), properties, 1)

    def _named(
        self, value: JsonValue, properties: Properties | None, nodes: int, aliased: int | None = None
    ) -> JsonValue:
        """The value, with its anchor set; `aliased` is how many aliases were read before it, if any may stand in it."""
        if properties is not None and properties.anchor is not None:
            uses = len(self._uses)
            before = uses if aliased is None else aliased
            nodes += self._totals[-1] - self._totals[before]
            self._anchors[properties.anchor] = _Anchored(value, nodes, before, uses)
        return value

    def _use(self, anchored: _Anchored, name: str, start: int, end: int) -> None:
        """Count an alias, as npm `yaml` does: a value that holds aliases weighs what the heaviest of them does."""
        anchored.uses += 1
        if anchored.weight == 0 and anchored.value not in ([], {}):
            inner = self._uses[anchored.first_use : anchored.last_use]
            anchored.weight = max((other.uses * other.weight for other in inner), default=1) or 1
        if anchored.uses * anchored.weight > _MOST_USES:
            self._fail(
                rules.TOO_MANY_ALIASES,
                f"the aliases of '&{name}' stand for it, and for aliases in it, more than {_MOST_USES - 1} times; "
                "Backstage's parser takes that for an attack",
                start,
                end,
                "Write the value out in some places, or split the document.",
            )
        self._uses.append(anchored)
        self._totals.append(self._totals[-1] + anchored.nodes)

    def _open(self, start: int, key: Place) -> int:
        """Begin a collection: its numbers, to be completed when it ends. Raises Broken when it is too deep."""
        self._depth += 1
        if self._depth > self._limits.depth:
            self._fail(
                rules.TOO_DEEP,
                f"the nesting is deeper than {self._limits.depth:,} levels here",
                start,
                start + 1,
                "Flatten the document, or raise reading.limits.depth in headland.yaml.",
            )
        opened = len(self.numbers)
        self.numbers += (*key, start, start, 1)
        return opened

    def _close(self, opened: int, value: JsonValue, properties: Properties | None, aliased: int) -> JsonValue:
        """Complete a block collection: it ends where its last child does."""
        numbers = self.numbers
        nodes = (len(numbers) - opened) // FIELDS
        numbers[opened + 4] = nodes
        if nodes > 1:
            numbers[opened + 3] = max(numbers[-2], numbers[-4], self._bracket_end)
        self._depth -= 1
        self._check_collection_tag(value, properties)
        return self._named(value, properties, nodes, aliased)

    def _key_value(self, key: Inline, properties: Properties | None) -> JsonValue:
        """The value of a key, with its anchor set."""
        if key.sort in ("alias", "flow"):
            if key.sort == "alias" and properties is not None:
                self._fail(rules.SYNTAX, "an alias has an anchor or tag of its own", key.start, key.end)
            self._check_collection_tag(key.value, properties)
            return self._named(key.value, properties, 1)
        return self._named(self._scalar(key, properties), properties, 1)

    def _key(self, mapping: OpenMapping, value: JsonValue, scalar: bool, start: int, end: int) -> str:
        """The name of a key that is about to be set; a scalar that is a key already is a fault."""
        name = value if isinstance(value, str) else scalars.key_text(value)
        if scalar and not (self._merge_keys and self._text[start:end] == MERGE):
            sort: type = float if type(value) is int else type(value)
            known = mapping.keys.setdefault((sort, value), (start, end))
            if known != (start, end):
                self._fault(
                    Fault(
                        rules.DUPLICATE_KEY,
                        f"the key {name!r} stands twice in one mapping",
                        start,
                        end,
                        "Remove one of the two, or join their values under one key.",
                        (("the first one is here", *known),),
                    )
                )
        if name in mapping.value:
            self._forget(mapping, name)
        return name

    def _forget(self, mapping: OpenMapping, name: str) -> None:
        """Take a key out again, with its places: of two, the later one stands."""
        numbers = self.numbers
        self._forgotten += 1
        if self._forgotten > _MOST_FAULTS:
            self._fail(rules.DUPLICATE_KEY, f"{name!r} and many keys before it stand twice", self._at, self._at)
        at = mapping.opened + FIELDS
        for known in mapping.value:
            size = numbers[at + 4] * FIELDS
            if known == name:
                del numbers[at : at + size]
                break
            at += size
        del mapping.value[name]

    def _set(self, mapping: OpenMapping, name: str, child: JsonValue, plain: bool) -> None:
        """Set a key; one that is a merge key is kept for merging besides."""
        mapping.value[name] = child
        if self._merge_keys and plain and name == MERGE:
            sources = child if isinstance(child, list) else [child]
            if not all(isinstance(source, dict) for source in sources):
                start, end = self.numbers[-5], self.numbers[-4]
                self._fault(
                    Fault(
                        rules.SYNTAX,
                        "'<<' merges mappings, and what stands here is none",
                        max(start, 0),
                        max(end, 0),
                        "Name one or several anchors of mappings.",
                    )
                )
            self.merges.setdefault(id(mapping.value), []).extend(sources)

    # Tags

    def _tagged(self, text: str, properties: Properties | None) -> JsonValue:
        """The value of a text that is not plain, or that has a tag."""
        name = self._tag_name(properties)
        if properties is None or name is None or name in ("!", f"{CORE}str"):
            return text
        if name == f"{CORE}null" and scalars.resolve_null(text):
            return None
        resolved: JsonValue = None
        if name == f"{CORE}bool":
            resolved = scalars.resolve_bool(text)
        elif name == f"{CORE}int":
            resolved = scalars.resolve_int(text)
        elif name == f"{CORE}float":
            resolved = scalars.resolve_float(text)
        if resolved is not None:
            return resolved
        self._odd_tag(properties)
        return text

    def _check_collection_tag(self, value: JsonValue, properties: Properties | None) -> None:
        name = self._tag_name(properties)
        own = f"{CORE}map" if isinstance(value, dict) else f"{CORE}seq"
        if properties is not None and name is not None and name not in ("!", own):
            self._odd_tag(properties)

    def _odd_tag(self, properties: Properties) -> None:
        tag = properties.tag or ""
        if len(self.oddities) >= _MOST_FAULTS:
            return
        self.oddities.append(
            Fault(
                rules.UNKNOWN_TAG,
                f"the tag {tag!r} means nothing for this value; the plain value is taken",
                properties.tag_at,
                properties.tag_at + len(tag),
                "Remove the tag, or put the text in quotes if the '!' belongs to it.",
            )
        )

    def _tag_name(self, properties: Properties | None) -> str | None:
        """The full name of a tag, `!` for one that says "not plain"; None where there is none."""
        if properties is None or properties.tag is None:
            return None
        tag, at = properties.tag, properties.tag_at
        if tag == "!":
            return tag
        if tag.startswith("!<"):
            if not tag.endswith(">") or tag in ("!<!>", "!<!!>"):
                self._fail(rules.SYNTAX, f"{tag!r} is not a whole tag", at, at + len(tag), QUOTE_HINT)
            return tag[2:-1]
        handle_end = tag.rindex("!") + 1
        handle, suffix = tag[:handle_end], tag[handle_end:]
        if not suffix or _BAD_PERCENT.search(suffix):
            self._fail(rules.SYNTAX, f"{tag!r} is not a whole tag", at, at + len(tag), QUOTE_HINT)
        prefix = self._handles.get(handle)
        if prefix is not None:
            try:
                return prefix + unquote(suffix, errors="strict")
            except UnicodeDecodeError:
                self._fail(rules.SYNTAX, f"{tag!r} is not a whole tag", at, at + len(tag), QUOTE_HINT)
        if handle != "!":
            self._fail(
                rules.SYNTAX,
                f"the tag {tag!r} begins with a handle that is not declared",
                at,
                at + len(tag),
                QUOTE_HINT,
            )
        return tag


def merged(shape: JsonValue, merges: Mapping[int, list[JsonValue]], done: dict[int, JsonValue]) -> JsonValue:
    """A value with its merge keys merged: keys that stand in a mapping win, then earlier sources."""
    if not isinstance(shape, dict | list):
        return shape
    known = done.get(id(shape))
    if known is not None:
        return known
    value: JsonValue
    if isinstance(shape, list):
        value = [merged(child, merges, done) for child in shape]
    else:
        sources = merges.get(id(shape))
        value = {key: merged(child, merges, done) for key, child in shape.items() if sources is None or key != MERGE}
        for source in sources or ():
            whole = merged(source, merges, done)
            if isinstance(whole, dict):
                value = {**whole, **value}
    done[id(shape)] = value
    return value
