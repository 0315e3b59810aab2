"""Sources to a Reading: find the files, parse them, make records of their documents."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headland.core.document import Document
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.run import Reporter
from headland.core.settings import Settings
from headland.core.source import Source, SourceError
from headland.core.span import Span
from headland.reading.front_matter import front_matter
from headland.reading.record import Record
from headland.reading.records import record_of
from headland.reading.result import Reading, SetAside
from headland.reading.rules import files as rules
from headland.reading.yaml_stream import Problem, parse_yaml_stream

_RECORD = re.compile(rb"apiVersion[\"']?\s*:\s*[\"']?(?:backstage\.io|scaffolder\.backstage\.io|headland\.dev)/")


def read(sources: Sequence[Source], settings: Settings, reporter: Reporter) -> Reading:
    """Read all records of some sources; never raises for what files hold."""
    records: list[Record] = []
    findings: list[Finding] = []
    set_aside: list[SetAside] = []
    broken: dict[Ref, Finding] = {}
    files: set[tuple[str, str]] = set()
    for source in sources:
        paths = source.paths()
        for done, path in enumerate(paths, 1):
            reporter.step("files read", done, len(paths))
            if not path.endswith((".yaml", ".yml", ".md")):
                continue
            try:
                data = source.read(path)
            except SourceError as error:
                findings.append(rules.UNREADABLE_FILE.finding(str(error), Span(source.name, path, 0, 0)))
                continue
            body: Span | None = None
            base = 0
            if path.endswith(".md"):
                matter = front_matter(data)
                if matter is None or not _RECORD.search(data[matter.start : matter.end]):
                    continue
                body = Span(source.name, path, matter.body, len(data))
                data, base = b" " * 0 + data[matter.start : matter.end], matter.start
            elif not _RECORD.search(data):
                continue
            if b"${{" in data and b"kind: Template" not in data:
                set_aside.append(SetAside(source.name, path, "belongs to a template"))
                continue
            for parsed in parse_yaml_stream(data, settings.reading.merge_keys, settings.reading.limits):
                if isinstance(parsed, Problem):
                    span = Span(source.name, path, base + parsed.start, base + parsed.end)
                    findings.append(parsed.rule.finding(parsed.message, span, hint=parsed.hint))
                    continue
                if parsed.value is None:
                    continue
                span = Span(source.name, path, base + parsed.start, base + parsed.end)
                document = Document(span, parsed.value, parsed.places, parsed.ordinal, body)
                record, wrong = record_of(document)
                findings.extend(wrong)
                if record is not None:
                    records.append(record)
                    files.add((source.name, path))
    looked = ", ".join(source.name for source in sources)
    return Reading(
        tuple(records), tuple(findings), tuple(set_aside), broken, len(files), tuple(sources), f"looked in {looked}"
    )
