"""A site for a disk: its links name files, its data are scripts, and nothing else is changed."""

from __future__ import annotations

import json
import re
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.portal.offline import as_script, with_file_names


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("../x/", "../x/index.html"),
        ("x/?q=a/#b/", "x/index.html?q=a/#b/"),
        ("..", "../index.html"),
        (".", "./index.html"),
        ("../../#top", "../../index.html#top"),
        ("x.html", "x.html"),
        ("#here", "#here"),
        ("", ""),
        ("/x/", "/x/"),
        ("//host/x/", "//host/x/"),
        ("https://example.org/", "https://example.org/"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("../feed.xml", "../feed.xml"),
    ],
)
def test_relative_links_to_folders_name_the_page_in_them(written: str, named: str) -> None:
    assert with_file_names(f'<a class="x" href="{written}">') == f'<a class="x" href="{named}">'


def test_pages_that_lead_on_name_it_too() -> None:
    refresh = '<meta http-equiv="refresh" content="0; url=../../runbooks/x/">'
    assert with_file_names(refresh) == refresh.replace("x/", "x/index.html")


@pytest.mark.parametrize(
    "html",
    [
        '<p>write href="../x/" here</p>',
        '<code>&lt;a href="../x/"&gt;</code>',
        '<img src="../x/">',
        '<a title="href=../x/">',
        '<div data-href="../x/">',
        '<meta name="description" content="see x/">',
    ],
)
def test_what_is_no_link_stays(html: str) -> None:
    assert with_file_names(html) == html


def test_no_font_is_asked_for_early_for_a_disk_gives_none_so() -> None:
    early = '<link rel="preload" href="../x.woff2" as="font" type="font/woff2" crossorigin>'
    assert with_file_names(f"<head>{early}<title>x</title>") == "<head><title>x</title>"


@given(st.text())
def test_words_of_authors_are_never_changed(words: str) -> None:
    html = f'<p title="{escape(words)}">{escape(words, quote=False)}</p>'
    assert with_file_names(html) == html


@given(st.dictionaries(st.text(), st.text()))
def test_a_script_holds_the_data_as_they_were(data: dict[str, str]) -> None:
    script = as_script("x.json", json.dumps({"version": 1, **data}, ensure_ascii=False))
    found = re.search(r"JSON\.parse\((.*)\);\n\Z", script, re.DOTALL)
    assert found is not None
    assert json.loads(json.loads(found[1])) == {"version": 1, **data}
