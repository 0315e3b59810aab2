"""The file that was probably meant, where a record names one that is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from posixpath import basename, dirname, relpath

from rapidfuzz import fuzz, process

from headland.core.visible import one_line
from headland.reading.globs import is_glob

_NEAR = 70


class NearFiles:
    """The files of a source, for look-ups that forgive: another folder, another case, a letter too many."""

    def __init__(self, paths: Callable[[], Sequence[str]]) -> None:
        """`paths` lists the files; it is called once, and only if something is looked for."""
        self._list = paths

    def proposal(self, base: str, path: str) -> str:
        """`Did you mean './openapi.yaml'? ` for the file `path` that `base` names; nothing where none is like it."""
        near = None if is_glob(path) else self._beside(path) or self._named_alike(path)
        if near is None or near == base:
            return ""
        target = one_line(relpath(near, dirname(base) or "."))
        return f"Did you mean '{target if target.startswith('..') else f'./{target}'}'? "

    def _beside(self, path: str) -> str | None:
        names = self._folders.get(dirname(path), [])
        found = process.extractOne(basename(path), names, scorer=fuzz.ratio, score_cutoff=_NEAR)
        return f"{dirname(path)}/{found[0]}".lstrip("/") if found else None

    def _named_alike(self, path: str) -> str | None:
        alike = self._by_name.get(basename(path).lower(), [])
        found = process.extractOne(path, alike, scorer=fuzz.ratio)
        return found[0] if found else None

    @cached_property
    def _paths(self) -> Sequence[str]:
        return self._list()

    @cached_property
    def _folders(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(dirname(path), []).append(basename(path))
        return found

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for path in self._paths:
            found.setdefault(basename(path).lower(), []).append(path)
        return found
