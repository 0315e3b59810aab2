"""The files of any git revision, without a checkout."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from headland.core.source import FileMissing, OutsideRoot, Unreadable, is_left_out
from headland.revisions.names import resolve_revision
from headland.revisions.objects import Objects
from headland.revisions.process import GitError, run_git
from headland.revisions.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINKS = 40
"""As many symbolic links as Linux follows on the way to one file."""

_LINK, _SUBMODULE = "120000", "160000"


class RevisionError(Exception):
    """A folder or a revision cannot be opened; the message says why, and what to do, in words for the user."""


@dataclass(frozen=True, slots=True)
class _Entry:
    mode: str
    object_name: str


class Revision:
    """A folder of a repository as it was at a revision. Symbolic links are followed only within that folder."""

    def __init__(self, repository: Repository, revision: str, name: str, *, leave_out: Path | None = None) -> None:
        """Open `revision`, as git names it: a branch, a tag, a commit, `HEAD~3`. Raises RevisionError."""
        self._repository, self._revision, self._name = repository, revision, name
        try:
            self._commit = resolve_revision(repository, revision)
            entries = dict(_entries(repository, self._commit))
        except GitError as error:
            raise RevisionError(error.message) from error
        self._entries: Mapping[str, _Entry] = entries
        self._folders = frozenset(_folders_of(entries))
        self._left_out = _left_out(repository, leave_out)
        self._objects = Objects(repository)

    @property
    def name(self) -> str:
        return self._name

    @property
    def folder(self) -> Path | None:
        return self._repository.folder

    @property
    def repository(self) -> Repository:
        """The repository that the revision belongs to."""
        return self._repository

    @property
    def revision(self) -> str:
        """The revision as it was asked for."""
        return self._revision

    @property
    def commit(self) -> str:
        """The full name of the commit that the revision stands for."""
        return self._commit

    def paths(self) -> tuple[str, ...]:
        return tuple(
            sorted(
                path
                for path, entry in self._entries.items()
                if entry.mode != _SUBMODULE
                and not is_left_out(path)
                and not (self._left_out and path.startswith(self._left_out))
                and not self._is_link_to_folder(path, entry)
            )
        )

    def read(self, path: str) -> bytes:
        entry = self._entries.get(path)
        if entry is None or entry.mode == _LINK:
            entry = self._entries.get(self._follow(path))
        if entry is None or entry.mode == _SUBMODULE:
            raise FileMissing(f"there is no file {path!r} at revision {self._revision!r}")
        return self._bytes(path, entry)

    def _bytes(self, path: str, entry: _Entry) -> bytes:
        try:
            return self._objects.read(entry.object_name)
        except GitError as error:
            raise Unreadable(f"{path!r} cannot be read at revision {self._revision!r}: {error.message}") from error

    def _is_link_to_folder(self, path: str, entry: _Entry) -> bool:
        """A link to a folder is not listed, as it is not in a folder on disk; links that lead nowhere are."""
        if entry.mode != _LINK:
            return False
        try:
            target = self._follow(path)
        except (OutsideRoot, FileMissing, Unreadable):
            return False
        return target == "" or target in self._folders

    def _follow(self, path: str) -> str:
        """The path without any symbolic link in it. Raises OutsideRoot, FileMissing and Unreadable.

        It walks in the repository's own paths, so that a link may leave the opened folder by `..` and come back, as
        it may on disk; where it stands outside at the end of a name, it has left.
        """
        root = tuple(part for part in self._repository.prefix.split("/") if part)
        here = list(root)
        ahead = path.split("/")[::-1]
        links = 0
        while ahead:
            part = ahead.pop()
            if part in ("", "."):
                continue
            if part == "..":
                if not here:
                    raise OutsideRoot(f"{path!r} leads out of the root by a symbolic link")
                here.pop()
                continue
            here.append(part)
            if tuple(here) == root[: len(here)]:
                continue
            if tuple(here[: len(root)]) != root:
                raise OutsideRoot(f"{path!r} leads out of the root by a symbolic link")
            at = "/".join(here[len(root) :])
            entry = self._entries.get(at)
            if entry is None:
                if at in self._folders:
                    continue
                raise FileMissing(f"there is no file {path!r} at revision {self._revision!r}")
            if entry.mode == _LINK:
                links += 1
                if links > MOST_LINKS:
                    raise Unreadable(f"{path!r} is a symbolic link that leads to more than {MOST_LINKS} others")
                target = os.fsdecode(self._bytes(at, entry))
                if target.startswith("/"):
                    raise OutsideRoot(f"{path!r} is or follows a symbolic link to an absolute path")
                here.pop()
                ahead.extend(target.split("/")[::-1])
            elif ahead:
                raise FileMissing(f"there is no file {path!r} at revision {self._revision!r}: {at!r} is a file")
        if tuple(here[: len(root)]) != root:
            raise OutsideRoot(f"{path!r} leads out of the root by a symbolic link")
        return "/".join(here[len(root) :])


def _entries(repository: Repository, commit: str) -> Iterator[tuple[str, _Entry]]:
    """The files below the repository's folder. Raises GitError and RevisionError."""
    try:
        tree = run_git(
            repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", _tree(repository, commit)
        )
        kind = run_git(repository.top, "cat-file", "-t", tree.decode().strip())
    except GitError:
        kind = b""
    if kind.strip() != b"tree":
        raise RevisionError(f"there is no folder {repository.prefix!r} at commit {commit[:12]}")
    listed = run_git(repository.top, "ls-tree", "-r", "-z", "--full-tree", "--end-of-options", tree.decode().strip())
    for line in listed.split(b"\0"):
        if line:
            about, _, path = line.partition(b"\t")
            mode, _, object_name = about.decode("ascii").split(" ")
            yield os.fsdecode(path), _Entry(mode, object_name)


def _tree(repository: Repository, commit: str) -> str:
    return f"{commit}:{repository.prefix}" if repository.prefix else f"{commit}^{{tree}}"


def _folders_of(paths: Iterable[str]) -> set[str]:
    folders = {""}
    for path in paths:
        parent = path.rpartition("/")[0]
        while parent not in folders:
            folders.add(parent)
            parent = parent.rpartition("/")[0]
    return folders


def _left_out(repository: Repository, folder: Path | None) -> str | None:
    root = repository.folder
    if folder is None or folder.resolve() == root or not folder.resolve().is_relative_to(root):
        return None
    return f"{folder.resolve().relative_to(root).as_posix()}/"
