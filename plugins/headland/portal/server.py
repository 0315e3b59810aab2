"""The server of a site on this machine: its files and nothing else, and word to open pages when there is a new one."""

from __future__ import annotations

import io
import socket
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import urlsplit

RELOAD_SCRIPT: Final = "/_headland/reload.js"
RELOAD_EVENTS: Final = "/_headland/events"
_SCRIPT: Final = f"""\
const events = new EventSource("{RELOAD_EVENTS}" + new URL(document.currentScript.src).search);
events.onmessage = () => location.reload();
addEventListener("pagehide", () => events.close());
"""


class ServeError(Exception):
    """The portal cannot be served; the message says why and what to do."""


class Site:
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


class Server(ThreadingHTTPServer):
    """Answers with what `site` shows."""

    daemon_threads = True

    def __init__(self, address: tuple[str, int]) -> None:
        self.site = Site()
        super().__init__(address, _Handler)


class _ServerOnIPv6(Server):
    address_family = socket.AF_INET6


def listen(host: str, port: int) -> Server:
    """A server that has its port, and does not answer yet. Raises ServeError when the port cannot be had."""
    try:
        return (_ServerOnIPv6 if ":" in host else Server)((host, port))
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

    server: Server
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
        content = self._with_tag(path.read_bytes())
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
            self._send(_Answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", self._with_tag(page.read_bytes())))
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
        """Tell the browser when there is another site than the one it shows; the connection stays open until then."""
        self.close_connection = True
        site = self.server.site
        asked = urlsplit(self.path).query
        number = int(asked) if asked.isdecimal() and len(asked) < 10 else site.number
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

    def _with_tag(self, content: bytes) -> bytes:
        """A page with the script that waits for the next site than the one that the page is of."""
        tag = f'<script src="{RELOAD_SCRIPT}?{self.server.site.number}" defer></script>'.encode()
        head = content.find(b"</head>")
        return content[:head] + tag + content[head:] if head >= 0 else content + tag
