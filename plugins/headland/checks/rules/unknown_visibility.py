"""A record or a kind has a visibility label that means nothing."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from headland.catalog.audience import VISIBILITY_ANNOTATION, known_labels
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.settings_places import key_place, settings_document
from headland.checks.words import either, quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  annotations:
    headland.dev/visibility: {label}
spec:
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "unknown-visibility",
        Severity.WARNING,
        "A record or a kind has a visibility label that means nothing.",
        "Nobody can tell who was meant to see it, so it is hidden from everybody: it has no page, and nothing that "
        "refers to it shows it.",
        "Write `public`, `internal`, `hiring` or `people`, or name the label in `visibility.compartments` of "
        "headland.yaml.",
        Example({"catalog-info.yaml": _FILE.format(label="intern")}),
        Example({"catalog-info.yaml": _FILE.format(label="internal")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each annotation, and for each line of the settings, with such a label."""
    labels = known_labels(context.settings)

    def hint(label: str) -> str:
        near = process.extractOne(label, sorted(labels), scorer=fuzz.ratio, score_cutoff=60)
        return f"Did you mean {near[0]}? " if near else ""

    expected = f"Write {either(sorted(labels))}, or add it to visibility.compartments in headland.yaml."
    for ref, record in context.catalog.items():
        label = record.entity.metadata.annotations.get(VISIBILITY_ANNOTATION)
        if label is not None and label.strip() not in labels:
            yield RULE.finding(
                f"{quoted(label)} is no visibility that anybody has: this record is hidden from all",
                record.place(("metadata", "annotations", VISIBILITY_ANNOTATION)),
                hint=hint(label) + expected,
                ref=ref,
            )
    kinds = {kind: label for kind, label in context.settings.visibility.kinds.items() if label not in labels}
    document = settings_document(context) if kinds else None
    for kind, label in kinds.items():
        yield RULE.finding(
            f"{quoted(label)} is no visibility that anybody has: every {kind} that has none of its own is hidden",
            key_place(document, ("visibility", "kinds", kind)),
            hint=hint(label) + expected,
        )


CHECKS.register(Check(RULE, check))
