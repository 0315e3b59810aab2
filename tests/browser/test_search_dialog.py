"""Search, as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
BOX = ".hl-search__input"
OPTION = ".hl-search__option"


def opened(page: Page, words: str) -> Page:
    page.keyboard.press("/")
    page.locator(BOX).fill(words)
    expect(page.locator(OPTION).first).to_be_visible()
    return page


def test_a_slash_opens_search_and_a_typo_still_finds_the_record(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto("guide/"), "paymnets")
    expect(page.locator(OPTION).first).to_contain_text("Payments")
    page.keyboard.press("Enter")
    page.wait_for_url(root + "catalog/default/component/payments/")


@pytest.mark.parametrize("key", ["Control+k", "Meta+k"])
def test_the_usual_chord_opens_search_too(visitor: Visit, root: str, key: str) -> None:
    page = visitor(root).goto("")
    page.keyboard.press(key)
    expect(page.locator(BOX)).to_be_focused()


def test_the_button_and_the_box_on_the_home_page_open_it(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("")
    for opener in (".hl-search-button", ".hl-searchbox"):
        page.locator(opener).click()
        expect(page.locator(BOX)).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(BOX)).to_be_hidden()
    assert page.url == root


def test_letters_typed_before_the_script_has_come_are_kept(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.route("**/search.js", lambda route: (tab.page.wait_for_timeout(300), route.continue_()))
    page = tab.goto("")
    page.keyboard.type("/ledger")
    expect(page.locator(BOX)).to_have_value("ledger")


def test_records_come_before_docs_and_docs_are_found_by_their_headings(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto(""), "refund")
    expect(page.locator(OPTION)).to_have_attribute("href", root + "guide/#refunds")
    page.locator(BOX).fill("payments")
    groups = page.locator(".hl-search__group").all_inner_texts()
    assert [group.split(" ")[0] for group in groups] == ["Records", "Docs"]


def test_arrows_choose_and_say_so_to_a_screen_reader(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto(""), "payments")
    page.keyboard.press("ArrowDown")
    active = page.locator(BOX).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(1)
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(OPTION).last).to_have_attribute("aria-selected", "true")


def test_control_enter_opens_a_new_tab_and_leaves_this_one(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto(""), "ledger")
    with page.context.expect_page() as opening:
        page.keyboard.press("Control+Enter")
    opening.value.wait_for_url(root + "catalog/default/resource/ledger/")
    assert page.url == root


def test_focus_stays_in_the_dialog_and_returns_when_it_closes(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("")
    page.locator(".hl-search-button").focus()
    opened(page, "ledger")
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('.hl-search')"
        )
    page.keyboard.press("Escape")
    expect(page.locator(".hl-search-button")).to_be_focused()


def test_what_was_opened_last_is_offered_before_typing(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto(""), "ledger")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ledger/")
    page.keyboard.press("/")
    expect(page.locator(".hl-search__group")).to_have_text("Recently opened")
    expect(page.locator(OPTION)).to_contain_text("Ledger")


def test_all_results_are_in_the_explorer_with_the_same_words(visitor: Visit, root: str) -> None:
    page = opened(visitor(root).goto("guide/"), "team money")
    page.locator(".hl-search__all").click()
    page.wait_for_url(root + "explorer/?q=team%20money")
    expect(page.locator(".hl-explorer__filter")).to_have_value("team money")


def test_a_hostile_title_is_shown_as_text(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    page = opened(tab.goto(""), "sons")
    expect(page.locator(OPTION).first).to_contain_text("<img src=x onerror=alert(1)> & Sons")
    assert page.locator(".hl-search img").count() == 0
    assert tab.errors == []


def test_nothing_found_says_so(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("")
    page.keyboard.press("/")
    page.locator(BOX).fill("xyzzyplugh")
    expect(page.locator(".hl-search__status")).to_contain_text("Nothing found")


def test_an_index_that_cannot_be_loaded_says_so(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.route("**/search.json", lambda route: route.abort())
    page = tab.goto("")
    page.keyboard.press("/")
    expect(page.locator(".hl-search__status")).to_contain_text("could not be loaded")


def test_the_index_is_loaded_only_when_search_is_opened(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.goto("", wait="networkidle")
    assert not [url for url in tab.requests if "search" in url]
