"""Serving: a portal on this machine, built anew when anything changes that it is made from."""

from __future__ import annotations

import contextlib
import io
import shutil
import socket
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from urllib.parse import urlsplit

from headland.core.run import Run
from headland.portal.build import BuildResult, build_into
from headland.portal.rules import DOCS_NOT_BUILT
from headland.portal.watching import Watcher

HOST: Final = "127.0.0.1"
PORT: Final = 8000
INTERVAL: Final = 0.5
"""Seconds between two looks at the files."""

RELOAD_SCRIPT: Final = "/_headland/reload.js"
RELOAD_EVENTS: Final = "/_headland/events"
_SCRIPT: Final = f"""\
const events = new EventSource("{RELOAD_EVENTS}");
events.onmessage = () => location.reload();
addEventListener("pagehide", () => events.close());
"""
_TAG: Final = f'<script src="{RELOAD_SCRIPT}" defer></script>'.encode()


class ServeError(Exception):
    """The portal cannot be served; the message says why and what to do."""


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
    stop: threading.Event | None = None,
) -> None:
    """Build, serve, and build again after each edit, until `stop` is set or Ctrl-C is pressed.

    `make_run` makes the run of each build. `leave_out` is a folder that is neither read nor watched (the output of
    `headland build`). `port` 0 takes any that is free. Raises ServeError when the port cannot be had, and what
    `build_into` raises when the first build fails; a later failure is told, and changes nothing.
    """
    stop = stop or threading.Event()
    watcher = Watcher(paths, leave_out)
    with tempfile.TemporaryDirectory(prefix="headland-serve-") as folder:
        server = _listen(host, port)
        url = f"http://{f'[{host}]' if ':' in host else host}:{server.server_port}/"
        builds = _Builds(tuple(paths), make_run, Path(folder), url, leave_out)
        try:
            before = watcher.snapshot()
            listener.built(builds.build())
            server.site.show(builds.folder)
            builds.tidy()
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
def _answering(server: _Server) -> Iterator[None]:
    """Answer requests in a thread. `shutdown` waits for that thread, so it is called only where there is one."""
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield
    finally:
        server.shutdown()


def _settled(watcher: Watcher, now: dict[str, tuple[int, int]], stop: threading.Event) -> dict[str, tuple[int, int]]:
    """Wait until nothing changes any more: editors and checkouts write many files one after the other."""
    while not stop.wait(INTERVAL / 2):
        later = watcher.snapshot()
        if later == now:
            return now
        now = later
    return now


def _rebuild(builds: _Builds, site: _Site, listener: Listener) -> None:
    try:
        result = builds.build()
    except Exception as error:
        listener.failed(" ".join(str(error).split()) or type(error).__name__)
        return
    broken = [finding for finding in result.findings if finding.rule == DOCS_NOT_BUILT.name]
    if broken:
        builds.discard()
        listener.failed(broken[0].message)
        return
    site.show(builds.folder)
    builds.tidy()
    listener.built(result)


class _Builds:
    """One folder for each build; the one that is shown is never written to."""

    def __init__(
        self, paths: tuple[Path, ...], make_run: Callable[[], Run], folder: Path, url: str, leave_out: Path | None
    ) -> None:
        self._paths, self._make_run, self._parent, self._url = paths, make_run, folder, url
        self._leave_out = leave_out
        self._number = 0
        self._shown: Path | None = None
        self.folder = folder

    def build(self) -> BuildResult:
        """Build into a new folder. Raises as `build_into` does."""
        self._number += 1
        self._shown, self.folder = self.folder, self._parent / str(self._number)
        self.folder.mkdir()
        try:
            return build_into(self._paths, self._make_run(), self.folder, leave_out=self._leave_out, site_url=self._url)
        except BaseException:
            self.discard()
            raise

    def discard(self) -> None:
        """Take the last build away; the one before it is the current one again."""
        shutil.rmtree(self.folder, ignore_errors=True)
        if self._shown is not None:
            self.folder = self._shown

    def tidy(self) -> None:
        """Take the build away that was shown before."""
        if self._shown is not None and self._shown != self._parent:
            shutil.rmtree(self._shown, ignore_errors=True)


class _Site:
    """The folder that is served, and a number that grows with each new one."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self.folder: Path | None = None
        self.number = 0

    def show(self, folder: Path) -> None:
        """Serve this folder from now on, and wake those who wait for it."""
        with self._changed:
            self.folder = folder
            self.number += 1
            self._changed.notify_all()

    def close(self) -> None:
        """Wake all who wait, for the last time."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> bool:
        """Wait until another folder than the one of this number is shown; False when time or the site has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self.number != number, seconds)
            return not self._closed and self.number != number

    @property
    def closed(self) -> bool:
        """Whether the server is being stopped."""
        return self._closed


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int]) -> None:
        self.site = _Site()
        super().__init__(address, _Handler)


class _ServerOnIPv6(_Server):
    address_family = socket.AF_INET6


def _listen(host: str, port: int) -> _Server:
    try:
        return (_ServerOnIPv6 if ":" in host else _Server)((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ServeError(f"cannot listen at {host}:{port}: {reason}; choose another one with --port") from error


@dataclass(frozen=True, slots=True)
class _Answer:
    status: HTTPStatus
    media_type: str
    content: bytes


class _Handler(SimpleHTTPRequestHandler):
    """Gives files of the site, and nothing else: no listings, nothing above the folder."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == RELOAD_EVENTS:
            self._send_events()
        elif path == RELOAD_SCRIPT:
            self._send(_Answer(HTTPStatus.OK, "text/javascript", _SCRIPT.encode()))
        else:
            self.directory = str(self.server.site.folder)
            super().do_GET()

    def do_HEAD(self) -> None:
        self.directory = str(self.server.site.folder)
        super().do_HEAD()

    def send_head(self) -> io.BytesIO | BinaryIO | None:
        """A page with the script that reloads it; any other file as it is."""
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if (
            path.suffix != ".html"
            or not path.is_file()
            or not path.resolve().is_relative_to(Path(self.directory).resolve())
        ):
            return super().send_head()
        content = _with_tag(path.read_bytes())
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        return io.BytesIO(content)

    def list_directory(self, path: object) -> None:
        """Folders without a page are not shown."""
        self.send_error(HTTPStatus.NOT_FOUND)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """The site's own page for what is missing."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(_Answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", _with_tag(page.read_bytes())))
        else:
            super().send_error(code, message, explain)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters is told by the listener."""

    def _send(self, answer: _Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)

    def _send_events(self) -> None:
        """Tell the browser when there is a new site; the connection stays open until then."""
        self.close_connection = True
        site = self.server.site
        number = site.number
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        try:
            while not site.closed:
                if site.wait(number, seconds=15):
                    self.wfile.write(b"data: new\n\n")
                    return
                self.wfile.write(b": still here\n\n")
        except OSError:
            return


def _with_tag(content: bytes) -> bytes:
    head = content.find(b"</head>")
    return content[:head] + _TAG + content[head:] if head >= 0 else content + _TAG
