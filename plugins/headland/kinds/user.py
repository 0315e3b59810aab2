"""The kind User: a person."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import BACKSTAGE_VERSIONS, Absent, Part, Profile, Text
from headland.kinds.kind import KINDS, Kind, RefTo


class UserSpec(Part):
    """How a person presents themselves, and which groups they are in."""

    profile: Absent[Profile] = Field(None, description="How the person presents themselves.")
    member_of: list[Annotated[Text, RefTo("Group", "memberOf", "hasMember", allowed=("Group",))]] = Field(
        description="The groups that the person is directly in: references to Groups; `[]` when there are none.",
        examples=[["team-payments"]],
    )


class User(Entity):
    """A person."""

    spec: UserSpec = Field(description="How the person presents themselves, and which groups they are in.")


KINDS.register(
    Kind(
        name="User",
        api_versions=BACKSTAGE_VERSIONS,
        model=User,
        label="User",
        plural="Users",
        icon="account-outline",
        color="#1c6b88",
        dark_color="#86cbe6",
        description="A person who belongs to groups and can own things.",
        sections=("memberships", "ownership"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: jenny.doe
spec:
  profile:
    displayName: Jenny Doe
    email: jenny-doe@example.com
  memberOf: [team-payments]
""",
    )
)
