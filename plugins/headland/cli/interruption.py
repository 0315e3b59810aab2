"""Interruption: Ctrl-C, and the signal that asks a process to end, leave order behind and a word about it."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from headland.cli.console import remark
from headland.cli.errors import ExitCode


@contextmanager
def terminable() -> Iterator[None]:
    """Let SIGTERM, which `kill`, CI and containers send, do what Ctrl-C does: raise KeyboardInterrupt."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def interruptible(message: str) -> Iterator[None]:
    """End with the exit code of an interruption, and a message that says how things stand and what to do."""
    try:
        with terminable():
            yield
    except KeyboardInterrupt:
        remark(message)
        raise typer.Exit(ExitCode.INTERRUPTED) from None


def _interrupt(signal_: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
