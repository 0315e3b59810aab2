"""Serving: a portal on this machine, built anew when anything changes that it is made from."""

from __future__ import annotations

import contextlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, Protocol

from headland.core.run import Run
from headland.portal.build import BuildResult, build_into
from headland.portal.engines.registry import DEFAULT_ENGINE
from headland.portal.kept import KeptPages
from headland.portal.rules import DOCS_NOT_BUILT
from headland.portal.server import ServeError, Server, Site, listen
from headland.portal.watching import Snapshot, Watcher
from headland.portal.workspace import workspace

__all__ = ["HOST", "PORT", "Listener", "ServeError", "serve"]

HOST: Final = "127.0.0.1"
PORT: Final = 8000
INTERVAL: Final = 0.5
"""Seconds between two looks at the files."""

LONGEST_WAIT: Final = 3.0
"""Seconds after which a build begins although files still change."""


class Listener(Protocol):
    """Who is told what happens while a portal is served."""

    def serving(self, url: str) -> None:
        """The server answers at this address."""
        ...

    def built(self, result: BuildResult) -> None:
        """A new site stands."""
        ...

    def failed(self, message: str) -> None:
        """A build failed; the old site still stands."""
        ...


def serve(
    paths: Sequence[Path],
    make_run: Callable[[], Run],
    listener: Listener,
    *,
    host: str = HOST,
    port: int = PORT,
    leave_out: Path | None = None,
    engine: str = DEFAULT_ENGINE,
    stop: threading.Event | None = None,
) -> None:
    """Build, serve, and build again after each edit, until `stop` is set or Ctrl-C is pressed.

    `make_run` makes the run of each build. `leave_out` is a folder that is neither read nor watched (the output of
    `headland build`). `port` 0 takes any that is free. Raises ServeError when the port cannot be had, and what
    `build_into` raises when the first build fails; a later failure is told, and changes nothing.
    """
    stop = stop or threading.Event()
    watcher = Watcher(paths, leave_out)
    with workspace(prefix="headland-serve-") as folder:
        server = listen(host, port)
        url = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
        builds = _Builds(tuple(paths), make_run, folder, url, leave_out=leave_out, engine=engine)
        try:
            before = watcher.snapshot()
            first = builds.build()
            server.site.show(builds.folder, builds.kept(first), _failure(first))
            builds.tidy()
            listener.built(first)
            with _answering(server):
                listener.serving(url)
                while not stop.wait(INTERVAL):
                    now = watcher.snapshot()
                    if now == before:
                        continue
                    before = _settled(watcher, now, stop)
                    _rebuild(builds, server.site, listener)
        except KeyboardInterrupt:
            return
        finally:
            server.site.close()
            server.server_close()


@contextlib.contextmanager
def _answering(server: Server) -> Iterator[None]:
    """Answer requests in a thread. `shutdown` waits for that thread, so it is called only where there is one."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


def _settled(watcher: Watcher, now: Snapshot, stop: threading.Event) -> Snapshot:
    """Wait until nothing changes any more: editors and checkouts write many files one after the other.

    Something that writes without end is not waited for.
    """
    end = time.monotonic() + LONGEST_WAIT
    while not stop.wait(INTERVAL / 2) and time.monotonic() < end:
        later = watcher.snapshot()
        if later == now:
            return now
        now = later
    return now


def _rebuild(builds: _Builds, site: Site, listener: Listener) -> None:
    try:
        result = builds.build()
        problem = _failure(result)
        notes = builds.kept(result) if problem is None else {}
    except Exception as error:
        problem = " ".join(str(error).split()) or type(error).__name__
    if problem is not None:
        builds.discard()
        site.fail(f"The build failed, and this is the site before it.\n{problem}")
        listener.failed(problem)
        return
    site.show(builds.folder, notes)
    builds.tidy()
    listener.built(result)


def _failure(result: BuildResult) -> str | None:
    """Why a site that was built is none to show: its docs are missing."""
    return next((finding.message for finding in result.findings if finding.rule == DOCS_NOT_BUILT.name), None)


class _Builds:
    """One folder for each build; the one that is shown is never written to."""

    def __init__(
        self,
        paths: tuple[Path, ...],
        make_run: Callable[[], Run],
        folder: Path,
        url: str,
        *,
        leave_out: Path | None,
        engine: str,
    ) -> None:
        self._paths, self._make_run, self._parent, self._url = paths, make_run, folder, url
        self._leave_out, self._engine = leave_out, engine
        self._kept = KeptPages()
        self._number = 0
        self._shown: Path | None = None
        self.folder = folder

    def build(self) -> BuildResult:
        """Build into a new folder. Raises as `build_into` does."""
        self._number += 1
        self._shown, self.folder = self.folder, self._parent / str(self._number)
        self.folder.mkdir()
        return build_into(
            self._paths,
            self._make_run(),
            self.folder,
            leave_out=self._leave_out,
            site_url=self._url,
            engine=self._engine,
        )

    def kept(self, result: BuildResult) -> Mapping[str, str]:
        """Bring pages of records that are broken now over from the build that is shown; what they say of it."""
        return self._kept.carry_over(result.portal, self._shown, self.folder)

    def discard(self) -> None:
        """Take the last build away; the one before it is the current one again."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._shown is not None:
            self.folder = self._shown

    def tidy(self) -> None:
        """Take the build away that was shown before."""
        if self._shown is not None and self._shown != self._parent:
            shutil.rmtree(self._shown, ignore_errors=True)
