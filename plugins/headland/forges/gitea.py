"""Gitea and Forgejo: Codeberg, gitea.com, and an organisation's own host."""

from __future__ import annotations

from headland.forges.forge import FORGES, Location, host_is, is_commit, quoted
from headland.forges.remote import Remote


class Gitea:
    """Addresses as docs.gitea.com gives them; branches and commits have addresses of their own."""

    name = "gitea"

    def matches(self, remote: Remote) -> bool:
        return len(remote.parts) == 2 and (
            host_is(remote, "gitea.com", "gitea") or host_is(remote, "codeberg.org", "forgejo")
        )

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        plain = "?display=source" if place.line and place.is_rendered else ""
        line = f"#L{place.line}" if place.line else ""
        if revision is None:
            return f"{_home(remote)}/src/{place.quoted}{plain}{line}"
        sort = "commit" if is_commit(revision) else "branch"
        return f"{_home(remote)}/src/{sort}/{quoted(revision)}/{place.quoted}{plain}{line}"

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        return None if branch is None else f"{_home(remote)}/_edit/{quoted(branch)}/{place.quoted}"

    def commit_url(self, remote: Remote, sha: str) -> str:
        return f"{_home(remote)}/commit/{quoted(sha)}"


def _home(remote: Remote) -> str:
    return f"{remote.web}/{quoted(remote.path)}"


FORGES.register(Gitea())
