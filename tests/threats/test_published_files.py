"""What peers ran, read or published for a contributor: keys of mkdocs.yml, paths, tags, formulas, hidden records."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.portal.conftest import Site, built, component

SECRET = "words-that-nobody-may-read"
HOOK = "from pathlib import Path\nPath({marker!r}).write_text('ran')\n"


def published(site: Site) -> Iterator[bytes]:
    for file in site.folder.rglob("*"):
        if file.is_file():
            yield file.read_bytes()


@pytest.fixture(scope="module")
def marker(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that stands only when something was run."""
    return tmp_path_factory.mktemp("marker") / "ran"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, marker: Path) -> Site:
    folder = tmp_path_factory.mktemp("published")
    (folder / "outside.md").write_text(f"# Outside\n\n{SECRET}\n")
    (folder / "portal/beside/docs").mkdir(parents=True)
    (folder / "portal/beside/docs/link.md").symlink_to(folder / "outside.md")
    hook = HOOK.format(marker=str(marker))
    run = f'!!python/object/apply:os.system ["touch {marker}"]'
    beside = f"""\
docs_dir: docs
hooks: [hook.py]
INHERIT: ../../outside.md
theme: {{name: material, custom_dir: theme}}
plugins: [macros, {{search: {run}}}]
markdown_extensions:
  - hook
  - pymdownx.snippets: {{base_path: [/], check_paths: false, restrict_base_path: false}}
  - pymdownx.superfences: {{custom_fences: [{{name: x, class: x, format: {run}}}]}}
nav: [index.md, ../../../outside.md, /etc/passwd]
"""
    reference = "backstage.io/techdocs-ref"
    files = {
        "beside/catalog-info.yaml": component("beside", annotations={reference: "dir:."}),
        "beside/mkdocs.yml": beside,
        "beside/hook.py": hook,
        "beside/docs/index.md": '# Start\n\n--8<-- "../../outside.md"\n\n![x](../../../outside.md) [y](/etc/passwd)\n',
        "outside/catalog-info.yaml": component("led-out", annotations={reference: "dir:../.."}),
        "docs-dir/catalog-info.yaml": component("docs-dir", annotations={reference: "dir:."}),
        "docs-dir/mkdocs.yml": "docs_dir: ../..\n",
        "tags/catalog-info.yaml": f"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {run}}}\n",
        "docs/index.md": f"---\ntitle: {run}\n---\n# Home\n",
        "formula.yaml": component("formula", title='=HYPERLINK("https://evil.example/","x")'),
        "hidden.yaml": component(
            "unseen", title=SECRET, annotations={"headland.dev/visibility": "hiring", reference: "dir:hidden"}
        ),
        "hidden/docs/index.md": f"# {SECRET}\n",
        "docs/hidden.md": f"---\nvisibility: hiring\n---\n# {SECRET}\n",
        "dangling.yaml": json.dumps(
            {
                "apiVersion": "backstage.io/v1alpha1",
                "kind": "Component",
                "metadata": {"name": "dangling"},
                "spec": {"type": "t", "lifecycle": "l", "owner": "group:crew", "dependsOn": ["component:unseen"]},
            }
        ),
    }
    return built(folder / "portal", files)


def test_no_key_of_a_contributors_mkdocs_yml_runs_anything(site: Site, marker: Path) -> None:
    """CVE-2026-25153, CVE-2026-29186 (hooks and another key), CVE-2026-106510 (crafted `markdown_extensions`)."""
    assert site.has("catalog/default/component/beside/docs")
    assert not marker.exists()


def test_no_tag_of_yaml_makes_an_object_in_a_record_a_page_or_a_setting(site: Site, marker: Path) -> None:
    """CVE-2020-14343: PyYAML made objects of tags."""
    assert site.has("")
    assert not marker.exists()


def test_nothing_from_outside_the_docs_is_published(site: Site) -> None:
    """CVE-2021-32662, CVE-2026-25152: `docs_dir` and links led out of the folder; snippets did the same."""
    assert not any(b"root:x:0" in data for data in published(site))
    assert not (site.folder / "catalog/default/component/beside/docs/link").exists()
    assert len(site.findings("docs-not-found")) >= 2


def test_what_an_audience_may_not_see_stands_in_no_file_of_its_site(site: Site) -> None:
    """Search indexes, data for scripts and source maps have told what the page hid."""
    assert site.has("catalog/default/component/dangling")
    assert not any(SECRET.encode() in data for data in published(site))
    assert not list((site.folder / "assets/headland").rglob("*.map"))


def test_no_cell_of_the_table_is_a_formula(site: Site) -> None:
    """CSV injection: `=`, `+`, `-` and `@` are run by spreadsheets."""
    text = (site.folder / "assets/headland/explorer.csv").read_text("utf-8-sig")
    rows = list(csv.reader(text.splitlines()))
    assert any("'=HYPERLINK" in cell for row in rows for cell in row)
    assert not [cell for row in rows for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))]
