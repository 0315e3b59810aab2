"""The kind System: components and resources that do one thing together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import BACKSTAGE_VERSIONS, Absent, OwnerRef, Part, Text
from headland.kinds.kind import KINDS, Kind, RefTo


class SystemSpec(Part):
    """Whose a system is, and where it belongs."""

    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["team-payments", "user:jenny.doe"],
    )
    domain: Absent[Annotated[Text, RefTo("Domain", "partOf", "hasPart")]] = Field(
        None, description="The domain that it is a part of: a reference to a Domain.", examples=["sales"]
    )
    type: Absent[Text] = Field(
        None, description="What sort of system it is.", examples=["product", "service", "feature-set"]
    )


class System(Entity):
    """Components and resources that do one thing together."""

    spec: SystemSpec = Field(description="Whose the system is, and where it belongs.")


KINDS.register(
    Kind(
        name="System",
        api_versions=BACKSTAGE_VERSIONS,
        model=System,
        label="System",
        plural="Systems",
        icon="hexagon-multiple-outline",
        color="#0b6e5f",
        dark_color="#6fd3c1",
        description="Components and resources that do one thing together, and are seen from outside as one.",
        sections=("parts", "runbooks", "decisions"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  description: Everything between the basket and the receipt.
spec:
  owner: team-payments
  domain: sales
  type: product
""",
    )
)
