"""The report that people read: grouped by file, each place shown with the line itself."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from headland.core.finding import Finding, Severity
from headland.core.span import Span
from headland.core.visible import visible
from headland.reporting.report import FORMATS, FindingsReport, ReportFormat, Style, count_by_severity
from headland.reporting.source_texts import Place
from headland.reporting.terminal import cells

_RESET = "\x1b[0m"
_BOLD, _DIM, _CYAN = "\x1b[1m", "\x1b[2m", "\x1b[36m"
_OF_SEVERITY = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_CUT = "…"
_LEAD = "    "


def render_text(report: FindingsReport, style: Style) -> str:
    """All findings, file by file, and the counts on the last line."""
    return "\n".join(_Writer(report, style).lines()) + "\n"


def say_counts(counts: dict[str, int]) -> str:
    """`2 errors, 1 warning, 0 notes`."""
    return ", ".join(f"{number} {severity}{'' if number == 1 else 's'}" for severity, number in counts.items())


def file_name(source: str, path: str) -> str:
    """A file as the user would name it: the root as it was given, then the path below it."""
    return path if source in ("", ".") else f"{source.rstrip('/')}/{path}"


def excerpt(line: str, start: int, end: int, width: int) -> tuple[str, str]:
    """A line as it is shown, and the carets below it that mark code points `start` to `end` (exclusive).

    Tabs become spaces, control characters are escaped and wide characters counted as wide; of a line longer than
    `width` columns the part around the place is shown, with an ellipsis where it was cut.
    """
    shown = list(cells(line))
    start = min(start, len(shown))
    end = min(max(end, start + 1), max(len(shown), start + 1))
    widths = [width_of for _, width_of in shown]
    first, last = _window(widths, start, width)
    before, after = (_CUT if first > 0 else ""), (_CUT if last < len(shown) else "")
    text = before + "".join(piece for piece, _ in shown[first:last]) + after
    indent = len(before) + sum(widths[first:start])
    carets = max(1, sum(widths[start : min(end, last)]))
    return text, " " * indent + "^" * carets


def _window(widths: list[int], start: int, room: int) -> tuple[int, int]:
    """The slice of a line to show: all of it where it fits, else the place and up to a third of the room before it."""
    if sum(widths) <= room:
        return 0, len(widths)
    room -= 2 * len(_CUT)
    lead = max(room // 3, room - sum(widths[start:]))
    first = start
    while first > 0 and sum(widths[first - 1 : start]) <= lead:
        first -= 1
    last = first
    while last < len(widths) and sum(widths[first : last + 1]) <= room:
        last += 1
    return first, last


class _Writer:
    def __init__(self, report: FindingsReport, style: Style) -> None:
        self._report, self._style, self._texts = report, style, report.texts

    def lines(self) -> Iterator[str]:
        ordered = sorted(self._report.findings, key=lambda finding: finding.order)
        for (source, path), group in groupby(ordered, key=lambda finding: (finding.span.source, finding.span.path)):
            findings = list(group)
            counts = say_counts({name: count for name, count in count_by_severity(findings).items() if count})
            yield f"{self._paint(_BOLD, visible(file_name(source, path)))}: {counts}"
            yield ""
            for finding in findings:
                yield from self._finding(finding)
                yield ""
        yield self._total()

    def _finding(self, finding: Finding) -> Iterator[str]:
        place = self._texts.place(finding.span)
        severity = self._paint(_OF_SEVERITY[finding.severity], finding.severity.value)
        yield f"  {self._where(place)}: {severity}: {visible(finding.rule)}"
        yield from self._excerpt(finding.span, place, _OF_SEVERITY[finding.severity])
        yield from self._paragraph(finding.message, _LEAD)
        if finding.hint:
            yield from self._paragraph(finding.hint, f"{_LEAD}> ")
        for related in finding.related:
            there = self._texts.place(related.span)
            yield f"{_LEAD}{self._where(there)}: {visible(related.message)}"
            yield from self._excerpt(related.span, there, _CYAN)

    def _excerpt(self, span: Span, place: Place, colour: str) -> Iterator[str]:
        line = self._texts.line(span)
        if not line.strip():
            return
        start = place.start.column - 1
        end = place.end.column - 1 if place.end.line == place.start.line else len(line.rstrip())
        number = str(place.start.line)
        text, carets = excerpt(line, start, end, max(self._style.width - len(_LEAD) - len(number) - 6, 20))
        bar = self._paint(_DIM, "|")
        indent = len(carets) - len(carets.lstrip(" "))
        yield f"{_LEAD}  {self._paint(_DIM, number)} {bar} {text}"
        yield f"{_LEAD}  {' ' * len(number)} {bar} {' ' * indent}{self._paint(colour, carets[indent:])}"

    def _paragraph(self, text: str, lead: str) -> Iterator[str]:
        for index, line in enumerate(text.split("\n")):
            yield (lead if index == 0 else " " * len(lead)) + visible(line)

    def _where(self, place: Place) -> str:
        name = visible(file_name(place.source, place.file))
        return f"{name}:{place.start.line}:{place.start.column}"

    def _total(self) -> str:
        counts = self._report.counts()
        if not any(counts.values()):
            return "No findings."
        files = len({(finding.span.source, finding.span.path) for finding in self._report.findings})
        return f"{say_counts(counts)} in {files} file{'' if files == 1 else 's'}."

    def _paint(self, code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if self._style.colour else text


FORMATS.register(ReportFormat("text", "for people: each place shown with the line itself", render_text))
