"""Staging: a new site takes the old one's place when it is whole, and only where a site may stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portal.conftest import write

from headland.core.artifact import Artifact
from headland.portal.staging import StagingError, Writer, staged

SITE = {"404.html": "", "sitemap.xml": "", "assets/x.css": "", "old.html": "old"}


def test_the_new_folder_is_the_site_when_the_work_is_done(tmp_path: Path) -> None:
    out = write(tmp_path / "site", SITE)
    with staged(out, []) as folder:
        write(folder, {"new.html": "new"})
        assert (out / "old.html").exists()
    assert [path.name for path in out.iterdir()] == ["new.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_old_site_stays_when_the_work_fails(tmp_path: Path) -> None:
    out = write(tmp_path / "site", SITE)

    def fail() -> None:
        with staged(out, []) as folder:
            write(folder, {"new.html": "new"})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "old.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_two_builds_at_once_do_not_mix(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with staged(out, []) as first:
        write(first, {**SITE, "first.html": ""})
        with staged(out, []) as second:
            write(second, {**SITE, "second.html": ""})
        assert (out / "second.html").exists()
    assert (out / "first.html").exists()
    assert not (out / "second.html").exists()


def test_a_folder_of_its_own_parents_is_made(tmp_path: Path) -> None:
    with staged(tmp_path / "a/b/site", []) as folder:
        write(folder, {"x": ""})
    assert (tmp_path / "a/b/site/x").exists()


@pytest.mark.parametrize("kind", ["source", "above", "strangers", "file"])
def test_what_is_no_place_for_a_site_is_refused_before_anything_is_done(tmp_path: Path, kind: str) -> None:
    source = write(tmp_path / "top/source", {"a.yaml": "", "letters/dear.txt": "dear", "page.html": ""})
    out = {"source": source, "above": tmp_path / "top", "strangers": source / "letters", "file": source / "a.yaml"}[
        kind
    ]
    with pytest.raises(StagingError), staged(out, [source]):
        pass
    assert (source / "letters/dear.txt").read_text() == "dear"


def test_a_site_that_anybody_may_read_is_made(tmp_path: Path) -> None:
    with staged(tmp_path / "site", []):
        pass
    assert (tmp_path / "site").stat().st_mode & 0o055 == 0o055


@pytest.mark.parametrize("path", ["../out.html", "a/../../out.html", "/tmp/out.html"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="out of the site"):
        Writer(tmp_path / "site").artifact(Artifact(path, "text/html", b""))


def test_an_address_is_written_as_the_file_that_a_server_looks_for(tmp_path: Path) -> None:
    Writer(tmp_path).page("catalog/default/api/a%23b/", "words")
    assert (tmp_path / "catalog/default/api/a#b/index.html").read_text() == "words"
