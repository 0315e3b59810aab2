"""The files of a working tree, as git lists them: tracked ones, and untracked ones that are not ignored."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from headland.core.source import Folder, is_left_out
from headland.revisions.process import GitError, run_git
from headland.revisions.repository import Repository


class Worktree:
    """A folder of a working tree. Files of submodules are not listed: they are another repository's."""

    def __init__(self, repository: Repository, name: str, *, leave_out: Path | None = None) -> None:
        """Take the repository's folder as the root; `leave_out` is a folder below it that is never listed."""
        self._repository, self._name = repository, name
        self._files = Folder(repository.folder, name)
        self._left_out = _below(repository.folder, leave_out)

    @property
    def name(self) -> str:
        return self._name

    @property
    def folder(self) -> Path | None:
        return self._files.folder

    @property
    def repository(self) -> Repository:
        """The repository that the folder belongs to."""
        return self._repository

    def paths(self) -> tuple[str, ...]:
        """All files, sorted; found by walking where git, which could be asked on opening, no longer answers."""
        try:
            listed = list_files(self._repository)
        except GitError:
            return tuple(path for path in self._files.paths() if not self._leaves_out(path))
        root = f"{self._repository.folder}/"
        return tuple(
            path
            for path in sorted(listed)
            if not is_left_out(path) and not self._leaves_out(path) and _is_file(root + path)
        )

    def read(self, path: str) -> bytes:
        return self._files.read(path)

    def _leaves_out(self, path: str) -> bool:
        return self._left_out is not None and path.startswith(self._left_out)


def list_files(repository: Repository) -> set[str]:
    """All paths below the repository's folder that git tracks, or would if asked to add. Raises GitError."""
    printed = run_git(repository.folder, "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    return {os.fsdecode(path) for path in printed.split(b"\0") if path and not path.endswith(b"/")}


def is_ignored(repository: Repository) -> bool:
    """Whether the repository's folder is one that its own `.gitignore` leaves out, and holds no tracked file."""
    if not repository.prefix or list_files(repository):
        return False
    try:
        run_git(repository.top, "check-ignore", "--quiet", "--", f"./{repository.prefix}")
    except GitError:
        return False
    return True


def _is_file(path: str) -> bool:
    """Whether there is a file, or a link to one, or a link to nothing (which reading then tells)."""
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISREG(mode) or (stat.S_ISLNK(mode) and not Path(path).is_dir())


def _below(root: Path, folder: Path | None) -> str | None:
    if folder is None or not folder.resolve().is_relative_to(root) or folder.resolve() == root:
        return None
    return f"{folder.resolve().relative_to(root).as_posix()}/"
