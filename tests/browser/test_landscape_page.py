"""The Landscape's page, as a reader uses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
TILE = ".hl-tile"


def test_colours_mean_what_one_chooses_and_the_address_says_so(visitor: Visit, root: str) -> None:
    visit = visitor(root)
    page = visit.goto("landscape/")
    legend = page.locator(".hl-legend:visible")
    expect(legend).to_contain_text("Colour: lifecycle")
    page.get_by_label("What colours mean").select_option("owner")
    expect(legend).to_have_count(1)
    expect(legend).to_contain_text("Team Money")
    assert page.url == root + "landscape/?colour=owner"
    page.reload()
    expect(page.locator(".hl-legend:visible")).to_contain_text("Colour: owner")
    expect(page.locator(TILE, has_text="Payments").first).to_contain_text("Team Money")
    assert visit.errors == []
    assert visit.outside == []


def test_keys_and_the_wheel_zoom_and_names_of_systems_can_be_read_from_far_and_near(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("landscape/")
    box = page.locator(".hl-map__box")
    expect(page.get_by_role("button", name="Zoom in")).to_be_visible()
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    system = page.locator(".hl-block h3").first
    usual = system.evaluate(size)
    box.focus()
    for _ in range(5):
        page.keyboard.press("-")
    expect(page.locator("#hl-map")).to_have_attribute("data-detail", "far")
    assert system.evaluate(size) >= 12
    page.keyboard.press("0")
    assert system.evaluate(size) == usual
    box.hover()
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    expect(page.locator("#hl-map")).to_have_attribute("data-detail", "near")
    assert system.evaluate(size) > usual
    assert "zoom=" in page.url
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")


def test_what_is_looked_for_stands_out(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("landscape/?q=payments")
    expect(page.locator(".hl-page--landscape [role=status]")).to_have_text("2 found")
    expect(page.locator(f"{TILE}:not(.hl-tile--dim)")).to_have_count(2)


def test_without_scripts_the_map_is_coloured_by_lifecycle_and_every_tile_is_a_link(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False).goto("landscape/")
    expect(page.locator(".hl-legend:visible")).to_contain_text("Colour: lifecycle")
    page.locator(TILE, has_text="Web shop").click()
    assert page.url == root + "catalog/default/component/web-shop/"


def test_a_phone_shows_the_map_no_wider_than_itself(visitor: Visit, root: str) -> None:
    page = visitor(root, viewport={"width": 390, "height": 844}).goto("landscape/")
    expect(page.locator(TILE).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".hl-map__box").evaluate("box => box.scrollWidth <= box.clientWidth + 1")
