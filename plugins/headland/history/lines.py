"""Which line of a committed file each line of its present text is."""

from __future__ import annotations

from difflib import SequenceMatcher

_MOST_LINES = 20_000


def committed_lines(committed: bytes, present: bytes) -> tuple[int | None, ...]:
    """For each line of `present` the index of the same line in `committed`, None for one that is not there.

    Git could blame unsaved text itself, but would run the repository's filters on it. Line ends do not count:
    a working tree may have others than the repository. Where far more was changed than anybody looks at, the lines
    between the first and the last change are all taken as new.
    """
    old, new = _lines(committed), _lines(present)
    if old == new:
        return tuple(range(len(new)))
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    origin: list[int | None] = [*range(head), *([None] * (len(new) - head - tail)), *range(len(old) - tail, len(old))]
    old_middle, new_middle = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(old_middle) + len(new_middle) <= _MOST_LINES:
        for block in SequenceMatcher(None, old_middle, new_middle, autojunk=False).get_matching_blocks():
            for offset in range(block.size):
                origin[head + block.b + offset] = head + block.a + offset
    return tuple(origin)


def _lines(data: bytes) -> list[bytes]:
    return [line.rstrip(b"\r") for line in data.split(b"\n")]


def _alike(old: list[bytes], new: list[bytes]) -> int:
    """How many lines at the beginning are the same."""
    count = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        count += 1
    return count
