"""Chromium, and built portals served from this machine to look at."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

# What never comes fails all the same; what comes late, on a machine that is busy with the rest of the suite, does not.
expect.set_options(timeout=20_000)


class _Handler(SimpleHTTPRequestHandler):
    """Files below a sub-path, and 404.html for what is not there, as static hosts do it."""

    def __init__(self, *arguments: Any, prefix: str, **named: Any) -> None:
        self.prefix = prefix
        super().__init__(*arguments, **named)

    def translate_path(self, path: str) -> str:
        inside = path.startswith(self.prefix)
        return super().translate_path(path.removeprefix(self.prefix) if inside else "/outside-of-the-site")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def log_message(self, format: str, *arguments: Any) -> None:
        """Quiet: what went wrong is asserted by the tests."""


@contextmanager
def served(folder: Path, prefix: str = "") -> Iterator[str]:
    """The address of a folder's site, served until the end of the block."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder), prefix=prefix))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{prefix}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclass
class Visitor:
    """A browser's tab that notes what went wrong on the pages it saw."""

    page: Page
    root: str
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def goto(self, address: str, wait: Literal["load", "networkidle"] = "load") -> Page:
        self.page.goto(self.root + address, wait_until=wait)
        return self.page

    @property
    def outside(self) -> list[str]:
        """Requests for anything that does not belong to the site."""
        return [url for url in self.requests if not url.startswith((self.root, "data:", "blob:"))]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens tabs: `visitor(root, java_script_enabled=False, color_scheme="dark", ...)`."""
    contexts: list[BrowserContext] = []

    def visit(root: str, **options: Any) -> Visitor:
        context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        made = Visitor(context.new_page(), root)

        def note(request: Request) -> None:
            made.requests.append(request.url)

        made.page.on("request", note)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("console", lambda said: made.errors.append(said.text) if said.type == "error" else None)
        return made

    yield visit
    for context in contexts:
        context.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., str]]:
    """Serves folders until the test ends: `serve(folder, prefix="/a/b")` is the address."""
    with ExitStack() as stack:
        yield lambda folder, prefix="": stack.enter_context(served(folder, prefix))


def built(folder: Path, out: Path, *options: str) -> Path:
    """The portal of a folder, built as a user would."""
    command = [sys.executable, "-m", "headland.cli", "build", str(folder), "--out", str(out), *options]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return out


@pytest.fixture(scope="session")
def build_organisation(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Builds the portal of the small organisation in organisation/: `build_organisation("--offline")` is its folder.

    `settings` is the text of its headland.yaml.
    """

    def build(*options: str, settings: str = "") -> Path:
        source = tmp_path_factory.mktemp("source") / "organisation"
        shutil.copytree(Path(__file__).parent / "organisation", source)
        if settings:
            (source / "headland.yaml").write_text(settings, "utf-8")
        return built(source, tmp_path_factory.mktemp("built") / "site", *options)

    return build


@pytest.fixture(scope="session")
def sample(build_organisation: Callable[..., Path]) -> Path:
    """A built portal of the small organisation: every page family has a page."""
    return build_organisation()


@pytest.fixture(scope="session")
def headlands_own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal of this very repository, with the sample organisation."""
    return built(Path(__file__).resolve().parents[2], tmp_path_factory.mktemp("own") / "site")


@pytest.fixture
def root(sample: Path, serve: Callable[..., str]) -> str:
    """The address of the sample portal."""
    return serve(sample)
