"""From the words of a command line to a portal's records and findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from headland.cli.console import TerminalReporter, remark
from headland.cli.errors import CommandError, told

if TYPE_CHECKING:
    from headland.core.audience import Audience
    from headland.core.run import Reporter, Run
    from headland.core.source import Source
    from headland.portal.load import Portal

HERE = (Path(),)


@contextmanager
def reporting() -> Iterator[TerminalReporter]:
    """A reporter whose progress bar is gone when the work is done or has failed."""
    reporter = TerminalReporter()
    try:
        yield reporter
    finally:
        reporter.close()


def make_run(as_of: str | None, reporter: Reporter, audience: Audience | None = None) -> Run:
    """The run of a command: this is where the clock is read. Raises CommandError for a date that is none."""
    from headland.core.audience import DEFAULT_AUDIENCE
    from headland.core.run import Run, clock

    with told(ValueError):
        moment = clock(as_of, os.environ.get("SOURCE_DATE_EPOCH"), datetime.now(UTC))
    return Run(moment, audience=audience or DEFAULT_AUDIENCE, reporter=reporter)


def load_portal(paths: Sequence[Path] | None, at: str | None, as_of: str | None, reporter: Reporter) -> Portal:
    """Read the paths, or the current folder. Raises CommandError, also where there is no record at all."""
    run = make_run(as_of, reporter)
    from headland.portal.load import load
    from headland.revisions import RevisionError

    with told(RevisionError):
        portal = load(tuple(paths or HERE), run, at=at)
    refuse_nothing(portal)
    return portal


def refuse_nothing(portal: Portal) -> None:
    """Raise CommandError where neither a record nor a broken one was found: then a path or a setting is wrong."""
    from headland.core.settings import FILE_NAME

    broken = [finding for finding in portal.findings if finding.span.path != FILE_NAME]
    if portal.catalog or broken:
        return
    for finding in portal.findings:
        remark(f"{finding.span.path}: {finding.message}")
    raise CommandError(f"no records were found: {portal.reading.where_it_looked}")


def repository_prefixes(sources: Sequence[Source]) -> dict[str, str]:
    """Source name -> where that root lies below the top of its repository."""
    from headland.revisions import Revision, Worktree

    return {source.name: source.repository.prefix for source in sources if isinstance(source, Worktree | Revision)}
