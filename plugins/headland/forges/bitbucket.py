"""Bitbucket: the cloud, and the data centre edition on an organisation's own host."""

from __future__ import annotations

from headland.forges.forge import FORGES, Location, host_is, is_commit, quoted
from headland.forges.remote import Remote

_CLOUD = ("bitbucket.org", "altssh.bitbucket.org")


class Bitbucket:
    """Addresses as support.atlassian.com gives them. The data centre has projects, and no address for editing."""

    name = "bitbucket"

    def matches(self, remote: Remote) -> bool:
        return _in_cloud(remote) or (host_is(remote, "bitbucket.org", "bitbucket") and len(_project(remote)) == 2)

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        if _in_cloud(remote):
            line = f"#lines-{place.line}" if place.line else ""
            return f"{_home(remote)}/src/{quoted(revision or 'HEAD')}/{place.quoted}{line}"
        line = f"#{place.line}" if place.line else ""
        return f"{_home(remote)}/browse/{place.quoted}{_at(revision)}{line}"

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        if not _in_cloud(remote) or branch is None:
            return None
        name = quoted(branch)
        return f"{_home(remote)}/src/{name}/{place.quoted}?mode=edit&at={quoted(branch, safe='')}"

    def commit_url(self, remote: Remote, sha: str) -> str:
        return f"{_home(remote)}/commits/{quoted(sha)}"


def _in_cloud(remote: Remote) -> bool:
    return remote.host in _CLOUD and len(remote.parts) == 2


def _project(remote: Remote) -> tuple[str, ...]:
    """Project and repository: `PROJ/repo` by SSH, `scm/PROJ/repo` by HTTPS."""
    return remote.parts[1:] if remote.parts[0] == "scm" else remote.parts


def _home(remote: Remote) -> str:
    if _in_cloud(remote):
        return f"https://bitbucket.org/{quoted(remote.path)}"
    project, repository = _project(remote)
    if project.startswith("~"):
        return f"{remote.web}/users/{quoted(project[1:])}/repos/{quoted(repository)}"
    return f"{remote.web}/projects/{quoted(project)}/repos/{quoted(repository)}"


def _at(revision: str | None) -> str:
    if revision is None:
        return ""
    name = revision if is_commit(revision) else f"refs/heads/{revision}"
    return f"?at={quoted(name, safe='')}"


FORGES.register(Bitbucket())
