"""What holds on every page family of a built portal: nothing is asked of others, nothing fails, all can be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.families import FAMILIES, every_family

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]


@every_family
def test_nothing_fails_no_request_leaves_the_site_and_a_phone_needs_no_sideways_scrolling(
    visitor: Visit, root: str, address: str
) -> None:
    tab = visitor(root)
    page = tab.goto(address, wait="networkidle")
    assert tab.outside == []
    assert tab.errors == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@every_family
def test_a_page_can_be_read_without_scripts(visitor: Visit, root: str, address: str) -> None:
    page = visitor(root, java_script_enabled=False).goto(address)
    expect(page.locator("h1").first).to_be_visible()
    assert page.locator("article a").count() > 0 or len(page.locator("article").inner_text()) > 40


def test_without_scripts_the_explorer_leads_to_every_record(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False).goto("explorer/")
    page.locator("#hl-explorer a[href*='component/']").first.click()
    page.wait_for_url(root + "explorer/component/")
    page.get_by_role("link", name="Payments", exact=True).first.click()
    page.wait_for_url(root + "catalog/default/component/payments/")


def test_without_scripts_no_button_is_shown_that_needs_them(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False).goto(FAMILIES["component"])
    assert [button for button in page.locator(".hl-copy").all() if button.is_visible()] == []


def test_a_diagram_is_drawn_by_what_is_shipped(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("guide/")
    expect(page.locator("div.mermaid")).to_be_visible()


def test_the_copy_button_copies_the_reference(visitor: Visit, root: str) -> None:
    page = visitor(root, permissions=["clipboard-read", "clipboard-write"]).goto(FAMILIES["component"])
    page.locator(".hl-facts .hl-copy").click()
    expect(page.locator(".hl-copied")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "component:default/payments"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_s_colour_scheme_is_followed(visitor: Visit, root: str, scheme: str) -> None:
    page = visitor(root, color_scheme=scheme).goto("")
    shade = page.evaluate("getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).slice(0, 3).map(Number)")
    assert (sum(shade) > 600) == (scheme == "light")


def test_an_old_address_with_capitals_leads_to_the_record(visitor: Visit, root: str) -> None:
    page = visitor(root).page
    page.goto(root + "catalog/Default/Component/Payments/?a=B#C")
    page.wait_for_url(root + "catalog/default/component/payments/?a=B#C")


def test_a_missing_page_says_what_to_do(visitor: Visit, root: str) -> None:
    page = visitor(root).page
    page.goto(root + "no/such/page/")
    expect(page.locator("h1")).to_have_text("There is no page at this address")
    page.get_by_role("link", name="Search for it").click()
    expect(page.locator(".hl-search__input")).to_be_focused()


@pytest.fixture
def below(sample: Path, serve: Callable[..., str]) -> str:
    """The sample again, below a sub-path with capitals."""
    return serve(sample, "/Some/Portal")


@pytest.mark.parametrize(
    "address", ["", FAMILIES["component"], FAMILIES["explorer"]], ids=["home", "component", "explorer"]
)
def test_a_portal_works_below_a_sub_path(visitor: Visit, below: str, address: str) -> None:
    tab = visitor(below)
    page = tab.goto(address, wait="networkidle")
    page.keyboard.press("/")
    page.locator(".hl-search__input").fill("ledger")
    expect(page.locator(".hl-search__option").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url(below + "catalog/default/resource/ledger/")
    assert tab.outside == []
    assert tab.errors == []


def test_findings_filter_by_word_and_severity_and_the_address_says_so(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("findings/")
    shown = page.locator(".hl-finding:visible")
    everything = shown.count()
    page.get_by_label("Severity").select_option("warning")
    assert page.url == root + "findings/?severity=warning"
    assert 0 < shown.count() < everything
    page.get_by_label("Filter findings by any word").fill("xyzzyplugh")
    expect(page.locator(".hl-explorer__count")).to_have_text(f"0 of {everything} findings")
    page.goto(root + "findings/?severity=warning")
    expect(page.locator(".hl-finding[data-severity=note]").first).to_be_hidden()
