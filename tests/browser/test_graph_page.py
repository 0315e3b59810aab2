"""The Graph's page, as a reader uses it."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
NODE = ".hl-network .hl-graph__node"
STATUS = ".hl-network [role=status]"


def drawn(page: Page) -> set[str]:
    """The titles of the nodes that are drawn."""
    page.locator(NODE).first.wait_for()
    return {
        str(name).split(",")[0]
        for name in page.locator(NODE).evaluate_all("all => all.map(n => n.getAttribute('aria-label'))")
    }


def node(page: Page, name: str) -> Any:
    return page.locator(f'{NODE}[aria-label^="{name}"]')


def saved(page: Page, kind: str) -> tuple[str, bytes]:
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_a_name_is_typed_and_its_neighbours_are_drawn_with_words_beside(visitor: Visit, root: str) -> None:
    visit = visitor(root)
    page = visit.goto("graph/")
    field = page.get_by_role("combobox", name="Around")
    field.fill("web")
    expect(page.get_by_role("option")).to_have_count(1)
    field.press("ArrowDown")
    field.press("Enter")
    assert drawn(page) == {"Web shop", "Payments API", "Payments", "Shop"}
    assert page.url == root + "graph/?of=component:default/web-shop"
    expect(page.locator(STATUS)).to_contain_text("4 records, 3 links around Web shop, 2 steps far")
    expect(page.locator(".hl-network__words tbody tr")).to_have_count(3)
    rows = [" ".join(row.split()) for row in page.locator(".hl-network__words tbody tr").all_inner_texts()]
    assert "Web shop calls Payments API" in rows
    assert visit.errors == []
    assert visit.outside == []


def test_an_address_brings_back_steps_and_filters_and_back_undoes_them(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("graph/?of=component:web-shop&steps=1")
    assert drawn(page) == {"Web shop", "Payments API", "Shop"}
    page.get_by_label("How far").select_option("3")
    expect(node(page, "Ledger")).to_be_visible()
    page.locator(".hl-network__filters > summary").click()
    page.get_by_label("APIs").check()
    expect(page.locator(NODE)).to_have_count(2)
    assert "kind=api" in page.url
    page.reload()
    assert drawn(page) == {"Web shop", "Payments API"}
    page.go_back()
    expect(node(page, "Ledger")).to_be_visible()
    page.locator(".hl-network__filters > summary").click()
    page.get_by_label("is owned by").check()
    expect(page.locator(NODE)).to_have_count(2)
    page.locator(".hl-chip").click()
    expect(node(page, "Ledger")).to_be_visible()


def test_a_way_between_two_is_drawn_and_said_step_by_step(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("graph/?of=component:web-shop&to=resource:ledger")
    expect(page.locator(".hl-network__way li")).to_have_count(3)
    steps = [" ".join(text.split()) for text in page.locator(".hl-network__way li").all_inner_texts()]
    assert steps == [
        "Web shop calls Payments API",
        "Payments API is provided by Payments",
        "Payments depends on Ledger",
    ]
    assert drawn(page) == {"Web shop", "Payments API", "Payments", "Ledger"}
    page.goto(root + "graph/?of=component:web-shop&to=component:forgotten")
    expect(page.locator(STATUS)).to_have_text("Nothing links Web shop with <img src=x onerror=alert(1)> & Sons.")


def test_the_whole_is_drawn_only_when_asked_for_and_the_explorers_filters_draw_the_same_set(
    visitor: Visit, root: str
) -> None:
    page = visitor(root).goto("graph/")
    expect(page.locator(NODE)).to_have_count(0)
    expect(page.get_by_role("heading", name="Linked with most")).to_be_visible()
    page.get_by_role("button", name="Whole catalog").click()
    expect(page.locator(NODE)).not_to_have_count(0)
    page.goto(root + "graph/?q=money+java")
    assert drawn(page) == {"Payments"}
    page.goto(root + "graph/?kind=component")
    assert drawn(page) == {"Payments", "Web shop", "<img src=x onerror=alert(1)> & Sons"}


def test_a_click_tells_what_a_node_is_and_leads_on(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("graph/?of=component:web-shop")
    node(page, "Payments,").click()
    about = page.get_by_role("complementary", name="Details")
    expect(about).to_contain_text("Team Money")
    expect(about.get_by_role("link", name="Open its page")).to_have_attribute(
        "href", root + "catalog/default/component/payments/"
    )
    about.get_by_role("button", name="Way from Web shop").click()
    assert page.url.endswith("?of=component:default/web-shop&to=component:default/payments")


def test_the_keyboard_alone_walks_chooses_and_zooms(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("graph/?of=component:web-shop")
    expect(page.locator(NODE)).to_have_count(4)
    box = page.locator(".hl-network__box")
    box.focus()
    before = page.locator(".hl-network .hl-graph").evaluate("svg => svg.clientWidth")
    page.keyboard.press("+")
    assert page.locator(".hl-network .hl-graph").evaluate("svg => svg.clientWidth") > before
    page.keyboard.press("Tab")
    focused = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(focused) == "Web shop, Component"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) in ("Payments API, API", "Shop, System")
    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary", name="Details")).not_to_be_empty()
    page.get_by_role("button", name="Close the details").press("Enter")
    expect(page.get_by_role("complementary", name="Details")).to_have_count(0)
    assert page.evaluate(focused) is not None


def test_what_is_drawn_is_saved_as_svg_and_png(visitor: Visit, root: str) -> None:
    visit = visitor(root, accept_downloads=True)
    page = visit.goto("graph/?of=component:web-shop")
    expect(page.locator(NODE)).to_have_count(4)
    name, text = saved(page, "SVG")
    assert name == "component-default-web-shop.svg"
    svg = ElementTree.fromstring(text)
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    texts = {"".join(one.itertext()) for one in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert {"Web shop", "Payments API", "calls"} <= texts
    assert b"var(" not in text
    name, picture = saved(page, "PNG")
    assert name == "component-default-web-shop.png"
    with Image.open(io.BytesIO(picture)) as image:
        assert image.width > 400
        assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 10
    assert visit.errors == []


def test_the_rows_are_saved_as_csv(visitor: Visit, root: str) -> None:
    page = visitor(root, accept_downloads=True).goto("graph/?of=component:web-shop")
    _, text = saved(page, "CSV")
    assert b"component:default/web-shop,calls,api:default/payments-api\r\n" in text


def test_without_scripts_there_are_links_to_records(visitor: Visit, root: str) -> None:
    page = visitor(root, java_script_enabled=False).goto("graph/")
    expect(page.get_by_text("need JavaScript")).to_be_visible()
    page.locator(".hl-page--graph a.hl-ref").first.click()
    assert "/catalog/default/" in page.url


def test_a_phone_shows_layers_from_above_and_nothing_is_wider_than_it(visitor: Visit, root: str) -> None:
    page = visitor(root, viewport={"width": 390, "height": 844}, has_touch=True).goto("graph/?of=component:web-shop")
    expect(page.locator(NODE)).to_have_count(4)
    places = page.locator(NODE).evaluate_all("all => all.map(n => n.getBoundingClientRect().top)")
    assert len({round(top) for top in places}) >= 3
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    node(page, "Payments API").tap()
    expect(page.get_by_role("complementary", name="Details")).to_contain_text("Open its page")


def test_an_odd_address_is_answered_in_words(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("graph/?of=component:nobody&steps=x&limit=-1&relation=none")
    expect(page.locator(STATUS)).to_have_text("component:default/nobody is not in the catalog.")
