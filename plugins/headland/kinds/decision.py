"""The kind Decision: what was decided, and why. A Markdown page with this data as its front matter.

The fields are those of MADR 4 (Markdown Any Decision Records), in this catalog's spelling: `decision-makers` is
`decisionMakers` here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from headland.kinds.envelope import Page
from headland.kinds.fields import HEADLAND_VERSIONS, Absent, Part, Text
from headland.kinds.formats import Date
from headland.kinds.kind import KINDS, Kind, RefTo

_PEOPLE = ("Group", "User")


class DecisionSpec(Part):
    """Where a decision stands, who took part, and what it is about."""

    status: Literal["proposed", "accepted", "rejected", "deprecated", "superseded"] = Field(
        description="Where the decision stands."
    )
    date: Absent[Date] = Field(
        None, description="The day on which the decision was last changed.", examples=["2026-01-31"]
    )
    decision_makers: Absent[list[Annotated[Text, RefTo("User", "decidedBy", "deciderOf", allowed=_PEOPLE)]]] = Field(
        None, description="Who decided: references, to Users where no kind is written.", examples=[["jenny.doe"]]
    )
    consulted: Absent[list[Annotated[Text, RefTo("User", "consulted", "consultedOn", allowed=_PEOPLE)]]] = Field(
        None, description="Whose opinion was asked: references, to Users where no kind is written."
    )
    informed: Absent[list[Annotated[Text, RefTo("User", "informed", "informedOf", allowed=_PEOPLE)]]] = Field(
        None, description="Who is kept up to date: references, to Users where no kind is written."
    )
    applies_to: Absent[list[Annotated[Text, RefTo("Component", "appliesTo", "decidedIn")]]] = Field(
        None,
        description="What it is about: references, to Components where no kind is written.",
        examples=[["payments", "system:checkout"]],
    )
    supersedes: Absent[
        list[Annotated[Text, RefTo("Decision", "supersedes", "supersededBy", allowed=("Decision",))]]
    ] = Field(None, description="The decisions whose place it takes: references to Decisions.")


class Decision(Page):
    """What was decided, and why."""

    spec: DecisionSpec = Field(description="Where the decision stands, who took part, and what it is about.")


KINDS.register(
    Kind(
        name="Decision",
        api_versions=HEADLAND_VERSIONS,
        model=Decision,
        label="Decision",
        plural="Decisions",
        icon="gavel",
        color="#6b5900",
        dark_color="#dcc66a",
        description="What was decided, and why: a Markdown page that says where it stands and what it is about.",
        prose=True,
        example="""\
---
apiVersion: headland.dev/v1
kind: Decision
metadata:
  name: ledger-in-postgres
  title: The ledger is kept in PostgreSQL
spec:
  status: accepted
  date: 2026-01-31
  decisionMakers: [jenny.doe]
  consulted: ["group:team-platform"]
  appliesTo: [payments, "resource:payments-db"]
---

## Context and problem statement

Charges must never be lost.

## Decision outcome

PostgreSQL, because we can run it.
""",
    )
)
