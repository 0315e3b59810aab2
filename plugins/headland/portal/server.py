"""The server of a site on this machine: its files and nothing else, and word to open pages when there is a new one."""

from __future__ import annotations

import ipaddress
import socket
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from headland.core.visible import visible
from headland.portal.requested import Found, Moved, requested

RELOAD_SCRIPT: Final = "/_headland/reload.js"
RELOAD_EVENTS: Final = "/_headland/events"
_SCRIPT: Final = f"""\
const events = new EventSource("{RELOAD_EVENTS}" + new URL(document.currentScript.src).search);
events.onmessage = () => location.reload();
addEventListener("pagehide", () => events.close());
"""
_BANNER_STYLE: Final = (
    "position:fixed;inset:auto 0 0 0;z-index:1000;max-height:40vh;overflow:auto;padding:12px 24px;"
    "background:#7f1d1d;color:#fff;font:16px/1.5 sans-serif;white-space:pre-wrap"
)
_STILL_HERE: Final = 15
"""Seconds between two signs of life to a page that waits."""


class ServeError(Exception):
    """The portal cannot be served; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is served at a moment.

    `number` grows whenever pages are to be loaded again. `problem` is what every page says of a build that failed;
    `notes` is what single pages say, by their address.
    """

    folder: Path
    number: int = 0
    problem: str | None = None
    notes: Mapping[str, str] = field(default_factory=dict)

    def note(self, address: str) -> str | None:
        """What the page at an address says in its banner."""
        return self.problem or self.notes.get(address)


class Site:
    """What is served now, and word to those who wait for something else."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self._shown = Shown(Path())

    @property
    def shown(self) -> Shown:
        """What is served now."""
        return self._shown

    def show(self, folder: Path, notes: Mapping[str, str] | None = None, problem: str | None = None) -> None:
        """Serve this folder from now on, and wake those who wait."""
        self._become(Shown(folder, self._shown.number + 1, problem, dict(notes or {})))

    def fail(self, problem: str) -> None:
        """Go on with the folder that is served, with this message on each of its pages."""
        if problem != self._shown.problem:
            self._become(replace(self._shown, number=self._shown.number + 1, problem=problem))

    def close(self) -> None:
        """Wake all who wait, for the last time."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def wait(self, number: int, seconds: float) -> bool:
        """Wait until something else than what has this number is shown; False when time or the site has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._shown.number != number, seconds)
            return not self._closed and self._shown.number != number

    @property
    def closed(self) -> bool:
        """Whether the server is being stopped."""
        return self._closed

    def _become(self, shown: Shown) -> None:
        with self._changed:
            self._shown = shown
            self._changed.notify_all()


class Server(ThreadingHTTPServer):
    """Answers with what `site` shows."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int]) -> None:
        self.site = Site()
        super().__init__(address, _Handler)
        self.is_private = ipaddress.ip_address(str(self.server_address[0]).partition("%")[0]).is_loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that has gone is nothing to speak of."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _ServerOnIPv6(Server):
    address_family = socket.AF_INET6


def listen(host: str, port: int) -> Server:
    """A server that has its port, and does not answer yet. Raises ServeError when the port cannot be had."""
    try:
        return (_ServerOnIPv6 if ":" in host else Server)((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise ServeError(f"cannot listen at {host}:{port}: {reason}; choose another one with --port") from error


class _Handler(BaseHTTPRequestHandler):
    """Gives files of the site, and nothing else: no listings, nothing above the folder."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if self.server.is_private and not _is_of_this_machine(self.headers.get("Host", "")):
            self._send(HTTPStatus.FORBIDDEN, "text/plain", b"This portal answers on this machine alone; see --host.\n")
        elif path == RELOAD_EVENTS and self.command == "GET":
            self._send_events()
        elif path == RELOAD_SCRIPT:
            self._send(HTTPStatus.OK, "text/javascript", _SCRIPT.encode())
        else:
            self._send_file()

    def do_HEAD(self) -> None:
        self.do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: what matters is told by the listener."""

    def _send_file(self) -> None:
        """The file that is asked for, else the site's page for what is missing.

        The folder goes when the next build takes its place, so the second attempt is made in that one.
        """
        for _ in range(2):
            shown = self.server.site.shown
            found = requested(shown.folder, self.path)
            status = HTTPStatus.OK
            if isinstance(found, Moved):
                self._send(HTTPStatus.MOVED_PERMANENTLY, "text/plain", b"", Location=found.address)
                return
            if found is None:
                status = HTTPStatus.NOT_FOUND
                found = Found(shown.folder / "404.html", "404.html", "text/html; charset=utf-8")
            try:
                content = found.file.read_bytes()
            except OSError:
                continue
            if found.media_type.startswith("text/html"):
                content = _as_served(content, shown, found.address)
            self._send(status, found.media_type, content)
            return
        self._send(HTTPStatus.NOT_FOUND, "text/plain", b"There is no such page.\n")

    def _send(self, status: HTTPStatus, media_type: str, content: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def _send_events(self) -> None:
        """Tell the browser when there is something else than what it shows; the connection stays open until then."""
        self.close_connection = True
        site = self.server.site
        asked = urlsplit(self.path).query
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else site.shown.number
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        while not site.closed:
            if site.wait(number, seconds=_STILL_HERE):
                self.wfile.write(b"data: new\n\n")
                return
            self.wfile.write(b": still here\n\n")


def _is_of_this_machine(host: str) -> bool:
    """Whether a browser means this machine. A name of somebody's own may lead here too, to read what is private."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        if name == "localhost" or name.endswith(".localhost"):
            return True
        ipaddress.ip_address(name)
    except ValueError:
        return not host
    return True


def _as_served(content: bytes, shown: Shown, address: str) -> bytes:
    """A page with the script that waits for what is shown next, and with its banner where it has one."""
    tag = f'<script src="{RELOAD_SCRIPT}?{shown.number}" defer></script>'.encode()
    head = content.find(b"</head>")
    content = content[:head] + tag + content[head:] if head >= 0 else content + tag
    note = shown.note(address)
    if note is None:
        return content
    words = escape(visible(note, keep="\n"))
    banner = f'<div role="alert" data-headland-banner style="{_BANNER_STYLE}">{words}</div>'.encode()
    body = content.rfind(b"</body>")
    return content[:body] + banner + content[body:] if body >= 0 else content + banner
