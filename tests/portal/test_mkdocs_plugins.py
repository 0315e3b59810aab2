"""The plugins in somebody's own `mkdocs build`: each alone, both together, beside others."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.portal.conftest import CREW, component, write

FILES = {
    "crew.yaml": CREW,
    "ships/catalog-info.yaml": component("ferry", title="The ferry"),
    "docs/index.md": "# Welcome\n\n[](entity:component:ferry) <b onclick='x()'>bold</b>\n",
    "docs/engine.md": "---\napiVersion: headland.dev/v1\nkind: Runbook\nmetadata: {name: engine}\n"
    "spec: {owner: 'group:crew', covers: ['component:ferry']}\n---\n# Engine\n\nCall.\n",
}
FERRY = "catalog/default/component/ferry/index.html"


def mkdocs(folder: Path, plugins: str, files: Mapping[str, str] = FILES, more: str = "") -> Path:
    """What `mkdocs build` makes of the files with these plugins, and `more` in mkdocs.yml."""
    settings = "site_name: Theirs\ntheme: {name: material, features: [navigation.tabs]}\n"
    write(folder, {**files, "mkdocs.yml": f"{settings}plugins: {plugins}\n{more}"})
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    return folder / "site"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")


def test_both_together_give_records_links_and_heads_beside_materials_search(tmp_path: Path) -> None:
    site = mkdocs(tmp_path, "[search, tags, headland/docs, headland/catalog]")
    assert "The ferry" in (site / FERRY).read_text()
    index = (site / "index.html").read_text()
    assert re.search(r'href="./catalog/default/component/ferry/"[^>]*>The ferry</a>', index)
    assert 'data-md-component="search"' in index
    assert 'class="hl-search-button"' in index
    assert "The ferry" in (site / "engine/index.html").read_text()
    assert (site / "explorer/index.html").is_file()
    assert (site / "assets/headland/search.json").is_file()


def test_docs_that_their_owner_trusts_keep_their_html_unless_strict_is_asked_for(tmp_path: Path) -> None:
    trusted = mkdocs(tmp_path / "trusted", "[headland/docs, headland/catalog]")
    assert "onclick='x()'" in (trusted / "index.html").read_text()
    strict = mkdocs(
        tmp_path / "strict",
        "[headland/docs: {security: strict}, headland/catalog]".replace("[h", "[{h", 1).replace("}, ", "}}, "),
    )
    assert "onclick" not in (strict / "index.html").read_text()


def test_the_catalog_alone_leaves_the_docs_as_they_are(tmp_path: Path) -> None:
    site = mkdocs(tmp_path, "[headland/catalog]")
    assert "The ferry" in (site / FERRY).read_text()
    assert "entity:component:ferry" in (site / "index.html").read_text()


def test_docs_alone_make_heads_and_links_but_no_catalog(tmp_path: Path) -> None:
    site = mkdocs(tmp_path, "[headland/docs]")
    assert not (site / "catalog").exists()
    assert "The ferry" in (site / "engine/index.html").read_text()
    assert "assets/headland/headland.css" in (site / "index.html").read_text()
    assert "entity:" not in (site / "index.html").read_text()


def test_the_settings_may_lie_elsewhere_and_their_folder_is_then_the_root(tmp_path: Path) -> None:
    write(tmp_path, {"catalog/headland.yaml": "", "catalog/ship.yaml": component("barge"), "catalog/crew.yaml": CREW})
    site = mkdocs(tmp_path, "[{headland/catalog: {config: catalog/headland.yaml}}]")
    assert (site / "catalog/default/component/barge/index.html").is_file()
    assert not (site / FERRY).exists()


def test_addresses_of_the_catalog_stay_the_same_without_directory_urls(tmp_path: Path) -> None:
    site = mkdocs(tmp_path, "[headland/docs, headland/catalog]", more="use_directory_urls: false\n")
    assert (site / "engine.html").is_file()
    assert "../../../../engine.html" in (site / FERRY).read_text()


def test_a_nav_that_lists_our_hubs_keeps_them_where_it_says(tmp_path: Path) -> None:
    nav = "nav: [index.md, {Things: [{All: explorer.md}, findings.md]}, engine.md]\n"
    html = (mkdocs(tmp_path, "[headland/catalog]", more=nav) / FERRY).read_text()
    tabs = re.findall(r'md-tabs__item(?: (md-tabs__item--active))?">\s*<a [^>]*>\s*(\S+)', html)
    assert tabs == [("", "Welcome"), ("md-tabs__item--active", "Things"), ("", "Engine")]
    assert re.findall(
        r'<a href="../../../../(?:explorer|findings)/" class="md-nav__link">\s*<span[^>]*>\s*(\S+)', html
    ) == [
        "All",
        "Findings",
    ]


def test_mkdocs_serve_builds_again_when_a_record_changes(tmp_path: Path) -> None:
    settings = "site_name: S\ntheme: material\nplugins: [headland/docs, headland/catalog]\n"
    write(tmp_path, {**FILES, "mkdocs.yml": settings})
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        page = f"http://127.0.0.1:{port}/catalog/default/component/ferry/"
        _wait_for("The ferry", page)
        write(tmp_path, {"ships/catalog-info.yaml": component("ferry", title="The new ferry")})
        _wait_for("The new ferry", page)
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(words: str, address: str) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{words!r} did not appear at {address}")
