"""Which repository a folder lies in, and what is to be known about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from headland.revisions.process import DubiousOwnership, GitError, GitMissing, run_git

_USERINFO = re.compile(r"^([a-z][a-z0-9+.-]*://)([^/?#]*)@", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository, seen from a folder in it.

    `top` is its working tree, or the repository itself where it is bare; `prefix` is the folder below `top` in which
    we were asked (`''` for `top`, else `sub/dir`); `git_dir` is where git keeps its own files.
    `head` is the commit that is checked out, None where there is none yet. `branch` is the branch that is checked out;
    where HEAD is detached, as in most CI jobs, the remote's default branch; None where neither is known.
    `remote` is the address of the remote without credentials. `shallow` says that older commits are not here.
    """

    top: Path
    prefix: str
    git_dir: Path
    head: str | None
    branch: str | None
    remote: str | None
    shallow: bool
    bare: bool

    @property
    def folder(self) -> Path:
        """The folder from which the repository is seen."""
        return self.top / self.prefix if self.prefix else self.top

    def in_repository(self, path: str) -> str:
        """A path of the folder, as a path of the repository."""
        return f"{self.prefix}/{path}" if self.prefix else path


@dataclass(frozen=True, slots=True)
class NoRepository:
    """Why a folder has no repository that we can read; `remark` is for the user, None where it is nothing special."""

    remark: str | None


def find_repository(path: Path) -> Repository | NoRepository:
    """The repository that a folder lies in, or why there is none."""
    folder = path.resolve()
    if not folder.is_dir():
        return NoRepository(None)
    try:
        git_dir = Path(_line(folder, "rev-parse", "--absolute-git-dir"))
        bare, shallow = _line(folder, "rev-parse", "--is-bare-repository", "--is-shallow-repository").split("\n")
        top = git_dir if bare == "true" else Path(_line(folder, "rev-parse", "--show-toplevel")).resolve()
    except (DubiousOwnership, GitMissing) as error:
        return NoRepository(f"{error.message}. Files are listed without git, and nothing is known of their history")
    except GitError:
        return NoRepository(None)
    if not folder.is_relative_to(top):
        return NoRepository(None)
    below = folder.relative_to(top).as_posix()
    prefix = "" if bare == "true" or below == "." else below
    current = _optional(folder, "symbolic-ref", "--quiet", "--short", "HEAD")
    remote_name = _remote_name(folder, current)
    return Repository(
        top=top,
        prefix=prefix,
        git_dir=git_dir,
        head=_optional(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}"),
        branch=current or _default_branch(folder, remote_name),
        remote=_remote(folder, remote_name),
        shallow=shallow == "true",
        bare=bare == "true",
    )


def repository_of(path: Path) -> Repository | None:
    """The repository that a folder lies in, or None where there is none that can be read."""
    found = find_repository(path)
    return found if isinstance(found, Repository) else None


def without_credentials(address: str) -> str:
    """The address of a remote without a user and password; the user of an SSH address is no secret and stays."""
    found = _USERINFO.match(address)
    if found is None:
        return address
    scheme, user = found.group(1), found.group(2)
    keep = "" if scheme.lower().startswith("http") else f"{user.split(':')[0]}@"
    return f"{scheme}{keep}{address[found.end() :]}"


def _line(folder: Path, *arguments: str) -> str:
    return run_git(folder, *arguments).decode("utf-8", errors="surrogateescape").removesuffix("\n")


def _optional(folder: Path, *arguments: str) -> str | None:
    try:
        return _line(folder, *arguments) or None
    except GitError:
        return None


def _remote_name(folder: Path, branch: str | None) -> str | None:
    """The remote of the branch that is checked out, else `origin`, else the first one."""
    names = (_optional(folder, "remote") or "").split("\n")
    upstream = _optional(folder, "config", "--get", f"branch.{branch}.remote") if branch else None
    for name in (upstream, "origin", names[0]):
        if name and name in names and not name.startswith("-"):
            return name
    return None


def _remote(folder: Path, name: str | None) -> str | None:
    address = _optional(folder, "config", "--get", f"remote.{name}.url") if name else None
    return without_credentials(address) if address else None


def _default_branch(folder: Path, remote: str | None) -> str | None:
    if not remote:
        return None
    found = _optional(folder, "symbolic-ref", "--quiet", f"refs/remotes/{remote}/HEAD")
    return found.removeprefix(f"refs/remotes/{remote}/") if found else None
