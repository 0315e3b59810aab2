"""Watching: whether anything that a portal is made from has changed on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from headland.core.source import Source, SourceError
from headland.revisions import RevisionError, open_source

Snapshot = dict[str, tuple[int, int]]
"""Each file's time of change and size."""


class Watcher:
    """Takes snapshots of all files that reading lists: records, docs, settings, theme and hooks of some folders."""

    def __init__(self, folders: Sequence[Path], leave_out: Path | None = None) -> None:
        self._folders, self._leave_out = tuple(folders), leave_out

    def snapshot(self) -> Snapshot:
        """The files as they are now; a folder that cannot be listed at this moment has none."""
        found: Snapshot = {}
        for folder in self._folders:
            try:
                source: Source = open_source(folder, leave_out=self._leave_out)
                paths = source.paths()
            except (RevisionError, SourceError, OSError):
                continue
            for path in paths:
                try:
                    status = (folder / path).stat()
                except (OSError, ValueError):
                    continue
                found[f"{folder}\0{path}"] = (status.st_mtime_ns, status.st_size)
        return found
