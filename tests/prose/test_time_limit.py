"""Work that would take for ever ends, whatever it is made of."""

from __future__ import annotations

import re
import signal
import threading
import time

import pytest

from headland.prose import TooSlow, render_markdown, time_limit


def test_loops_and_regular_expressions_are_ended() -> None:
    def without_end() -> None:
        while True:
            pass

    started = time.process_time()
    with pytest.raises(TooSlow), time_limit(0.1):
        without_end()
    with pytest.raises(TooSlow), time_limit(0.1):
        re.match(r"(a+)+$", "a" * 60 + "b")
    assert time.process_time() - started < 5


def test_who_catches_it_is_told_again() -> None:
    def stubborn() -> None:
        caught = 0
        while caught < 1:
            try:
                while True:
                    pass
            except Exception:
                caught += 1
        while True:
            pass

    with pytest.raises(TooSlow), time_limit(0.1):
        stubborn()


def test_nothing_is_left_of_a_limit_that_was_kept() -> None:
    before = signal.getsignal(signal.SIGVTALRM)
    with time_limit(5):
        pass
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0, 0)
    assert signal.getsignal(signal.SIGVTALRM) is before


def test_in_another_thread_there_is_no_limit_and_no_harm() -> None:
    done: list[int] = []

    def work() -> None:
        with time_limit(0.001):
            done.append(sum(range(10**6)))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(done) == 1


def test_a_text_that_takes_markdown_for_ever_is_shown_as_it_is() -> None:
    started = time.process_time()
    html = render_markdown("Text: " + "[" * 60_000)
    assert time.process_time() - started < 60
    assert "[[[[" in html
