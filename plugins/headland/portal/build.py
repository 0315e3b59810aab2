"""Building: folders to a site that takes the place of the old one when it is whole."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from headland.core.finding import Finding
from headland.core.run import Run
from headland.portal.engines.engine import Engine
from headland.portal.engines.registry import DEFAULT_ENGINE, open_engine
from headland.portal.load import Portal, load
from headland.portal.offline import make_offline
from headland.portal.publish import leveled
from headland.portal.staging import StagingError, check_out, staged


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


def build(
    paths: Sequence[Path],
    run: Run,
    *,
    out: Path,
    at: str | None = None,
    offline: bool = False,
    engine: str = DEFAULT_ENGINE,
) -> BuildResult:
    """Build the portal of some folders into `out`, with the engine of that name.

    `offline` makes it one that can be read from disk.

    The old site stands until the new one is whole, and stays when anything fails. Raises RevisionError, NothingFound,
    StagingError or EngineError, each with a message for the user; never for what records and docs hold.
    """
    check_out(out, paths)
    started, chosen = time.perf_counter(), open_engine(engine)
    with _told(out):
        portal = _load(paths, run, at, out)
        with staged(out, paths) as folder:
            built = _built(portal, folder, None, chosen, started)
            if offline:
                make_offline(folder)
    return replace(built, out=out, seconds=time.perf_counter() - started)


def build_into(
    paths: Sequence[Path],
    run: Run,
    folder: Path,
    *,
    at: str | None = None,
    leave_out: Path | None = None,
    site_url: str | None = None,
    engine: str = DEFAULT_ENGINE,
) -> BuildResult:
    """Build the portal of some folders into an empty folder.

    `leave_out` is a folder that is not read. `site_url` is taken in the place of the address in the settings. Raises
    as `build` does.
    """
    started, chosen = time.perf_counter(), open_engine(engine)
    with _told(folder):
        return _built(_load(paths, run, at, leave_out), folder, site_url, chosen, started)


@contextlib.contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Tell in words for the user when the machine can do no more."""
    try:
        yield
    except OSError as error:
        raise StagingError(
            f"the site cannot be written to {str(folder)!r}: {error.strerror or error}; the site that was there stays. "
            "Make room, or name another folder with --out, and build again"
        ) from error
    except MemoryError as error:
        raise StagingError(
            f"there is not enough memory to build {str(folder)!r}; the site that was there stays"
        ) from error


def _load(paths: Sequence[Path], run: Run, at: str | None, leave_out: Path | None) -> Portal:
    portal = load(paths, run, at=at, leave_out=leave_out)
    portal.refuse_nothing()
    return portal


def _built(portal: Portal, folder: Path, site_url: str | None, engine: Engine, started: float) -> BuildResult:
    site = engine.build_site(portal, folder, site_url=site_url)
    findings = tuple(sorted((*portal.findings, *leveled(site.findings, portal)), key=lambda one: one.order))
    return BuildResult(portal, folder, len(site.addresses), site.docs_pages, findings, time.perf_counter() - started)
