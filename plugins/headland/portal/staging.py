"""Staging: a site is made in a folder beside its place, and takes that place in one step when it is whole."""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from headland.core.artifact import Artifact
from headland.portal.exchange import exchange
from headland.portal.workspace import workspace

_NEW: Final = "new"
_OLD: Final = "old"


class StagingError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


@contextlib.contextmanager
def staged(out: Path, sources: Sequence[Path]) -> Iterator[Path]:
    """Give a new folder to build in; on leaving without an exception it becomes `out`.

    When anything is raised, or the process is killed, the old site stays as it was; the next build deletes what a
    killed one left. Each build has a folder of its own, so that two at once do not mix: the last to end stands.
    Raises StagingError when `out` is, or holds, one of the folders that are built, when it holds files that no build
    made, and when it cannot be written.
    """
    out = out.resolve()
    check_out(out, sources)
    with contextlib.ExitStack() as stack:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            work = stack.enter_context(workspace(out.parent, f".{out.name}-build-", lambda left: _restore(left, out)))
            staging = work / _NEW
            staging.mkdir()
            staging.chmod(0o755)
        except OSError as error:
            raise StagingError(
                f"cannot write beside {str(out)!r}, where a site is built before it takes its place: "
                f"{error.strerror or error}; name a folder that can be written with --out"
            ) from error
        yield staging
        try:
            put_in_place(staging, out, work / _OLD)
        except OSError as error:
            raise StagingError(f"cannot replace {str(out)!r}: {error.strerror or error}") from error


def check_out(out: Path, sources: Sequence[Path]) -> None:
    """Refuse an output folder whose replacement would destroy what somebody wrote. Raises StagingError."""
    out = out.resolve()
    for source in sources:
        if source.resolve().is_relative_to(out):
            raise StagingError(
                f"the output folder {str(out)!r} holds {str(source)!r}, which is built; name another one"
            )
    if out.exists() and not out.is_dir():
        raise StagingError(f"the output {str(out)!r} is a file; name a folder")
    if out.is_dir() and any(out.iterdir()) and not _is_site(out):
        raise StagingError(
            f"the output folder {str(out)!r} holds files that are no site; empty it, or name another one with --out"
        )


def _is_site(folder: Path) -> bool:
    """Whether Headland or MkDocs made this folder: both write these, and no one writes all of them by hand."""
    return (folder / "404.html").is_file() and (folder / "assets").is_dir() and (folder / "sitemap.xml").is_file()


def put_in_place(new: Path, out: Path, aside: Path, exchange: Callable[[Path, Path], bool] = exchange) -> None:
    """Let the folder `new` become `out`. What was there is then at `new` or at `aside`. Raises OSError.

    It is one step where the system can exchange two folders. Elsewhere there are two; a process that is killed
    between them leaves the old site at `aside`, from where the next build brings it back.
    """
    for last in (False, True):
        try:
            if not out.exists():
                new.rename(out)
            elif not exchange(new, out):
                _replace(new, out, aside)
            return
        except (FileExistsError, FileNotFoundError):
            if last:
                raise
        except OSError as error:  # another build has put its site there at this very moment
            if last or error.errno != errno.ENOTEMPTY:
                raise


def _replace(new: Path, out: Path, aside: Path) -> None:
    try:
        out.rename(aside)
        new.rename(out)
    except BaseException:
        if aside.exists() and not out.exists():
            aside.rename(out)
        raise


def _restore(left: Path, out: Path) -> None:
    """Bring the old site back that a killed build had put aside."""
    if (left / _OLD).is_dir() and not out.exists():
        (left / _OLD).rename(out)


class Writer:
    """Writes a site's files below one folder, and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        self._made: set[Path] = set()

    def page(self, address: str, html: str) -> None:
        """Write the page at an address of the site (`catalog/x/`)."""
        self._write(unquote(address) + "index.html", html.encode("utf-8", errors="xmlcharrefreplace"))

    def artifact(self, artifact: Artifact) -> None:
        """Write an artifact."""
        self._write(artifact.path, artifact.content)

    def _write(self, path: str, content: bytes) -> None:
        target = self._folder / path
        if ".." in target.parts or not target.is_relative_to(self._folder):
            raise ValueError(f"{path!r} leads out of the site")
        if target.parent not in self._made:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(target.parent)
        target.write_bytes(content)
