"""Building: folders to a site that takes the place of the old one when it is whole."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from headland.core.finding import Finding
from headland.core.run import Run
from headland.portal.engines.mkdocs import build_site
from headland.portal.load import Portal, load
from headland.portal.publish import leveled
from headland.portal.staging import check_out, staged


@dataclass(frozen=True, slots=True)
class BuildResult:
    """A site that was built.

    `pages` counts the catalog's pages, `docs_pages` those of the documentation. `findings` are all that the portal
    has, those of the build itself included; for `--strict` the caller compares them with its level.
    """

    portal: Portal
    out: Path
    pages: int
    docs_pages: int
    findings: tuple[Finding, ...]
    seconds: float


def build(paths: Sequence[Path], run: Run, *, out: Path, at: str | None = None) -> BuildResult:
    """Build the portal of some folders into `out`.

    The old site stands until the new one is whole, and stays when anything fails. Raises RevisionError, NothingFound,
    StagingError or EngineError, each with a message for the user; never for what records and docs hold.
    """
    check_out(out, paths)
    started = time.perf_counter()
    portal = load(paths, run, at=at, leave_out=out)
    portal.refuse_nothing()
    with staged(out, paths) as folder:
        site = build_site(portal, folder)
    findings = tuple(sorted((*portal.findings, *leveled(site.findings, portal)), key=lambda one: one.order))
    return BuildResult(portal, out, len(site.addresses), site.docs_pages, findings, time.perf_counter() - started)
