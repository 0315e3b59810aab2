"""Building: a folder becomes a site, whole or not at all, and the same each time."""

import gzip
import hashlib
import re
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import AS_OF, CREW, BuildSite, Site, built, component, make_run, write

from headland.core.run import Run
from headland.portal.build import build
from headland.portal.load import NothingFound
from headland.portal.staging import StagingError
from headland.revisions import RevisionError

HOSTILE = """"'><img src=x onerror=alert(1)></title><script>alert(2)</script>"""


@pytest.fixture(scope="module")
def ships(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A catalog of three files, one of them broken, without any mkdocs.yml."""
    return built(
        tmp_path_factory.mktemp("ships"),
        {
            "ships/catalog-info.yaml": component("Ferry", title=HOSTILE),
            "broken/catalog-info.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: 'x\n",
            "headland.yaml": "site: {name: Ships, url: 'https://example.org/ships/'}\n",
        },
    )


def test_a_folder_of_records_alone_becomes_a_site_with_hubs_and_a_page_for_each_record(ships: Site) -> None:
    for address in ("", "explorer/", "findings/", "catalog/default/component/ferry/", "catalog/default/group/crew/"):
        assert ships.has(address), address
    assert "catalog/default/component/ferry/" in [row[-1] for row in ships.search()["records"]]


def test_a_broken_record_stops_nothing_and_is_on_the_findings_page(ships: Site) -> None:
    assert any(finding.span.path == "broken/catalog-info.yaml" for finding in ships.result.findings)
    assert "broken/catalog-info.yaml" in ships.html("findings/")


def test_a_records_text_is_text_everywhere_on_its_page(ships: Site) -> None:
    for page in ships.pages():
        assert "<img src=x" not in page.read_text()
        assert "<script>alert" not in page.read_text()


def test_the_active_tab_of_a_records_page_is_the_catalogs(ships: Site) -> None:
    tabs = re.findall(
        r'md-tabs__item(?: (md-tabs__item--active))?">\s*<a [^>]*>\s*(\S+)', ships.html("catalog/default/group/crew/")
    )
    assert ("md-tabs__item--active", "Catalog") in tabs
    assert ("", "Home") in tabs


def test_the_sitemap_holds_the_filled_pages_and_no_shell(ships: Site) -> None:
    sitemap = (ships.folder / "sitemap.xml").read_text()
    assert "<loc>https://example.org/ships/catalog/default/component/ferry/</loc>" in sitemap
    assert "<loc>https://example.org/ships/</loc>" in sitemap
    assert "headland-shell" not in sitemap
    assert " = " not in sitemap
    assert gzip.decompress((ships.folder / "sitemap.xml.gz").read_bytes()).decode() == sitemap
    assert not (ships.folder / "headland-shell").exists()


def test_every_page_knows_its_own_address(ships: Site) -> None:
    assert '<link rel="canonical" href="https://example.org/ships/findings/">' in ships.html("findings/")


def test_no_page_loads_anything_from_another_host(ships: Site) -> None:
    loading = re.compile(
        r"<(?:script|img|iframe|source)\b[^>]*\bsrc=[\"']?(?:https?:)?//|<link\b(?![^>]*canonical)[^>]*href=[\"']?(?:https?:)?//"
    )
    for page in ships.pages():
        assert not loading.search(page.read_text()), page


def test_no_token_is_left_on_any_page(ships: Site) -> None:
    for page in ships.pages():
        assert not re.search(r"headland [0-9a-f]{16} =", page.read_text()), page


def test_two_builds_of_the_same_files_are_the_same_to_the_byte(tmp_path: Path) -> None:
    files = {
        "ship.yaml": component("ferry"),
        "docs/index.md": "# Docs",
        "headland.yaml": "site: {url: 'https://x.example/'}",
    }
    digests = []
    for at in ("one", "two"):
        folder = tmp_path / at / "portal"
        built(folder, files)
        digests.append(
            {
                path.relative_to(folder / "site"): hashlib.sha256(path.read_bytes()).hexdigest()
                for path in sorted((folder / "site").rglob("*"))
                if path.is_file()
            }
        )
    assert digests[0] == digests[1]


def test_building_again_takes_the_place_of_the_old_site(build_site: BuildSite, tmp_path: Path) -> None:
    first = build_site({"ship.yaml": component("ferry")})
    (tmp_path / "portal/ship.yaml").write_text(component("barge"))
    build([tmp_path / "portal"], make_run(), out=first.folder)
    assert first.has("catalog/default/component/barge")
    assert not first.has("catalog/default/component/ferry")
    assert sorted(path.name for path in (tmp_path / "portal").iterdir()) == ["crew.yaml", "ship.yaml", "site"]


class _Full:
    """A reporter for a disk that is full while pages are written."""

    def step(self, what: str, done: int, total: int) -> None:
        if what == "pages written":
            raise OSError("no space left on device")

    def remark(self, message: str) -> None:
        return None


def test_a_build_that_fails_on_the_way_leaves_the_old_site_whole(build_site: BuildSite, tmp_path: Path) -> None:
    site = build_site({"ship.yaml": component("ferry")})
    before = {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()}
    write(tmp_path / "portal", {"ship.yaml": component("barge")})
    with pytest.raises(Exception, match="no space left"):
        build([tmp_path / "portal"], Run(AS_OF, reporter=_Full()), out=site.folder)
    assert {path: path.read_bytes() for path in site.folder.rglob("*") if path.is_file()} == before
    assert sorted(path.name for path in (tmp_path / "portal").iterdir()) == ["crew.yaml", "ship.yaml", "site"]


def test_the_output_folder_may_neither_hold_what_is_built_nor_strangers_files(tmp_path: Path) -> None:
    folder = write(tmp_path / "portal", {"crew.yaml": CREW, "mine/letter.txt": "dear"})
    for out, why in ((folder, "which is built"), (tmp_path, "which is built"), (folder / "mine", "that are no site")):
        with pytest.raises(StagingError, match=why):
            build([folder], make_run(), out=out)
    assert (folder / "mine/letter.txt").read_text() == "dear"


def test_without_any_record_there_is_no_site_but_a_message(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="no records were found"):
        build([write(tmp_path / "empty", {"a.txt": ""})], make_run(), out=tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_several_folders_are_roots_of_their_own_in_one_site(tmp_path: Path) -> None:
    one = write(tmp_path / "one", {"crew.yaml": CREW, "docs/index.md": "# One"})
    two = write(tmp_path / "two", {"ship.yaml": component("ferry"), "docs/index.md": "# Two"})
    build([one, two], make_run(), out=tmp_path / "site")
    assert (tmp_path / "site/catalog/default/component/ferry/index.html").is_file()
    assert "One" in (tmp_path / "site/index.html").read_text()


def test_a_revision_gives_records_and_docs_and_the_working_tree_the_configuration(tmp_path: Path) -> None:
    repo = GitRepo(tmp_path / "repo")
    write(repo.path, {"crew.yaml": CREW, "ship.yaml": component("old"), "docs/old.md": "# Old page"})
    repo.commit()
    write(
        repo.path,
        {"ship.yaml": component("new"), "docs/new.md": "# New page", "mkdocs.yml": "site_name: Today's name\n"},
    )
    (repo.path / "docs/old.md").unlink()
    site = Site(tmp_path / "site", build([repo.path], make_run(), out=tmp_path / "site", at="HEAD"))
    assert site.has("catalog/default/component/old")
    assert not site.has("catalog/default/component/new")
    assert site.has("old")
    assert not site.has("new")
    assert "Today's name" in site.html("")
    with pytest.raises(RevisionError):
        build([repo.path], make_run(), out=tmp_path / "site", at="no-such-branch")
    assert site.has("old")


def test_an_audience_gets_neither_pages_nor_words_of_what_it_may_not_see(build_site: BuildSite) -> None:
    secret = component("secret", annotations={"headland.dev/visibility": "hiring"}, title="Hush-hush")
    public = {"headland.dev/visibility": "public"}
    files = {
        "catalog.yaml": f"{secret}\n---\n{component('open', annotations=public)}",
        "docs/index.md": "# Welcome",
        "docs/kit.md": "---\nvisibility: hiring\n---\n# Interview kit hush-hush",
    }
    site = build_site(files, make_run("public"))
    assert site.has("catalog/default/component/open")
    for file in site.folder.rglob("*"):
        if file.is_file() and file.suffix in (".html", ".json", ".csv", ".xml"):
            assert "hush-hush" not in file.read_text().lower(), file
            assert "2 records" not in file.read_text(), file
    assert build_site(files, make_run("internal+hiring")).has("kit")
