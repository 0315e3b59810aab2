"""Sources to a Reading: find the files, parse them, make records of their documents, follow Locations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from headland.core.document import Document
from headland.core.finding import Finding, Related, Severity
from headland.core.refs import Ref
from headland.core.run import Reporter
from headland.core.settings import Settings
from headland.core.source import OutsideRoot, Source, SourceError, TooLarge
from headland.core.span import Span
from headland.core.visible import one_line
from headland.reading import discovery, skeletons
from headland.reading.front_matter import front_matter, unclosed_front_matter
from headland.reading.locations import follow, is_location
from headland.reading.placeholders import Files, resolve
from headland.reading.record import Record
from headland.reading.records import record_of, reference_in, reference_sketched
from headland.reading.result import Reading, SetAside
from headland.reading.rules import files as rules
from headland.reading.yaml_stream import ParsedDocument, Problem, parse_yaml_stream
from headland.revisions import Repository

_OURS = ", ".join(f"{group}/" for group in discovery.GROUPS)


def read(sources: Sequence[Source], settings: Settings, reporter: Reporter) -> Reading:
    """Read all records of some sources; never raises for what files hold.

    Records and findings come in the order of the sources, their paths, and the places in the files.
    """
    readers = [_SourceReader(source, settings, reporter) for source in sources]
    for reader in readers:
        reader.read()
    broken: dict[Ref, Finding] = {}
    for reader in readers:
        for ref, finding in reader.broken():
            broken.setdefault(ref, finding)
    searched = sum(reader.searched for reader in readers)
    names = " and ".join(source.name for source in sources)
    return Reading(
        tuple(record for reader in readers for record in reader.records()),
        tuple(finding for reader in readers for finding in reader.findings()),
        tuple(aside for reader in readers for aside in sorted(reader.set_aside)),
        broken,
        sum(reader.files_with_records for reader in readers),
        tuple(sources),
        f"looked in {names}, at {searched:,} {'file' if searched == 1 else 'files'} of YAML and Markdown, for files "
        f"named catalog-info.yaml and for 'apiVersion:' followed by {_OURS}",
    )


@dataclass(frozen=True, slots=True)
class _File:
    """A file that holds records. `named` says that all of its documents are meant to be ones."""

    path: str
    data: bytes
    named: bool


@dataclass(slots=True)
class _FileResult:
    """What one file gave."""

    records: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: list[tuple[Ref, Finding]] = field(default_factory=list)
    templates: list[ParsedDocument] = field(default_factory=list)


class _SourceReader:
    """Reads one source. Each file is read once, whichever way it was found."""

    def __init__(self, source: Source, settings: Settings, reporter: Reporter) -> None:
        self._source = source
        self._settings = settings.reading
        self._reporter = reporter
        repository = getattr(source, "repository", None)
        self._repository = repository if isinstance(repository, Repository) else None
        self._placeholder_files = Files(source, self._settings.limits)
        self._results: dict[str, _FileResult] = {}
        self.set_aside: set[SetAside] = set()
        self.searched = 0

    def read(self) -> None:
        paths = self._source.paths()
        found = self._find(paths)
        parsed = {file.path: self._parse(file) for file in found}
        for file in self._without_skeletons(found, parsed):
            self._take(file, parsed[file.path])
        self._follow_locations(paths)

    def records(self) -> Iterable[Record]:
        """All records, by path and place."""
        return (record for path in sorted(self._results) for record in self._results[path].records)

    def findings(self) -> Iterable[Finding]:
        """All findings, by path and place."""
        return (
            finding
            for path in sorted(self._results)
            for finding in sorted(dict.fromkeys(self._results[path].findings), key=lambda finding: finding.order)
        )

    def broken(self) -> Iterable[tuple[Ref, Finding]]:
        """The references of refused records, each with the first reason."""
        return (pair for path in sorted(self._results) for pair in self._results[path].broken)

    @property
    def files_with_records(self) -> int:
        """How many files gave at least one record."""
        return sum(1 for result in self._results.values() if result.records)

    # Finding files

    def _find(self, paths: Sequence[str]) -> list[_File]:
        """The files that hold records by their content; those that the settings leave out are set aside."""
        candidates = [path for path in paths if discovery.may_be_read(path)]
        self.searched = len(candidates)
        found: list[_File] = []
        for done, path in enumerate(candidates, 1):
            self._reporter.step("files searched", done, len(candidates))
            wanted = discovery.is_wanted(path, self._settings)
            if not wanted and not discovery.is_excluded(path, self._settings):
                continue
            data = self._bytes(path) if wanted else None
            if data is None:
                if not wanted and discovery.is_catalog_info(path):
                    self._aside(path, "left out by headland.yaml")
                continue
            named = discovery.is_catalog_info(path)
            markdown = discovery.is_markdown(path)
            if named or (discovery.has_front_matter_record(data) if markdown else discovery.has_record(data)):
                found.append(_File(path, data, named))
            elif markdown and discovery.has_unclosed_record(data):
                self._tell_unclosed(path, data)
        return found

    def _bytes(self, path: str) -> bytes | None:
        """A candidate's bytes; None for one that cannot be given or is too large, which is told where it matters."""
        try:
            data = self._source.read(path)
        except OutsideRoot:
            self._aside(path, "leads out of the root")
            return None
        except TooLarge as error:
            if discovery.is_catalog_info(path):
                self._too_large(path, error.size)
            else:
                self._aside(path, "is too large to be searched")
            return None
        except SourceError as error:
            if discovery.is_catalog_info(path):
                self._result(path).findings.append(
                    rules.UNREADABLE_FILE.finding(one_line(str(error)), self._span(path))
                )
            else:
                self._aside(path, "cannot be opened")
            return None
        return data if self._fits(path, data) else None

    def _fits(self, path: str, data: bytes) -> bool:
        limit = self._settings.limits.file_bytes
        if len(data) <= limit:
            return True
        if discovery.is_catalog_info(path) or discovery.has_record(data):
            self._too_large(path, len(data))
        return False

    def _too_large(self, path: str, size: int) -> None:
        limit = self._settings.limits.file_bytes
        self._result(path).findings.append(
            rules.FILE_TOO_LARGE.finding(
                f"this file has {size:,} bytes, and the limit is {limit:,}; it is not read",
                self._span(path),
                hint="Move what is large into a file of its own, or raise reading.limits.file_bytes.",
            )
        )

    def _tell_unclosed(self, path: str, data: bytes) -> None:
        ref = reference_sketched(unclosed_front_matter(data))
        start = data.index(b"---")
        finding = rules.UNCLOSED_FRONT_MATTER.finding(
            "this line opens the front matter of a record, and no line of '---' ends it",
            Span(self._source.name, path, start, start + 3),
            hint="Write a line of '---' between the record and the prose.",
            ref=ref,
        )
        result = self._result(path)
        result.findings.append(finding)
        if ref is not None:
            result.broken.append((ref, finding))

    def _parse(self, file: _File) -> list[ParsedDocument | Problem]:
        return parse_yaml_stream(_record_text(file), self._settings.merge_keys, self._settings.limits)

    def _without_skeletons(
        self, files: Sequence[_File], parsed: dict[str, list[ParsedDocument | Problem]]
    ) -> list[_File]:
        """The files that belong to no Template; the others are set aside."""
        named: set[str] = set()
        homes: set[str] = set()
        templates: set[str] = set()
        for file in sorted(files, key=lambda file: (file.path.count("/"), file.path)):
            values = [one.value for one in parsed[file.path] if isinstance(one, ParsedDocument)]
            own = [value for value in values if skeletons.is_template(value)]
            broken = len(values) < len(parsed[file.path]) and skeletons.looks_like_template(file.data)
            if (own or broken) and not skeletons.is_below(file.path, named):
                templates.add(file.path)
                homes.add(file.path.rpartition("/")[0])
                for value in own:
                    named |= skeletons.skeleton_folders(file.path, value, self._repository)
        kept: list[_File] = []
        for file in files:
            at_home = file.path not in templates and skeletons.is_below(file.path, homes)
            if skeletons.is_below(file.path, named - templates) or (
                at_home and skeletons.holds_expressions(_record_text(file))
            ):
                self._aside(file.path, "belongs to a template")
            else:
                kept.append(file)
        return kept

    # Reading files

    def _take(self, file: _File, parsed: Sequence[ParsedDocument | Problem]) -> None:
        """Make records of a file's documents, in the place of what the file gave before."""
        result = self._results[file.path] = _FileResult()
        text = _record_text(file)
        matter = front_matter(file.data) if discovery.is_markdown(file.path) else None
        body = Span(self._source.name, file.path, matter.body, len(file.data)) if matter else None
        refused: set[int | None] = {None}
        for one in parsed:
            if isinstance(one, Problem):
                place = one.document
                if place is not None and not (file.named or discovery.has_record(text[slice(*place)])):
                    continue
                ref = reference_sketched(text[slice(*place)]) if place is not None else None
                finding = self._finding(file.path, one, ref)
                result.findings.append(finding)
                if ref is not None and one.ordinal not in refused:
                    result.broken.append((ref, finding))
                refused.add(one.ordinal)
            elif one.value is not None and (file.named or _is_meant(one)):
                self._take_document(file, one, body, result)

    def _take_document(self, file: _File, parsed: ParsedDocument, body: Span | None, result: _FileResult) -> None:
        ref = reference_in(parsed.value)
        span = Span(self._source.name, file.path, parsed.start, parsed.end)
        document = Document(span, parsed.value, parsed.places, parsed.ordinal, body)
        result.findings.extend(self._finding(file.path, warning, ref) for warning in parsed.warnings)
        wrong: list[Finding] = []
        if b"$" in file.data or b"\\" in file.data:  # an escape may stand for the '$' of a placeholder
            document, said = resolve(document, self._placeholder_files)
            said = [replace(finding, ref=ref) for finding in said]
            result.findings.extend(said)
            wrong = [finding for finding in said if finding.severity is Severity.ERROR]
        if not wrong:
            record, wrong = record_of(document, file.data)
            result.findings.extend(wrong)
            if record is not None:
                result.records.append(record)
        if wrong and ref is not None:
            result.broken.append((ref, wrong[0]))

    def _follow_locations(self, paths: Sequence[str]) -> None:
        """Read the files that Locations name, and those that Locations in them name, each once."""
        skeletons_aside = {aside.path for aside in self.set_aside}
        named = {path for path in self._results if discovery.is_catalog_info(path)}
        waiting = [record for record in self.records() if is_location(record)]
        while waiting:
            location = waiting.pop(0)
            files, said = follow(location, self._source, paths, self._placeholder_files.near)
            self._result(location.document.path).findings.extend(said)
            for target in files:
                if target.path in named or target.path in skeletons_aside or target.path == location.document.path:
                    continue
                if discovery.is_excluded(target.path, self._settings):
                    self._aside(target.path, "left out by headland.yaml")
                    continue
                if not self._fits(target.path, target.data):
                    continue
                named.add(target.path)
                file = _File(target.path, target.data, named=True)
                self._take(file, self._parse(file))
                waiting.extend(record for record in self._results[target.path].records if is_location(record))

    # Small things

    def _result(self, path: str) -> _FileResult:
        return self._results.setdefault(path, _FileResult())

    def _aside(self, path: str, reason: str) -> None:
        self.set_aside.add(SetAside(self._source.name, path, reason))

    def _span(self, path: str) -> Span:
        return Span(self._source.name, path, 0, 0)

    def _finding(self, path: str, problem: Problem, ref: Ref | None) -> Finding:
        name = self._source.name
        related = tuple(Related(text, Span(name, path, start, end)) for text, start, end in problem.related)
        span = Span(name, path, problem.start, problem.end)
        return problem.rule.finding(problem.message, span, hint=problem.hint, ref=ref, related=related)


def _record_text(file: _File) -> bytes:
    """What of a file is YAML: all of it, or a Markdown page's front matter with the line that opens it."""
    matter = front_matter(file.data) if discovery.is_markdown(file.path) else None
    return file.data[: matter.end] if matter else file.data


def _is_meant(parsed: ParsedDocument) -> bool:
    """Whether a document of a file that was found by its content is meant as a record.

    It is when its `apiVersion` is of our groups. One without any is when it has a `kind` and `metadata`, and a list
    is when a record stands in it; a document of another group, a manifest of Kubernetes for instance, is not.
    """
    value = parsed.value
    if isinstance(value, list):
        return any(isinstance(item, dict) and discovery.is_in_group(item.get("apiVersion")) for item in value)
    if not isinstance(value, dict):
        return False
    if "apiVersion" in value:
        return discovery.is_in_group(value["apiVersion"])
    return "kind" in value and "metadata" in value
