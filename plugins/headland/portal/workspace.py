"""Workspaces: folders to work in, of which none stays behind for ever, not even when its process is killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

PREFIX: Final = "headland-work-"
"""What the workspaces in the system's folder for temporary files begin with."""

_ATTEMPTS: Final = 100
_INTERRUPTIONS: Final = (signal.SIGINT, signal.SIGTERM)


def _forget(left: Path) -> None:
    """Nothing in it is worth keeping."""


@contextlib.contextmanager
def workspace(
    parent: Path | None = None, prefix: str = PREFIX, salvage: Callable[[Path], None] = _forget
) -> Iterator[Path]:
    """Give a new folder in `parent` (that for temporary files by default), which is deleted afterwards.

    A process holds a lock on its workspace as long as it lives. A workspace of the same prefix that nobody holds was
    left by a process that was killed: it is handed to `salvage` and then deleted. An interruption waits while the
    folder is made or deleted, so that there is no moment at which it would be forgotten. Raises OSError.
    """
    if parent is None:
        with _uninterrupted():  # Python tries the folder out with a file of its own
            parent = Path(tempfile.gettempdir())
    _sweep(parent, prefix, salvage)
    with _uninterrupted() as interruptible:
        folder, lock = _held(parent, prefix)
        try:
            with interruptible():
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[Callable[[], contextlib.AbstractContextManager[None]]]:
    """Let interruptions wait until the end, or until what is given is entered: a part that may be interrupted."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)

    @contextlib.contextmanager
    def interruptible() -> Iterator[None]:
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_BLOCK, _INTERRUPTIONS)

    try:
        yield interruptible
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _held(parent: Path, prefix: str) -> tuple[Path, int]:
    """A new folder and the lock on it."""
    for _ in range(_ATTEMPTS):
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        with contextlib.suppress(OSError):  # where a file system has no locks, nothing is swept either
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder.is_dir():
            return folder, lock
        os.close(lock)  # another process took it for one that was left behind, before it was held
    raise OSError(f"no folder could be made in {str(parent)!r}")


def _sweep(parent: Path, prefix: str, salvage: Callable[[Path], None]) -> None:
    """Delete what killed processes left behind; what cannot be deleted stays for the next time."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(parent):
            if entry.name.startswith(prefix) and _is_ours(entry):
                with contextlib.suppress(OSError):
                    _delete_if_free(Path(entry.path), salvage)


def _is_ours(entry: os.DirEntry[str]) -> bool:
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.geteuid()


def _delete_if_free(folder: Path, salvage: Callable[[Path], None]) -> None:
    lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        salvage(folder)
        shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(lock)
