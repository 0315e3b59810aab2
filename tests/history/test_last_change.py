"""The last change of a file is found in one pass over the log, whatever the file was called before."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headland.core.run import Silent
from headland.core.source import Folder
from headland.history import History, read_history
from headland.revisions import open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


def _history(repo: GitRepo, at: str | None = None, folder: str = "") -> History:
    return read_history(open_source(repo.path / folder, at=at))


def _sha(history: History, path: str) -> str | None:
    commit = history.last_change(path)
    return commit.sha if commit else None


def test_author_moment_and_subject_are_those_of_the_last_commit_that_changed_the_file(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "1")
    repo.write("b.yaml", "1")
    repo.commit("Begin")
    repo.write("a.yaml", "2")
    changed = repo.commit("Move a on\n\nWith a body.", author="Grace Hopper")
    repo.write("b.yaml", "2")
    repo.commit()

    history = _history(repo)
    commit = history.last_change("a.yaml")

    assert history.note is None
    assert commit is not None
    assert (commit.sha, commit.author, commit.subject) == (changed, "Grace Hopper", "Move a on")
    assert commit.when == datetime(2026, 1, 2, 12, tzinfo=UTC)


def test_a_mailmap_is_heeded(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "1")
    repo.write(".mailmap", "Grace Brewster Hopper <ada@example.org>\n")
    repo.commit(author="ghopper")

    commit = _history(repo).last_change("a.yaml")

    assert commit is not None
    assert commit.author == "Grace Brewster Hopper"


def test_what_is_not_committed_has_no_last_change(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "1")
    repo.write("gone.yaml", "1")
    repo.commit()
    (repo.path / "gone.yaml").unlink()
    repo.commit()
    repo.write("new.yaml", "1")
    repo.write("gone.yaml", "back again, not committed")

    history = _history(repo)

    assert history.last_change("new.yaml") is None
    assert history.last_change("gone.yaml") is None
    assert history.last_change("nowhere.yaml") is None


def test_commits_of_a_file_follow_its_renames(git_repo: Make) -> None:
    repo = git_repo()
    text = "".join(f"line {number}\n" for number in range(30))
    repo.write("one.yaml", text)
    first = repo.commit()
    repo.write("one.yaml", text + "more\n")
    second = repo.commit()
    repo.git("mv", "one.yaml", "two.yaml")
    third = repo.commit()
    repo.git("mv", "two.yaml", "three.yaml")
    fourth = repo.commit()

    history = _history(repo)

    assert [commit.sha for commit in history.commits_of("three.yaml")] == [fourth, third, second, first]
    assert [commit.sha for commit in history.commits_of("three.yaml", limit=2)] == [fourth, third]
    assert history.commits_of("one.yaml") == ()


def test_a_new_file_under_an_old_name_is_another_file(git_repo: Make) -> None:
    repo = git_repo()
    text = "".join(f"line {number}\n" for number in range(30))
    repo.write("a.yaml", text)
    first = repo.commit()
    repo.git("mv", "a.yaml", "b.yaml")
    second = repo.commit()
    repo.write("a.yaml", "something else")
    third = repo.commit()

    history = _history(repo)

    assert [commit.sha for commit in history.commits_of("a.yaml")] == [third]
    assert [commit.sha for commit in history.commits_of("b.yaml")] == [second, first]


def test_two_files_that_swap_their_names_keep_their_pasts(git_repo: Make) -> None:
    repo = git_repo()
    one, two = ("".join(f"{word} {number}\n" for number in range(40)) for word in ("one", "two"))
    repo.write("a.yaml", one)
    first = repo.commit()
    repo.write("b.yaml", two)
    second = repo.commit()
    repo.git("mv", "a.yaml", "t.yaml")
    repo.git("mv", "b.yaml", "a.yaml")
    repo.git("mv", "t.yaml", "b.yaml")
    repo.write("a.yaml", two + "x\n")
    repo.write("b.yaml", one + "x\n")
    repo.git("add", "--all")
    swap = repo.commit()
    # Git shows a swap as two changed files unless the pair is broken up, so that the old past stays with the name.
    assert [commit.sha for commit in _history(repo).commits_of("a.yaml")] == [swap, first]
    assert [commit.sha for commit in _history(repo).commits_of("b.yaml")] == [swap, second]


def test_a_change_on_a_branch_that_did_not_know_of_the_rename_counts(git_repo: Make) -> None:
    repo = git_repo()
    text = "".join(f"line {number}\n" for number in range(30))
    repo.write("a.yaml", text)
    first = repo.commit()
    repo.git("branch", "side")
    repo.git("mv", "a.yaml", "b.yaml")
    renamed = repo.commit()
    repo.git("checkout", "--quiet", "side")
    repo.write("a.yaml", text + "from the side\n")
    changed = repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.git("merge", "--quiet", "--no-edit", "side", GIT_COMMITTER_DATE="2026-02-01T00:00:00Z")

    commits = [commit.sha for commit in _history(repo).commits_of("b.yaml")]

    assert [sha for sha in commits if sha in (first, renamed, changed)] == [changed, renamed, first]


def test_a_merge_is_the_last_change_only_of_what_it_changed_itself(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("both.yaml", "base\n")
    repo.write("side.yaml", "base\n")
    repo.commit()
    repo.git("checkout", "--quiet", "-b", "side")
    repo.write("both.yaml", "side\n")
    repo.write("side.yaml", "side\n")
    side = repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write("both.yaml", "main\n")
    repo.commit()
    with pytest.raises(Exception, match="merge"):
        repo.git("merge", "side")
    repo.write("both.yaml", "both\n")
    merge = repo.commit("Merge side")

    history = _history(repo)

    assert _sha(history, "both.yaml") == merge
    assert _sha(history, "side.yaml") == side


def test_a_folder_has_the_history_of_its_own_files(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("team[1]/a.yaml", "1")
    repo.write("team1/a.yaml", "1")
    first = repo.commit()
    repo.write("team1/a.yaml", "2")
    repo.commit()

    history = _history(repo, folder="team[1]")

    assert _sha(history, "a.yaml") == first
    assert history.last_change("team[1]/a.yaml") is None


def test_history_at_a_revision_ends_there(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "1\n")
    first = repo.commit()
    repo.write("a.yaml", "2\n")
    repo.commit()

    history = _history(repo, at="HEAD~1")

    assert _sha(history, "a.yaml") == first


def test_a_shallow_clone_claims_nothing_about_what_lies_before_its_boundary(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("old.yaml", "1\n")
    repo.write("both.yaml", "1\n2\n")
    repo.commit()
    repo.write("both.yaml", "1\n2\n3\n")
    last = repo.commit()
    clone = git_repo("clone")
    clone.git("fetch", "--quiet", "--depth=2", repo.path.as_uri(), "main")
    clone.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    assert _sha(_history(clone), "old.yaml") is not None, "a whole history that was fetched in depth is no shallow one"

    repo.write("new.yaml", "1")
    newest = repo.commit()
    shallow = git_repo("shallow")
    shallow.git("fetch", "--quiet", "--depth=2", repo.path.as_uri(), "main")
    shallow.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    history = _history(shallow)

    assert _sha(history, "new.yaml") == newest
    assert _sha(history, "both.yaml") is None, f"{last} is the boundary: git cannot tell what it changed"
    assert history.note is not None
    assert "git fetch --unshallow" in history.note


def test_without_git_and_without_a_commit_the_note_says_why(git_repo: Make, tmp_path: Path) -> None:
    plain = read_history(Folder(tmp_path))
    empty = _history(git_repo())

    assert plain.note is not None
    assert "in no git repository" in plain.note
    assert plain.last_change("a.yaml") is None
    assert empty.note is not None
    assert "no commit yet" in empty.note


def test_a_repository_of_another_user_has_a_note_with_the_remedy(
    git_repo: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = git_repo()
    repo.commit()
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")

    note = _history(repo).note

    assert note is not None
    assert "safe.directory" in note


def test_progress_is_told_with_counts(git_repo: Make) -> None:
    class Steps(Silent):
        def __init__(self) -> None:
            self.seen: list[tuple[str, int, int]] = []

        def step(self, what: str, done: int, total: int) -> None:
            self.seen.append((what, done, total))

    repo = git_repo()
    tip = repo.commit()
    tree = repo.git("rev-parse", "HEAD^{tree}")
    for _ in range(500):
        tip = repo.git("commit-tree", tree, "-p", tip, "-m", "x")
    repo.git("reset", "--quiet", "--soft", tip)
    steps = Steps()

    read_history(open_source(repo.path), steps)

    assert steps.seen == [("commits", 500, 501), ("commits", 501, 501)]


def test_each_file_has_the_last_change_that_git_gives_for_it_alone(git_repo: Make) -> None:
    """The referee is git itself, asked file by file, on a history of edits, additions, deletions and renames."""
    repo = git_repo()
    chance = random.Random(11)
    names = [f"d{number % 3}/f{number}.yaml" for number in range(12)]
    for number, name in enumerate(names):
        repo.write(name, "".join(f"{number} {line}\n" for line in range(20)))
    repo.commit()
    for step in range(40):
        name = chance.choice(names)
        match chance.randrange(4):
            case 0:
                moved = f"d{step % 3}/m{step}.yaml"
                repo.git("mv", name, moved)
                names[names.index(name)] = moved
            case 1:
                (repo.path / name).unlink()
                repo.write(f"d0/n{step}.yaml", f"new {step}\n" * 5)
                names[names.index(name)] = f"d0/n{step}.yaml"
            case _:
                repo.write(name, (repo.path / name).read_text() + f"step {step}\n")
        repo.commit(f"Step {step}")

    history = _history(repo)

    expected = {name: repo.git("log", "-1", "--format=%H", "--", name) for name in names}
    assert {name: _sha(history, name) for name in names} == expected
    followed = {name: repo.git("log", "--follow", "--format=%H", "--", name).split("\n") for name in names}
    assert {name: [commit.sha for commit in history.commits_of(name)] for name in names} == followed


def test_the_number_of_git_processes_does_not_grow_with_the_number_of_files(
    git_repo: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One call for each file costs 30 milliseconds a file."""
    few, many = git_repo("few"), git_repo("many")
    for repo, files in ((few, 2), (many, 40)):
        for number in range(files):
            repo.write(f"f{number}.yaml", f"{number}\n")
            repo.commit()
    count = tmp_path / "count"
    shim = tmp_path / "bin" / "git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\necho x >> {count}\nexec {shutil.which("git")} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{shim.parent}:{os.environ['PATH']}")
    calls = []
    for repo in (few, many):
        count.write_text("")
        source = open_source(repo.path)
        history = read_history(source)
        assert all(history.last_change(path) for path in source.paths())
        calls.append(len(count.read_text().split()))

    assert calls[0] == calls[1] > 0
