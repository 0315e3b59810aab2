"""Azure Repos: dev.azure.com and the older visualstudio.com."""

from __future__ import annotations

from headland.forges.forge import FORGES, Location, is_commit, quoted
from headland.forges.remote import Remote


class AzureRepos:
    """Addresses as learn.microsoft.com shows them. Files are edited on the page that shows them."""

    name = "azure"

    def matches(self, remote: Remote) -> bool:
        return _home(remote) is not None

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        parameters = [f"path={quoted('/' + place.path)}"]
        if revision is not None:
            parameters.append(f"version={'GC' if is_commit(revision) else 'GB'}{quoted(revision, safe='')}")
        if place.line:
            parameters.append(f"line={place.line}&lineEnd={place.line + 1}&lineStartColumn=1&lineEndColumn=1")
        return f"{_home(remote)}?{'&'.join([*parameters, '_a=contents'])}"

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        return self.file_url(remote, branch, place)

    def commit_url(self, remote: Remote, sha: str) -> str:
        return f"{_home(remote)}/commit/{quoted(sha)}"


def _home(remote: Remote) -> str | None:
    """`https://dev.azure.com/<organisation>/<project>/_git/<repository>` for each form of remote that Azure gives."""
    parts = [part for part in remote.parts if part.lower() != "defaultcollection"]
    if remote.host in ("ssh.dev.azure.com", "vs-ssh.visualstudio.com"):
        found = tuple(parts[1:]) if len(parts) == 4 and parts[0] == "v3" else None
    else:
        if remote.host.endswith(".visualstudio.com"):
            parts = [remote.host.removesuffix(".visualstudio.com"), *parts]
        elif remote.host != "dev.azure.com":
            return None
        found = _web_parts(parts)
    if found is None:
        return None
    organisation, project, repository = (quoted(part) for part in found)
    return f"https://dev.azure.com/{organisation}/{project}/_git/{repository}"


def _web_parts(parts: list[str]) -> tuple[str, ...] | None:
    """Organisation, project and repository; a repository that is called as its project may leave the project out."""
    if len(parts) == 4 and parts[2] == "_git":
        return parts[0], parts[1], parts[3]
    if len(parts) == 3 and parts[1] == "_git":
        return parts[0], parts[2], parts[2]
    return None


FORGES.register(AzureRepos())
