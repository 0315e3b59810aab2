"""The kind Component: a piece of software."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import (
    BACKSTAGE_VERSIONS,
    LIFECYCLES,
    Absent,
    DependencyOf,
    DependsOnRef,
    OwnerRef,
    Part,
    ReadsFrom,
    SystemRef,
    Text,
    WritesTo,
)
from headland.kinds.kind import KINDS, Kind, RefTo


class ComponentSpec(Part):
    """What a component is, whose it is, and how it hangs together with the rest."""

    type: Text = Field(description="What sort of component it is.", examples=["service", "website", "library"])
    lifecycle: Text = Field(description="How far along in its life it is.", examples=LIFECYCLES)
    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["team-payments", "user:jenny.doe"],
    )
    system: Absent[SystemRef] = Field(None, description="The system that it is a part of: a reference to a System.")
    subcomponent_of: Absent[Annotated[Text, RefTo("Component", "partOf", "hasPart")]] = Field(
        None, description="The component that it is a part of: a reference to a Component."
    )
    provides_apis: Absent[list[Annotated[Text, RefTo("API", "providesApi", "apiProvidedBy")]]] = Field(
        None, description="The APIs that it offers to others: references to APIs."
    )
    consumes_apis: Absent[list[Annotated[Text, RefTo("API", "consumesApi", "apiConsumedBy")]]] = Field(
        None, description="The APIs of others that it calls: references to APIs."
    )
    depends_on: Absent[list[DependsOnRef]] = Field(
        None,
        description="What it needs in order to work: references with their kind.",
        examples=[["resource:payments-db", "component:ledger"]],
    )
    reads_from: ReadsFrom = Field(
        None, description="What it reads, where that is worth telling apart: references to Resources. Headland's own."
    )
    writes_to: WritesTo = Field(
        None, description="What it writes, where that is worth telling apart: references to Resources. Headland's own."
    )
    dependency_of: DependencyOf = Field(None, description="What needs it in order to work: references with their kind.")


class Component(Entity):
    """A piece of software: a service, a website, a library."""

    spec: ComponentSpec = Field(description="What the component is, whose it is, and how it hangs together.")


KINDS.register(
    Kind(
        name="Component",
        api_versions=BACKSTAGE_VERSIONS,
        model=Component,
        label="Component",
        plural="Components",
        icon="cube-outline",
        color="#1a5fb4",
        dark_color="#8ab8f5",
        description="A piece of software that is built, shipped or linked as one: a service, a website, a library.",
        sections=("dependencies", "runbooks", "decisions"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
  title: Payments
  description: Charges cards and keeps the ledger of what was charged.
  annotations:
    github.com/project-slug: example/payments
  tags: [java, pci]
  links:
    - url: https://dashboards.example.com/payments
      title: Dashboard
      icon: dashboard
spec:
  type: service
  lifecycle: production
  owner: team-payments
  system: checkout
  providesApis: [payments-api]
  consumesApis: [ledger-api]
  dependsOn: ["resource:payments-db"]
""",
    )
)
