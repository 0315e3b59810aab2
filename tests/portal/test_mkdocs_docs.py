"""Docs through MkDocs: linked with the catalog, searched, and harmless whoever wrote them."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import CREW, BuildSite, Site, built, component, make_run, write

from headland.portal.build import build

WELCOME = """\
# Welcome

[Ferry](entity:component:ferry), [](entity:component:ferry), [gone](entity:component:gone) [bad](nowhere.md)
"""

RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata: {name: engine-down, title: The engine is down}
spec: {owner: "group:crew", covers: ["component:ferry"]}
---
# Engine

Call the engineer.
"""

HOSTILE = """\
---
title: 'a"><meta http-equiv="refresh" content="0;url=https://evil.example">'
description: 'b"><script>alert(1)</script>'
author: 'c"><base href="https://evil.example">'
tags: ['<img src=x onerror=alert(3)>']
template: ../../../etc/passwd
icon: ../../secret
---
# x {#__config}

## <img src=x onerror=alert(4)> {#"><b>}

<script>alert(5)</script> <iframe src="https://evil.example"></iframe> <p onclick="alert(6)">hello</p>

![chart](https://evil.example/chart.png)

[go](javascript:alert(7))
"""

RICH = """\
# Rich

!!! note "Mind the gap"
    Words.

=== "One"
    First tab.

=== "Two"
    Second tab.

```python hl_lines="1"
print("x")  # (1)!
```

1. An annotation.

| a | b |
|---|---|
| 1 | 2 |

- [x] done

Text[^1] :material-ferry: ++ctrl+k++ ==marked==

[^1]: The note.

```mermaid
graph LR
  A --> B
```
"""


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A catalog with docs of every sort, good and bad."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "outside.md").write_text("# Outside\n\nprivate words\n")
    (folder / "portal/docs").mkdir(parents=True)
    (folder / "portal/docs/link.md").symlink_to(folder / "outside.md")
    return built(
        folder / "portal",
        {
            "ship.yaml": component("ferry", title="The ferry"),
            "docs/index.md": WELCOME,
            "docs/runbooks/engine.md": RUNBOOK,
            "docs/hostile.md": HOSTILE,
            "docs/rich.md": RICH,
            "docs/<img src=x onerror=alert(8)>/<b>bold.md": "words",
            "docs/page.html": "<script>alert(9)</script>",
            "docs/active.svg": "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(10)'/>",
            "docs/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'><text>calm</text></svg>",
            "docs/explorer.md": "# Mine",
        },
    )


def test_entity_links_lead_to_records_and_take_their_title_where_they_have_no_words(docs: Site) -> None:
    article = docs.article("")
    assert re.search(r'<a href="\./catalog/default/component/ferry/"[^>]*>Ferry</a>', article)
    assert re.search(r'<a href="\./catalog/default/component/ferry/"[^>]*>The ferry</a>', article)
    assert "component:gone is not in the catalog" in article
    assert "entity:" not in article


def test_an_unknown_entity_link_and_a_broken_link_are_findings_at_their_place(docs: Site) -> None:
    assert [finding.span.path for finding in docs.findings("unknown-entity-link")] == ["docs/index.md"]
    broken = next(finding for finding in docs.findings("broken-docs-link") if finding.span.path == "docs/index.md")
    text = (docs.folder.parent / "docs/index.md").read_bytes()
    assert text[broken.span.start : broken.span.end] == b"nowhere.md"
    assert "nowhere.md" in docs.html("findings/")


def test_a_front_matter_record_keeps_its_page_which_gets_a_head_and_the_catalogs_address_leads_there(
    docs: Site,
) -> None:
    article = docs.article("runbooks/engine")
    assert "Call the engineer." in article
    assert "The ferry" in article
    redirect = docs.html("catalog/default/runbook/engine-down")
    assert "../../../../runbooks/engine/" in redirect
    assert "../../../../runbooks/engine/" in docs.article("catalog/default/component/ferry")


def test_docs_are_searched_by_section(docs: Site) -> None:
    rows = docs.search()["docs"]
    assert ["Rich", "Rich", rows[[row[0] for row in rows].index("Rich")][2], "rich/#rich"] in rows
    assert any("Call the engineer." in row[2] and row[3] == "runbooks/engine/#engine" for row in rows)
    assert not any("headland" in row[2] and " = " in row[2] for row in rows)


class _Elements(HTMLParser):
    """Every element of a page with its attributes, as a browser sees them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def test_nothing_that_an_author_wrote_runs_or_leads_away_on_any_page(docs: Site) -> None:
    for page in docs.pages():
        elements = _Elements(page.read_text()).found
        assert [attributes for _, attributes in elements if any(name.startswith("on") for name in attributes)] == [], (
            page
        )
        assert {"base", "iframe"}.isdisjoint(tag for tag, _ in elements), page
        refreshes = [
            attributes["content"] for tag, attributes in elements if tag == "meta" and "http-equiv" in attributes
        ]
        assert not [content for content in refreshes if "evil" in content], page
        for _, attributes in elements:
            assert not attributes.get("href", "").startswith("javascript:"), page
            assert "evil" not in attributes.get("src", ""), page
        assert [tag for tag, attributes in elements if attributes.get("id") == "__config"] in ([], ["script"]), page


def test_the_page_itself_is_still_there_in_words(docs: Site) -> None:
    html = docs.html("hostile")
    assert "<p>hello</p>" in html
    assert "a&#34;&gt;&lt;meta" in html
    assert '<a href="https://evil.example/chart.png" rel="noopener noreferrer">chart</a>' in html
    left_out = [finding.message for finding in docs.findings("mkdocs-setting")]
    assert [message.split("'")[1] for message in left_out] == ["icon", "template"]


def test_what_materials_extensions_make_survives(docs: Site) -> None:
    article = docs.article("rich")
    for part in (
        'class="admonition note"',
        'class="admonition-title"',
        'class="tabbed-set tabbed-alternate"',
        '<input checked="checked" id="__tabbed_1_1" name="__tabbed_1" type="radio">',
        '<label for="__tabbed_1_1">',
        'class="language-python highlight"',
        "<table>",
        'class="task-list-item"',
        'class="footnote-ref"',
        "<svg",
        "<kbd",
        "<mark>",
    ):
        assert part in article.replace('type="radio" checked="checked"', 'checked="checked"'), part


def test_a_page_with_a_diagram_loads_the_shipped_mermaid_before_materials_script(docs: Site) -> None:
    html = docs.html("rich")
    assert '<pre class="mermaid">' in html
    assert html.index("assets/headland/mermaid.min.js") < html.index("assets/javascripts/bundle.")
    assert "mermaid.min.js" not in docs.html("hostile")


def test_files_that_run_scripts_or_lie_outside_are_not_published(docs: Site) -> None:
    left_out = {finding.span.path for finding in docs.findings("page-left-out")}
    assert left_out == {"docs/page.html", "docs/active.svg", "docs/link.md", "docs/explorer.md"}
    assert not (docs.folder / "page.html").exists()
    assert not (docs.folder / "active.svg").exists()
    assert (docs.folder / "picture.svg").is_file()
    assert not docs.has("link")
    assert "Mine" not in docs.article("explorer")


def test_a_home_page_of_the_docs_stays_at_the_root_and_ours_stands_below_catalog(docs: Site) -> None:
    assert "Welcome" in docs.article("")
    assert docs.has("catalog")


def test_every_page_has_the_search_button(docs: Site) -> None:
    for address in ("", "rich", "explorer", "catalog/default/component/ferry"):
        assert docs.html(address).count('class="hl-search-button"') == 1, address


def test_docs_that_are_trusted_keep_their_html(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": '# Hi\n\n<video controls onplay="x()"></video>\n',
            "docs/page.html": "<p>kept</p>",
            "headland.yaml": "docs: {raw_html: trusted}\n",
        }
    )
    assert 'onplay="x()"' in site.article("")
    assert (site.folder / "page.html").read_text() == "<p>kept</p>"


def test_pictures_from_a_host_that_the_settings_name_are_loaded(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Hi\n\n![a](https://img.example/a.png) ![b](https://other.example/b.png)\n",
            "headland.yaml": "pictures: {hosts: [img.example]}\n",
        }
    )
    assert '<img alt="a" src="https://img.example/a.png">' in site.article("")
    assert '<a href="https://other.example/b.png" rel="noopener noreferrer">b</a>' in site.article("")


def test_a_page_in_the_portal_of_a_sub_path_finds_its_way_from_the_page_for_what_is_missing(
    build_site: BuildSite,
) -> None:
    site = build_site({"ship.yaml": component("ferry"), "headland.yaml": "site: {url: 'https://x.example/sub/'}\n"})
    page = (site.folder / "404.html").read_text()
    assert "data-hl-not-found" in page
    assert 'src="/sub/assets/headland/headland.js"' in page


def test_the_nav_of_mkdocs_yml_rules_and_the_catalog_stands_behind_it(build_site: BuildSite, tmp_path: Path) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "mkdocs.yml": "site_name: S\nnav:\n  - Start: index.md\n  - Gone: gone.md\n  - More:\n    - a.md\n",
            "docs/index.md": "# I",
            "docs/a.md": "# A",
        }
    )
    tabs = re.findall(r'class="md-tabs__link">\s*(\S+)', site.html("a"))
    assert tabs == ["Start", "More", "Catalog"]
    [finding] = site.findings("broken-docs-link")
    assert finding.span.path == "mkdocs.yml"
    assert "gone.md" in finding.message


def test_a_page_of_the_docs_can_be_edited_where_the_forge_has_it(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "repo")
    repo.git("remote", "add", "origin", "https://github.com/example/ferries.git")
    write(repo.path, {"crew.yaml": CREW, "docs/<b>&x.md": "# Hi"})
    repo.commit()
    site = Site(tmp_path / "site", build([repo.path], make_run(), out=tmp_path / "site"))
    page = next(path for path in site.pages() if path.parent.name == "<b>&x")
    assert 'href="https://github.com/example/ferries/edit/main/docs/%3Cb%3E%26x.md' in page.read_text()


def test_an_edit_address_made_by_mkdocs_of_a_files_name_cannot_leave_its_attribute(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            'docs/"><b id=x>.md': "# Hi",
            "mkdocs.yml": "site_name: S\nrepo_url: https://git.example/\nedit_uri: edit/\n"
            "theme: {name: material, features: [content.action.edit]}\n",
        }
    )
    for page in site.pages():
        assert "<b id=x>" not in page.read_text(), page


def test_a_link_to_another_file_of_the_repository_leads_to_where_the_forge_shows_it(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "repo")
    repo.git("remote", "add", "origin", "https://github.com/example/ferries.git")
    text = "[code](../../src/a%20b.py#L3) [out](../../../secret.md) [gone](../../src/gone.py) [in](../index.md)"
    write(repo.path, {"crew.yaml": CREW, "docs/deep/x.md": text, "docs/index.md": "# Hi", "src/a b.py": ""})
    repo.commit()
    site = Site(tmp_path / "site", build([repo.path], make_run(), out=tmp_path / "site"))
    assert '<a href="https://github.com/example/ferries/blob/main/src/a%20b.py' in site.article("deep/x")
    assert '<a href="../../">in</a>' in site.article("deep/x")
    found = {finding.message.split("'")[1] for finding in site.findings("broken-docs-link")}
    assert found == {"../../../secret.md", "../../src/gone.py"}
