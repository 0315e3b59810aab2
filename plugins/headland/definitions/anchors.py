"""Anchors of the parts of a definition: unique, URL-safe, and made of the names that the author gave."""

from __future__ import annotations

import hashlib
import re

_OTHER = re.compile(r"[^A-Za-z0-9.]+")
_LONGEST = 80


class Anchors:
    """Gives out anchors, none of them twice."""

    def __init__(self) -> None:
        self._given: dict[str, int] = {}

    def give(self, sort: str, name: str) -> str:
        """An anchor `sort-name`; what is not ASCII or too long in the name is told apart by a digest of it."""
        slug = _OTHER.sub("-", name).strip("-.")
        if not name.isascii() or len(slug) > _LONGEST or not slug:
            digest = hashlib.sha256(name.encode("utf-8", "replace")).hexdigest()[:8]
            slug = f"{slug[:_LONGEST].rstrip('-.')}-{digest}".lstrip("-")
        anchor = wanted = f"{sort}-{slug}"
        number = self._given.get(wanted, 1)
        while anchor in self._given:
            number += 1
            anchor = f"{wanted}-{number}"
        self._given[wanted] = number
        self._given.setdefault(anchor, 1)
        return anchor
