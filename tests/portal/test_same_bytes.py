"""The same inputs and the same clock give the same site, to the byte, wherever and however it is built."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.portal.conftest import CREW, component, make_run, write

from headland.portal.build import build as build_portal

DOCS = {
    "mkdocs.yml": "site_name: Ships\nsite_url: https://example.org/ships/\n",
    "docs/index.md": "# Ships\n\n[The ferry](entity:component:ferry), :material-ferry: and more[^1].\n\n[^1]: Here.\n",
    "docs/b/two.md": "# Two\n\n```mermaid\ngraph LR; a-->b\n```\n",
    "docs/a/one.md": "# One\n\n[Two](../b/two.md)\n",
    "docs/a/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
    "services/ferry/catalog-info.yaml": component("ferry", annotations={"backstage.io/techdocs-ref": "dir:."}),
    "services/ferry/docs/index.md": "# Ferry\n",
    "services/barge/catalog-info.yaml": component("barge", title="Barge"),
    "broken/catalog-info.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: 'x\n",
    "crew.yaml": CREW,
}
CLOCK = {"SOURCE_DATE_EPOCH": "1772323200"}


def digests(site: Path) -> dict[str, str]:
    """What each file of a site holds."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def build(folder: Path, out: Path, *, umask: int = -1, **environment: str) -> dict[str, str]:
    """Build in a process of its own, and give what the site holds."""
    done = subprocess.run(
        [sys.executable, "-m", "headland.cli", "build", str(folder), "--out", str(out)],
        env={**os.environ, **CLOCK, **environment},
        capture_output=True,
        text=True,
        umask=umask,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return digests(out)


@pytest.fixture(scope="module")
def ships(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with records, docs, docs beside a record, and a history."""
    repo = GitRepo(tmp_path_factory.mktemp("same") / "ships")
    write(repo.path, DOCS)
    repo.commit("Launch", author="Grace Hopper")
    write(repo.path, {"services/barge/catalog-info.yaml": component("barge", title="A barge")})
    repo.commit("Say which barge")
    return repo.path


@pytest.fixture(scope="module")
def first(ships: Path) -> dict[str, str]:
    """The site as it is built first."""
    return build(ships, ships.parent / "first", PYTHONHASHSEED="1")


def elsewhere(ships: Path) -> Path:
    """The same files at another path, made in another order, at another time, for others to read alone."""
    copy = ships.parent / "some/where/else" / ships.name
    if not copy.exists():
        for file in sorted((path for path in ships.rglob("*") if path.is_file()), reverse=True):
            target = copy / file.relative_to(ships)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
            target.chmod(0o640)
            os.utime(target, (1_000_000_000, 1_000_000_000))
    return copy


WAYS: Mapping[str, Callable[[Path], dict[str, str]]] = {
    "again, in its place": lambda ships: build(ships, ships.parent / "first", PYTHONHASHSEED="1"),
    "inside the repository": lambda ships: build(ships, ships / "build/site", PYTHONHASHSEED="4242"),
    "elsewhere, by other people": lambda ships: build(
        elsewhere(ships),
        ships.parent / "another copy",
        umask=0o077,
        PYTHONHASHSEED="7",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        COLUMNS="40",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_site_is_the_same_to_the_byte(ships: Path, first: dict[str, str], way: str) -> None:
    other = WAYS[way](ships)
    assert sorted(other) == sorted(first)
    assert [path for path in first if first[path] != other[path]] == []


def test_what_is_compared_is_a_whole_site(first: dict[str, str]) -> None:
    for path in (
        "index.html",
        "sitemap.xml",
        "sitemap.xml.gz",
        "404.html",
        "catalog/default/component/ferry/docs/index.html",
        "assets/headland/search.json",
        "assets/headland/explorer.json",
        "assets/headland/build.json",
        "assets/headland/headland.js",
    ):
        assert path in first, path


def test_of_a_later_build_only_what_tells_the_day_differs(ships: Path, first: dict[str, str]) -> None:
    out = ships.parent / "later"
    later = build(ships, out, SOURCE_DATE_EPOCH=str(int(CLOCK["SOURCE_DATE_EPOCH"]) + 86_400))
    assert {path for path in first if first[path] != later[path]} == {
        "assets/headland/build.json",
        "sitemap.xml",
        "sitemap.xml.gz",
    }
    stamp = json.loads((out / "assets/headland/build.json").read_text())
    assert stamp["as_of"] == "2026-03-02T00:00:00+00:00"
    assert len(stamp["revisions"][0]) == 40


def test_of_several_folders_their_place_on_the_machine_is_not_told(tmp_path: Path) -> None:
    sites = []
    for place in ("here", "over/there"):
        one = write(tmp_path / place / "one", {"crew.yaml": CREW, "bad.yaml": DOCS["broken/catalog-info.yaml"]})
        two = write(tmp_path / place / "two", {"ship.yaml": component("ferry"), "bad.yaml": component("No Name")})
        out = tmp_path / place / "site"
        build_portal([one, two], make_run(), out=out)
        sites.append(digests(out))
        for file in out.rglob("*"):
            assert not file.is_file() or str(tmp_path).encode() not in file.read_bytes(), file
    assert sites[0] == sites[1]
    assert "two/ship.yaml" in (out / "catalog/default/component/ferry/index.html").read_text()
