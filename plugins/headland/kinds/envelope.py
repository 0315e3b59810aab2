"""The envelope that all records share, strict where Backstage is strict and open where it is open.

Source: the schemas `Entity` and `EntityMeta` and the policies `SchemaValidEntityPolicy`,
`NoForeignRootFieldsEntityPolicy` and `FieldFormatEntityPolicy` of npm `@backstage/catalog-model` 1.10.1.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic_core import core_schema

from headland.kinds.fields import Absent, Part, Text
from headland.kinds.formats import ApiVersion, Key, KindName, LabelValue, Name, Namespace, NotBlank, Tag, Url


class Link(Part):
    """A link out of the portal."""

    url: Url = Field(description="The address, with its scheme.", examples=["https://admin.example.com"])
    title: Absent[NotBlank] = Field(None, description="The words of the link.", examples=["Admin dashboard"])
    icon: Absent[NotBlank] = Field(None, description="The name of an icon.", examples=["dashboard"])
    type: Absent[Text] = Field(
        None,
        description="What sort of link it is.",
        examples=["runbook", "documentation", "logs", "dashboard"],
    )


class Metadata(Part):
    """Who a record is, and what is said about it. Further fields are allowed."""

    name: Name = Field(
        description="The record's name: unique in its kind and namespace, and part of its address.",
        examples=["payments"],
    )
    namespace: Absent[Namespace] = Field(
        None,
        description="The namespace that the name belongs to; `default` where nothing is said.",
        examples=["default"],
    )
    title: Absent[Text] = Field(None, description="What people call it, shown in the place of the name.")
    description: Absent[str] = Field(None, description="What it is, in a sentence or two. Markdown.")
    labels: dict[Key, LabelValue] = Field(
        default_factory=dict,
        description="Short values by which records are told apart. Keys may have a domain before a slash.",
    )
    annotations: dict[Key, str] = Field(
        default_factory=dict,
        description="Values for tools, such as `backstage.io/techdocs-ref` or `github.com/project-slug`. Always texts.",
    )
    tags: list[Tag] = Field(
        default_factory=list, description="Single words to find it by, in lower case.", examples=[["java", "data"]]
    )
    links: list[Link] = Field(default_factory=list, description="Links to pages about it, outside the portal.")
    uid: Absent[Text] = Field(None, description="An identifier that Backstage's database gives; leave it out.")
    etag: Absent[Text] = Field(None, description="A mark of the version in Backstage's database; leave it out.")


class _AnyMapping:
    """A mapping of which nothing is known. Typed as Any, so that a kind's model may narrow it."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.dict_schema(core_schema.str_schema(), core_schema.any_schema())


class Entity(BaseModel):
    """Any record: the envelope with a specification that nothing is known about.

    Backstage's schema knows `relations` and `status` too, but its catalog refuses a file that has them
    (`NoForeignRootFieldsEntityPolicy`): it makes them itself.
    """

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", strict=True, frozen=True)

    api_version: ApiVersion = Field(
        description="Which version of which format this record is written in.", examples=["backstage.io/v1alpha1"]
    )
    kind: KindName = Field(description="What sort of thing the record describes.", examples=["Component"])
    metadata: Metadata = Field(description="Who the record is, and what is said about it.")
    spec: Annotated[Any, _AnyMapping()] = Field(None, description="What the record says about the thing itself.")


class Page(Entity):
    """A record that is a Markdown page: its front matter may hold a page's own keys beside the record's."""

    model_config = ConfigDict(extra="allow")
