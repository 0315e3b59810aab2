"""A portal that is served for a test: who hears what happens, and who asks."""

from __future__ import annotations

import http.client
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

from tests.portal.conftest import make_run

from headland.portal.build import BuildResult
from headland.portal.serve import serve

PATIENCE = 120


@dataclass
class Ear:
    """Hears what happens, in order."""

    heard: Queue[tuple[str, str]] = field(default_factory=Queue)
    first: tuple[str, str] = ("", "")

    def serving(self, url: str) -> None:
        self.heard.put(("serving", url))

    def built(self, result: BuildResult) -> None:
        self.heard.put(("built", str(len(result.portal.catalog))))

    def failed(self, message: str) -> None:
        self.heard.put(("failed", message))

    def next(self) -> tuple[str, str]:
        return self.heard.get(timeout=PATIENCE)

    def all(self) -> list[tuple[str, str]]:
        found = []
        while True:
            try:
                found.append(self.heard.get_nowait())
            except Empty:
                return found


@dataclass
class Client:
    """Asks the server, with paths sent as they are."""

    port: int

    def get(self, path: str, host: str = "localhost") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest("GET", path, skip_host=True)
            connection.putheader("Host", host)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def wait_for(self, path: str, condition: Callable[[int, str], bool]) -> str:
        """Ask until the answer is as it should be; give its text."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            status, text = self.get(path)
            if condition(status, text):
                return text
            time.sleep(0.1)
        raise AssertionError(f"{path} never became what it should: {status}")


@contextmanager
def served(folder: Path) -> Iterator[tuple[Client, Ear]]:
    ear, stop = Ear(), threading.Event()
    thread = threading.Thread(target=serve, args=([folder], make_run, ear), kwargs={"port": 0, "stop": stop})
    thread.start()
    try:
        ear.first = ear.next()
        assert ear.first[0] == "built"
        _, url = ear.next()
        yield Client(int(url.rstrip("/").rsplit(":", 1)[1])), ear
    finally:
        stop.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()
