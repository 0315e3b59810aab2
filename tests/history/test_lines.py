"""The last change of lines is by blame, also while the file holds changes that are not committed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from headland.history import read_history
from headland.history.lines import committed_lines
from headland.revisions import open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]

TEXTS = st.lists(st.sampled_from([b"a", b"b", b"c", b""]), max_size=12).map(b"\n".join)


def _change(repo: GitRepo, first: int, last: int, path: str = "a.yaml", at: str | None = None) -> str | None:
    commit = read_history(open_source(repo.path, at=at)).last_change_of(path, first, last)
    return commit.subject if commit else None


def test_each_record_of_a_file_has_the_last_change_of_its_own_lines(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one\n---\ntwo\n---\nthree\n")
    repo.commit("All three")
    repo.write("a.yaml", "one\n---\ntwo\n---\nthree, changed\n")
    repo.commit("The third")
    repo.write("a.yaml", "one\n---\ntwo, changed\n---\nthree, changed\n")
    repo.commit("The second", author="Grace Hopper")

    assert _change(repo, 1, 2) == "All three"
    assert _change(repo, 3, 4) == "The second"
    assert _change(repo, 5, 5) == "The third"
    assert _change(repo, 1, 5) == "The second"
    assert _change(repo, 3, 4, at="HEAD~1") == "All three"


def test_lines_that_are_not_committed_are_passed_over_and_move_the_others(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one\n---\ntwo\n")
    repo.commit("Both")
    repo.write("a.yaml", "one\n---\ntwo, changed\n")
    repo.commit("The second")
    repo.write("a.yaml", "zero\n---\none\n---\ntwo, changed\n")

    assert _change(repo, 1, 1) is None
    assert _change(repo, 3, 3) == "Both"
    assert _change(repo, 5, 5) == "The second"
    assert _change(repo, 2, 3) == "Both"


def test_other_line_ends_on_disk_are_no_change(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one\ntwo\n")
    repo.commit("Both")
    repo.write("a.yaml", "one\r\ntwo\r\n")

    assert _change(repo, 1, 2) == "Both"


def test_lines_keep_their_past_through_a_rename(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "".join(f"line {number}\n" for number in range(20)))
    repo.commit("Begin")
    repo.git("mv", "a.yaml", "b.yaml")
    repo.commit("Rename")

    assert _change(repo, 1, 20, path="b.yaml") == "Begin"


def test_lines_that_came_from_another_folder_keep_their_past(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("elsewhere/a.yaml", "".join(f"line {number}\n" for number in range(20)))
    repo.commit("Begin")
    repo.write("team/x", "x")
    repo.git("mv", "elsewhere/a.yaml", "team/a.yaml")
    repo.commit("Move")

    commit = read_history(open_source(repo.path / "team")).last_change_of("a.yaml", 1, 20)

    assert commit is not None
    assert commit.subject == "Begin"


def test_lines_outside_the_file_have_no_change(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one\n")
    repo.commit()

    assert _change(repo, 5, 9) is None
    assert _change(repo, 0, 0) is None
    assert _change(repo, 1, 9) == "A change"


def test_names_that_git_could_take_for_patterns_or_options_are_blamed(git_repo: Make) -> None:
    repo = git_repo()
    for name in ("*.yaml", "-L.yaml", ":(top)a.yaml", "a b\n.yaml"):
        repo.write(name, "one\n")
        repo.commit(name.replace("\n", " "))

    for name in ("*.yaml", "-L.yaml", ":(top)a.yaml", "a b\n.yaml"):
        assert _change(repo, 1, 1, path=name) == " ".join(name.split())


@given(committed=TEXTS, present=TEXTS)
def test_a_line_is_traced_only_to_the_same_line_and_in_the_same_order(committed: bytes, present: bytes) -> None:
    old, new = committed.split(b"\n"), present.split(b"\n")

    origin = committed_lines(committed, present)

    traced = [at for at in origin if at is not None]
    assert len(origin) == len(new)
    assert all(at is None or old[at] == line for at, line in zip(origin, new, strict=True))
    assert traced == sorted(set(traced))


@given(text=TEXTS, line=st.integers(0, 12))
def test_an_inserted_line_leaves_all_others_traced(text: bytes, line: int) -> None:
    lines = text.split(b"\n")
    at = min(line, len(lines))

    origin = committed_lines(text, b"\n".join([*lines[:at], b"new", *lines[at:]]))

    assert [place for place in origin if place is not None] == list(range(len(lines)))
