"""Links from a place in a source to the forge that has it."""

from __future__ import annotations

from dataclasses import dataclass

from headland.forges.forge import FORGES, Forge, Location, quoted
from headland.forges.remote import Remote, parse_remote


@dataclass(frozen=True, slots=True)
class SourceLinks:
    """Addresses for the files of one repository; paths are those of the repository, lines count from 1.

    Made by `source_links`. Every address is percent-encoded and begins with `https://`.
    """

    remote: Remote | None
    forge: Forge | None
    branch: str | None
    template: str | None

    def view(self, path: str, line: int | None = None) -> str | None:
        """The page that shows a file at a line; None where the forge is not known."""
        if self.forge is None or self.remote is None:
            return None
        return self.forge.file_url(self.remote, self.branch, Location(path, line))

    def edit(self, path: str, line: int | None = None) -> str | None:
        """The page that edits a file, at a line where the forge can; None where there is no such page."""
        if self.template is not None:
            return self.template.replace("{path}", quoted(path)).replace("{line}", str(line or 1))
        if self.forge is None or self.remote is None:
            return None
        return self.forge.edit_url(self.remote, self.branch, Location(path, line))

    def commit(self, sha: str) -> str | None:
        """The page of a commit; None where the forge is not known."""
        if self.forge is None or self.remote is None:
            return None
        return self.forge.commit_url(self.remote, sha)


def source_links(remote: str | None, branch: str | None, template: str | None) -> SourceLinks | None:
    """Links for a repository; None where neither a forge knows the remote nor a template is given.

    `remote` is an address as git takes it. `branch` may be a commit, and None for the default branch. `template` is
    `edit_url` of the settings: an https address with `{path}` and `{line}`, which rules over the forge's own; one
    that is not https is not used.
    """
    address = parse_remote(remote) if remote else None
    forge = next((forge for forge in FORGES if address is not None and forge.matches(address)), None)
    usable = template if template and template.lower().startswith("https://") else None
    if forge is None and usable is None:
        return None
    return SourceLinks(address, forge, branch, usable)
