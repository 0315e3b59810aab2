"""Serving: the site on this machine, built again after each edit, and nothing else of the machine."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Queue

import pytest
from tests.portal.conftest import CREW, component, make_run, write

from headland.portal.build import BuildResult
from headland.portal.serve import ServeError, serve

PATIENCE = 60


@dataclass
class Ear:
    """Hears what happens, in order."""

    heard: Queue[tuple[str, str]] = field(default_factory=Queue)

    def serving(self, url: str) -> None:
        self.heard.put(("serving", url))

    def built(self, result: BuildResult) -> None:
        self.heard.put(("built", str(len(result.portal.catalog))))

    def failed(self, message: str) -> None:
        self.heard.put(("failed", message))

    def next(self) -> tuple[str, str]:
        return self.heard.get(timeout=PATIENCE)


@dataclass
class Client:
    """Asks the server, with paths sent as they are."""

    port: int

    def get(self, path: str) -> tuple[int, bytes]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


@contextmanager
def served(folder: Path) -> Iterator[tuple[Client, Ear]]:
    ear, stop = Ear(), threading.Event()
    thread = threading.Thread(target=serve, args=([folder], make_run, ear), kwargs={"port": 0, "stop": stop})
    thread.start()
    try:
        assert ear.next() == ("built", "2")
        _, url = ear.next()
        yield Client(int(url.rstrip("/").rsplit(":", 1)[1])), ear
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portal, and a file beside it that is nobody's business."""
    write(tmp_path, {"secret.txt": "private words"})
    return write(tmp_path / "portal", {"crew.yaml": CREW, "ship.yaml": component("ferry"), "docs/index.md": "# Hi"})


def test_edits_of_records_docs_and_settings_appear_and_open_pages_are_told(folder: Path) -> None:
    with served(folder) as (client, ear):
        assert b'src="/_headland/reload.js?1"' in client.get("/")[1]
        events: Queue[bytes] = Queue()
        waiting = threading.Thread(target=lambda: events.put(client.get("/_headland/events?1")[1]))
        waiting.start()
        write(folder, {"ship.yaml": component("barge")})
        assert ear.next() == ("built", "2")
        assert events.get(timeout=PATIENCE).endswith(b"data: new\n\n")
        assert client.get("/_headland/events?1")[1] == b"data: new\n\n"
        assert client.get("/catalog/default/component/barge/")[0] == 200
        assert client.get("/catalog/default/component/ferry/")[0] == 404
        write(folder, {"docs/index.md": "# Good morning", "headland.yaml": "site: {name: Renamed}\n"})
        assert ear.next() == ("built", "2")
        page = client.get("/")[1]
        assert b"Good morning" in page
        assert b"Renamed" in page


def test_a_save_that_breaks_the_build_keeps_the_old_pages_and_is_told(folder: Path) -> None:
    with served(folder) as (client, ear):
        hook = "def on_nav(nav, **_):\n    raise OSError('broken hook')\n"
        write(folder, {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
        what, message = ear.next()
        assert what == "failed"
        assert "broken hook" in message
        assert b"Hi" in client.get("/")[1]
        (folder / "mkdocs.yml").unlink()
        assert ear.next()[0] == "built"


def test_nothing_outside_the_site_is_given_and_no_folder_is_listed(folder: Path) -> None:
    with served(folder) as (client, _):
        for path in (
            "/../secret.txt",
            "/..%2f..%2fsecret.txt",
            "/%2e%2e/%2e%2e/secret.txt",
            "//etc/passwd",
            "/catalog/default/",
        ):
            status, content = client.get(path)
            assert status == 404, path
            assert b"private words" not in content
            assert b"root:" not in content


def test_a_port_that_is_taken_is_an_error_with_what_to_do(folder: Path) -> None:
    with served(folder) as (client, _), pytest.raises(ServeError, match="--port"):
        serve([folder], make_run, Ear(), port=client.port)
