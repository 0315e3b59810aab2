"""How commands end: with an exit code, and a message where they could not do what was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum


class ExitCode(IntEnum):
    """What the exit code says, on every command."""

    DONE = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2
    INTERRUPTED = 130
    BROKEN_PIPE = 141


class CommandError(Exception):
    """The command cannot do what was asked; the message says why and what to do."""


@contextmanager
def told(*kinds: type[Exception], lead: str = "") -> Iterator[None]:
    """Turn exceptions of these kinds, whose messages are made for the user, into a CommandError."""
    try:
        yield
    except kinds as error:
        raise CommandError(f"{lead}{error}") from error
