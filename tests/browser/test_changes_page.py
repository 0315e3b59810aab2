"""What changed, as a reader finds it; and tables, which can all be had as CSV and by a link."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import built
from tests.browser.test_accessibility import violations
from tests.conftest import GitRepo

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
COUNT = ".hl-explorer__count"


@pytest.fixture(scope="module")
def changed_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The portal of the small organisation with a history of three commits, one of them hostile."""
    repo = GitRepo(tmp_path_factory.mktemp("repo") / "organisation")
    shutil.copytree(Path(__file__).parent / "organisation", repo.path, dirs_exist_ok=True)
    repo.commit("Begin")
    page = repo.path / "docs" / "guide.md"
    repo.write("docs/guide.md", page.read_text() + "\nOne more line.\n")
    repo.commit("Say more at the beginning", author="Grace Hopper")
    record = next(path for path in sorted(repo.path.rglob("*.yaml")) if "name: payments" in path.read_text())
    record.write_text(record.read_text().replace("name: payments\n", "name: payments # the card's\n", 1))
    repo.commit("<img src=x onerror=alert(1)> payments")
    return built(repo.path, tmp_path_factory.mktemp("built") / "site")


@pytest.fixture
def changed(changed_site: Path, serve: Callable[..., str]) -> str:
    return serve(changed_site)


def subjects(page: Page) -> list[str]:
    return page.locator(".hl-change__subject > span:first-child").all_inner_texts()


def saved(page: Page, press: Callable[[], None], folder: Path) -> list[list[str]]:
    """The rows of the CSV that a press gives."""
    with page.expect_download() as downloading:
        press()
    downloading.value.save_as(folder / "saved.csv")
    return list(csv.reader(io.StringIO((folder / "saved.csv").read_text("utf-8-sig"))))


def test_filters_leave_what_fits_and_the_address_says_so(visitor: Visit, changed: str) -> None:
    tab = visitor(changed)
    page = tab.goto("changes/")
    assert subjects(page) == ["<img src=x onerror=alert(1)> payments", "Say more at the beginning", "Begin"]
    page.get_by_label("Kind", exact=True).select_option("page")
    expect(page.locator(COUNT)).to_have_text("2 of 3 changes")
    assert page.url == changed + "changes/?kind=page"
    page.locator(".hl-explorer__filter").fill("grace")
    expect(page.locator(COUNT)).to_have_text("1 of 3 changes")
    assert subjects(page) == ["Say more at the beginning"]
    page.go_back()
    expect(page.locator(COUNT)).to_have_text("")
    assert len(subjects(page)) == 3
    assert page.locator(".hl-page img").count() == 0
    assert tab.errors == []


def test_an_address_alone_shows_the_same_and_what_is_shown_can_be_saved(
    visitor: Visit, changed: str, tmp_path: Path
) -> None:
    page = visitor(changed).goto("changes/?kind=component&q=alert+payments")
    expect(page.locator(COUNT)).to_have_text("1 of 3 changes")
    rows = saved(page, page.get_by_role("button", name="CSV").click, tmp_path)
    assert [row[2:5] for row in rows] == [
        ["change", "kind", "title"],
        ["<img src=x onerror=alert(1)> payments", "component", "Payments"],
    ]
    assert page.get_by_role("button", name="Link").get_attribute("data-copy") == page.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("address", ["changes/", "changes/?kind=component", "changes/2026-01/"])
def test_axe_finds_nothing_on_changes(visitor: Visit, changed: str, address: str, scheme: str) -> None:
    page = visitor(changed, color_scheme=scheme, reduced_motion="reduce").goto(address, wait="networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 2560])
def test_changes_need_no_sideways_scrolling(visitor: Visit, changed: str, width: int) -> None:
    page = visitor(changed, viewport={"width": width, "height": 844}).goto("changes/")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_a_script_changes_can_be_read_and_their_table_and_feed_be_had(visitor: Visit, changed: str) -> None:
    page = visitor(changed, java_script_enabled=False).goto("changes/")
    assert len(subjects(page)) == 3
    expect(page.get_by_role("link", name="CSV")).to_be_visible()
    expect(page.get_by_role("link", name="Feed")).to_have_attribute("href", "../changes/feed.atom")
    expect(page.locator("#hl-changes-filter")).to_be_hidden()


def test_a_feed_is_told_in_the_head_and_is_there(visitor: Visit, changed: str) -> None:
    tab = visitor(changed)
    page = tab.goto("changes/")
    href = page.locator('head link[rel~="alternate"][type="application/atom+xml"]').get_attribute("href")
    assert tab.page.request.get(f"{changed}changes/{href}").ok


def test_every_table_can_be_saved_and_linked_without_moving_anything(
    visitor: Visit, changed: str, tmp_path: Path
) -> None:
    page = visitor(changed).goto("catalog/default/component/payments/")
    rows = saved(page, page.get_by_role("button", name="Save as CSV: History").click, tmp_path)
    assert rows == [
        ["Date", "Change", "By"],
        ["2026-01-03", "<img src=x onerror=alert(1)> payments", "Ada Lovelace"],
        ["2026-01-01", "Begin", "Ada Lovelace"],
    ]
    link = page.get_by_role("button", name="Copy a link to this table: History")
    assert link.get_attribute("data-copy") == f"{changed}catalog/default/component/payments/#history"
    assert page.locator(".hl-tools").first.bounding_box() is not None
    assert {box.bounding_box()["height"] for box in page.locator(".hl-tools").all()} == {0}


def test_findings_are_saved_as_they_are_filtered(visitor: Visit, changed: str, tmp_path: Path) -> None:
    page = visitor(changed).goto("findings/?severity=note")
    shown = page.locator(".hl-finding:visible").count()
    rows = saved(page, page.locator("#hl-findings-filter").get_by_role("button", name="CSV").click, tmp_path)
    assert rows[0][:3] == ["severity", "rule", "message"]
    assert len(rows) == 1 + shown > 1
    assert {row[0] for row in rows[1:]} == {"note"}
