"""Registries: named things that rooms and extensions hand in, and a way to load all files of a room."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType
from typing import Generic, Protocol, TypeVar


class Named(Protocol):
    """Anything with a name that is unique in its registry."""

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Named)


class Registry(Generic[T]):
    """Named things of one sort, given back sorted by name whatever the order of registration."""

    def __init__(self, sort: str) -> None:
        self._sort = sort
        self._items: dict[str, T] = {}

    def register(self, item: T) -> T:
        """Add an item and give it back. Raises ValueError when another one has its name."""
        known = self._items.get(item.name)
        if known is not None and known != item:
            raise ValueError(f"two {self._sort}s are called {item.name!r}")
        self._items[item.name] = item
        return item

    def get(self, name: str) -> T | None:
        """The item of that name, or None."""
        return self._items.get(name)

    def __getitem__(self, name: str) -> T:
        return self._items[name]

    def __contains__(self, name: object) -> bool:
        return name in self._items

    def __iter__(self) -> Iterator[T]:
        return iter([self._items[name] for name in sorted(self._items)])

    def __len__(self) -> int:
        return len(self._items)

    def names(self) -> tuple[str, ...]:
        """All names, sorted."""
        return tuple(sorted(self._items))


def load_room(room: ModuleType) -> None:
    """Import every module of a package, so that each one has registered what it holds."""
    for module in sorted(pkgutil.iter_modules(room.__path__), key=lambda found: found.name):
        importlib.import_module(f"{room.__name__}.{module.name}")
