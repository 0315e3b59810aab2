"""Staging: a site is made in a folder beside its place, and takes that place in one step when it is whole."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from headland.core.artifact import Artifact


class StagingError(Exception):
    """The output folder cannot be used; the message says why and what to do."""


@contextlib.contextmanager
def staged(out: Path, sources: Sequence[Path]) -> Iterator[Path]:
    """Give a new folder to build in; on leaving without an exception it becomes `out`.

    When anything is raised, the old site stays as it was. Each build has a folder of its own, so that two at
    once do not mix: the last to end stands. Raises StagingError when `out` is, or holds, one of the folders that
    are built, or holds files that no build made.
    """
    out = out.resolve()
    check_out(out, sources)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{out.name}-new-", dir=out.parent))
        staging.chmod(0o755)
    except OSError as error:
        raise StagingError(f"cannot write beside {str(out)!r}: {error.strerror or error}") from error
    try:
        yield staging
        _swap(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


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


def _swap(staging: Path, out: Path) -> None:
    if not out.exists():
        staging.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    try:
        out.rename(old / "site")
        try:
            staging.rename(out)
        except OSError:
            (old / "site").rename(out)
            raise
    except OSError as error:
        raise StagingError(f"cannot replace {str(out)!r}: {error.strerror or error}") from error
    finally:
        shutil.rmtree(old, ignore_errors=True)


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
