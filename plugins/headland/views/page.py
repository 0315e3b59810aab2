"""What a view gives out: a page of the site, without the shell around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from headland.core.refs import Ref


@dataclass(frozen=True, slots=True)
class PageHead:
    """What is said about a page outside its content. Texts are plain: whoever puts them into HTML escapes them.

    `feed` is the address, below the site's root, of the Atom feed of what the page shows.
    """

    address: str
    title: str
    description: str
    ref: Ref | None = None
    feed: str = ""

    @property
    def root(self) -> str:
        """The relative way from the page to the site's root; it can be put before any address."""
        return "../" * self.address.count("/") or "./"


class PageModel(Protocol):
    """All that a page shows: frozen, so that the same model always gives the same HTML."""

    @property
    def head(self) -> PageHead: ...


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its head, the family that it belongs to, and its content."""

    head: PageHead
    family: str
    content: Markup

    @property
    def address(self) -> str:
        """The address below the site's root, ending in `/`; empty for the root itself."""
        return self.head.address

    @property
    def title(self) -> str:
        """What the page is called, as plain text."""
        return self.head.title

    @property
    def description(self) -> str:
        """What the page is, in one line of plain text."""
        return self.head.description

    @property
    def ref(self) -> Ref | None:
        """The record that the page is about."""
        return self.head.ref
