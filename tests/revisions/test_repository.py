"""What is known about a repository: where it is, its branch, and its remote without credentials."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headland.revisions import repository_of
from headland.revisions.repository import without_credentials

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


def test_no_repository_is_none(tmp_path: Path) -> None:
    assert repository_of(tmp_path) is None
    assert repository_of(tmp_path / "nowhere") is None


def test_top_prefix_head_and_branch(git_repo: Make) -> None:
    repo = git_repo()
    repo.write("a/b/x.yaml", "x")
    head = repo.commit()

    found = repository_of(repo.path / "a" / "b")

    assert found is not None
    assert (found.top, found.prefix, found.head, found.branch) == (repo.path.resolve(), "a/b", head, "main")
    assert (found.remote, found.shallow, found.bare) == (None, False, False)
    assert found.folder == (repo.path / "a" / "b").resolve()


def test_a_folder_reached_by_a_symbolic_link_is_the_folder_it_leads_to(git_repo: Make, tmp_path: Path) -> None:
    repo = git_repo()
    repo.write("a/x.yaml", "x")
    repo.commit()
    (tmp_path / "link").symlink_to(repo.path / "a")

    found = repository_of(tmp_path / "link")

    assert found is not None
    assert found.prefix == "a"


def test_inside_dot_git_there_is_no_working_tree(git_repo: Make) -> None:
    assert repository_of(git_repo().path / ".git") is None


def test_the_remote_of_the_branch_rules_over_origin_and_origin_over_others(git_repo: Make) -> None:
    repo = git_repo()
    repo.commit()
    repo.git("remote", "add", "another", "https://git.example.org/another.git")
    assert _remote(repo) == "https://git.example.org/another.git"
    repo.git("remote", "add", "origin", "https://git.example.org/origin.git")
    assert _remote(repo) == "https://git.example.org/origin.git"
    repo.git("config", "branch.main.remote", "another")
    assert _remote(repo) == "https://git.example.org/another.git"


def test_where_head_is_detached_the_branch_is_the_default_of_the_remote(git_repo: Make, tmp_path: Path) -> None:
    repo = git_repo()
    head = repo.commit()
    repo.git("clone", "--quiet", str(repo.path), str(tmp_path / "clone"))
    clone = git_repo("clone")
    clone.git("checkout", "--quiet", head)
    found = repository_of(clone.path)
    assert found is not None
    assert found.branch == "main"

    clone.git("remote", "remove", "origin")
    found = repository_of(clone.path)
    assert found is not None
    assert found.branch is None


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://ada:secret@github.com/acme/shop.git", "https://github.com/acme/shop.git"),
        ("https://token@github.com/acme/shop.git", "https://github.com/acme/shop.git"),
        ("https://a:b@c@github.com/acme/shop.git", "https://github.com/acme/shop.git"),
        ("ssh://git:secret@github.com/acme/shop.git", "ssh://git@github.com/acme/shop.git"),
        ("git@github.com:acme/shop.git", "git@github.com:acme/shop.git"),
        ("/srv/git/shop.git", "/srv/git/shop.git"),
        ("https://github.com/acme/a@b.git", "https://github.com/acme/a@b.git"),
    ],
)
def test_credentials_are_dropped_from_a_remote(address: str, expected: str) -> None:
    assert without_credentials(address) == expected


def test_a_remote_with_a_token_is_given_without_it(git_repo: Make) -> None:
    repo = git_repo()
    repo.git("remote", "add", "origin", "https://x-access-token:ghs_secret@github.com/acme/shop.git")

    assert _remote(repo) == "https://github.com/acme/shop.git"


def _remote(repo: GitRepo) -> str | None:
    found = repository_of(repo.path)
    assert found is not None
    return found.remote
