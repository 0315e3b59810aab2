"""From the log to a trail for each file: the commits that changed it, newest first, under its present name."""

from __future__ import annotations

from collections.abc import Iterable

from headland.revisions import FileChange

Objects = tuple[tuple[str, ...], str | None]
"""The names of the objects that a file was before a commit, one for each parent that had it, and after it."""


class Trails:
    """Takes commits newest first, and keeps for each present path the numbers of those that changed it.

    On the way back in time a path stands for one present file after another. It stands for itself until the commit
    that added it; whatever had the path before is another file, and stands for nothing, unless a commit renamed it
    to something that stands for a present file.
    """

    def __init__(self, versions_of: Iterable[str] = ()) -> None:
        """`versions_of` are the present paths of which it is kept, too, what they were at each commit."""
        self._trails: dict[str, list[int]] = {}
        self._objects: dict[str, dict[int, Objects]] = {path: {} for path in versions_of}
        self._stands_for: dict[str, str | None] = {}

    def add(self, number: int, changes: Iterable[FileChange]) -> None:
        """Take the changes of the next older commit; `number` grows from commit to commit."""
        renames = []
        for change in changes:
            if change.status == "R":
                renames.append(change)
            else:
                self._change(number, change)
        # A commit may swap two names: what they stand for is looked up before any of them is given another meaning.
        followed = [(change.old, self._present(change.path)) for change in renames]
        for change in renames:
            self._note(number, change)
            self._stands_for[change.path] = None
        for old, present in followed:
            self._follow(old, present)

    def of(self, path: str) -> list[int]:
        """The commits that changed a file; empty for one that was never committed."""
        return self._trails.get(path, [])

    def keeps(self, path: str) -> bool:
        """Whether it is kept what a file was at each of its commits."""
        return path in self._objects

    def objects_of(self, path: str, number: int) -> Objects:
        """What a file was before and after a commit; nothing for a file whose versions are not kept."""
        return self._objects.get(path, {}).get(number, ((), None))

    def _present(self, path: str) -> str | None:
        return self._stands_for.get(path, path)

    def _change(self, number: int, change: FileChange) -> None:
        if change.status == "D" and self._present(change.path) not in self._trails:
            # Deleted by the time we come from. Where it has a trail, another branch kept it and won.
            self._stands_for[change.path] = None
            return
        self._note(number, change)
        if change.status in ("A", "C"):
            self._stands_for[change.path] = None

    def _note(self, number: int, change: FileChange) -> None:
        present = self._present(change.path)
        if present is not None:
            if present in self._objects:
                self._objects[present][number] = (change.before, change.after)
            trail = self._trails.setdefault(present, [])
            if not trail or trail[-1] != number:
                trail.append(number)

    def _follow(self, old: str, present: str | None) -> None:
        """From here on back, `old` stands for `present`.

        A merged branch may have changed `old` later than another one renamed it: that belongs to `present` too.
        """
        if present is not None and old not in self._stands_for and old in self._trails:
            self._trails[present] = sorted({*self._trails.pop(old), *self._trails.get(present, [])})
            moved = self._objects.get(old, {})
            self._objects.get(present, {}).update(moved)
            moved.clear()
        self._stands_for[old] = present
