"""What a mkdocs.yml names: snippets stay inside the folder that is built, scripts and styles on the site."""

from __future__ import annotations

from pathlib import Path

from tests.portal.conftest import BuildSite, built, component

SNIPPETS = "site_name: X\nmarkdown_extensions:\n  - pymdownx.snippets: {base_path: [docs]}\n"
REMOTE = (
    "site_name: X\nextra_javascript: [a.js, 'https://elsewhere.example/s.js']\nextra_css: [//elsewhere.example/s.css]\n"
)


def test_a_snippet_is_read_from_the_folder_and_never_through_a_link_out_of_it(tmp_path: Path) -> None:
    secret = tmp_path / "elsewhere" / "secret.md"
    secret.parent.mkdir()
    secret.write_text("the secret words", "utf-8")
    folder = tmp_path / "portal"
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/linked.md").symlink_to(secret)
    (folder / "docs/inside.txt").write_text("the shared words", "utf-8")
    files = {
        "catalog/a.yaml": component("ferry"),
        "mkdocs.yml": SNIPPETS,
        "docs/index.md": '# Hello\n\n--8<-- "inside.txt"\n\n--8<-- "linked.md"\n',
    }
    site = built(folder, files)
    html = site.html("")
    assert "the shared words" in html
    assert "the secret words" not in html


def test_scripts_and_styles_of_other_hosts_are_left_out_and_told(build_site: BuildSite) -> None:
    files = {"catalog/a.yaml": component("ferry"), "mkdocs.yml": REMOTE, "docs/index.md": "# X\n", "docs/a.js": ""}
    site = build_site(files)
    html = site.html("")
    assert "elsewhere.example" not in html
    assert 'src="a.js"' in html
    found = site.findings("mkdocs-setting")
    assert sorted(finding.message.split("'")[1] for finding in found) == [
        "//elsewhere.example/s.css",
        "https://elsewhere.example/s.js",
    ]
    assert all(finding.span.path == "mkdocs.yml" for finding in found)
    assert all(finding.span.start > 0 for finding in found)
