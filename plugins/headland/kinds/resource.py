"""The kind Resource: what software needs in order to run."""

from __future__ import annotations

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import (
    BACKSTAGE_VERSIONS,
    Absent,
    DependencyOf,
    DependsOnRef,
    OwnerRef,
    Part,
    SystemRef,
    Text,
)
from headland.kinds.kind import KINDS, Kind


class ResourceSpec(Part):
    """What a resource is, whose it is, and what hangs on it."""

    type: Text = Field(
        description="What sort of resource it is.", examples=["database", "s3-bucket", "cluster", "topic"]
    )
    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["team-payments", "user:jenny.doe"],
    )
    system: Absent[SystemRef] = Field(None, description="The system that it is a part of: a reference to a System.")
    depends_on: Absent[list[DependsOnRef]] = Field(
        None, description="What it needs in order to work: references with their kind."
    )
    dependency_of: DependencyOf = Field(None, description="What needs it in order to work: references with their kind.")


class Resource(Entity):
    """What software needs in order to run: a database, a bucket, a topic."""

    spec: ResourceSpec = Field(description="What the resource is, whose it is, and what hangs on it.")


KINDS.register(
    Kind(
        name="Resource",
        api_versions=BACKSTAGE_VERSIONS,
        model=Resource,
        label="Resource",
        plural="Resources",
        icon="database-outline",
        color="#8a4b08",
        dark_color="#f0b072",
        description="What software needs in order to run: a database, a bucket, a topic, a cluster.",
        sections=("dependencies", "runbooks", "decisions"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: payments-db
  description: The ledger of charges.
spec:
  type: database
  owner: team-payments
  system: checkout
""",
    )
)
