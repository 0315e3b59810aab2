"""A revision gives the files of a commit without a checkout, and follows links only inside the opened folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headland.core.source import FileMissing, OutsideRoot, Unreadable
from headland.revisions import Revision, RevisionError, open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


def test_the_files_are_those_of_the_revision_and_not_those_on_disk(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "first")
    repo.write("old.yaml", "old")
    first = repo.commit()
    repo.write("a.yaml", "second")
    (repo.path / "old.yaml").unlink()
    repo.write("new.yaml", "new")
    repo.commit()
    repo.write("a.yaml", "unsaved")

    source = open_source(repo.path, at="HEAD~1")

    assert isinstance(source, Revision)
    assert (source.commit, source.revision) == (first, "HEAD~1")
    assert source.paths() == ("a.yaml", "old.yaml")
    assert source.read("a.yaml") == b"first"
    with pytest.raises(FileMissing, match="at revision 'HEAD~1'"):
        source.read("new.yaml")


@pytest.mark.parametrize("revision", ["main", "v1.0", "HEAD", "HEAD^{commit}", "@", ":/First", "refs/tags/v1.0"])
def test_every_form_of_revision_that_git_knows_is_taken(git_repo: Make, revision: str) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    head = repo.commit("First step")
    repo.git("tag", "--annotate", "--message", "x", "v1.0")

    source = open_source(repo.path, at=revision)

    assert isinstance(source, Revision)
    assert source.commit == head


def test_a_short_commit_name_is_taken(git_repo: Make) -> None:
    repo = git_repo()
    head = repo.commit()

    assert open_source(repo.path, at=head[:8]).paths() == ()


def test_an_unknown_revision_names_the_nearest(git_repo: Make) -> None:
    repo = git_repo()
    repo.commit()
    repo.git("branch", "release-2.1")

    with pytest.raises(RevisionError, match=r"no revision 'relase-2.1'.*did you mean 'release-2.1'"):
        open_source(repo.path, at="relase-2.1")
    with pytest.raises(RevisionError, match="git branch --all"):
        open_source(repo.path, at="zzzzzz")


@pytest.mark.parametrize("revision", ["HEAD:a.yaml", "HEAD^{tree}", ":a.yaml", "HEAD..HEAD", "HEAD ^HEAD", "^HEAD"])
def test_what_is_no_single_commit_is_refused(git_repo: Make, revision: str) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()

    with pytest.raises(RevisionError, match="there is no revision"):
        open_source(repo.path, at=revision)


def test_hidden_and_dependency_folders_and_the_output_are_left_out(git_repo: Make) -> None:
    repo = git_repo()
    for path in (".github/x.yaml", "node_modules/m/x.yaml", "site/x.yaml", "a/x.yaml"):
        repo.write(path, "a")
    repo.commit()

    assert open_source(repo.path, at="HEAD", leave_out=repo.path / "site").paths() == ("a/x.yaml",)


def test_a_folder_is_read_as_it_was(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("team/a.yaml", "a")
    repo.write("other/b.yaml", "b")
    repo.commit()

    source = open_source(repo.path / "team", at="HEAD")

    assert source.paths() == ("a.yaml",)
    assert source.read("a.yaml") == b"a"
    with pytest.raises((FileMissing, OutsideRoot)):
        source.read("../other/b.yaml")


def test_a_folder_that_was_not_there_is_told(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    repo.write("team/a.yaml", "a")
    repo.commit()

    with pytest.raises(RevisionError, match="no folder 'team' at commit"):
        open_source(repo.path / "team", at="HEAD~1")


def test_links_inside_the_root_are_followed_and_links_to_folders_are_not_listed(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("real/a.yaml", "a")
    repo.link("link.yaml", "real/a.yaml")
    repo.link("again.yaml", "./link.yaml")
    repo.link("folder", "real")
    repo.link("dangling.yaml", "nothing.yaml")
    repo.commit()

    source = open_source(repo.path, at="HEAD")

    assert source.paths() == ("again.yaml", "dangling.yaml", "link.yaml", "real/a.yaml")
    assert source.paths() == open_source(repo.path).paths()
    assert [source.read(path) for path in ("link.yaml", "again.yaml", "folder/a.yaml")] == [b"a", b"a", b"a"]
    with pytest.raises(FileMissing):
        source.read("dangling.yaml")
    with pytest.raises(FileMissing):
        source.read("folder")


def test_a_link_may_leave_the_folder_and_come_back(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("team/a.yaml", "a")
    repo.link("team/b.yaml", "../team/a.yaml")
    repo.commit()

    assert open_source(repo.path / "team", at="HEAD").read("b.yaml") == b"a"
    assert open_source(repo.path / "team").read("b.yaml") == b"a"


def test_a_file_is_no_folder(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()

    with pytest.raises(FileMissing):
        open_source(repo.path, at="HEAD").read("a.yaml/b")


def test_a_clone_without_the_file_contents_says_so_and_fetches_nothing(git_repo: Make, tmp_path: Path) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    repo.git("config", "uploadpack.allowFilter", "true")
    address = repo.path.as_uri()
    repo.git("clone", "--quiet", "--no-checkout", "--filter=blob:none", address, str(tmp_path / "partial"))

    source = open_source(tmp_path / "partial", at="HEAD")

    assert source.paths() == ("a.yaml",)
    with pytest.raises(Unreadable, match="is not in this clone"):
        source.read("a.yaml")


def test_a_file_after_one_that_could_not_be_read_is_read(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.write("b.yaml", "b")
    repo.commit()
    blob = repo.git("rev-parse", "HEAD:a.yaml")
    (repo.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()

    source = open_source(repo.path, at="HEAD")

    with pytest.raises(Unreadable):
        source.read("a.yaml")
    assert source.read("b.yaml") == b"b"
