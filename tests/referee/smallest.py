"""Makes a file on which two disagree as small as it can be while they still do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from tests.referee.comparing import Case


def smallest(case: Case, still: Callable[[Case], bool]) -> Case:
    """The file with lines, and then characters, taken out as long as `still` holds. hypothesis would take minutes."""
    changed = True
    while changed:
        changed = False
        for data in _less(case.data):
            less = replace(case, data=data)
            if still(less):
                case, changed = less, True
                break
    return case


def _less(data: bytes) -> Iterator[bytes]:
    lines = data.split(b"\n")
    size = len(lines) // 2
    while size:
        for start in range(0, len(lines), size):
            yield b"\n".join(lines[:start] + lines[start + size :])
        size //= 2
    if len(data) < 400:
        yield from (data[:at] + data[at + 1 :] for at in range(len(data)))
