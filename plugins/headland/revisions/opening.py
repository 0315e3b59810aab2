"""Opening a folder: as a revision, as a working tree, or as a plain folder where there is no git."""

from __future__ import annotations

from pathlib import Path

from headland.core.run import Reporter, Silent
from headland.core.source import Folder, Source
from headland.revisions.process import GitError
from headland.revisions.repository import Repository, find_repository
from headland.revisions.revision import Revision, RevisionError
from headland.revisions.worktree import Worktree, is_ignored


def open_source(
    path: Path,
    *,
    name: str | None = None,
    at: str | None = None,
    leave_out: Path | None = None,
    reporter: Reporter | None = None,
) -> Source:
    """Open a folder, which may lie anywhere in a repository.

    `name` is what findings call it, by default the path as given. With `at` its files are those of that revision,
    which need not be checked out. Without, they are what git lists; where there is no git, or where git refuses or
    ignores the folder, they are found by walking it. `leave_out` is a folder that is never listed.
    Raises RevisionError with a message for the user.
    """
    called = name if name is not None else str(path)
    _check_folder(path, called)
    found = find_repository(path)
    if at is not None:
        if not isinstance(found, Repository):
            raise RevisionError(found.remark or f"{called!r} is in no git repository, so there is no revision {at!r}")
        return Revision(found, at, called, leave_out=leave_out)
    if not isinstance(found, Repository):
        if found.remark:
            (reporter or Silent()).remark(f"{called}: {found.remark}.")
        return Folder(path, called, leave_out=leave_out)
    if found.bare:
        raise RevisionError(f"{called!r} is a bare repository, without files; name a revision, as in --at HEAD")
    try:
        ignored = is_ignored(found)
    except GitError as error:
        (reporter or Silent()).remark(f"{called}: {error.message}. Files are listed without git.")
        ignored = True
    return Folder(path, called, leave_out=leave_out) if ignored else Worktree(found, called, leave_out=leave_out)


def _check_folder(path: Path, called: str) -> None:
    try:
        if path.is_dir():
            return
        problem = "is a file; name the folder that it is in" if path.exists() else "does not exist"
    except (OSError, ValueError) as error:
        problem = f"cannot be opened: {error}"
    raise RevisionError(f"the folder {called!r} {problem}")
