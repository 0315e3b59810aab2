"""Results to stdout, progress and remarks to stderr, colour only where somebody looks."""

from __future__ import annotations

import os
import shutil
import sys
import time
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from headland.cli.errors import ExitCode
from headland.core.visible import visible

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SHOWN_AFTER = 1.0
"""Seconds after which work that goes on is told by a progress bar."""

FALLBACK_WIDTH = 100


def prepare_streams() -> None:
    """Let characters that a stream's encoding lacks be escaped, rather than end the run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def result(text: str) -> None:
    """Write a result, which ends with a newline, to stdout. Ends the process in silence where nobody reads it."""
    try:
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
        sys.stdout.flush()
    except BrokenPipeError:
        close_stdout()
        raise SystemExit(ExitCode.BROKEN_PIPE) from None


def close_stdout() -> None:
    """Send what is still to be flushed to nowhere: its reader has gone."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def remark(text: str) -> None:
    """Write a line that is no result to stderr."""
    print(visible(text, keep="\n"), file=sys.stderr)  # noqa: T201 - this is the one place that prints


def is_terminal(stream: TextIO) -> bool:
    """Whether a person looks at this stream."""
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def has_colour(stream: TextIO) -> bool:
    """Whether to colour what goes to this stream; NO_COLOR is respected (no-color.org)."""
    return is_terminal(stream) and not os.environ.get("NO_COLOR")


def width() -> int:
    """The columns of the terminal, or of a page where there is none."""
    return shutil.get_terminal_size((FALLBACK_WIDTH, 24)).columns if is_terminal(sys.stdout) else FALLBACK_WIDTH


class TerminalReporter:
    """Tells remarks as lines, and progress as a bar once work lasts over a second on a terminal."""

    def __init__(self, shown_after: float = SHOWN_AFTER) -> None:
        self._shown_from = time.monotonic() + shown_after
        self._progress: Progress | None = None
        self._tasks: dict[str, TaskID] = {}

    def step(self, what: str, done: int, total: int) -> None:
        if not is_terminal(sys.stderr) or time.monotonic() < self._shown_from:
            return
        if self._progress is None:
            if done >= total:
                return
            self._progress = _new_progress()
            self._progress.start()
        if what not in self._tasks:
            self._tasks[what] = self._progress.add_task(visible(what), total=total)
        self._progress.update(self._tasks[what], completed=done, total=total)

    def remark(self, message: str) -> None:
        if self._progress is None:
            remark(message)
        else:
            self._progress.console.print(visible(message), markup=False, highlight=False)

    def close(self) -> None:
        """Take the bar away, if there is one."""
        if self._progress is not None:
            self._progress.stop()
        self._progress = None


def _new_progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True, no_color=not has_colour(sys.stderr))
    words = TextColumn("{task.description}", markup=False)
    return Progress(words, BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console, transient=True)
