"""A page with all that Material's extensions make: what the sanitiser lets pass of it, and what it costs."""

from __future__ import annotations

import shutil
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.portal.conftest import Site, built, component

from headland.prose.allowed import names

HERE = Path(__file__).parent / "everything"

LOSSES = {
    "<center>": 1,
    "<font>": 1,
    "<font color>": 1,
    "<img>": 1,
    "<img alt>": 1,
    "<img class>": 1,
    "<img src>": 1,
    "<img title>": 1,
}
"""Elements of the last century, and the picture of an emoji from another host, in the place of which its character
stands. Styles keep only what STYLES in headland.prose.allowed names."""

GAINS = {"<a rel>": 5, "<p>": 2, "<span>": 1, "<span title>": 1, "<tbody>": 2}
"""`rel` of links that leave the site, the emoji, and what an HTML parser adds where tags were left out."""


class Counts(HTMLParser):
    """How many elements and attributes there are, by name; styles by property."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: Counter[str] = Counter()
        self.styles: Counter[str] = Counter()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found[f"<{tag}>"] += 1
        for name, value in attrs:
            self.found[f"<{tag} {name}>"] += 1
            if name == "style":
                self.styles.update(part.split(":")[0].strip() for part in (value or "").split(";") if part.strip())


def site(folder: Path, raw_html: str) -> Site:
    shutil.copytree(HERE, folder)
    settings = f"docs: {{raw_html: {raw_html}}}\n"
    return built(folder, {"ship.yaml": component("ferry"), "headland.yaml": settings})


@pytest.fixture(scope="module")
def sanitised(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("sanitised") / "portal", "sanitised")


@pytest.fixture(scope="module")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return site(tmp_path_factory.mktemp("trusted") / "portal", "trusted")


def test_the_sanitised_page_is_as_it_was(sanitised: Site, snapshot: SnapshotAssertion) -> None:
    assert sanitised.article("everything") == snapshot


def test_no_more_is_lost_than_is_listed(sanitised: Site, trusted: Site) -> None:
    before, after = Counts(trusted.article("everything")), Counts(sanitised.article("everything"))
    assert dict(before.found - after.found) == LOSSES
    assert dict(after.found - before.found) == GAINS
    assert dict(before.styles - after.styles) == {"color": 1}
    assert before.found.total() > 700


def test_no_setting_was_left_out_so_that_the_page_does_use_them_all(sanitised: Site) -> None:
    assert sanitised.findings("plugin-not-installed") == []
    assert sanitised.findings("mkdocs-setting") == []
    html = sanitised.article("everything")
    for made in names("arithmatex annotate linenos keys cards mermaid tabbed-set task-list hll progress-bar"):
        assert f'{made}"' in html or f"{made} " in html, made


def test_a_page_of_trusted_docs_still_carries_the_policy(trusted: Site) -> None:
    assert '<meta http-equiv="Content-Security-Policy"' in trusted.html("everything")
    assert "<font" in trusted.article("everything")
