"""What Markdown pages have of the catalog: cards on links to records, tables, graphs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


def link_of(page: Page) -> Any:
    return page.locator("article p a", has_text="Payments").first


def card_of(page: Page) -> Any:
    return page.get_by_role("tooltip")


def test_a_link_to_a_record_shows_a_card_on_hover_which_one_may_reach_and_escape(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    page = tab.goto("guide/")
    link_of(page).hover()
    expect(card_of(page)).to_contain_text("Component Payments")
    expect(card_of(page)).to_contain_text("Owner: Team Money")
    card_of(page).hover()
    page.wait_for_timeout(300)
    expect(card_of(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(card_of(page)).to_have_count(0)
    link_of(page).hover()
    page.locator("h1").hover()
    expect(card_of(page)).to_have_count(0)
    assert link_of(page).get_attribute("title") is not None
    assert tab.errors == []


def test_focus_from_the_keyboard_shows_it_and_names_it(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("guide/")
    page.keyboard.press("Tab")
    link_of(page).focus()
    expect(card_of(page)).to_contain_text("Payments")
    assert link_of(page).get_attribute("aria-describedby") == card_of(page).get_attribute("id")
    page.keyboard.press("Tab")
    expect(card_of(page)).to_have_count(0)


def test_the_first_touch_shows_it_and_the_second_follows_the_link(visitor: Visit, root: str) -> None:
    page = visitor(root, has_touch=True, viewport={"width": 390, "height": 844}).goto("guide/")
    link_of(page).tap()
    expect(card_of(page)).to_be_visible()
    box = card_of(page).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    link_of(page).tap()
    page.wait_for_url("**/catalog/default/component/payments/")


def test_without_scripts_the_link_its_title_the_table_and_the_graph_are_there(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False).goto("guide/")
    assert "Team Money" in (link_of(page).get_attribute("title") or "")
    expect(page.get_by_role("columnheader", name="Lifecycle")).to_be_visible()
    expect(page.locator("svg.hl-graph a", has_text="Ledger")).to_be_visible()
