"""What the rules see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from headland.catalog.catalog import Catalog
from headland.core.settings import Settings
from headland.reading.result import Reading


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A Markdown file that is a page of the portal: the source's name, the path in it, and its bytes."""

    source: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CheckContext:
    """All that rules may look at.

    `pages` are the Markdown pages of the docs.
    """

    catalog: Catalog
    reading: Reading
    settings: Settings
    as_of: datetime
    pages: tuple[MarkdownPage, ...] = ()
