"""GitLab, on gitlab.com or on an organisation's own host; projects may lie in groups of groups."""

from __future__ import annotations

from headland.forges.forge import FORGES, Location, host_is, quoted
from headland.forges.remote import Remote


class GitLab:
    """Addresses as docs.gitlab.com gives them; everything of a project stands behind `/-/`."""

    name = "gitlab"

    def matches(self, remote: Remote) -> bool:
        return len(remote.parts) >= 2 and host_is(remote, "gitlab.com", "gitlab")

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        plain = "?plain=1" if place.line and place.is_rendered else ""
        line = f"#L{place.line}" if place.line else ""
        return f"{_home(remote)}/-/blob/{quoted(revision or 'HEAD')}/{place.quoted}{plain}{line}"

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        if branch is None:
            return None
        line = f"#L{place.line}" if place.line else ""
        return f"{_home(remote)}/-/edit/{quoted(branch)}/{place.quoted}{line}"

    def commit_url(self, remote: Remote, sha: str) -> str:
        return f"{_home(remote)}/-/commit/{quoted(sha)}"


def _home(remote: Remote) -> str:
    web = "https://gitlab.com" if remote.host == "altssh.gitlab.com" else remote.web
    return f"{web}/{quoted(remote.path)}"


FORGES.register(GitLab())
