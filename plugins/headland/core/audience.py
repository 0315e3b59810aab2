"""Audiences: who may see what."""

from __future__ import annotations

from dataclasses import dataclass

PUBLIC = "public"
INTERNAL = "internal"
BUILT_IN_COMPARTMENTS = frozenset({"hiring", "people"})


@dataclass(frozen=True, slots=True)
class Audience:
    """The visibility labels that a build may show."""

    labels: frozenset[str]

    @classmethod
    def parse(cls, text: str) -> Audience:
        """Read `public`, `internal` or `internal+hiring`; whoever sees internal sees public too."""
        labels = {part.strip() for part in text.split("+") if part.strip()}
        if labels - {PUBLIC}:
            labels |= {PUBLIC, INTERNAL}
        return cls(frozenset(labels or {PUBLIC}))

    def sees(self, label: str) -> bool:
        """Whether something with this label is shown; a label that nobody knows is shown to nobody."""
        return label in self.labels

    def __str__(self) -> str:
        extra = sorted(self.labels - {PUBLIC, INTERNAL})
        return "+".join([INTERNAL, *extra]) if self.labels != {PUBLIC} else PUBLIC


DEFAULT_AUDIENCE = Audience.parse(INTERNAL)
