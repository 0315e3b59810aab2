"""Texts in files for scripts, feeds and tables: none ends the element, the string or the cell that it stands in."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.portal.conftest import Site, built, component

MARK = "m4rk"
HOSTILE = f"</script><script>{MARK}()</script><!--<script>]]></title>&{MARK};\u2028\u2029"


class Scripts(HTMLParser):
    """The text of every script element of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script"

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.texts.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    files = {
        "ferry.yaml": component("ferry", title=HOSTILE, annotations={"a.example/b": HOSTILE}),
        "docs/index.md": f"---\ntitle: {json.dumps(HOSTILE)}\ndescription: {json.dumps(HOSTILE)}\n---\n\nText.\n",
        "docs/code.md": f"# Code\n\n`{HOSTILE[:-2]}`\n",
    }
    return built(tmp_path_factory.mktemp("data") / "portal", files)


def test_no_script_element_of_any_page_holds_a_word_of_a_record_or_page(site: Site) -> None:
    """`</script>` inside JSON inside a script element ended it, and what followed was markup."""
    pages = list(site.pages())
    assert any(MARK in page.read_text() for page in pages)
    for page in pages:
        scripts = Scripts()
        scripts.feed(page.read_text())
        assert [text for text in scripts.texts if MARK in text] == [], page


def test_every_file_of_data_is_what_its_name_says(site: Site) -> None:
    """Unescaped text in JSON and in XML."""
    data = [path for path in site.folder.rglob("*") if path.suffix in (".json", ".xml", ".atom")]
    assert {path.suffix for path in data} >= {".json", ".xml"}
    assert any(MARK in path.read_text() for path in data)
    for path in data:
        _parsed(path)


def _parsed(path: Path) -> object:
    return json.loads(path.read_text()) if path.suffix == ".json" else ElementTree.parse(path)
