"""Docs beside records: pages of the portal that belong to a record, made without running anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import CREW, BuildSite, Site, built, component, make_run, write

from headland.portal.build import build

DOCS = {"backstage.io/techdocs-ref": "dir:."}
MKDOCS = """\
site_name: The ferry's docs
plugins: [techdocs-core]
hooks: [evil.py]
theme: {name: material, custom_dir: evil}
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/object/apply:os.system ["touch ran"]
      emoji_generator: !ENV SECRET
nav:
  - Start: index.md
  - Guides:
    - Set up: guides/Setup.md
    - guides/deep/index.md
  - Gone: gone.md
  - Elsewhere: https://example.org/
"""
SETUP = """\
---
title: Setting up
---
First, [go back](../index.md).

## First

Turn the key.
"""
INDEX = """\
# The ferry

[Set up](guides/Setup.md#first), [no ending](guides/Setup), [folder](guides/deep/), [absolute](/guides/Setup.md)

![map](img/map.png) ![active](img/active.svg) ![outside](../../../secret.png)

[the crew](entity:group:crew), [record](../catalog-info.yaml), [gone](gone.md), [out](../../../../etc/passwd)

<script>alert(1)</script><b onclick="alert(2)">bold</b>

```mermaid
graph LR
  A --> B
```
"""
FERRY = "catalog/default/component/ferry"


@pytest.fixture(scope="module")
def ferry(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A component with docs beside it, and docs of the portal's own."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "secret.png").write_bytes(b"private")
    return built(
        folder / "portal",
        {
            "ferry/catalog-info.yaml": component("Ferry", annotations=DOCS),
            "ferry/mkdocs.yml": MKDOCS,
            "ferry/evil.py": "open('ran', 'w')",
            "ferry/docs/index.md": INDEX,
            "ferry/docs/guides/Setup.md": SETUP,
            "ferry/docs/guides/deep/index.md": "# Deep\n\n[up](../../index.md)",
            "ferry/docs/unlisted.md": "# Not in the nav",
            "ferry/docs/img/map.png": b"\x89PNG",
            "ferry/docs/img/active.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(3)</script></svg>",
            "ferry/docs/draft.md": "---\nvisibility: hiring\n---\n# Salaries",
            "plain/catalog-info.yaml": component("plain", annotations=DOCS),
            "plain/docs/README.md": "# No mkdocs.yml",
            "lost/catalog-info.yaml": component("lost", annotations={"backstage.io/techdocs-ref": "dir:./nowhere"}),
            "out/catalog-info.yaml": component("out", annotations={"backstage.io/techdocs-ref": "dir:../../.."}),
            "web/catalog-info.yaml": component(
                "web", annotations={"backstage.io/techdocs-ref": "url:https://x.example/"}
            ),
            "docs/index.md": "# Portal",
        },
    )


def test_the_pages_stand_below_the_records_own_and_say_whose_they_are(ferry: Site) -> None:
    article = ferry.article(f"{FERRY}/docs")
    assert 'href="../../../../../catalog/default/component/ferry/"' in article
    assert "The ferry" in article
    assert ferry.has(f"{FERRY}/docs/guides/setup")
    assert ferry.has("catalog/default/component/plain/docs")


def test_the_nav_is_that_of_their_mkdocs_yml(ferry: Site) -> None:
    article = ferry.article(f"{FERRY}/docs/guides/setup")
    nav = article[article.index('<nav class="hl-beside-nav"') :]
    nav = nav[: nav.index("</nav>")]
    entries = [
        ("Start", f"{FERRY}/docs/"),
        ("Set up", f"{FERRY}/docs/guides/setup/"),
        ("Deep", f"{FERRY}/docs/guides/deep/"),
    ]
    places = [nav.index(f'href="../../../../../../../{address}"') for _, address in entries]
    assert places == sorted(places)
    assert [title for title, _ in entries if title not in nav] == []
    assert "Guides" in nav
    assert "Gone" not in nav
    assert ferry.has(f"{FERRY}/docs/unlisted")


def test_the_record_leads_to_its_docs(ferry: Site) -> None:
    assert f'href="../../../../{FERRY}/docs/"' in ferry.article(FERRY)


def test_links_and_pictures_lead_to_where_things_stand_in_the_site(ferry: Site) -> None:
    article = ferry.article(f"{FERRY}/docs")
    root = "../../../../../"
    assert f'<a href="{root}{FERRY}/docs/guides/setup/#first">Set up</a>' in article
    assert f'<a href="{root}{FERRY}/docs/guides/setup/">no ending</a>' in article
    assert f'<a href="{root}{FERRY}/docs/guides/deep/">folder</a>' in article
    assert f'<a href="{root}{FERRY}/docs/guides/setup/">absolute</a>' in article
    assert f'src="{root}{FERRY}/docs/img/map.png"' in article
    assert (ferry.folder / FERRY / "docs/img/map.png").read_bytes() == b"\x89PNG"
    assert "catalog/default/group/crew/" in article


def test_what_leads_nowhere_or_out_is_a_finding_and_no_link(ferry: Site) -> None:
    found = {finding.message.split("'")[1] for finding in ferry.findings("broken-docs-link")}
    assert {"gone.md", "../../../../etc/passwd", "../../../secret.png"} <= found
    article = ferry.article(f"{FERRY}/docs")
    assert "passwd" not in article
    assert "secret.png" not in article
    assert not list(ferry.folder.rglob("secret.png"))
    assert not list(ferry.folder.rglob("active.svg"))


def test_nothing_that_their_mkdocs_yml_names_is_run(ferry: Site) -> None:
    assert not list(ferry.folder.parent.rglob("ran"))
    assert not Path("ran").exists()
    article = ferry.article(f"{FERRY}/docs")
    assert "alert(" not in article
    assert "onclick" not in article


def test_a_title_comes_from_the_front_matter_else_the_heading(ferry: Site) -> None:
    assert "<title>Setting up - " in ferry.html(f"{FERRY}/docs/guides/setup")
    assert "<h1>Setting up</h1>" in ferry.article(f"{FERRY}/docs/guides/setup")
    assert "<title>Deep - " in ferry.html(f"{FERRY}/docs/guides/deep")


def test_they_are_searched_and_stand_in_no_audience_that_may_not_see_them(ferry: Site) -> None:
    rows = ferry.search()["docs"]
    assert ["Setting up", "First", "Turn the key.", f"{FERRY}/docs/guides/setup/#first"] in rows
    assert not any("Salaries" in " ".join(row) for row in rows)
    assert not ferry.has(f"{FERRY}/docs/draft")


def test_a_diagram_in_them_loads_the_shipped_mermaid(ferry: Site) -> None:
    html = ferry.html(f"{FERRY}/docs")
    assert '<script src="../../../../../assets/headland/mermaid.min.js"></script>' in html


def test_a_reference_to_no_docs_is_a_finding_at_the_annotation(ferry: Site) -> None:
    found = {finding.span.path: finding for finding in ferry.findings("docs-not-found")}
    assert set(found) == {"lost/catalog-info.yaml", "out/catalog-info.yaml"}
    span = found["lost/catalog-info.yaml"].span
    text = (ferry.folder.parent / span.path).read_bytes()
    assert b"dir:./nowhere" in text[span.start : span.end]


def test_docs_that_are_the_portals_own_are_not_published_twice(build_site: BuildSite) -> None:
    site = build_site(
        {
            "catalog-info.yaml": component("ferry", annotations=DOCS),
            "mkdocs.yml": "site_name: Ferry\nplugins: [techdocs-core]\n",
            "docs/index.md": "# The ferry",
            "docs/more.md": "# More",
        }
    )
    assert not site.has(f"{FERRY}/docs")
    assert 'href="../../../../"' in site.article(FERRY) or 'href="../../../.././"' in site.article(FERRY)


def test_two_records_that_name_one_folder_share_its_pages(build_site: BuildSite) -> None:
    both = f"{component('ferry', annotations=DOCS)}\n---\n{component('barge', annotations=DOCS)}"
    site = build_site({"ships/catalog-info.yaml": both, "ships/docs/index.md": "# Ships"})
    first = (
        "catalog/default/component/barge/docs/"
        if site.has("catalog/default/component/barge/docs")
        else f"{FERRY}/docs/"
    )
    assert sum(site.has(f"catalog/default/component/{name}/docs") for name in ("ferry", "barge")) == 1
    for name in ("ferry", "barge"):
        assert first in site.article(f"catalog/default/component/{name}")


def test_a_mkdocs_yml_that_cannot_be_read_costs_only_its_nav(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship/catalog-info.yaml": component("ferry", annotations=DOCS),
            "ship/mkdocs.yml": "nav: [",
            "ship/docs/index.md": "# Here",
        }
    )
    assert site.has(f"{FERRY}/docs")
    assert [finding.span.path for finding in site.findings("mkdocs-setting")] == ["ship/mkdocs.yml"]


def test_pages_whose_names_differ_by_case_alone_get_addresses_of_their_own(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship/catalog-info.yaml": component("ferry", annotations=DOCS),
            "ship/docs/page.md": "# One",
            "ship/docs/Page.md": "# Two",
        }
    )
    headings = [re.findall(r"<h1[^>]*>(\w+)", site.article(f"{FERRY}/docs/{name}")) for name in ("page", "page-2")]
    assert sorted(headings) == [["One"], ["Two"]]


def test_docs_beside_records_come_from_the_revision_that_is_built(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "repo")
    ship = {"ship/catalog-info.yaml": component("ferry", annotations=DOCS)}
    write(repo.path, {"crew.yaml": CREW, **ship, "ship/docs/index.md": "# As it was"})
    repo.commit()
    write(repo.path, {"ship/docs/index.md": "# As it is"})
    site = Site(tmp_path / "site", build([repo.path], make_run(), out=tmp_path / "site", at="HEAD"))
    assert "As it was" in site.article(f"{FERRY}/docs")
