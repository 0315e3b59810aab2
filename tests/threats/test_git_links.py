"""Symbolic links in a repository that lead out of the opened folder, on disk and in the trees of git."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from headland.core.source import OutsideRoot, SourceError, Unreadable
from headland.revisions import open_source

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]

LEAVING = {
    "absolute": {"out.yaml": "/etc/passwd"},
    "upwards": {"out.yaml": "../secret.yaml"},
    "far upwards": {"out.yaml": "../../../../../../../../../../../../etc/passwd"},
    "by a folder": {"folder": "..", "out.yaml": "folder/secret.yaml"},
    "by a chain": {"one": "two", "two": "three", "three": "../secret.yaml", "out.yaml": "one"},
    "down and up": {"out.yaml": "real/../../secret.yaml"},
    "into a sibling with the same beginning": {"out.yaml": "../team-secret/secret.yaml"},
}


@pytest.mark.parametrize("case", LEAVING)
@pytest.mark.parametrize("at", [None, "HEAD"])
def test_a_link_that_leaves_the_root_gives_nothing(git_repo: Make, case: str, at: str | None) -> None:
    """CVE-2021-32662, CVE-2026-25152, CVE-2026-24047, CVE-2024-26150: files from outside are published by links."""
    repo = git_repo()
    repo.write("secret.yaml", "secret")
    repo.write("team-secret/secret.yaml", "secret")
    repo.write("team/real/a.yaml", "a")
    for name, target in LEAVING[case].items():
        repo.link(f"team/{name}", target)
    repo.commit()

    source = open_source(repo.path / "team", at=at)

    with pytest.raises(OutsideRoot):
        source.read("out.yaml")
    with pytest.raises(SourceError):
        source.read("folder/secret.yaml")


@pytest.mark.parametrize("at", [None, "HEAD"])
@pytest.mark.parametrize("path", ["../secret.yaml", "real/../../secret.yaml", "/etc/passwd", "../team/../secret.yaml"])
def test_a_path_that_leaves_the_root_gives_nothing(git_repo: Make, path: str, at: str | None) -> None:
    """CVE-2021-40978: a path with `..` or an absolute one is read as it is."""
    repo = git_repo()
    repo.write("secret.yaml", "secret")
    repo.write("team/real/a.yaml", "a")
    repo.commit()

    with pytest.raises(SourceError):
        open_source(repo.path / "team", at=at).read(path)


@pytest.mark.parametrize("at", [None, "HEAD"])
def test_links_in_a_ring_end(git_repo: Make, at: str | None) -> None:
    """A link to itself, or two to one another, keep nobody busy."""
    repo = git_repo()
    repo.link("self.yaml", "self.yaml")
    repo.link("one.yaml", "two.yaml")
    repo.link("two.yaml", "one.yaml")
    repo.link("deep", "deep/deep")
    repo.commit()

    source = open_source(repo.path, at=at)

    for path in ("self.yaml", "one.yaml", "deep/x.yaml"):
        with pytest.raises(Unreadable):
            source.read(path)


def test_a_chain_of_links_at_a_revision_has_a_limit(git_repo: Make) -> None:
    """Links that double: each leads to two others, so that names grow without bound."""
    repo = git_repo()
    repo.write("l0/x.yaml", "x")
    for number in range(1, 60):
        repo.link(f"l{number}", f"l{number - 1}/../l{number - 1}")
    repo.commit()

    with pytest.raises(Unreadable, match="more than 40"):
        open_source(repo.path, at="HEAD").read("l59/x.yaml")


def test_a_tree_with_names_that_leave_it_gives_no_file_outside(git_repo: Make) -> None:
    """Trees are made by hand as easily as by git: `..`, `.git` and a slash may stand in their names."""
    repo = git_repo()
    repo.write("team/a.yaml", "a")
    repo.write("secret.yaml", "secret")
    repo.commit()
    blob = bytes.fromhex(repo.git("rev-parse", "HEAD:secret.yaml"))
    raw = b"".join(b"100644 " + name + b"\0" + blob for name in (b"..", b".git", b"../../x.yaml", b"ok.yaml"))
    (repo.path.parent / "tree").write_bytes(raw)
    tree = repo.git("hash-object", "-t", "tree", "-w", "--literally", str(repo.path.parent / "tree"))
    commit = repo.git("commit-tree", tree, "-m", "forged")

    source = open_source(repo.path, at=commit)

    assert source.paths() == ("ok.yaml",)
