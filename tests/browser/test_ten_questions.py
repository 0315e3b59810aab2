"""The ten questions of an ordinary day, asked of this repository's own sample by somebody who has never seen it.

Each begins on the home page with a search, or with what the home page says. The answer has to stand on the screen,
without scrolling, after at most two clicks. `pytest tests/browser/test_ten_questions.py -s` prints clicks and seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.conftest import built, served

pytestmark = pytest.mark.browser

ROOT = Path(__file__).parents[2]
MOST_CLICKS = 2


@dataclass
class Walk:
    """What somebody does to find an answer; every step after the search that needs a hand counts as a click."""

    page: Page
    clicks: int = 0
    began: float = field(default_factory=time.monotonic)

    def search(self, words: str, title: str) -> None:
        """Type words into the search, and open the result that has a title."""
        self.page.keyboard.press("/")
        self.page.locator(".hl-search__input").fill(words)
        self.click(self.page.locator(".hl-search__option").filter(has_text=title).first)

    def click(self, target: Locator) -> None:
        expect(target).to_be_visible()
        target.click()
        self.clicks += 1

    def link(self, name: str) -> Locator:
        return self.page.locator("article").get_by_role("link", name=name).first

    def answer(self, question: str, *shown: Locator) -> None:
        """The answer stands on the screen."""
        for part in shown:
            expect(part).to_be_in_viewport()
        print(f"\n{question}: clicks {self.clicks}, seconds {time.monotonic() - self.began:.1f}")  # noqa: T201
        assert self.clicks <= MOST_CLICKS


@pytest.fixture(scope="module")
def pharos(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(built(ROOT, tmp_path_factory.mktemp("pharos") / "site")) as root:
        yield root


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def walk(visitor: Callable[..., Any], pharos: str, request: pytest.FixtureRequest) -> Walk:
    width, height = request.param
    return Walk(visitor(pharos, viewport={"width": width, "height": height}).goto(""))


def test_who_owns_the_search_service(walk: Walk) -> None:
    walk.search("search service", "Search service")
    walk.answer("who owns X", walk.link("Booking"))


def test_how_do_i_reach_them_now(walk: Walk) -> None:
    walk.search("search service", "Search service")
    walk.answer("how do I reach them now", walk.link("#booking"), walk.link("On call"))


def test_what_breaks_if_the_sailings_database_goes_down(walk: Walk) -> None:
    walk.search("sailings database", "Sailings database")
    walk.click(walk.link("Blast radius"))
    harmed = walk.page.locator("section:has(#impact)").get_by_role("link", name="Booking service").first
    walk.answer("what breaks if Y goes down", walk.page.locator("#impact"), harmed)


def test_how_do_i_call_the_booking_api_and_with_which_rights(walk: Walk) -> None:
    walk.search("make a booking", "Make a booking")
    walk.answer("how do I call Z, and with which rights", walk.page.locator("details[open]").get_by_text("OAuth 2.0"))


def test_who_calls_my_api(walk: Walk) -> None:
    walk.search("payments api", "Payments API")
    walk.click(walk.link("Used by"))
    walk.answer("who calls my API", walk.link("Web shop"))


def test_where_is_the_runbook(walk: Walk) -> None:
    walk.search("gate control", "Gate control")
    walk.click(walk.link("Runbook"))
    walk.answer("where is the runbook", walk.page.get_by_role("heading", name="Symptom"))


def test_what_did_we_decide_about_it_and_why(walk: Walk) -> None:
    walk.search("gates work alone", "Gates work alone")
    walk.answer("what did we decide, and why", walk.page.get_by_role("heading", name="Context"))


def test_what_changed_this_week(walk: Walk) -> None:
    walk.click(walk.link("Changes"))
    walk.answer("what changed this week", walk.page.locator(".hl-page--changes h2").first)


def test_what_should_my_team_mend(walk: Walk) -> None:
    walk.search("booking team", "Booking")
    walk.click(walk.link("to mend"))
    walk.answer("what should my team mend", walk.page.locator(".hl-finding:visible").first)


def test_where_do_i_start_in_this_system(walk: Walk) -> None:
    walk.search("boarding system", "Boarding")
    walk.answer("where do I start in this system", walk.page.locator(".hl-glance"))


def test_with_the_keyboard_alone_one_comes_from_anywhere_to_a_runbook_of_a_service(walk: Walk) -> None:
    page = walk.page
    page.keyboard.press("/")
    page.keyboard.type("gate control")
    expect(page.locator(".hl-search__option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/component/gate-control/")
    for _ in range(60):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        outline = focused.evaluate("element => getComputedStyle(element).outlineStyle")
        assert outline != "none" or focused.evaluate("element => getComputedStyle(element).boxShadow") != "none"
        if focused.inner_text().strip() == "Runbook":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/runbooks/gate-does-not-open/")


def test_a_reader_of_screens_hears_what_each_part_of_a_service_is(walk: Walk) -> None:
    walk.search("gate control", "Gate control")
    page = walk.page
    expect(page.get_by_role("heading", level=1)).to_have_accessible_name("Gate control")
    expect(page.get_by_role("navigation", name="Where it belongs")).to_be_visible()
    expect(page.get_by_role("navigation", name="On this page")).to_have_count(1)
    expect(page.get_by_role("button", name="Copy the reference")).to_be_visible()
    expect(page.locator("svg.hl-graph").first).to_have_accessible_name("Neighbours of Gate control")
    for link in page.locator("svg.hl-graph a").all():
        assert link.evaluate("link => link.querySelector('title, text').textContent.trim()")
