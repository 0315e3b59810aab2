"""The Explorer, as a reader uses it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
ROWS = ".hl-explorer__table tbody tr[aria-rowindex]"
COUNT = ".hl-explorer__count"


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} .hl-explorer__title").all_inner_texts()


def facet(page: Page, name: str, value: str) -> Any:
    return page.locator(f'[data-facet="{name}"] label', has_text=value).locator("input")


def test_words_filter_and_the_address_says_so(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/")
    page.locator(".hl-explorer__filter").fill("money java")
    expect(page.locator(COUNT)).to_have_text("1 of 12 records")
    assert names(page) == ["Payments"]
    assert page.url == root + "explorer/?q=money+java"


def test_facets_narrow_back_widens_and_forward_narrows_again(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/")
    facet(page, "kind", "Component").check()
    expect(page.locator(COUNT)).to_have_text("3 of 12 records")
    facet(page, "owner", "Team Money").check()
    expect(page.locator(COUNT)).to_have_text("1 of 12 records")
    assert page.url.endswith("?kind=component&owner=group%3Adefault%2Fmoney")
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("3 of 12 records")
    expect(facet(page, "owner", "Team Money")).not_to_be_checked()
    page.go_forward()
    expect(page.locator(COUNT)).to_have_text("1 of 12 records")


def test_an_address_alone_brings_everything_back(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component&lifecycle=production&lifecycle=experimental&sort=-title")
    expect(page.locator(COUNT)).to_have_text("2 of 12 records")
    assert names(page) == ["Web shop", "Payments"]
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Name")
    assert [text.split("\n")[0] for text in page.locator(".hl-chip:not(.hl-chip--clear)").all_inner_texts()] == [
        "kind: Component",
        "lifecycle: production",
        "lifecycle: experimental",
    ]


def test_a_chip_takes_its_filter_away(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component&tag=java")
    page.get_by_role("button", name="tag: java").click()
    expect(page.locator(COUNT)).to_have_text("3 of 12 records")
    assert page.url == root + "explorer/?kind=component"


def test_a_column_sorts_and_sorts_back(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component")
    page.get_by_role("button", name="Lifecycle").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Lifecycle")
    assert page.locator(f"{ROWS} .hl-explorer__lifecycle").all_inner_texts() == [
        "deprecated",
        "experimental",
        "production",
    ]
    page.get_by_role("button", name="Lifecycle").click()
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Lifecycle")


def test_the_csv_has_the_rows_in_sight_and_no_others(visitor: Visit, root: str, tmp_path: Path) -> None:
    page = visitor(root).goto("explorer/?kind=component&type=service")
    with page.expect_download() as downloading:
        page.get_by_role("button", name="CSV").click()
    file = tmp_path / "records.csv"
    downloading.value.save_as(file)
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("ref,kind,name,title,")
    assert [line.split(",")[0] for line in lines[1:]] == ["component:default/forgotten", "component:default/payments"]


def test_the_keyboard_alone_reaches_a_record(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component&sort=-title")
    page.locator(".hl-explorer__filter").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(f"{ROWS} a").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url(root + "catalog/default/component/payments/")


def test_nothing_left_offers_the_way_back(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?q=xyzzyplugh")
    page.get_by_role("button", name="Clear all filters").click()
    expect(page.locator(COUNT)).to_have_text("12 records")


def test_a_hostile_title_is_shown_as_text(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    page = tab.goto("explorer/?q=sons")
    expect(page.locator(f"{ROWS} a")).to_have_text("<img src=x onerror=alert(1)> & Sons")
    assert page.locator(".hl-explorer img").count() == 0
    assert tab.errors == []


def test_on_a_phone_the_filters_are_a_sheet(visitor: Visit, root: str) -> None:
    page = visitor(root, viewport={"width": 390, "height": 844}).goto("explorer/")
    expect(page.locator(".hl-facets")).to_be_hidden()
    page.get_by_role("button", name="Filters").click()
    facet(page, "kind", "API").check()
    expect(page.locator(COUNT)).to_have_text("1 of 12 records")
    expect(page.get_by_role("button", name="Filters (1)")).to_be_visible()


def test_without_its_data_the_static_lists_stay(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.route("**/explorer.json", lambda route: route.abort())
    page = tab.goto("explorer/")
    expect(page.locator("#hl-explorer [role=alert]")).to_contain_text("could not be loaded")
    expect(page.locator("#hl-explorer a[href*='component/']").first).to_be_visible()


MANY = 10_000


def many(route: Route) -> None:
    """The sample's data, grown to ten thousand records."""
    data = route.fetch().json()
    place = {name: at for at, name in enumerate(data["columns"])}
    grown = []
    for number in range(MANY):
        row = list(data["rows"][number % len(data["rows"])])
        row[place["name"]] = f"part-{number:05}"
        row[place["title"]] = f"Part {number:05}"
        row[place["tags"]] = [f"tag-{number % 40}", "all"]
        row[place["owner"]] = f"group:default/team-{number % 100}"
        grown.append(row)
    route.fulfill(body=json.dumps({**data, "rows": grown}), content_type="application/json")


PAINT = """async (words) => {
  const field = document.querySelector('.hl-explorer__filter');
  const started = performance.now();
  field.value = words;
  field.dispatchEvent(new Event('input'));
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  return performance.now() - started;
}"""


def test_ten_thousand_records_filter_between_two_letters(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.route("**/explorer.json", many)
    page = tab.goto("explorer/")
    expect(page.locator(COUNT)).to_have_text("10,000 records")
    assert page.locator(ROWS).count() < 100
    times = sorted(page.evaluate(PAINT, words) for words in ("p", "pa", "part 1", "part 12", "part 123", ""))
    # A fast typist leaves some 120 ms between letters; the median may not be more, on a busy machine twice that.
    assert times[len(times) // 2] < 250, times


def test_the_last_of_ten_thousand_rows_is_a_scroll_away(visitor: Visit, root: str) -> None:
    tab = visitor(root)
    tab.page.route("**/explorer.json", many)
    page = tab.goto("explorer/")
    expect(page.locator(COUNT)).to_have_text("10,000 records")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(page.locator(f'{ROWS}[aria-rowindex="{MANY + 1}"]')).to_contain_text("Part 09999")
    assert page.locator(ROWS).count() < 100
    row = page.locator(ROWS).nth(5).bounding_box()
    assert row is not None
    assert row["height"] == 40


def heads(page: Page) -> list[str]:
    return [text.strip() for text in page.locator(".hl-explorer__table th:visible").all_inner_texts()]


def test_columns_are_chosen_and_the_address_keeps_them(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component")
    page.locator(".hl-explorer__menu summary").click()
    page.get_by_label("Tags").check()
    page.get_by_label("Description").uncheck()
    page.get_by_label("Lifecycle").uncheck()
    assert heads(page)[0] == "Name"
    assert "Tags" in heads(page)
    assert "Description" not in heads(page)
    kept = page.url
    again = visitor(root, viewport={"width": 390, "height": 844})
    again.page.goto(kept)
    expect(again.page.locator(COUNT)).to_have_text("3 of 12 records")
    assert heads(again.page) == heads(page)
    page.get_by_role("button", name="As wide as the screen").click()
    assert page.url == root + "explorer/?kind=component"
    assert "Description" in heads(page)


def test_a_link_to_what_is_shown_and_the_same_set_as_a_graph(visitor: Visit, root: str) -> None:
    page = visitor(root).goto("explorer/?kind=component&sort=-title&columns=tags")
    assert page.get_by_role("button", name="Link").get_attribute("data-copy") == page.url
    expect(page.get_by_role("link", name="Graph", exact=True).last).to_have_attribute(
        "href", "../graph/?kind=component"
    )


def test_the_sheet_of_filters_covers_no_more_than_it_needs_and_closes_by_key_and_button(
    visitor: Visit, root: str
) -> None:
    page = visitor(root, viewport={"width": 390, "height": 844}).goto("explorer/")
    page.get_by_role("button", name="Filters").click()
    panel = page.locator(".hl-explorer__panel").bounding_box()
    assert panel is not None
    assert panel["height"] <= 844 * 0.71
    facet(page, "kind", "Component").check()
    page.get_by_role("button", name="Show 3 records").click()
    expect(page.locator(".hl-facets")).to_be_hidden()
    page.get_by_role("button", name="Filters (1)").click()
    page.keyboard.press("Escape")
    expect(page.locator(".hl-facets")).to_be_hidden()
    expect(page.get_by_role("button", name="Filters (1)")).to_be_focused()
