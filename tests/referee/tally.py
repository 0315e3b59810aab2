"""Counts of a run of the referee: documents compared, agreements, and disagreements by what explains them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.referee.comparing import Ask, Case, Comparison, Disagreement, Judgement, compare
from tests.referee.known_differences import known


@dataclass
class Tally:
    """Counts of one comparison. `limits` are documents that our limits and roots alone refuse."""

    name: str
    files: int = 0
    documents: int = 0
    agreements: int = 0
    limits: int = 0
    nodes: int = 0
    verdicts: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)

    def compare(self, case: Case, ask: Ask) -> list[str]:
        """Compare a file and count it; gives what differs and is not explained."""
        comparison = compare(case, ask)
        unexplained = []
        differing = {found.ordinal for found in comparison.disagreements}
        for found, name in _explained(comparison):
            if name is None:
                self.unknown[found.kind] += 1
                unexplained.append(f"{case!r}\n  {found}")
        self.known.update({name for _, name in _explained(comparison) if name is not None})
        self.files += 1
        self.documents += len(comparison.ours)
        self.agreements += sum(ordinal not in differing for ordinal in range(comparison.compared))
        self.limits += sum(
            _is_limit(one, other) for one, other in zip(comparison.ours, comparison.theirs, strict=False)
        )
        self.nodes += sum(len(one.places) for one in comparison.theirs)
        self.verdicts.update(one.verdict for one in comparison.ours)
        return unexplained

    def __str__(self) -> str:
        parts = [f"{self.documents:,} documents in {self.files:,} files, {self.agreements:,} agree"]
        parts.append("verdicts: " + ", ".join(f"{count:,} {name}" for name, count in sorted(self.verdicts.items())))
        parts += [f"{count:,} {name}" for name, count in sorted(self.known.items())]
        parts += [f"{count:,} UNEXPLAINED: {kind}" for kind, count in sorted(self.unknown.items())]
        return f"{self.name}: {'; '.join(parts)}"


def _explained(comparison: Comparison) -> Iterator[tuple[Disagreement, str | None]]:
    for found in comparison.disagreements:
        difference = known(comparison.case, found, comparison.ours, comparison.theirs)
        yield found, difference.name if difference else None


def _is_limit(one: Judgement, other: Judgement) -> bool:
    return one.verdict != other.verdict and bool(one.rules)
