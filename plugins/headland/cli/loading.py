"""From the words of a command line to a portal's records and findings."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from headland.cli.console import TerminalReporter, remark
from headland.cli.errors import told
from headland.reporting.text import file_name

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
    from headland.portal.load import NothingFound, load
    from headland.revisions import RevisionError

    with told(RevisionError, NothingFound):
        portal = load(tuple(paths or HERE), run, at=at)
        portal.refuse_nothing()
    return portal


def tell_reading(portal: Portal, *, verbose: bool, lead: str = "") -> None:
    """Say on stderr what was read; with `verbose`, name every file that was set aside, and why."""
    remark(f"{lead}{portal.reading.summary()}.")
    for aside in portal.reading.set_aside if verbose else ():
        remark(f"  {file_name(aside.source, aside.path)}: {aside.reason}")


def repository_prefixes(sources: Sequence[Source]) -> dict[str, str]:
    """Source name -> where that root lies below the top of its repository."""
    from headland.revisions import Revision, Worktree

    return {source.name: source.repository.prefix for source in sources if isinstance(source, Worktree | Revision)}
