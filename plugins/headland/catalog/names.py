"""Finding records by what people type: exact words in any case, or the nearest names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from headland.core.refs import DEFAULT_NAMESPACE, Ref, RefError

SIMILAR_ENOUGH = 70.0
"""Below this likeness (0 to 100) a proposal of the kind that was meant confuses more than it helps."""

SIMILAR_ACROSS_KINDS = 85.0
"""The same for a proposal of another kind: two things were then mistaken, so the name must be nearly right."""


SIMILAR_WORDS = 90.0
"""The same where the order of words does not count."""


class Names:
    """References by name, for look-ups that forgive."""

    def __init__(self, refs: Iterable[Ref]) -> None:
        self._refs = sorted(refs)
        self._names = [ref.name.lower() for ref in self._refs]
        self._by_name: dict[str, list[Ref]] = {}
        self._by_kind: dict[str, tuple[list[Ref], list[str]]] = {}
        for ref, name in zip(self._refs, self._names, strict=True):
            self._by_name.setdefault(name, []).append(ref)
            refs_of_kind, names_of_kind = self._by_kind.setdefault(ref.kind.lower(), ([], []))
            refs_of_kind.append(ref)
            names_of_kind.append(name)

    def candidates(self, text: str, default_kind: str | None = None) -> tuple[Ref, ...]:
        """All references that `text` may mean: `[kind:][namespace/]name` in any case.

        Without a kind, every kind counts, the default one first and alone if it has the name; without a
        namespace, the default one counts, and the others only where it has no such name.
        """
        try:
            wanted = Ref.parse(text.strip(), default_kind="", default_namespace="")
        except RefError:
            kind, namespace, name = _parts(text)
        else:
            kind, namespace, name = wanted.kind, wanted.namespace, wanted.name
        found = [
            ref
            for ref in self._by_name.get(name.lower(), ())
            if kind.lower() in ("", ref.kind.lower()) and namespace.lower() in ("", ref.namespace.lower())
        ]
        if not kind and default_kind is not None:
            found = [ref for ref in found if ref.kind.lower() == default_kind.lower()] or found
        if not namespace:
            found = [ref for ref in found if ref.namespace.lower() == DEFAULT_NAMESPACE] or found
        return tuple(found)

    def nearest(self, text: str, kind: str | None, limit: int) -> tuple[Ref, ...]:
        """The references whose names are most like the name in `text`, the likest first; none if none is like it.

        The very name under another kind or namespace comes first. `kind`, or else the kind written in
        `text`, is looked through next, of a text of several words in any order of the words too; other kinds
        count only where nothing of that kind is like it.
        """
        written, _, name = _parts(text.lower())
        found = dict.fromkeys(self._by_name.get(name, ()))
        refs, names = self._by_kind.get((kind or written).lower(), ([], []))
        found.update(dict.fromkeys(_likest(name, refs, names, limit, SIMILAR_ENOUGH)))
        if not found and " " in name:
            found.update(dict.fromkeys(_likest(name, refs, names, limit, SIMILAR_WORDS, scorer=fuzz.token_sort_ratio)))
        if not found:
            cutoff = SIMILAR_ACROSS_KINDS if names else SIMILAR_ENOUGH
            found.update(dict.fromkeys(_likest(name, self._refs, self._names, limit, cutoff)))
        return tuple(found)[:limit]


def _parts(text: str) -> tuple[str, str, str]:
    kind, _, rest = text.strip().rpartition(":")
    namespace, _, name = rest.rpartition("/")
    return kind, namespace, name


def _likest(
    name: str,
    refs: Sequence[Ref],
    names: Sequence[str],
    limit: int,
    cutoff: float,
    *,
    scorer: Callable[..., float] = fuzz.ratio,
) -> tuple[Ref, ...]:
    processor = None if scorer is fuzz.ratio else default_process
    found = process.extract(name, names, scorer=scorer, processor=processor, score_cutoff=cutoff, limit=limit)
    ranked = sorted(((-score, refs[at]) for _, score, at in found), key=lambda pair: (pair[0], pair[1].key))
    return tuple(ref for _, ref in ranked)
