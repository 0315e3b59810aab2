"""Indexes: references by one thing that their records have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from headland.core.refs import Ref


class Index:
    """References by a text that is compared without regard to case; everything it gives is sorted."""

    def __init__(self, entries: Iterable[tuple[str, Ref]]) -> None:
        """Take (text, reference) pairs; the text is shown as the first reference in order has it."""
        self._shown: dict[str, str] = {}
        found: dict[str, dict[Ref, None]] = {}
        for text, ref in sorted(entries, key=lambda entry: (entry[1].key, entry[0])):
            self._shown.setdefault(text.lower(), text)
            found.setdefault(text.lower(), {})[ref] = None
        self._refs: Mapping[str, tuple[Ref, ...]] = {text: tuple(refs) for text, refs in found.items()}

    def __getitem__(self, text: str) -> tuple[Ref, ...]:
        return self._refs.get(text.lower(), ())

    def names(self) -> tuple[str, ...]:
        """All texts that have a reference, sorted."""
        return tuple(sorted(self._shown.values(), key=lambda text: (text.lower(), text)))
