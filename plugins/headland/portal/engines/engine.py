"""Engine: what draws the frame of a site's pages, and what the portal asks of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from headland.core.finding import Finding

if TYPE_CHECKING:  # the command line reads the list of engines on every start
    from headland.portal.load import Portal


class EngineError(Exception):
    """An engine is not there, or cannot build even a catalog without docs; the message says why."""


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What was built: the addresses of the catalog's pages, how many pages of docs there are, and what was found."""

    addresses: tuple[str, ...]
    docs_pages: int
    findings: tuple[Finding, ...]


class Engine(Protocol):
    """A static site generator behind an adapter.

    It renders the docs with the nav of mkdocs.yml around them, and for the catalog one shell for each hub and for each
    depth of addresses (see `headland.portal.shell`), which `headland.portal.publish` fills. Docs are untrusted: their
    strings are escaped before the engine sees them, and their HTML is sanitised.
    """

    def build_site(self, portal: Portal, site_dir: Path, *, site_url: str | None = None) -> SiteResult:
        """Build the site of a portal's first folder into `site_dir`, with every record's page.

        `site_url` is taken in the place of the address in the settings. What the engine cannot do is a finding. Raises
        EngineError when nothing can be built at all, and OSError or MemoryError when the machine can do no more.
        """
        ...
