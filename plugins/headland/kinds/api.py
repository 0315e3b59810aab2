"""The kind API: an interface that components offer and call."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import (
    BACKSTAGE_VERSIONS,
    LIFECYCLES,
    Absent,
    ByType,
    OrPlaceholder,
    OwnerRef,
    Part,
    SystemRef,
    Text,
)
from headland.kinds.kind import KINDS, Kind


class Remote(Part):
    """One endpoint of an MCP server."""

    type: Text = Field(description="How it is spoken to.", examples=["streamable-http", "sse", "stdio"])
    url: Text = Field(description="Its address; for `stdio` it may be a command.")


class _ApiFields(Part):
    lifecycle: Text = Field(description="How far along in its life it is.", examples=LIFECYCLES)
    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["team-payments", "user:jenny.doe"],
    )
    system: Absent[SystemRef] = Field(None, description="The system that it is a part of: a reference to a System.")


class ApiSpec(_ApiFields):
    """An interface that is told by its definition."""

    type: Text = Field(
        description="The format of the definition.",
        examples=["openapi", "asyncapi", "graphql", "grpc", "trpc", "mcp-server"],
    )
    definition: Annotated[Text, OrPlaceholder()] = Field(
        description="The definition, in the format that `type` names; `$text: ./openapi.yaml` takes it from a file."
    )


class McpServerSpec(_ApiFields):
    """A Model Context Protocol server, which is told by its endpoints."""

    type: Literal["mcp-server"] = Field(description="`mcp-server`: told by its endpoints, not by a definition.")
    remotes: Annotated[list[Remote], Field(min_length=1)] = Field(description="The server's endpoints; at least one.")


class Api(Entity):
    """An interface that components offer and call."""

    spec: Annotated[ApiSpec | McpServerSpec, ByType({"mcp-server": McpServerSpec}, ApiSpec)] = Field(
        description="What the interface is, whose it is, and its definition or endpoints."
    )


KINDS.register(
    Kind(
        name="API",
        api_versions=BACKSTAGE_VERSIONS,
        model=Api,
        label="API",
        plural="APIs",
        icon="api",
        color="#7a3e9d",
        dark_color="#d3a4ec",
        description="An interface that a component offers to others: HTTP, events, GraphQL, gRPC, or an MCP server.",
        sections=("definition", "remotes", "dependencies", "decisions"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments-api
  description: Charge a card, refund a charge.
spec:
  type: openapi
  lifecycle: production
  owner: team-payments
  system: checkout
  definition: |
    openapi: 3.1.0
    info: {title: Payments, version: 1.0.0}
    paths: {}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: ledger-mcp
  description: The ledger's tools for coding agents.
spec:
  type: mcp-server
  lifecycle: experimental
  owner: team-payments
  remotes:
    - type: streamable-http
      url: https://mcp.example.com/ledger
""",
    )
)
