"""In a file with several texts, each commit is known by the texts that it left and that no parent had."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.core.source import Folder
from headland.history import history as history_module
from headland.history import read_history
from headland.history.trails import Trails
from headland.revisions import FileChange, open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


def _lines(data: bytes) -> list[bytes]:
    return data.split()


def _changed(
    repo: GitRepo, path: str = "a.yaml", folder: str = "", at: str | None = None
) -> list[tuple[str, set[str]]]:
    history = read_history(open_source(repo.path / folder, at=at), versions_of=[path])
    return [
        (commit.subject, {text.decode() for text in texts}) for commit, texts in history.changed_texts(path, _lines)
    ]


def test_a_commit_changed_the_texts_that_it_left_different_from_before(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one two three")
    repo.commit("All three")
    repo.write("a.yaml", "one three-b two")
    repo.commit("The third, and their order")
    repo.write("a.yaml", "three-b two")
    repo.commit("Without the first")
    repo.write("a.yaml", "not committed")

    assert _changed(repo) == [
        ("Without the first", set()),
        ("The third, and their order", {"three-b"}),
        ("All three", {"one", "two", "three"}),
    ]
    assert _changed(repo, at="HEAD~2") == [("All three", {"one", "two", "three"})]


def test_a_merge_changed_only_what_none_of_its_parents_has(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one\n\n\n\ntwo\n")
    repo.commit("Begin")
    repo.git("switch", "--quiet", "--create", "side")
    repo.write("a.yaml", "one-side\n\n\n\ntwo\n")
    repo.commit("On the side")
    repo.git("switch", "--quiet", "main")
    repo.write("a.yaml", "one\n\n\n\ntwo-main\n")
    repo.commit("On main")
    repo.git("merge", "--quiet", "--no-commit", "side")
    repo.write("a.yaml", "one-side\n\n\n\ntwo-merged\n")
    repo.commit("Merge")

    assert dict(_changed(repo)) == {
        "Merge": {"two-merged"},
        "On main": {"two-main"},
        "On the side": {"one-side"},
        "Begin": {"one", "two"},
    }


@pytest.mark.parametrize("name", ["b.yaml", "-L.yaml", ":(top)a.yaml", "a b\n.yaml"])
def test_texts_keep_their_past_through_renames_to_any_name(git_repo: Make, name: str) -> None:
    repo = git_repo()
    text = " ".join(f"text-{number}" for number in range(200))
    repo.write("elsewhere/a.yaml", text)
    repo.commit("Begin")
    repo.write("team/x", "x")
    repo.git("mv", "elsewhere/a.yaml", f"./team/{name}")
    repo.commit("Move")
    repo.write(f"team/{name}", f"{text} more")
    repo.commit("More")

    assert _changed(repo, f"team/{name}")[:2] == [("More", {"more"}), ("Move", set())]
    assert len(_changed(repo, f"team/{name}")[2][1]) == 200


def test_nothing_is_known_of_files_that_were_not_asked_for_nor_without_git(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", "one")
    repo.commit()

    assert list(read_history(open_source(repo.path)).changed_texts("a.yaml", _lines)) == []
    assert list(read_history(Folder(repo.path.parent)).changed_texts("a.yaml", _lines)) == []


def test_reading_the_past_ends_where_it_is_too_much(git_repo: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    repo = git_repo()
    for number in range(5):
        repo.write("a.yaml", f"{number} " * 50)
        repo.commit(f"Step {number}")
    monkeypatch.setattr(history_module, "MOST_BYTES", 300)

    assert [subject for subject, _ in _changed(repo)] == ["Step 4", "Step 3"]


NAMES = st.sampled_from("abc")
CHANGES = st.lists(
    st.lists(
        st.builds(FileChange, st.sampled_from("AMDR"), NAMES, NAMES, st.just(("0" * 40,)), st.just("1" * 40)),
        max_size=3,
    ),
    max_size=8,
)


@given(commits=CHANGES)
def test_keeping_versions_changes_no_trail_and_every_commit_of_a_trail_has_one(commits: list[list[FileChange]]) -> None:
    plain, kept = Trails(), Trails("abc")
    for number, changes in enumerate(commits):
        plain.add(number, changes)
        kept.add(number, changes)

    for name in "abc":
        assert kept.of(name) == plain.of(name)
        assert all(kept.objects_of(name, number)[1] for number in kept.of(name))
