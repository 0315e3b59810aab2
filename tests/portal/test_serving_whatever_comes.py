"""Serving goes on: through broken saves, hundreds of quick ones, a switch of branches; and it gives only the site."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import CREW, component, write
from tests.portal.serving import served

FERRY = "/catalog/default/component/ferry/"


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
