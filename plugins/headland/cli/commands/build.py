"""`headland build`: the portal as a static site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import remark
from headland.cli.errors import ExitCode, told
from headland.cli.interruption import interruptible
from headland.cli.loading import HERE, make_run, reporting, tell_reading
from headland.cli.options import AsOf, At, Engine, FailOn, Out, Paths, Verbose
from headland.cli.site import show_findings
from headland.core.finding import Severity
from headland.portal.engines.registry import DEFAULT_ENGINE

if TYPE_CHECKING:
    from headland.portal.build import BuildResult


def build(
    *,
    paths: Paths = None,
    out: Out = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when there are findings at or above --fail-on.")
    ] = False,
    fail_on: FailOn = Severity.ERROR.value,
    offline: Annotated[
        bool, typer.Option("--offline", help="Make a site that can be opened from disk, without a server.")
    ] = False,
    at: At = None,
    engine: Engine = DEFAULT_ENGINE,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """Build the portal as a static site. A broken record is shown in it, and stops nothing.

    The site takes the place of the old one when it is whole. Settings, theme and plugins are always those of the
    working tree, also with --at.
    """
    roots = tuple(paths or HERE)
    target = out or roots[0] / "site"
    with interruptible(f"Interrupted: the last whole site, if there was one, still stands in {target}. Build again."):
        built = _build(roots, target, at, as_of, offline=offline, engine=engine)
    tell_reading(built.portal, verbose=verbose)
    failing = [finding for finding in built.findings if finding.severity.rank <= Severity(fail_on).rank]
    show_findings(built.portal, built.findings, failing if strict else ())
    remark(
        f"Built {built.pages:,} pages of the catalog and {built.docs_pages:,} of documentation "
        f"into {built.out} in {built.seconds:.1f} s."
    )
    if strict and failing:
        raise typer.Exit(ExitCode.FINDINGS)


def _build(
    paths: tuple[Path, ...], out: Path, at: str | None, as_of: str | None, *, offline: bool, engine: str
) -> BuildResult:
    with reporting() as reporter:
        run = make_run(as_of, reporter)
        from headland.portal.build import build as build_portal
        from headland.portal.engines.engine import EngineError
        from headland.portal.load import NothingFound
        from headland.portal.staging import StagingError
        from headland.revisions import RevisionError

        with told(RevisionError, NothingFound, StagingError, EngineError):
            return build_portal(paths, run, out=out, at=at, offline=offline, engine=engine)


COMMANDS.register(
    Command(
        "build",
        build,
        (
            CommandExample("headland build", "the portal of the repository around here, in site/"),
            CommandExample("headland build catalog ../other --out public", "of two folders, each a root of its own"),
            CommandExample(
                "headland build --offline --out portal", "to open portal/index.html from disk, or to hand on"
            ),
            CommandExample("headland build --engine zensical", "with Zensical around it in the place of MkDocs"),
            CommandExample("headland build --strict --fail-on warning", "for a pipeline that publishes no mistakes"),
        ),
    )
)
