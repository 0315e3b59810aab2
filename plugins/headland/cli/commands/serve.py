"""`headland serve`: the portal on this machine, rebuilt on every edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import TerminalReporter, remark
from headland.cli.errors import told
from headland.cli.interruption import terminable
from headland.cli.loading import HERE, make_run, tell_reading
from headland.cli.options import AsOf, Engine, Out, Paths, Verbose
from headland.cli.site import show_findings
from headland.portal.engines.registry import DEFAULT_ENGINE

if TYPE_CHECKING:
    from headland.core.run import Run
    from headland.portal.build import BuildResult


def serve(
    *,
    paths: Paths = None,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at; by default this machine alone.")
    ] = "127.0.0.1",
    out: Out = None,
    engine: Engine = DEFAULT_ENGINE,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """Serve the portal on this machine, and build it again on every edit of records, docs and settings.

    Nothing is written: the site lives in a temporary folder. --out names the folder of `headland build`, which is not
    read.
    """
    from headland.portal.engines.engine import EngineError
    from headland.portal.load import NothingFound
    from headland.portal.serve import ServeError
    from headland.portal.serve import serve as serve_portal
    from headland.portal.staging import StagingError
    from headland.revisions import RevisionError

    roots = tuple(paths or HERE)
    session = _Session(as_of, verbose)
    try:
        with terminable(), told(RevisionError, NothingFound, EngineError, ServeError, StagingError):
            ignored = out or roots[0] / "site"
            serve_portal(roots, session.run, session, host=host, port=port, leave_out=ignored, engine=engine)
    finally:
        session.reporter.close()


class _Session:
    """Makes the run of each build, and tells what comes of it."""

    def __init__(self, as_of: str | None, verbose: bool) -> None:
        self._as_of, self._verbose = as_of, verbose
        self.reporter = TerminalReporter()

    def run(self) -> Run:
        """The run of the next build, with a progress bar of its own."""
        self.reporter.close()
        self.reporter = TerminalReporter()
        return make_run(self._as_of, self.reporter)

    def serving(self, url: str) -> None:
        remark(f"Serving at {url} (Ctrl-C ends it).")

    def built(self, result: BuildResult) -> None:
        self.reporter.close()
        tell_reading(result.portal, verbose=self._verbose)
        show_findings(result.portal, result.findings, ())
        remark(f"Built {result.pages + result.docs_pages:,} pages in {result.seconds:.1f} s.")

    def failed(self, message: str) -> None:
        self.reporter.close()
        remark(f"The build failed, and the site before it stays: {message}")


COMMANDS.register(
    Command(
        "serve",
        serve,
        (
            CommandExample("headland serve", "at http://127.0.0.1:8000/"),
            CommandExample("headland serve catalog --port 0", "one folder, at any free port"),
        ),
    )
)
