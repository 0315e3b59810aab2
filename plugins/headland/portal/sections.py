"""Finished pages of documentation as what the search finds in them."""

from __future__ import annotations

from collections.abc import Iterator

from headland.prose import sections
from headland.views.search import DocSection


def doc_sections(title: str, address: str, html: str) -> Iterator[DocSection]:
    """The sections of a page's HTML, each with the address that leads to it."""
    for section in sections(html):
        anchor = f"#{section.anchor}" if section.anchor else ""
        yield DocSection(title, section.heading, section.text, address + anchor)
