"""The kind Group: a team, a unit, or any other set of people."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import BACKSTAGE_VERSIONS, Absent, Part, Profile, Text
from headland.kinds.kind import KINDS, Kind, RefTo


class GroupSpec(Part):
    """Where a group stands in the organisation, and who is in it."""

    type: Text = Field(
        description="What sort of group it is.", examples=["team", "business-unit", "product-area", "root"]
    )
    profile: Absent[Profile] = Field(None, description="How the group presents itself.")
    parent: Absent[Annotated[Text, RefTo("Group", "childOf", "parentOf", allowed=("Group",))]] = Field(
        None, description="The group that it is a part of: a reference to a Group.", examples=["engineering"]
    )
    children: list[Annotated[Text, RefTo("Group", "parentOf", "childOf", allowed=("Group",))]] = Field(
        description="The groups directly below it: references to Groups. Required; `[]` when there are none."
    )
    members: Absent[list[Annotated[Text, RefTo("User", "hasMember", "memberOf", allowed=("User",))]]] = Field(
        None, description="The people directly in it: references to Users.", examples=[["jenny.doe"]]
    )


class Group(Entity):
    """A team, a unit, or any other set of people."""

    spec: GroupSpec = Field(description="Where the group stands in the organisation, and who is in it.")


KINDS.register(
    Kind(
        name="Group",
        api_versions=BACKSTAGE_VERSIONS,
        model=Group,
        label="Group",
        plural="Groups",
        icon="account-group-outline",
        color="#2b6a1e",
        dark_color="#93d483",
        description="A team, a unit, or any other set of people that can own things.",
        sections=("members", "subgroups", "ownership"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-payments
  description: Takes the money, and gives it back.
spec:
  type: team
  profile:
    displayName: Payments
    email: payments@example.com
  parent: engineering
  children: []
  members: [jenny.doe]
""",
    )
)
