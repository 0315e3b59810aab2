"""What is on a page: the headings of its sections, read off its finished HTML, so that no section can be forgotten."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from headland.prose.trusted import trusted

FEWEST = 3
"""A page with fewer sections needs no list of them."""

MOST = 40

_SECTION = re.compile(r"""<h2\b[^<>]*?\bid="([^"<>]*)"[^<>]*>(.*?)</h2>""", re.DOTALL)
_ASIDE = re.compile(r"""<(span|button|a)\b[^<>]*class="(?:hl-count|headerlink|hl-copy)[^<>]*>.*?</\1>""", re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Heading:
    """A section of a page: its anchor and its title, both as they stand in the page's HTML."""

    anchor: Markup
    title: Markup


def contents(html: str) -> tuple[Heading, ...]:
    """The sections of a page by their second-level headings; empty where there are too few to need a list.

    `html` must be safe: what is taken from it is not escaped again.
    """
    found = [
        Heading(trusted(anchor), trusted(" ".join(_TAG.sub("", _ASIDE.sub("", title)).split())))
        for anchor, title in _SECTION.findall(html)[:MOST]
    ]
    return tuple(found) if len(found) >= FEWEST else ()
