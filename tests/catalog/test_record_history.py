"""A record's commits are those of its file, or of its own text where the file holds several records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from headland.catalog import record_history as record_history_module
from headland.core.run import Run
from headland.portal.load import load, read_record_history

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


def _record(name: str, description: str, namespace: str = "") -> str:
    placed = f", namespace: {namespace}" if namespace else ""
    return (
        "apiVersion: backstage.io/v1alpha1\nkind: Component\n"
        f"metadata: {{name: {name}, description: {description}{placed}}}\n"
        "spec: {type: service, lifecycle: production, owner: team}\n"
    )


def _commits(repo: GitRepo, at: str | None = None) -> dict[str, list[str]]:
    portal = load([repo.path], Run(as_of=datetime(2026, 3, 1, tzinfo=UTC)), at=at)
    history = read_record_history(portal)
    return {
        ref.key.removeprefix("component:default/"): [commit.subject for commit in history.commits_of(record)]
        for ref, record in portal.catalog.items()
    }


def _notes(repo: GitRepo) -> dict[str, str | None]:
    portal = load([repo.path], Run(as_of=datetime(2026, 3, 1, tzinfo=UTC)))
    history = read_record_history(portal)
    return {ref.name: history.note(record) for ref, record in portal.catalog.items()}


def test_each_record_of_a_file_has_the_commits_of_its_own_text(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("two", "x"))
    repo.commit("Both")
    repo.write("a.yaml", _record("one", "y") + "---\n" + _record("two", "x"))
    repo.commit("The first")
    repo.write(
        "a.yaml", _record("two", "x") + "---\n# a third\n" + _record("three", "x") + "---\n" + _record("one", "y")
    )
    repo.commit("One more, in another order")
    repo.write("b.yaml", _record("four", "x"))
    repo.commit("Alone")
    repo.write("a.yaml", (repo.path / "a.yaml").read_text().replace("\n", "\r\n").replace("---", "--- "))
    repo.commit("Line ends")

    assert _commits(repo) == {
        "one": ["The first", "Both"],
        "two": ["Both"],
        "three": ["One more, in another order"],
        "four": ["Alone"],
    }
    assert _commits(repo, at="HEAD~3") == {"one": ["The first", "Both"], "two": ["Both"]}


def test_a_line_that_was_removed_is_a_change_which_blame_would_not_know(git_repo: Make) -> None:
    repo = git_repo()
    with_tags = _record("one", "x").replace("spec:", "# about to go\nspec:")
    repo.write("a.yaml", with_tags + "---\n" + _record("two", "x"))
    repo.commit("Both")
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("two", "x"))
    repo.commit("A line less")

    assert _commits(repo)["one"] == ["A line less", "Both"]


def test_records_of_one_name_in_two_namespaces_are_two(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("one", "x", "other"))
    repo.commit("Both")
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("one", "y", "other"))
    repo.commit("The other")

    assert _commits(repo) == {"one": ["Both"], "component:other/one": ["The other", "Both"]}


def test_a_text_that_was_broken_once_and_text_around_records_are_passed_over(git_repo: Make) -> None:
    repo = git_repo()
    repo.write(
        "a.yaml", "# nothing\n---\n" + _record("one", "x") + "---\n{{ broken\n---\n\n---\n" + _record("two", "x")
    )
    repo.commit("Broken")
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("two", "x") + "...\n")
    repo.commit("Whole")

    assert _commits(repo) == {"one": ["Broken"], "two": ["Broken"]}


def test_what_is_not_committed_has_no_commits(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a.yaml", _record("one", "x"))
    repo.commit("One")
    repo.write("a.yaml", _record("one", "x") + "---\n" + _record("two", "x"))

    assert _commits(repo) == {"one": ["One"], "two": []}
    assert _notes(repo) == {"one": None, "two": None}


def test_a_file_that_is_rewritten_over_and_over_costs_no_more_than_its_newest_changes(
    git_repo: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = git_repo()
    for number in range(6):
        repo.write("a.yaml", "---\n".join(_record(name, f"v{number}") for name in ("one", "two", "three")))
        repo.commit(f"Step {number}")
    monkeypatch.setattr(record_history_module, "MOST_TEXTS", 5)

    assert _commits(repo)["one"] == ["Step 5", "Step 4"]
    assert "a file of its own would tell them" in str(_notes(repo)["one"])


def test_a_change_of_the_file_that_a_definition_is_taken_from_changes_the_api(git_repo: Make) -> None:
    repo = git_repo()
    api = _record("one", "x").replace("kind: Component", "kind: API").replace("{type: service", "{type: openapi")
    repo.write("openapi.yaml", "openapi: 3.1.0\n")
    repo.commit("The definition alone")
    repo.write("one.yaml", api.replace("owner: team}", "owner: team, definition: {$text: ./openapi.yaml}}"))
    repo.commit("The record")
    repo.write("openapi.yaml", "openapi: 3.1.1\n")
    repo.commit("Another version")
    repo.write("other.yaml", "x: 1\n")
    repo.commit("Nothing of it")
    assert _commits(repo) == {"api:default/one": ["Another version", "The record", "The definition alone"]}
