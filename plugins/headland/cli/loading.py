"""From the words of a command line to a catalog with its findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from headland.cli.console import TerminalReporter
from headland.cli.errors import CommandError, told

if TYPE_CHECKING:
    from headland.catalog.catalog import Catalog
    from headland.core.finding import Finding
    from headland.core.run import Reporter
    from headland.core.settings import Settings
    from headland.core.source import Source
    from headland.reading import Reading

HERE = (Path(),)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a command that reads has in its hands."""

    sources: tuple[Source, ...]
    settings: Settings
    reading: Reading
    catalog: Catalog
    settings_findings: tuple[Finding, ...]
    as_of: datetime

    def check(self) -> tuple[Finding, ...]:
        """All findings, sorted."""
        from headland.checks import CheckContext, check

        return check(CheckContext(self.catalog, self.reading, self.settings, self.as_of))

    def prefixes(self) -> dict[str, str]:
        """Source name -> where that root lies below the top of its repository."""
        from headland.revisions import Revision, Worktree

        return {
            source.name: source.repository.prefix for source in self.sources if isinstance(source, Worktree | Revision)
        }


@contextmanager
def reporting() -> Iterator[TerminalReporter]:
    """A reporter whose progress bar is gone when the work is done or has failed."""
    reporter = TerminalReporter()
    try:
        yield reporter
    finally:
        reporter.close()


def today(as_of: str | None) -> datetime:
    """The one clock of a run."""
    from headland.core.run import clock

    with told(ValueError):
        return clock(as_of, os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))


def load(paths: Sequence[Path] | None, at: str | None, as_of: str | None, reporter: Reporter) -> Loaded:
    """Read the paths and build their catalog. Raises CommandError, also where there is no record at all."""
    moment = today(as_of)
    sources = open_sources(paths or HERE, at, reporter)
    from headland.catalog.catalog import Catalog
    from headland.reading import load_settings, read

    settings, settings_findings = load_settings(sources[0])
    reading = read(sources, settings, reporter)
    if not reading.records and not reading.findings:
        raise CommandError(f"no records were found: {reading.where_it_looked}")
    return Loaded(sources, settings, reading, Catalog.build(reading.records), settings_findings, moment)


def open_sources(paths: Sequence[Path], at: str | None, reporter: Reporter) -> tuple[Source, ...]:
    """The sources of these paths, each path once. Raises CommandError."""
    from headland.revisions import RevisionError, open_source

    with told(RevisionError):
        return tuple(open_source(path, name=str(path), at=at, reporter=reporter) for path in dict.fromkeys(paths))
