"""Where a shallow clone ends."""

from __future__ import annotations

import os

from headland.revisions.objects import Objects
from headland.revisions.process import GitError, run_git
from headland.revisions.repository import Repository


def shallow_boundary(repository: Repository) -> frozenset[str]:
    """The commits whose parents are not in this clone; empty where the whole history is here.

    Git shows such a commit as one that added all its files. It lists the first commit of a history among them as well,
    where the depth that was asked for ends there. Raises GitError.
    """
    if not repository.shallow:
        return frozenset()
    printed = run_git(repository.top, "rev-parse", "--git-path", "shallow").removesuffix(b"\n")
    try:
        listed = (repository.top / os.fsdecode(printed)).read_text(encoding="ascii").split()
    except (OSError, UnicodeDecodeError) as error:
        raise GitError(f"the list of commits at which the shallow clone ends cannot be read: {error}") from error
    objects = Objects(repository)
    return frozenset(commit for commit in listed if _has_parents(objects, commit))


def _has_parents(objects: Objects, commit: str) -> bool:
    try:
        header, _, _ = objects.read(commit).partition(b"\n\n")
    except GitError:
        return True
    return b"\nparent " in header
