"""Exhaustion: when the machine can do no more, which is nobody's mistake in a record or in the docs."""

from __future__ import annotations

import errno
from typing import Final

_OF_THE_MACHINE: Final = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EIO,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
    }
)
"""No room, a read-only disk, a failing one, too many open files, no memory."""


def raise_if_exhausted(error: BaseException) -> None:
    """Raise what is behind an exception where that is the machine: OSError, or MemoryError."""
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        if isinstance(cause, MemoryError) or (isinstance(cause, OSError) and cause.errno in _OF_THE_MACHINE):
            raise cause
        cause = cause.__cause__ or cause.__context__
