"""Names of revisions: what a user wrote, turned into a commit; and the nearest names where there is none."""

from __future__ import annotations

from rapidfuzz import fuzz, process

from headland.revisions.process import GitError, check_object, check_operand, run_git
from headland.revisions.repository import Repository

_MOST_NAMES = 2000
_NEAR_ENOUGH = 60


def resolve_revision(repository: Repository, text: str) -> str:
    """The full name of the commit that a revision stands for. Raises GitError with a message for the user.

    Git itself reads the name: GitPython reads files of that name, also outside `.git` (CVE-2023-41040).
    """
    check_operand(text, "revision")
    if repository.head is None and not names_of(repository):
        raise GitError(f"there is no revision {text!r}: the repository has no commit yet")
    try:
        found = run_git(repository.top, "rev-parse", "--verify", "--quiet", "--end-of-options", text)
        commit = run_git(
            repository.top, "rev-parse", "--verify", "--quiet", f"{check_object(found.decode().strip())}^{{commit}}"
        )
    except (GitError, UnicodeDecodeError) as error:
        raise GitError(_unknown(repository, text)) from error
    return check_object(commit.decode().strip())


def names_of(repository: Repository) -> tuple[str, ...]:
    """Branches and tags, of the remotes too; the latest first."""
    printed = run_git(
        repository.top,
        "for-each-ref",
        "--sort=-creatordate",
        f"--count={_MOST_NAMES}",
        "--format=%(refname:short)",
        "refs/heads",
        "refs/tags",
        "refs/remotes",
    )
    return tuple(printed.decode("utf-8", errors="replace").split())


def _unknown(repository: Repository, text: str) -> str:
    message = f"there is no revision {text!r} in the repository"
    near = process.extract(text, names_of(repository), scorer=fuzz.WRatio, limit=3, score_cutoff=_NEAR_ENOUGH)
    if near:
        return f"{message}; did you mean {' or '.join(repr(name) for name, _, _ in near)}?"
    if repository.shallow:
        return f"{message}, which is a shallow clone; fetch more with: git fetch --unshallow --tags"
    return f"{message}; `git branch --all` and `git tag` list those that there are"
