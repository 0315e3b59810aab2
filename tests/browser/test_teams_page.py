"""The Teams page, as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


def test_typing_leaves_the_teams_that_match_and_the_address_says_so(visitor: Visit, root: str) -> None:
    visit = visitor(root)
    page = visit.goto("teams/")
    expect(page.locator(".hl-team:visible")).not_to_have_count(1)
    page.get_by_label("Filter teams by any word").fill("money")
    expect(page.locator(".hl-team:visible")).to_have_count(1)
    assert page.url == root + "teams/?q=money"
    page.reload()
    expect(page.locator(".hl-team:visible")).to_have_count(1)
    assert visit.errors == []
    assert visit.outside == []


def test_teams_read_without_scripts_and_fit_a_phone(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False, viewport={"width": 390, "height": 844}).goto("teams/")
    expect(page.locator(".hl-team").first).to_be_visible()
    expect(page.locator("#hl-teams-filter")).to_be_hidden()
    wide = visitor(root, viewport={"width": 390, "height": 844}).goto("teams/")
    assert wide.evaluate("document.documentElement.scrollWidth") <= 390
