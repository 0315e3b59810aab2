"""The kind Runbook: what to do when something breaks. A Markdown page with this data as its front matter."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Page
from headland.kinds.fields import HEADLAND_VERSIONS, Absent, OwnerRef, Part, Text, Texts
from headland.kinds.formats import Date
from headland.kinds.kind import KINDS, Kind, RefTo


class RunbookSpec(Part):
    """What a runbook covers, which alerts lead to it, and who helps."""

    covers: Annotated[list[Annotated[Text, RefTo("Component", "covers", "coveredBy")]], Field(min_length=1)] = Field(
        description="What it helps with: references, to Components where no kind is written.",
        examples=[["payments", "resource:payments-db"]],
    )
    owner: Absent[OwnerRef] = Field(
        None,
        description="The group or person that keeps it right: a reference, to a Group where no kind is written.",
        examples=["team-payments"],
    )
    alerts: Absent[Texts] = Field(
        None, description="The names of the alerts that lead to it, as the alerting system knows them."
    )
    severity: Absent[Text] = Field(
        None, description="How bad it is when it is needed.", examples=["critical", "high", "medium", "low"]
    )
    escalation: Absent[
        list[Annotated[Text, RefTo("Group", "escalatesTo", "escalationFor", allowed=("Group", "User"))]]
    ] = Field(
        None,
        description="Whom to call when it does not help, in order: references, to Groups where no kind is written.",
        examples=[["team-payments", "user:jenny.doe"]],
    )
    last_drilled: Absent[Date] = Field(
        None, description="The day on which it was last tried out.", examples=["2026-01-31"]
    )


class Runbook(Page):
    """What to do when something breaks."""

    spec: RunbookSpec = Field(description="What the runbook covers, which alerts lead to it, and who helps.")


KINDS.register(
    Kind(
        name="Runbook",
        api_versions=HEADLAND_VERSIONS,
        model=Runbook,
        label="Runbook",
        plural="Runbooks",
        icon="lifebuoy",
        color="#b3261e",
        dark_color="#f2a49e",
        description="What to do when something breaks: a Markdown page that says what it covers and when it is needed.",
        prose=True,
        example="""\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata:
  name: payments-queue-grows
  title: The queue of payments grows
spec:
  covers: [payments]
  owner: team-payments
  alerts: [PaymentsQueueGrows]
  severity: high
  escalation: ["user:jenny.doe", team-platform]
  lastDrilled: 2026-01-31
---

## Symptom

Orders stay unpaid for minutes.

## What to do

1. Look whether the card provider answers.
""",
    )
)
