"""Somebody's own site that turns instant navigation on: our scripts start and end with each page that it puts in."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]

CONFIG = """\
site_name: Somebody's own
site_url: {root}
theme:
  name: material
  font: false
  features:
    - navigation.instant
plugins:
  - headland/docs
  - headland/catalog
"""

LISTENERS = """
window.listening = 0;
for (const target of [window, document]) {
  const add = target.addEventListener;
  target.addEventListener = function (name, listener, options) {
    if (name === "popstate" || name === "pointerover" || name === "resize" || name === "scroll") {
      if (options?.signal) {
        window.listening += 1;
        options.signal.addEventListener("abort", () => { window.listening -= 1; });
      }
    }
    return add.call(this, name, listener, options);
  };
}
"""
"""Counts the listeners of pages that are added to what outlives a page, and those that went again."""


@pytest.fixture
def own_site(tmp_path: Path, serve: Callable[..., str]) -> str:
    """A site made by plain `mkdocs build` with our plugins, at the address that its mkdocs.yml names."""
    source = tmp_path / "own"
    shutil.copytree(Path(__file__).parent / "organisation", source)
    (source / "docs/index.md").write_text("# Welcome\n\n[The guide](guide.md)\n", "utf-8")
    site = source / "site"
    site.mkdir()
    root = serve(site)
    (source / "mkdocs.yml").write_text(CONFIG.format(root=root), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture
def tab(visitor: Visit, own_site: str) -> Iterator[Any]:
    """A tab on its first page, that page marked so that a whole load of another would be seen."""
    made = visitor(own_site)
    made.page.add_init_script(LISTENERS)
    made.goto("", wait="networkidle")
    made.page.evaluate("window.sameWindow = true")
    yield made
    assert made.page.evaluate("window.sameWindow") is True, "a page was loaded whole"
    assert made.errors == []
    assert made.outside == []


def follow(page: Page, address: str) -> None:
    """Follow a link of the page, or of its nav, to an address below the root."""
    page.evaluate(
        """address => {
          const there = new URL(address, window.headland.root).href;
          const links = [...document.querySelectorAll("a[href]:not([role=button])")];
          const link = links.find((link) => link.href === there);
          if (link === undefined) throw new Error(`no link leads to ${there}`);
          link.click();
        }""",
        address,
    )
    page.wait_for_url(f"**/{address}")


def test_hubs_that_are_reached_without_a_page_load_work_each_time(tab: Any) -> None:
    page: Page = tab.page
    for _ in range(2):
        follow(page, "explorer/")
        page.get_by_label("Filter records by any word").fill("web shop")
        expect(page.locator(".hl-explorer__title a").first).to_have_text("Web shop")
        assert page.locator(".hl-explorer__bar").count() == 1
        follow(page, "findings/")
        page.get_by_label("Severity").select_option("warning")
        expect(page.locator(".hl-finding[data-severity=note]").first).to_be_hidden()
        follow(page, "guide/")
        expect(page.locator("h1")).to_be_visible()


def test_listeners_go_with_their_page(tab: Any) -> None:
    page: Page = tab.page
    follow(page, "guide/")
    page.wait_for_timeout(300)
    before = page.evaluate("window.listening")
    for address in ("explorer/", "findings/", "guide/"):
        follow(page, address)
        page.wait_for_timeout(300)
    assert page.evaluate("window.listening") == before


def test_search_opens_once_and_leads_on_wherever_one_is(tab: Any) -> None:
    page: Page = tab.page
    follow(page, "guide/")
    page.keyboard.press("/")
    expect(page.locator(".hl-search__input:visible")).to_have_count(1)
    page.keyboard.press("Escape")
    follow(page, "findings/")
    page.keyboard.press("/")
    expect(page.locator(".hl-search__input:visible")).to_have_count(1)


def test_copy_buttons_of_a_page_that_was_put_in_are_shown(tab: Any) -> None:
    page: Page = tab.page
    follow(page, "explorer/")
    page.locator(".hl-explorer__title a", has_text="Payments").first.click()
    page.wait_for_url("**/payments/")
    expect(page.locator(".hl-facts .hl-copy")).to_be_visible()


def test_links_in_drawings_lead_on_and_leave_the_rest_working(visitor: Visit, own_site: str) -> None:
    tab = visitor(own_site)
    page: Page = tab.goto("", wait="networkidle")
    follow(page, "guide/")
    page.locator("svg.hl-graph a", has_text="Ledger").click()
    page.wait_for_url("**/catalog/default/resource/ledger/")
    expect(page.locator("h1")).to_contain_text("Ledger")
    follow(page, "findings/")
    expect(page.locator("h1")).to_have_text("Findings")
    assert tab.errors == []


def test_nothing_is_made_ready_that_would_not_be_shown(tab: Any) -> None:
    assert tab.page.locator("script[type=speculationrules]").count() == 0
