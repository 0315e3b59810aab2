"""GitHub, and GitHub Enterprise on an organisation's own host."""

from __future__ import annotations

from headland.forges.forge import FORGES, Location, host_is, quoted
from headland.forges.remote import Remote


class GitHub:
    """Addresses as docs.github.com gives them (permanent links to files); `HEAD` is the default branch."""

    name = "github"

    def matches(self, remote: Remote) -> bool:
        return len(remote.parts) == 2 and (
            host_is(remote, "github.com", "github")
            or remote.host == "ssh.github.com"
            or remote.host.endswith(".ghe.com")
        )

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        plain = "?plain=1" if place.line and place.is_rendered else ""
        line = f"#L{place.line}" if place.line else ""
        return f"{_home(remote)}/blob/{quoted(revision or 'HEAD')}/{place.quoted}{plain}{line}"

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        line = f"#L{place.line}" if place.line else ""
        return f"{_home(remote)}/edit/{quoted(branch or 'HEAD')}/{place.quoted}{line}"

    def commit_url(self, remote: Remote, sha: str) -> str:
        return f"{_home(remote)}/commit/{quoted(sha)}"


def _home(remote: Remote) -> str:
    web = "https://github.com" if remote.host == "ssh.github.com" else remote.web
    return f"{web}/{quoted(remote.path)}"


FORGES.register(GitHub())
