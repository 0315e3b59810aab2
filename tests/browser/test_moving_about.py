"""Moving about feels instant: the next page is on its way before it is asked for, and nothing jumps when it comes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
PAYMENTS = "catalog/default/component/payments/"
LEDGER = "catalog/default/resource/ledger/"


@pytest.fixture
def tab(visitor: Visit, root: str) -> Iterator[Any]:
    """A tab on a record's page, with whatever was asked for until then forgotten."""
    made = visitor(root)
    made.goto(PAYMENTS, wait="networkidle")
    made.requests.clear()
    yield made
    assert made.errors == []
    assert made.outside == []


def asked_for(tab: Any, address: str) -> int:
    """How often a page was asked for, once the network rests."""
    tab.page.wait_for_timeout(400)
    return sum(url == tab.root + address for url in tab.requests)


def to_ledger(page: Page) -> Any:
    return page.locator(f"article a.hl-ref[href$='{LEDGER.removeprefix('catalog/default/')}']:visible").first


def test_hovering_over_a_link_fetches_its_page_once(tab: Any) -> None:
    link = to_ledger(tab.page)
    link.hover()
    assert asked_for(tab, LEDGER) == 1
    tab.page.mouse.move(0, 0)
    link.hover()
    assert asked_for(tab, LEDGER) == 1


def test_so_does_focus_from_the_keyboard(tab: Any) -> None:
    to_ledger(tab.page).focus()
    assert asked_for(tab, LEDGER) == 1


def test_a_link_of_a_drawing_is_like_any_other(tab: Any) -> None:
    tab.page.locator("svg.hl-graph a").filter(has_text="Ledger").first.hover()
    assert asked_for(tab, LEDGER) == 1


@pytest.fixture
def without_rules(visitor: Visit, root: str) -> Any:
    """The same in a browser that knows no rules for making pages ready."""
    made = visitor(root, has_touch=True)
    made.page.add_init_script("HTMLScriptElement.supports = () => false")
    made.goto(PAYMENTS, wait="networkidle")
    made.page.evaluate("document.querySelector('script[type=speculationrules]').remove()")
    made.requests.clear()
    return made


def test_a_browser_without_such_rules_is_told_on_hover_by_a_script(without_rules: Any) -> None:
    to_ledger(without_rules.page).hover()
    assert asked_for(without_rules, LEDGER) == 1


def test_and_on_touch(without_rules: Any) -> None:
    to_ledger(without_rules.page).dispatch_event("touchstart")
    assert asked_for(without_rules, LEDGER) == 1


def test_a_pointer_that_only_passes_fetches_nothing(without_rules: Any) -> None:
    to_ledger(without_rules.page).dispatch_event("mouseover")
    without_rules.page.locator("h1").dispatch_event("mouseover")
    assert asked_for(without_rules, LEDGER) == 0


def test_a_reader_who_saves_data_is_spared(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.add_init_script("Object.defineProperty(navigator, 'connection', { value: { saveData: true } })")
    tab.goto(PAYMENTS, wait="networkidle")
    tab.requests.clear()
    to_ledger(tab.page).focus()
    assert asked_for(tab, LEDGER) == 0


def test_the_rules_for_making_pages_ready_are_allowed_by_the_site_s_own_policy(tab: Any) -> None:
    rules = tab.page.locator("script[type=speculationrules]")
    assert rules.count() == 1
    assert "prerender" in rules.inner_text()


@pytest.mark.parametrize(
    "address", ["", PAYMENTS, "explorer/component/", "findings/", "runbooks/payments-down/", "guide/"]
)
@pytest.mark.parametrize("width", [1440, 390])
def test_nothing_moves_while_a_page_comes(visitor: Visit, root: str, address: str, width: int) -> None:
    page = visitor(root, viewport={"width": width, "height": 844}).page
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => { for (const entry of list.getEntries()) "
        "window.moved += entry.value; }).observe({ type: 'layout-shift', buffered: true });"
    )
    page.goto(root + address, wait_until="networkidle")
    page.wait_for_timeout(200)
    assert page.evaluate("window.moved") < 0.02
