"""YAML: the bytes of a stream to documents with plain values and places. The only module that knows the parser.

It reads what npm `yaml` 2 reads with Backstage's options: YAML 1.2 and its core schema.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field

from pydantic import JsonValue

from headland.core.finding import Rule
from headland.core.settings import Limits
from headland.reading.decoding import Decoded, decode, other_encoding
from headland.reading.grammar.block import Parser
from headland.reading.grammar.causes import by_cause
from headland.reading.grammar.state import Broken, Fault
from headland.reading.places import NodePlaces
from headland.reading.rules import files as file_rules
from headland.reading.rules import yaml as rules

_MARKER = re.compile(r"^(?:---|\.\.\.)(?=[ \t\r\n]|\Z)", re.M)
_START = re.compile(r"---(?=[ \t\r\n]|\Z)")
_END = re.compile(r"\.\.\.(?=[ \t\r\n]|\Z)")
_PRELUDE_LINE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?(?:\r?\n|\Z))")
_DIRECTIVE = re.compile(r"%([^\n]*?)[ \t\r]*(?:[ \t]#[^\n]*)?(?:\n|\Z)")
_REST_OF_MARKER = re.compile(r"(?:[ \t]+(?:#[^\n]*)?)?(?:\r?\n|\Z)")
_DEFAULT_LIMITS = Limits.model_validate({})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a document or the whole file, where (byte offsets of the file), and what to do.

    `document` is the place of the document that could not be read, whose number is `ordinal`; both
    are None when the problem refuses no document.
    """

    rule: Rule
    message: str
    start: int
    end: int
    hint: str | None = None
    related: tuple[tuple[str, int, int], ...] = ()
    ordinal: int | None = None
    document: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document: its value, where everything in it stands, and what is odd but readable."""

    value: JsonValue
    places: NodePlaces
    start: int
    end: int
    ordinal: int
    warnings: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Chunk:
    """One document's text, in characters of the file: all of it, and where its content begins."""

    start: int
    end: int
    content: int
    marked: bool
    directives: list[tuple[int, str]] = field(default_factory=list)
    after_end: int | None = None


def parse_yaml_stream(
    data: bytes, merge_keys: bool = False, limits: Limits = _DEFAULT_LIMITS
) -> list[ParsedDocument | Problem]:
    """All documents of a stream, in order; in the place of one that cannot be read, what is wrong with it.

    An empty document between two markers has the value None; a stream of comments has no document.
    Never raises, whatever the bytes are.
    """
    encoding = other_encoding(data)
    if encoding is not None:
        return [
            Problem(
                file_rules.WRONG_ENCODING,
                f"this file is {encoding}; records are read as UTF-8",
                0,
                0,
                f"Save it as UTF-8, for example by 'iconv -f {encoding} -t UTF-8'.",
                (),
                0,
                (0, len(data)),
            )
        ]
    decoded = decode(data)
    found: list[ParsedDocument | Problem] = []
    if decoded.bad:
        first, more = decoded.bad[0], len(decoded.bad) - 1
        others = f", nor are {more:,} more" if more else ""
        found.append(
            Problem(
                file_rules.NOT_UTF_8,
                f"the byte 0x{data[first]:02x} is not UTF-8{others}; each is read as '\N{REPLACEMENT CHARACTER}'",
                first,
                first + 1,
                "Save the file as UTF-8.",
            )
        )
    for ordinal, chunk in enumerate(_chunks(decoded.text)):
        if ordinal >= limits.documents:
            start, end = decoded.offset(chunk.start), decoded.offset(min(chunk.start + 3, chunk.end))
            found.append(
                Problem(
                    rules.TOO_MANY_DOCUMENTS,
                    f"this file holds more than {limits.documents:,} documents; those from here on are not read",
                    start,
                    end,
                    "Split the file, or raise reading.limits.documents in headland.yaml.",
                    (),
                    ordinal,
                    (start, len(data)),
                )
            )
            break
        found.extend(_Document(decoded, chunk, ordinal).parse(merge_keys, limits))
    return found


def _chunks(text: str) -> Iterator[_Chunk]:
    """Cut a stream at `---` and `...` in column 0; comments and empty lines alone are no document."""
    at = 0
    between = True
    while at < len(text):
        start = at
        directives: list[tuple[int, str]] = []
        if between:
            while at < len(text):
                if text[at] == "\N{ZERO WIDTH NO-BREAK SPACE}":
                    at += 1
                line = _PRELUDE_LINE.match(text, at)
                if line is None:
                    line = _DIRECTIVE.match(text, at)
                    if line is None:
                        break
                    directives.append((at, line[1]))
                at = line.end()
            if at >= len(text):
                return
        marked = _START.match(text, at) is not None
        content = at + 3 if marked else at
        # Where a byte-order mark stands before '...', that is not at the start of a line.
        marker = _END.match(text, content) or _MARKER.search(text, content)
        end = marker.start() if marker else len(text)
        chunk = _Chunk(start if directives else at, end, content, marked, directives)
        at = end
        between = False
        while text.startswith("...", at):
            rest = _REST_OF_MARKER.match(text, at + 3)
            if rest:
                between, at = True, rest.end()
                break
            # npm `yaml` takes all lines up to the next marker as belonging to the document that has ended.
            chunk.after_end = chunk.after_end or at + 3
            following = _MARKER.search(text, at + 3)
            at = following.start() if following else len(text)
        yield chunk


class _Document:
    """The reading of one document: characters of its own text in, byte offsets of the file out."""

    def __init__(self, decoded: Decoded, chunk: _Chunk, ordinal: int) -> None:
        self._decoded, self._chunk, self._ordinal = decoded, chunk, ordinal
        self._text = decoded.text[chunk.start : chunk.end]
        self._place = (self._offset(0), self._offset(len(self._text)))

    def parse(self, merge_keys: bool, limits: Limits) -> list[ParsedDocument | Problem]:
        chunk = self._chunk
        handles, faults, oddities = self._directives()
        parser = Parser(self._text, limits, merge_keys, handles)
        value: JsonValue = None
        shape: JsonValue = None
        try:
            value, shape = parser.document(chunk.content - chunk.start, chunk.marked)
        except Broken as broken:
            parser.faults.append(broken.fault)
        except RecursionError:
            parser.faults.append(Fault(rules.TOO_DEEP, "this document is nested too deeply to be read", 0, 1))
        faults += parser.faults
        if chunk.after_end is not None:
            after = chunk.after_end - chunk.start
            faults.append(Fault(rules.SYNTAX, "text follows '...', which ends a document", after, after + 1))
        if faults:
            return [self._problem(fault, refuses=True) for fault in by_cause(self._text, faults)]
        warnings = tuple(self._problem(oddity, refuses=False) for oddity in oddities + parser.oddities)
        places = NodePlaces(shape, array("i", parser.numbers), self._offset)
        return [ParsedDocument(value, places, *self._place, self._ordinal, warnings)]

    def _directives(self) -> tuple[dict[str, str], list[Fault], list[Fault]]:
        """Handles of tags, and what is wrong or odd about the lines of `%` above the document."""
        handles: dict[str, str] = {}
        faults: list[Fault] = []
        oddities: list[Fault] = []
        for place, text in self._chunk.directives:
            start = place - self._chunk.start
            end = start + 1 + len(text)
            name, *values = text.split() or [""]
            if name == "TAG" and len(values) == 2:
                handles[values[0]] = values[1]
            elif name == "YAML" and values == ["1.2"]:
                continue
            elif name == "YAML" and len(values) == 1 and re.fullmatch(r"\d+\.\d+", values[0]):
                oddities.append(Fault(rules.UNKNOWN_DIRECTIVE, "this document is read as YAML 1.2", start, end))
            elif name in ("TAG", "YAML"):
                faults.append(Fault(rules.SYNTAX, f"the directive '%{text}' is not whole", start, end, "Remove it."))
            else:
                oddities.append(Fault(rules.UNKNOWN_DIRECTIVE, f"the directive '%{name}' means nothing", start, end))
        if self._chunk.directives and not self._chunk.marked:
            start = self._chunk.directives[0][0] - self._chunk.start
            faults.append(
                Fault(
                    rules.SYNTAX,
                    "a line that begins with '%' is a directive, and a line of '---' must follow it",
                    start,
                    start + 1,
                    "Put the text in quotes, or add the line.",
                )
            )
        return handles, faults, oddities

    def _problem(self, fault: Fault, *, refuses: bool) -> Problem:
        related = tuple((text, self._offset(start), self._offset(end)) for text, start, end in fault.related)
        return Problem(
            fault.rule,
            fault.message,
            self._offset(fault.start),
            self._offset(fault.end),
            fault.hint,
            related,
            self._ordinal if refuses else None,
            self._place if refuses else None,
        )

    def _offset(self, index: int) -> int:
        return self._decoded.offset(self._chunk.start + index)
