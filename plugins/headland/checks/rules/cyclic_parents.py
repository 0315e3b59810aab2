"""Records are each other's parents, in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.catalog import PART_OF
from headland.catalog.graph import PARENT, cycles, way_round
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.words import counted
from headland.core.finding import RULES, Example, Finding, Related, Rule, Severity

_FILE = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: engineering
spec:
  type: department{parent}
  children: [payments]
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: payments
spec:
  type: team
  parent: engineering
  children: []
"""

RULE = RULES.register(
    Rule(
        "cyclic-parents",
        Severity.WARNING,
        "Records are each other's parents, or parts of each other, in a circle.",
        "A tree has a top. Of groups in a circle nobody answers for the others, and pages that show where "
        "something belongs can only stop somewhere.",
        "Take out one of the relations: the message shows the way round.",
        Example({"catalog-info.yaml": _FILE.format(parent="\n  parent: payments")}),
        Example({"catalog-info.yaml": _FILE.format(parent="")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each circle of groups, domains or components, at the first relation that a record declares."""
    for type_ in (PARENT, PART_OF):
        for component in cycles(context.catalog, type_):
            steps = way_round(context.catalog, component, type_)
            round_ = " → ".join(str(ref) for ref in (component[0], *(step.target for step in steps[:6])))
            if len(steps) > 6:
                round_ = f"{round_} → … ({counted(len(steps), 'step')})"
            # Either end may declare a step: a parent names its children, a child its parent.
            places = [
                relation
                for step in steps
                for relation in (step, *context.catalog.relations(step.target))
                if relation.span is not None and {relation.source, relation.target} == {step.source, step.target}
            ]
            first, *rest = dict.fromkeys(relation.span for relation in places if relation.span is not None)
            yield RULE.finding(
                f"{'a parent' if type_ == PARENT else 'a whole'} of {component[0]} is itself: {round_}",
                first,
                hint="Take out one of these relations; the top of a tree has no parent.",
                ref=component[0],
                related=tuple(Related("this is on the way round too", span) for span in rest[:20]),
            )


CHECKS.register(Check(RULE, check))
