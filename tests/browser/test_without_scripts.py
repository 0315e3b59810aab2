"""With JavaScript off nothing is out of reach: what a family is for is in its page, and long lists are linked pages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import built
from tests.browser.families import FAMILIES

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
RECORDS = 1_000
MAIN = {
    "home": "a[href$='explorer/']",
    "explorer": "#hl-explorer a[href$='component/']",
    "list": ".hl-table a.hl-ref",
    "findings": ".hl-finding__message",
    "rule": ".hl-examples",
    "component": ".hl-glance",
    "system": ".hl-glance",
    "domain": ".hl-glance",
    "api": ".hl-glance",
    "group": ".hl-person, .hl-ref",
    "user": ".hl-ref",
    "runbook": ".hl-glance",
    "decision": ".hl-facts",
    "docs with a diagram": "pre.mermaid, .mermaid",
}
"""What each family is for, by the elements that say it."""


@pytest.mark.parametrize("family", MAIN)
def test_what_a_family_is_for_is_in_its_page(visitor: Visit, root: str, family: str) -> None:
    page = visitor(root, java_script_enabled=False).goto(FAMILIES[family])
    expect(page.locator("article").locator(MAIN[family]).first).to_be_visible()


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal whose lists are longer than one page."""
    source = tmp_path_factory.mktemp("large") / "catalog"
    generate = [sys.executable, str(Path(__file__).parents[1] / "bench/generate.py"), str(RECORDS), str(source)]
    subprocess.run(generate, check=True, capture_output=True)
    return built(source, tmp_path_factory.mktemp("built") / "site")


def test_a_long_list_is_walked_to_its_end_by_links(visitor: Visit, serve: Callable[..., str], large: Path) -> None:
    page = visitor(serve(large), java_script_enabled=False).goto("explorer/component/")
    seen: list[str] = []
    lengths: list[int] = []
    while True:
        records = listed(page)
        lengths.append(len(records))
        seen.extend(records)
        following = page.locator(".hl-pager a[rel=next]")
        if following.count() == 0:
            break
        following.first.click()
    assert len(lengths) > 1
    assert max(lengths) <= 500
    assert len(seen) == len(set(seen)) == len(list(large.glob("catalog/*/component/*/index.html")))


def listed(page: Any) -> list[str]:
    """The components on a page of a list, each by name and kind as its link says them on hover."""
    titles = re.findall(r'<a class="hl-ref" data-kind="component"[^>]*title="(Component [^":]*)', page.content())
    return list(dict.fromkeys(titles))
