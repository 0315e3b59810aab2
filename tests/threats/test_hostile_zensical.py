"""The hostile portal with Zensical around it: its theme escapes nothing, and is given nothing to escape."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.browser.conftest import built
from tests.threats.hostile import Hostile
from tests.threats.test_hostile_site import FAMILIES, Tab, addresses, file_of, hostile, policy, root, tabs

__all__ = ["hostile", "policy", "root", "tabs"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="Zensical is not installed"),
]


TOOLTIP = 'style: <div class="mermaidTooltip" style="opacity: 0;'
"""Mermaid's own box for tooltips, on a page with a diagram; no author's style."""


def wrong_on(tab: Tab) -> list[str]:
    return [what for what in tab.wrong() if not what.startswith(TOOLTIP)]


@pytest.fixture(scope="session")
def site(hostile: Hostile) -> Path:
    return built(hostile.folder, hostile.folder.parent / "site-zensical", "--engine", "zensical")


def test_no_page_of_the_docs_and_no_family_runs_asks_leads_away_or_leaks(tabs: Callable[..., Tab], site: Path) -> None:
    tab = tabs()
    found: dict[str, str] = {}
    docs = [address for address in addresses(site) if not address.startswith(("catalog/", "findings/", "explorer/"))]
    for address in dict.fromkeys([*docs, *FAMILIES.values()]):
        if file_of(site, address).is_file() and 'http-equiv="refresh"' in file_of(site, address).read_text():
            continue
        tab.open(address)
        wrong = wrong_on(tab)
        if tab.page.url != tab.root + address:
            wrong.append(f"navigated to {tab.page.url}")
        for what in wrong:
            found.setdefault(what, address)
    assert len(docs) > 20
    if found:
        pytest.fail("\n".join(f"{address}: {what}" for what, address in found.items()))


def test_escaping_alone_holds_where_a_browser_knows_no_policy(tabs: Callable[..., Tab]) -> None:
    tab = tabs(bypass_csp=True)
    for address in FAMILIES.values():
        tab.open(address)
        assert wrong_on(tab) == [], address


def test_every_page_carries_one_and_the_same_policy_first(site: Path, policy: str) -> None:
    tag = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{policy}">'
    for file in site.rglob("*.html"):
        assert re.match(rf"\s*<!doctype html>\s*<html[^>]*>\s*<head>{re.escape(tag)}", file.read_text()), file


def test_the_scripts_that_may_run_are_those_of_a_site_without_words(site: Path, policy: str, tmp_path: Path) -> None:
    """What an author writes adds no hash: there are pages as deep here, and nothing is written on them."""
    record = "apiVersion: backstage.io/v1alpha1\nkind: Resource\nmetadata: {name: x}\nspec: {type: x, owner: x}\n"
    (tmp_path / "x.yaml").write_text(record)
    for depth in range(max(len(path.relative_to(site).parts) for path in site.rglob("*.html"))):
        page = tmp_path / "docs" / "/".join("x" * depth) / "index.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("")
    blank = (built(tmp_path, tmp_path / "site", "--engine", "zensical") / "404.html").read_text()
    allowed = re.findall(r"'sha256-[^']+'", policy)
    assert allowed
    assert set(allowed) <= set(re.findall(r"'sha256-[^']+'", blank))
