"""Serving: the site on this machine, built again after each edit, and nothing else of the machine."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Queue

import pytest
from tests.portal.conftest import CREW, component, make_run, write
from tests.portal.serving import PATIENCE, Ear, served

from headland.portal.serve import ServeError, serve


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A portal, and a file beside it that is nobody's business."""
    write(tmp_path, {"secret.txt": "private words"})
    return write(tmp_path / "portal", {"crew.yaml": CREW, "ship.yaml": component("ferry"), "docs/index.md": "# Hi"})


def test_edits_of_records_docs_and_settings_appear_and_open_pages_are_told(folder: Path) -> None:
    with served(folder) as (client, ear):
        assert ear.first == ("built", "2")
        assert 'src="/_headland/reload.js?1"' in client.get("/")[1]
        events: Queue[str] = Queue()
        waiting = threading.Thread(target=lambda: events.put(client.get("/_headland/events?1")[1]))
        waiting.start()
        write(folder, {"ship.yaml": component("barge")})
        assert ear.next() == ("built", "2")
        assert events.get(timeout=PATIENCE).endswith("data: new\n\n")
        assert client.get("/_headland/events?1")[1] == "data: new\n\n"
        assert client.get("/catalog/default/component/barge/")[0] == 200
        assert client.get("/catalog/default/component/ferry/")[0] == 404
        write(folder, {"docs/index.md": "# Good morning", "headland.yaml": "site: {name: Renamed}\n"})
        assert ear.next() == ("built", "2")
        page = client.get("/")[1]
        assert "Good morning" in page
        assert "Renamed" in page


def test_a_save_that_breaks_the_build_keeps_the_old_pages_and_is_told(folder: Path) -> None:
    with served(folder) as (client, ear):
        hook = "def on_nav(nav, **_):\n    raise OSError('broken hook')\n"
        write(folder, {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
        what, message = ear.next()
        assert what == "failed"
        assert "broken hook" in message
        assert "Hi" in client.get("/")[1]
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
            assert "private words" not in content
            assert "root:" not in content


def test_a_port_that_is_taken_is_an_error_with_what_to_do(folder: Path) -> None:
    with served(folder) as (client, _), pytest.raises(ServeError, match="--port"):
        serve([folder], make_run, Ear(), port=client.port)
