"""Loading: folders to a portal, which is all that pages, lists and checks are made from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headland.catalog.catalog import AudienceCatalog, Catalog
from headland.catalog.record_history import RecordHistory, shared_files
from headland.checks import CheckContext, MarkdownPage, check, check_seen_by
from headland.core.finding import Finding
from headland.core.run import Run
from headland.core.settings import FILE_NAME, Settings
from headland.core.source import Source, SourceError
from headland.history import read_history
from headland.portal.mkdocs_file import docs_folder
from headland.reading import Reading, load_settings, read
from headland.revisions import open_source


class NothingFound(Exception):
    """There is neither a record nor a broken one: a path or a setting is wrong. The message says where was looked."""


@dataclass(frozen=True, slots=True)
class Portal:
    """What was read from some folders: the records, how they hang together, and what is wrong with them.

    `run.settings` are those of the first folder. `at` is the revision that was read, None for the files as they are.
    """

    run: Run
    folders: tuple[Path, ...]
    sources: tuple[Source, ...]
    reading: Reading
    catalog: Catalog
    checked: CheckContext
    findings: tuple[Finding, ...]
    at: str | None = None

    @property
    def settings(self) -> Settings:
        """What headland.yaml says."""
        return self.run.settings

    def refuse_nothing(self) -> None:
        """Raise NothingFound where there is neither a record nor a broken one."""
        if not self.catalog and not any(finding.span.path != FILE_NAME for finding in self.findings):
            wrong = "".join(f"; {FILE_NAME}: {finding.message}" for finding in self.findings)
            raise NothingFound(f"no records were found: {self.reading.where_it_looked}{wrong}")

    def seen(self) -> SeenPortal:
        """The part of the portal that the run's audience may see."""
        catalog = self.catalog.seen_by(self.run.audience, self.settings)
        if len(catalog) == len(self.catalog):
            return SeenPortal(catalog, self.findings, self.reading.summary())
        files = {(record.span.source, record.span.path) for record in catalog.values()}
        reading = replace(self.reading, records=tuple(catalog.values()), files=len(files))
        return SeenPortal(catalog, check_seen_by(self.checked, self.run.audience, self.findings), reading.summary())


@dataclass(frozen=True, slots=True)
class SeenPortal:
    """A portal's catalog and findings, and what was read, as one audience may see them.

    Neither a message, nor a proposed name, nor a count tells of what is hidden.
    """

    catalog: AudienceCatalog
    findings: tuple[Finding, ...]
    summary: str


def load(paths: Sequence[Path], run: Run, *, at: str | None = None, leave_out: Path | None = None) -> Portal:
    """Read the folders, each a root of its own, as their files are or as they were at a revision.

    Settings come from the first folder's working tree. `leave_out` is a folder that is not read (the output).
    Raises RevisionError with a message for the user when a folder or the revision cannot be opened.
    """
    sources = tuple(
        open_source(path, at=at, leave_out=leave_out, reporter=run.reporter) for path in dict.fromkeys(paths)
    )
    first = sources[0] if at is None else open_source(paths[0], leave_out=leave_out)
    settings, wrong_settings = load_settings(first)
    run = replace(run, settings=settings)
    reading = read(sources, settings, run.reporter)
    reading = replace(reading, findings=(*wrong_settings, *reading.findings))
    catalog = Catalog.build(reading.records)
    checked = CheckContext(
        catalog=catalog,
        reading=reading,
        settings=settings,
        as_of=run.as_of,
        pages=tuple(markdown_pages(sources[0], docs_folder(sources[0]))),
    )
    return Portal(run, tuple(paths), sources, reading, catalog, checked, check(checked), at)


def read_record_history(portal: Portal) -> RecordHistory:
    """Which commits changed the portal's records and files: one pass over the log of each source."""
    shared = shared_files(portal.reading.records)
    return RecordHistory(
        {
            source.name: read_history(source, portal.run.reporter, versions_of=shared.get(source.name, ()))
            for source in portal.sources
        },
        shared,
    )


def markdown_pages(source: Source, folder: str | None) -> Iterator[MarkdownPage]:
    """The Markdown pages of a docs folder, for the checks; those that cannot be read are passed over."""
    if folder is None:
        return
    below = f"{folder}/" if folder else ""
    for path in source.paths():
        if path.startswith(below) and path.endswith(".md"):
            try:
                yield MarkdownPage(source.name, path, source.read(path))
            except SourceError:
                continue
