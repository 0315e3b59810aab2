"""Serving goes on: through broken saves, hundreds of quick ones, a switch of branches; and it gives only the site."""

from __future__ import annotations

import http.client
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import CREW, component, make_run, write

from headland.portal.build import BuildResult
from headland.portal.serve import serve

PATIENCE = 120
FERRY = "/catalog/default/component/ferry/"


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
        assert ear.next()[0] == "built"
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
    return write(tmp_path / "portal", {"crew.yaml": CREW, "ferry.yaml": component("ferry"), "docs/index.md": "# Hi"})


def test_the_page_of_a_record_that_a_save_has_broken_stays_with_a_banner_until_it_is_mended(folder: Path) -> None:
    broken = component("ferry").replace("{", "{ <b>", 1)
    with served(folder) as (client, ear):
        assert "data-headland-banner" not in client.get(FERRY)[1]
        for number in range(2):
            write(folder, {"ferry.yaml": f"# save {number}\napiVersion: backstage.io/v1alpha1\n{broken}"})
            assert ear.next() == ("built", "1")
            status, page = client.get(FERRY)
            assert status == 200
            assert "data-headland-banner" in page
            assert "ferry.yaml:3" in page
            assert "as it was before" in page
            assert "data-headland-banner" not in client.get("/")[1]
        write(folder, {"ferry.yaml": component("ferry")})
        assert ear.next() == ("built", "2")
        assert "data-headland-banner" not in client.get(FERRY)[1]
        (folder / "ferry.yaml").unlink()
        assert ear.next() == ("built", "1")
        assert client.get(FERRY)[0] == 404


def test_a_build_that_fails_shows_its_message_on_every_page_as_text(folder: Path) -> None:
    with served(folder) as (client, ear):
        hook = "def on_nav(nav, **_):\n    raise OSError('broken <img src=x onerror=alert(1)> hook')\n"
        write(folder, {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
        assert ear.next()[0] == "failed"
        for path in ("/", FERRY, "/no-such-page/"):
            page = client.get(path)[1]
            assert "this is the site before it" in page
            assert "broken &lt;img src=x onerror=alert(1)&gt; hook" in page
        (folder / "mkdocs.yml").unlink()
        assert ear.next() == ("built", "2")
        assert "data-headland-banner" not in client.get("/")[1]


def test_hundreds_of_quick_saves_end_in_the_last_one_and_no_request_fails_meanwhile(folder: Path) -> None:
    with served(folder) as (client, ear):
        statuses: list[int] = []
        done = threading.Event()

        def ask() -> None:
            while not done.is_set():
                statuses.append(client.get("/")[0])
                time.sleep(0.01)

        asking = threading.Thread(target=ask)
        asking.start()
        for number in range(300):
            half = component("ferry", title=f"Save {number}")
            write(folder, {"ferry.yaml": half[: len(half) // 2] if number % 3 == 0 else half})
            time.sleep(0.02)
        write(folder, {"ferry.yaml": component("ferry", title="The last save")})
        client.wait_for(FERRY, lambda _, text: "The last save" in text and "data-headland-banner" not in text)
        done.set()
        asking.join()
        assert set(statuses) == {200}
        assert 1 <= len(ear.all()) < 100


def test_a_folder_that_never_comes_to_rest_is_built_all_the_same(folder: Path) -> None:
    done = threading.Event()

    def write_without_end() -> None:
        number = 0
        while not done.is_set():
            number += 1
            write(folder, {"barge.yaml": component("barge", title=f"Barge {number}")})
            time.sleep(0.05)

    with served(folder) as (client, _):
        writing = threading.Thread(target=write_without_end)
        writing.start()
        try:
            client.wait_for("/catalog/default/component/barge/", lambda status, _: status == 200)
        finally:
            done.set()
            writing.join()


def test_a_switch_of_branches_and_back_shows_each_ones_records(git_repo: Callable[..., GitRepo]) -> None:
    repo = git_repo()
    write(repo.path, {"crew.yaml": CREW, **{f"ships/{at}.yaml": component(f"ship-{at}") for at in range(40)}})
    repo.commit()
    repo.git("switch", "--quiet", "--create", "other")
    repo.git("rm", "-r", "--quiet", "ships")
    write(repo.path, {f"boats/{at}.yaml": component(f"boat-{at}") for at in range(40)})
    repo.commit()
    repo.git("switch", "--quiet", "main")
    with served(repo.path) as (client, _):
        for branch, there, gone in (("other", "boat", "ship"), ("main", "ship", "boat")):
            repo.git("switch", "--quiet", branch)
            client.wait_for(f"/catalog/default/component/{there}-39/", lambda status, _: status == 200)
            client.wait_for(f"/catalog/default/component/{gone}-0/", lambda status, _: status == 404)
            assert "data-headland-banner" not in client.get("/")[1]


def test_nothing_outside_the_site_is_given_in_whatever_way_it_is_asked_for(folder: Path, tmp_path: Path) -> None:
    """CVE-2021-40978."""
    hook = (
        "import os, pathlib\n"
        "def on_post_build(config, **_):\n"
        f"    for name in ('link.txt', 'link.html'):\n"
        f"        os.symlink({str(tmp_path / 'secret.txt')!r}, pathlib.Path(config['site_dir']) / name)\n"
        f"    os.symlink({str(tmp_path)!r}, pathlib.Path(config['site_dir']) / 'up')\n"
    )
    write(folder, {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
    up = ("..", "%2e%2e", "%2E.", ".%2e", "..%2f..", "..%5c..", "%252e%252e", "..%00", "%c0%ae%c0%ae")
    with served(folder) as (client, _):
        for start in ("/", "/assets/", "//", "/./", "/catalog/default/"):
            for step in up:
                for times in range(1, 9, 3):
                    status, text = client.get(f"{start}{'/'.join([step] * times)}/secret.txt")
                    assert status in (400, 404)
                    assert "private words" not in text
        for path in (
            "/link.txt",
            "/link.html",
            "/up/secret.txt",
            "/up/",
            "/" + "a" * 5_000,
            "/%ff",
            "http://x.example/",
        ):
            status, text = client.get(path)
            assert status == 404, path
            assert "private words" not in text
        assert client.get("//evil.example/..")[0] == 404
        assert client.get("/assets")[0] == 301
        assert client.get("/")[0] == 200


def test_it_answers_on_this_machine_alone_and_to_names_of_this_machine_alone(folder: Path) -> None:
    with served(folder) as (client, _):
        for host in ("localhost", f"localhost:{client.port}", "127.0.0.1", "[::1]:8000", "portal.localhost"):
            assert client.get("/", host)[0] == 200, host
        for host in (
            "evil.example",
            "evil.example:8000",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "a b",
            "[",
        ):
            assert client.get("/", host)[0] == 403, host
            assert client.get("/_headland/events", host)[0] == 403, host
        for address in _other_addresses():
            with pytest.raises(OSError, match=r"."), socket.create_connection((address, client.port), timeout=5):
                pass


def _other_addresses() -> set[str]:
    """This machine's addresses that others can reach."""
    found = {str(info[4][0]) for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return {address for address in found if not address.startswith("127.")}
