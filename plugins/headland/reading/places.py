"""Where the nodes of a document stand, kept small: five numbers a node, in the order in which they were written."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping

from pydantic import JsonValue

from headland.core.document import NodePath, NodePlace

FIELDS = 5
"""Numbers a node: key start, key end, value start, value end, and how many nodes it is with all below it."""

LONG = 32
"""From this index on, items of a list are looked up and no longer walked to: else a list of n costs n squared."""


class NodePlaces(Mapping[NodePath, NodePlace]):
    """Path -> place, for every node of a document; a look-up walks the shape, and remembers long lists alone.

    `shape` is the value as it was written (before placeholders and merge keys). What stands below
    an alias has no place of its own. `offset` turns a number into a byte of the file.
    """

    __slots__ = ("_long_lists", "_numbers", "_offset", "_shape")

    def __init__(self, shape: JsonValue, numbers: array[int], offset: Callable[[int], int]) -> None:
        self._shape = shape
        self._numbers = numbers
        self._offset = offset
        self._long_lists: dict[int, array[int]] = {}

    def __getitem__(self, path: NodePath) -> NodePlace:
        at = 0
        here = self._shape
        numbers = self._numbers
        for part in path:
            last = at + numbers[at * FIELDS + 4]
            at += 1
            if isinstance(here, dict):
                for key, value in here.items():
                    if at >= last:
                        raise KeyError(path)
                    if key == part:
                        here = value
                        break
                    at += numbers[at * FIELDS + 4]
                else:
                    raise KeyError(path)
            elif isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
                if part < LONG:
                    for _ in range(part):
                        if at >= last:
                            raise KeyError(path)
                        at += numbers[at * FIELDS + 4]
                else:
                    starts = self._items(at, last)
                    at = starts[part] if part < len(starts) else last
                if at >= last:
                    raise KeyError(path)
                here = here[part]
            else:
                raise KeyError(path)
        return self._place(at)

    def _items(self, first: int, last: int) -> array[int]:
        """Where the items of a long list are, walked once: whoever asks for one item asks for all of them."""
        starts = self._long_lists.get(first)
        if starts is None:
            starts = self._long_lists[first] = array("q")
            at = first
            while at < last:
                starts.append(at)
                at += self._numbers[at * FIELDS + 4]
        return starts

    def __iter__(self) -> Iterator[NodePath]:
        waiting: list[tuple[NodePath, JsonValue, int]] = [((), self._shape, 0)]
        while waiting:
            path, value, at = waiting.pop()
            yield path
            last, at = at + self._numbers[at * FIELDS + 4], at + 1
            below: list[tuple[NodePath, JsonValue, int]] = []
            children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
            for key, child in children:
                if at >= last:
                    break
                below.append(((*path, key), child, at))
                at += self._numbers[at * FIELDS + 4]
            waiting.extend(reversed(below))

    def __len__(self) -> int:
        return len(self._numbers) // FIELDS

    def _place(self, at: int) -> NodePlace:
        key_start, key_end, start, end = self._numbers[at * FIELDS : at * FIELDS + 4]
        offset = self._offset
        if key_start < 0:
            return -1, -1, offset(start), offset(end)
        return offset(key_start), offset(key_end), offset(start), offset(end)
