"""The envelope that all records share, strict where Backstage is strict."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field, JsonValue


class Metadata(BaseModel):
    """Who a record is, and what is said about it."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    name: str
    namespace: str | None = None
    title: str | None = None
    description: str | None = None
    labels: dict[str, str] = Field(default_factory=dict)
    annotations: dict[str, str] = Field(default_factory=dict)
    tags: list[str] = Field(default_factory=list)


class Entity(BaseModel):
    """Any record: the envelope with a specification that nothing is known about."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    api_version: str = Field(alias="apiVersion")
    kind: str
    metadata: Metadata
    spec: dict[str, JsonValue] | None = None
