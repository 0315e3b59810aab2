"""A limit on the time of work that can be made to take for ever by what it works on."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final

_AGAIN: Final = 1.0
"""Seconds after which it is raised once more, in case that somebody has caught it."""


class TooSlow(Exception):
    """The work took more of the processor's time than it may."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the work inside when it has taken this much of the processor's time.

    Regular expressions and loops are interrupted alike. Only the main thread of a process can be, so elsewhere there
    is no limit; nor is there one inside of another.
    """
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_VIRTUAL)[0]:
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _end)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _end(signal_: int, frame: FrameType | None) -> None:
    raise TooSlow("it takes too much time")
