"""Long lists in pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

PAGE_SIZE = 500

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of how many this is, and the addresses of its neighbours."""

    number: int
    pages: int
    previous: str | None
    next: str | None


def paged(
    items: Sequence[T], address: Callable[[int], str], size: int = PAGE_SIZE
) -> Iterator[tuple[Pager, Sequence[T]]]:
    """The items page by page; at least one page, even an empty one. `address` gives a page's address by its number."""
    pages = max(1, -(-len(items) // size))
    for number in range(1, pages + 1):
        pager = Pager(
            number,
            pages,
            address(number - 1) if number > 1 else None,
            address(number + 1) if number < pages else None,
        )
        yield pager, items[(number - 1) * size : number * size]
