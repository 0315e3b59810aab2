"""What Zensical's adapter makes of somebody's mkdocs.yml and pages, which it reads without MkDocs."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from tests.portal.conftest import CREW, Site, component, make_run, write

from headland.core.run import Run
from headland.portal.build import build

pytestmark = pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="Zensical is not installed")

SETTINGS = """\
INHERIT: base.yml
site_name: !ENV [NO_SUCH_VARIABLE, Harbour]
site_url: https://harbour.example/portal/
site_description: All about ships
plugins: [search, macros]
hooks: [hook.py]
use_directory_urls: false
markdown_extensions:
  - attr_list
  - no_such_extension
  - pymdownx.superfences:
      custom_fences: [{name: x, class: x, format: !!python/name:no_such_module.function }]
nav:
  - Start: index.md
  - Docks:
      - docks/index.md
      - North & South: docks/north.md
      - Westward: docks/west.md
  - Forge: https://forge.example/
"""
FILES: Mapping[str, str | bytes] = {
    "mkdocs.yml": SETTINGS,
    "base.yml": "copyright: Harbour Company\ntheme: {name: material, features: [navigation.tabs]}\n",
    "ship.yaml": component("ferry"),
    "docs/index.md": "# Start here\n\n[North](docks/north.md#berths) [gone](docks/west.md) [no](docks/north.md#none)\n",
    "docs/docks/index.md": "No heading, and [a record](entity:component:ferry).\n",
    "docs/docks/north.md": "---\ntitle: North <i>dock</i>\ntemplate: main.html\n---\n## Berths\n\n![map](map.png)\n",
    "docs/docks/map.png": b"\x89PNG\r\n\x1a\n",
    "docs/docks/a b&c.md": "# Odd name\n",
    "docs/explorer.md": "# Mine\n",
    "docs/secret.md": "---\nvisibility: hiring\n---\n# Secret\n",
    "docs/.hidden.md": "# Hidden\n",
}


def zensical(folder: Path, files: Mapping[str, str | bytes], run: Run | None = None) -> Site:
    write(folder, {"crew.yaml": CREW, **files})
    out = folder / "site"
    return Site(out, build([folder], run or make_run(), out=out, engine="zensical"))


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return zensical(tmp_path_factory.mktemp("harbour"), FILES)


def test_mkdocs_yml_is_followed_with_what_it_inherits_and_takes_from_the_environment(harbour: Site) -> None:
    html = harbour.html("docks/north")
    assert "<title>North &lt;i&gt;dock&lt;/i&gt; - Harbour</title>" in html
    assert "Harbour Company" in html
    assert 'content="All about ships"' in html
    assert '<link rel="canonical" href="https://harbour.example/portal/docks/north/">' in html


def test_the_nav_is_as_it_is_written_and_the_catalog_stands_behind_it(harbour: Site) -> None:
    tabs = re.findall(r'md-tabs__link">\s*([^<]*?)\s*<', harbour.html(""))
    assert tabs == ["Start", "Docks", "Forge", "Catalog"]
    assert "North &amp; South" in harbour.html("")
    assert "Westward" not in harbour.html("")


def test_links_lead_to_pages_files_and_records_from_where_they_stand(harbour: Site) -> None:
    assert 'href="docks/north/#berths"' in harbour.article("")
    assert 'src="../map.png"' in harbour.article("docks/north")
    assert (harbour.folder / "docks/map.png").is_file()
    assert 'href="../catalog/default/component/ferry/"' in harbour.article("docks")


def test_what_leads_nowhere_is_told_at_its_place(harbour: Site) -> None:
    told = {(one.span.path, one.message.split("'")[1]) for one in harbour.findings("broken-docs-link")}
    assert told == {
        ("docs/index.md", "docks/west.md"),
        ("docs/index.md", "docks/north.md#none"),
        ("mkdocs.yml", "docks/west.md"),
    }


def test_what_is_not_followed_is_told(harbour: Site) -> None:
    left_out = {one.message.split("'")[1] for one in harbour.findings("plugin-not-installed")}
    assert left_out == {"macros", "no_such_extension", "no_such_module.function"}
    settings = sorted(one.message for one in harbour.findings("mkdocs-setting"))
    assert [message.split()[0] for message in settings] == ["'template'", "hooks", "use_directory_urls"]


def test_a_page_has_a_title_and_a_heading_whether_it_says_so_or_not(harbour: Site) -> None:
    assert "<h1>Index</h1>" in harbour.article("docks")
    assert "<h1>North &lt;i&gt;dock&lt;/i&gt;</h1>" in harbour.article("docks/north")
    assert 'href="#berths"' in harbour.html("docks/north")


def test_names_of_files_that_mean_something_elsewhere_are_names(harbour: Site) -> None:
    assert harbour.has("docks/a b&c")
    assert 'href="https://harbour.example/portal/docks/a%20b%26c/"' in harbour.html("docks/a b&c")


def test_pages_give_way_to_hubs_and_hidden_ones_are_not_there(harbour: Site) -> None:
    assert "Mine" not in harbour.html("explorer")
    assert [one.span.path for one in harbour.findings("page-left-out")] == ["docs/explorer.md"]
    assert not harbour.has("secret")
    assert not harbour.has(".hidden")


def test_a_theme_on_which_zensical_fails_gives_way_to_its_own_and_is_told(tmp_path: Path) -> None:
    site = zensical(
        tmp_path,
        {
            "mkdocs.yml": "site_name: S\ntheme: {name: material, custom_dir: theme}\n",
            "theme/main.html": "{% no such tag %}",
            "docs/index.md": "# Start\n",
        },
    )
    assert "Start" in site.html("")
    [told] = site.findings("mkdocs-setting")
    assert told.message.startswith("Zensical fails on the theme")


def test_a_file_that_cannot_be_read_as_settings_costs_only_itself(tmp_path: Path) -> None:
    site = zensical(tmp_path, {"mkdocs.yml": "site_name: [\n", "docs/index.md": "# Start\n"})
    assert "Start" in site.html("")
    assert "cannot be read" in site.findings("mkdocs-setting")[0].message
