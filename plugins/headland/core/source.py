"""Where bytes come from: a Source lists files and gives their bytes, and never anything outside its root."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Protocol, runtime_checkable

LEFT_OUT_FOLDERS = frozenset({"node_modules", "vendor", "__pycache__", "__fixtures__", "venv", "dist-types"})
"""Folder names that hold other people's or generated files; hidden folders are left out besides."""


class SourceError(Exception):
    """A file of a source cannot be given; the message says why, in words fit for a finding."""


class FileMissing(SourceError):
    """There is no such file in the source."""


class OutsideRoot(SourceError):
    """The path, or a symbolic link on the way, leads out of the source's root."""


class Unreadable(SourceError):
    """The operating system refused to give the file."""


LARGEST_FILE = 64_000_000
"""Bytes of the largest file that a source gives: no record, page or definition needs so many."""


class TooLarge(SourceError):
    """The file is larger than LARGEST_FILE."""

    def __init__(self, path: str, size: int) -> None:
        super().__init__(f"{path!r} has {size:,} bytes, and files of more than {LARGEST_FILE:,} are not read")
        self.size = size


@runtime_checkable
class Source(Protocol):
    """A tree of files. Paths are relative to its root, with `/`, without `.` and `..`."""

    @property
    def name(self) -> str:
        """What findings and messages call this root, as the user wrote it."""
        ...

    @property
    def folder(self) -> Path | None:
        """The folder on disk that this tree is (or is a revision of); None where there is none."""
        ...

    def paths(self) -> tuple[str, ...]:
        """All files, sorted; hidden and dependency folders left out."""
        ...

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises SourceError."""
        ...


def join(base: str, target: str) -> str:
    """The path that `target`, written in the file `base`, names. Raises OutsideRoot.

    `base` is a source path of a file; `target` is relative to its folder.
    """
    if target.startswith(("/", "\\")) or (len(target) > 1 and target[1] == ":"):
        raise OutsideRoot(f"{target!r} is an absolute path; write it relative to this file")
    parts: list[str] = list(PurePosixPath(base).parent.parts)
    for part in target.replace("\\", "/").split("/"):
        if part in ("", "."):
            continue
        if part == "..":
            if not parts:
                raise OutsideRoot(f"{target!r} leads out of the root")
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def is_left_out(path: str) -> bool:
    """Whether a path lies in a hidden or a dependency folder."""
    return any(part.startswith(".") or part in LEFT_OUT_FOLDERS for part in path.split("/"))


class Folder:
    """A folder on disk, listed by walking it."""

    def __init__(self, folder: Path, name: str | None = None, *, leave_out: Path | None = None) -> None:
        """Take `folder` as the root; `leave_out` is a folder below it (the output) that is never listed."""
        self._folder = folder.resolve()
        self._name = name if name is not None else str(folder)
        self._leave_out = leave_out.resolve() if leave_out else None

    @property
    def name(self) -> str:
        return self._name

    @property
    def folder(self) -> Path | None:
        return self._folder

    def paths(self) -> tuple[str, ...]:
        found: list[str] = []
        for here, folders, files in os.walk(self._folder):
            base = Path(here)
            folders[:] = [
                name
                for name in folders
                if not is_left_out(name) and (self._leave_out is None or base / name != self._leave_out)
            ]
            found.extend((base / name).relative_to(self._folder).as_posix() for name in files)
        return tuple(sorted(path for path in found if not is_left_out(path)))

    def read(self, path: str) -> bytes:
        target = self._folder / path
        try:
            resolved = target.resolve(strict=True)
        except (FileNotFoundError, NotADirectoryError) as error:
            raise FileMissing(f"there is no file {path!r}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise Unreadable(f"{path!r} cannot be read: {error}") from error
        if not resolved.is_relative_to(self._folder):
            raise OutsideRoot(f"{path!r} leads out of the root by a symbolic link")
        try:
            if not resolved.is_file():
                # A named pipe would keep us waiting for ever.
                raise Unreadable(f"{path!r} is not an ordinary file")
            size = resolved.stat().st_size
            if size > LARGEST_FILE:
                raise TooLarge(path, size)
            return resolved.read_bytes()
        except OSError as error:
            raise Unreadable(f"{path!r} cannot be read: {error.strerror or error}") from error


class Overlay:
    """A source with some files' bytes replaced or added, as unsaved buffers of an editor do."""

    def __init__(self, below: Source, files: Mapping[str, bytes]) -> None:
        self._below, self._files = below, dict(files)

    @property
    def name(self) -> str:
        return self._below.name

    @property
    def folder(self) -> Path | None:
        return self._below.folder

    def paths(self) -> tuple[str, ...]:
        return tuple(sorted({*self._below.paths(), *self._files}))

    def read(self, path: str) -> bytes:
        return self._files[path] if path in self._files else self._below.read(path)
