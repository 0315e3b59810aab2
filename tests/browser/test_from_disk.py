"""A portal built with `--offline` is walked from disk, and served it works as any other."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


@pytest.fixture(scope="module")
def offline(build_organisation: Callable[..., Path]) -> Path:
    """The small organisation, built to be read from disk."""
    return build_organisation("--offline")


def walk(visitor: Visit, root: str) -> None:
    """Search, a record, its docs, the Explorer with a filter, a row of it, the findings by severity."""
    tab = visitor(root)
    page = tab.goto("index.html")
    page.keyboard.press("/")
    page.locator(".hl-search__input").fill("payments")
    expect(page.locator(".hl-search__option").first).to_contain_text("Payments")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Payments")
    page.get_by_role("link", name="Runbook").first.click()
    expect(page.locator("h1")).to_contain_text("Payments")
    page.locator(".md-header__button.md-logo").first.click()
    page.get_by_role("link", name="Explorer").first.click()
    rows = page.locator(".hl-explorer__title a")
    page.get_by_label("Filter records by any word").fill("ledger")
    expect(rows.first).to_have_text("Ledger")
    assert page.url == f"{root}explorer/index.html?q=ledger"
    rows.first.click()
    expect(page.locator("h1")).to_contain_text("Ledger")
    page.goto(f"{root}findings/index.html?severity=warning")
    expect(page.locator(".hl-finding[data-severity=note]").first).to_be_hidden()
    assert tab.errors == []
    assert tab.outside == []


def test_a_portal_is_walked_from_disk(visitor: Visit, offline: Path) -> None:
    walk(visitor, f"file://{offline}/")


def test_the_same_portal_is_walked_below_a_sub_path_of_a_server(
    visitor: Visit, offline: Path, serve: Callable[..., str]
) -> None:
    walk(visitor, serve(offline, "/Some/Portal"))


def test_without_scripts_it_can_be_read_from_disk(visitor: Visit, offline: Path) -> None:
    page = visitor(f"file://{offline}/", java_script_enabled=False).goto("index.html")
    page.get_by_role("link", name="Explorer").first.click()
    page.locator("#hl-explorer a[href*='component/']").first.click()
    page.get_by_role("link", name="Payments", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Payments")


def test_a_portal_built_for_a_server_says_why_its_data_cannot_be_had_from_disk(visitor: Visit, sample: Path) -> None:
    page = visitor(f"file://{sample}/").goto("explorer/index.html")
    expect(page.get_by_role("alert")).to_contain_text("headland build --offline")
