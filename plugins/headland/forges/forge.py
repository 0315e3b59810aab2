"""What a forge is: whose remotes it knows, and the addresses of its pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from headland.core.registry import Registry
from headland.forges.remote import Remote


@dataclass(frozen=True, slots=True)
class Location:
    """Lines of a file: `path` is one of the repository, `line` counts from 1, None means the whole file."""

    path: str
    line: int | None = None

    @property
    def quoted(self) -> str:
        """The path, as it stands in an address."""
        return quoted(self.path)

    @property
    def is_rendered(self) -> bool:
        """Whether forges show the file as a page, which has lines only when its plain text is asked for."""
        return self.path.lower().endswith((".md", ".markdown", ".rst", ".adoc"))


class Forge(Protocol):
    """A forge. One file of this room makes one of these and registers it in FORGES.

    The addresses are asked for only with a remote that `matches` accepted, and begin with `https://`. A revision or
    branch None means the default branch. None is given where the forge has no such page.
    """

    @property
    def name(self) -> str:
        """The name in lower case, unique among forges."""
        ...

    def matches(self, remote: Remote) -> bool:
        """Whether the remote is a repository on a forge of this sort."""
        ...

    def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
        """The page that shows a file, at a line, on a branch, tag or commit."""
        ...

    def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
        """The page on which a file is edited in the browser."""
        ...

    def commit_url(self, remote: Remote, sha: str) -> str:
        """The page of a commit."""
        ...


FORGES: Registry[Forge] = Registry("forge")
"""Every forge that is known; complete once `headland.forges` is imported."""


def quoted(text: str, safe: str = "/") -> str:
    """A path or a branch, as it stands in an address; file names that are not UTF-8 keep their bytes."""
    return quote(text, safe=safe, errors="surrogateescape")


def is_commit(revision: str) -> bool:
    """Whether a revision is a full commit name; some forges have other addresses for those."""
    return len(revision) in (40, 64) and all(digit in "0123456789abcdef" for digit in revision)


def host_is(remote: Remote, known: str, own: str) -> bool:
    """Whether the host is `known`, or an organisation's own one whose name says so (`gitlab.acme.com`)."""
    parts = remote.host.split(".")
    return remote.host == known or any(part == own or part.startswith(f"{own}-") for part in parts[:-1])
