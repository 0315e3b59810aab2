"""Tables and graphs in Markdown pages: in a portal, beside a record, in a site of somebody's own; always harmless."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.portal.conftest import CREW, BuildSite, component, write

PAGE = """\
# Services

```headland-table
where: kind == 'Component'
columns: [name, owner, spec.type]
```

??? note "Around"

    ```headland-graph
    of: component:ferry
    ```

```headland-table
where: kind = 1
```
"""
HOSTILE = '"><img src=x onerror=alert(1)>'


def test_a_page_shows_its_table_its_graph_and_a_box_for_what_is_wrong(build_site: BuildSite) -> None:
    site = build_site({"catalog/a.yaml": component("ferry"), "catalog/b.yaml": CREW, "docs/services.md": PAGE})
    html = site.article("services")
    assert '<th scope="col">Type</th>' in html
    assert 'href="../catalog/default/component/ferry/"' in html
    assert "<svg" in html
    assert "CEL writes ==" in html
    assert "headland-table" not in html.replace("headland-table: ", "")
    (finding,) = site.findings("broken-docs-block")
    assert finding.span.path == "docs/services.md"
    assert PAGE.encode()[finding.span.start : finding.span.end] == b"kind = 1"


def test_their_words_are_not_found_as_marks_by_the_search(build_site: BuildSite) -> None:
    site = build_site({"catalog/a.yaml": component("ferry"), "docs/services.md": PAGE})
    assert "block0" not in str(site.search())


def test_records_with_hostile_names_stay_text(build_site: BuildSite) -> None:
    block = "```headland-table\nwhere: kind == 'Component'\ncolumns: [name, metadata.title, spec.type]\n```\n"
    graph = "```headland-graph\nof: component:ferry\n```\n"
    wrong = f"```headland-table\nwhere: '{HOSTILE}'\n```\n\n```headland-{HOSTILE}\nx: y\n```\n"
    files = {"catalog/a.yaml": component("ferry", title=HOSTILE), "docs/x.md": f"# X\n\n{block}\n{graph}\n{wrong}"}
    html = build_site(files).article("x")
    assert "<img" not in html
    assert html.count("&lt;img src=x") >= 3


def test_docs_beside_a_record_have_them_too(build_site: BuildSite) -> None:
    reference = {"backstage.io/techdocs-ref": "dir:."}
    files = {
        "services/ferry/catalog-info.yaml": component("ferry", annotations=reference),
        "services/ferry/docs/index.md": PAGE,
    }
    html = build_site(files).article("catalog/default/component/ferry/docs")
    assert "hl-table" in html
    assert "<svg" in html


def test_plain_mkdocs_with_the_docs_plugin_alone_shows_them(tmp_path: Path) -> None:
    config = "site_name: Own\ntheme: {name: material, font: false}\nplugins:\n  - headland/docs\n"
    files = {"catalog/a.yaml": component("ferry"), "docs/services.md": PAGE, "docs/index.md": "# Own\n"}
    write(tmp_path, {**files, "mkdocs.yml": config})
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site/services/index.html").read_text("utf-8")
    assert "hl-table" in html
    assert "<svg" in html
    assert 'href="../catalog/' not in html
