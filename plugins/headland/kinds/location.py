"""The kind Location: a record that names other files with records."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import BACKSTAGE_VERSIONS, Absent, Part, Text, Texts
from headland.kinds.kind import KINDS, Kind


class LocationSpec(Part):
    """Which other files have records."""

    type: Absent[Text] = Field(
        None,
        description="How the targets are reached; where nothing is said, as this file was.",
        examples=["url", "file"],
    )
    target: Absent[Text] = Field(
        None,
        description="One target: a path from this file, which may hold globs, or an address.",
        examples=["./services/*/catalog-info.yaml"],
    )
    targets: Absent[Texts] = Field(
        None,
        description="Several targets: paths from this file, which may hold globs, or addresses.",
        examples=[["./teams.yaml", "./services/*/catalog-info.yaml"]],
    )
    presence: Absent[Literal["required", "optional"]] = Field(
        None, description="Whether a target that is not there is an error (`required`, which is the default) or not."
    )


class Location(Entity):
    """A record that names other files with records."""

    spec: LocationSpec = Field(description="Which other files have records.")


KINDS.register(
    Kind(
        name="Location",
        api_versions=BACKSTAGE_VERSIONS,
        model=Location,
        label="Location",
        plural="Locations",
        icon="map-marker-outline",
        color="#5c5f66",
        dark_color="#b9bec9",
        description="A record that names other files in which records stand.",
        sections=("targets",),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: Location
metadata:
  name: everything
spec:
  targets:
    - ./teams.yaml
    - ./services/*/catalog-info.yaml
  presence: optional
""",
    )
)
