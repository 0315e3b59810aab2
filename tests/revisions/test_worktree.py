"""A working tree gives what git lists, below the folder that was opened, and reads nothing outside it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headland.core.run import Silent
from headland.core.source import FileMissing, Folder, OutsideRoot, Unreadable
from headland.revisions import RevisionError, Worktree, open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


class Remarks(Silent):
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def remark(self, message: str) -> None:
        self.said.append(message)


def test_tracked_and_untracked_files_are_listed_and_ignored_ones_are_not(git_repo: Make) -> None:
    repo = git_repo()
    repo.write(".gitignore", "build/\n")
    repo.write("tracked.yaml", "a")
    repo.commit()
    repo.write("untracked.yaml", "b")
    repo.write("build/out.yaml", "c")

    source = open_source(repo.path)

    assert isinstance(source, Worktree)
    assert source.paths() == ("tracked.yaml", "untracked.yaml")


def test_a_file_that_was_deleted_from_disk_is_not_listed(git_repo: Make) -> None:
    repo = git_repo()
    gone = repo.write("gone.yaml", "a")
    repo.write("kept.yaml", "b")
    repo.commit()
    gone.unlink()

    assert open_source(repo.path).paths() == ("kept.yaml",)


def test_hidden_and_dependency_folders_and_the_output_are_left_out_even_when_tracked(git_repo: Make) -> None:
    repo = git_repo()
    for path in (".github/x.yaml", "node_modules/m/x.yaml", "site/x.yaml", "site-notes/x.yaml", "a/x.yaml"):
        repo.write(path, "a")
    repo.commit()

    assert open_source(repo.path, leave_out=repo.path / "site").paths() == ("a/x.yaml", "site-notes/x.yaml")


def test_a_folder_inside_a_repository_is_a_root_of_its_own(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("team/a.yaml", "a")
    repo.write("other/b.yaml", "b")
    repo.commit()

    source = open_source(repo.path / "team")

    assert source.paths() == ("a.yaml",)
    assert isinstance(source, Worktree)
    assert source.repository.prefix == "team"
    assert source.repository.in_repository("a.yaml") == "team/a.yaml"
    with pytest.raises(OutsideRoot):
        source.read("../other/b.yaml")


def test_a_hidden_folder_that_is_named_on_purpose_is_opened(git_repo: Make) -> None:
    repo = git_repo()
    repo.write(".backstage/a.yaml", "a")
    repo.commit()

    source = open_source(repo.path / ".backstage")

    assert source.paths() == ("a.yaml",)
    assert source.read("a.yaml") == b"a"


def test_a_folder_that_git_ignores_is_walked_when_it_is_named_on_purpose(git_repo: Make) -> None:
    repo = git_repo()
    repo.write(".gitignore", "export/\n")
    repo.write("export/a.yaml", "a")
    repo.commit()

    assert open_source(repo.path / "export").paths() == ("a.yaml",)


def test_unusual_names_are_listed_as_they_are(git_repo: Make) -> None:
    repo = git_repo()
    names = ("-x.yaml", "a\nb.yaml", 'quo"te.yaml', "tab\t.yaml", "ünïcode.yaml", "*.yaml")
    for name in names:
        repo.write(name, name)
    repo.commit()

    source = open_source(repo.path)

    assert source.paths() == tuple(sorted(names))
    assert all(source.read(name) == name.encode() for name in names)
    assert open_source(repo.path, at="HEAD").paths() == source.paths()


def test_names_that_are_not_utf8_can_be_read(git_repo: Make) -> None:
    repo = git_repo()
    name = os.fsdecode(b"caf\xe9.yaml")
    repo.write(name, "a")
    repo.commit()

    for source in (open_source(repo.path), open_source(repo.path, at="HEAD")):
        assert source.paths() == (name,)
        assert source.read(name) == b"a"


def test_files_of_a_submodule_are_not_listed(git_repo: Make) -> None:
    inner, outer = git_repo("inner"), git_repo("outer")
    inner.write("x.yaml", "x")
    inner.commit()
    outer.write("a.yaml", "a")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(inner.path), "sub")
    outer.commit()

    assert open_source(outer.path).paths() == ("a.yaml",)
    at_head = open_source(outer.path, at="HEAD")
    assert at_head.paths() == ("a.yaml",)
    with pytest.raises(FileMissing):
        at_head.read("sub")


def test_a_conflict_does_not_list_a_file_twice(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "base")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "other")
    repo.write("a.yaml", "other")
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("a.yaml", "main")
    repo.commit()
    with pytest.raises(Exception, match="merge"):
        repo.git("merge", "other")

    assert open_source(repo.path).paths() == ("a.yaml",)


def test_without_a_commit_files_are_listed_all_the_same(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")

    source = open_source(repo.path)

    assert source.paths() == ("a.yaml",)
    assert isinstance(source, Worktree)
    assert source.repository.head is None
    with pytest.raises(RevisionError, match="no commit yet"):
        open_source(repo.path, at="HEAD")


def test_a_linked_worktree_is_a_working_tree(git_repo: Make, tmp_path: Path) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    repo.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    (tmp_path / "side" / "b.yaml").write_text("b")

    source = open_source(tmp_path / "side")

    assert source.paths() == ("a.yaml", "b.yaml")
    assert isinstance(source, Worktree)
    assert source.repository.branch == "side"
    assert open_source(tmp_path / "side", at="main").read("a.yaml") == b"a"


def test_without_git_a_folder_is_walked(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")

    source = open_source(tmp_path, name="here")

    assert isinstance(source, Folder)
    assert (source.name, source.paths()) == ("here", ("a.yaml",))


def test_where_git_is_not_installed_a_folder_is_walked_and_the_user_is_told(
    git_repo: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    monkeypatch.setenv("PATH", str(repo.path))
    remarks = Remarks()

    assert open_source(repo.path, reporter=remarks).paths() == ("a.yaml",)
    assert "git is not installed" in remarks.said[0]
    with pytest.raises(RevisionError, match="git is not installed"):
        open_source(repo.path, at="HEAD")


def test_a_repository_of_another_user_is_walked_and_the_user_is_told_what_to_do(
    git_repo: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    remarks = Remarks()

    source = open_source(repo.path, reporter=remarks)

    assert isinstance(source, Folder)
    assert source.paths() == ("a.yaml",)
    assert "git config --global --add safe.directory" in remarks.said[0]


def test_a_missing_folder_and_a_file_are_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a")

    with pytest.raises(RevisionError, match="does not exist"):
        open_source(tmp_path / "nowhere")
    with pytest.raises(RevisionError, match="is a file; name the folder"):
        open_source(tmp_path / "a.yaml")
    with pytest.raises(RevisionError, match="in no git repository"):
        open_source(tmp_path, at="HEAD")


def test_a_bare_repository_asks_for_a_revision_and_is_read_at_one(git_repo: Make, tmp_path: Path) -> None:
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    repo.git("clone", "--quiet", "--bare", str(repo.path), str(tmp_path / "bare.git"))

    with pytest.raises(RevisionError, match="--at HEAD"):
        open_source(tmp_path / "bare.git")
    source = open_source(tmp_path / "bare.git", at="main")
    assert source.paths() == ("a.yaml",)
    assert source.read("a.yaml") == b"a"


def test_a_named_pipe_is_refused_and_not_waited_for(git_repo: Make) -> None:
    repo = git_repo()
    os.mkfifo(repo.path / "pipe.yaml")

    source = open_source(repo.path)

    assert source.paths() == ()
    with pytest.raises(Unreadable, match="not an ordinary file"):
        source.read("pipe.yaml")


def test_what_git_sets_for_its_hooks_does_not_lead_to_another_repository(
    git_repo: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, hook = git_repo("ours"), git_repo("hook")
    ours.write("ours.yaml", "a")
    ours.commit()
    hook.write("hook.yaml", "b")
    hook.commit()
    monkeypatch.setenv("GIT_DIR", str(hook.path / ".git"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(hook.path / ".git" / "index"))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(hook.path / ".git" / "objects"))

    assert open_source(ours.path).paths() == ("ours.yaml",)
    assert open_source(ours.path, at="HEAD").read("ours.yaml") == b"a"
