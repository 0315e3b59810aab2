"""The types of fields that several kinds share."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import core_schema

from headland.kinds.kind import RefTo

T = TypeVar("T")


class _MayBeAbsent:
    """Takes null off a type again: to Backstage a key that says null is an error, and only an absent key is none."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


Absent = Annotated[T | None, _MayBeAbsent()]
"""A field that may be left out; the model then has None. A null in the document is refused."""

Text = Annotated[str, Field(min_length=1)]
"""A text with at least one character."""

Texts = list[Text]
"""A list of such texts; it may be empty."""

OwnerRef = Annotated[Text, RefTo("Group", "ownedBy", "ownerOf", allowed=("Group", "User"))]
SystemRef = Annotated[Text, RefTo("System", "partOf", "hasPart")]
DependsOnRef = Annotated[Text, RefTo(None, "dependsOn", "dependencyOf")]
DependencyOf = Annotated[Any, RefTo(None, "dependencyOf", "dependsOn")]
"""A text or a list of texts where it means something. Backstage reads it and has no rule for it: anything passes."""

ReadsFrom = Annotated[Any, RefTo("Resource", "readsFrom", "readBy")]
WritesTo = Annotated[Any, RefTo("Resource", "writesTo", "writtenBy")]
"""Fields of ours in a kind of Backstage's, which lets further fields pass with any value: so any value passes here."""

BACKSTAGE_VERSIONS = ("backstage.io/v1alpha1", "backstage.io/v1beta1")
"""The versions of all kinds of Backstage's catalog but AiResource and Template."""

HEADLAND_VERSIONS = ("headland.dev/v1",)
"""The versions of Headland's own kinds."""

LIFECYCLES = ["experimental", "production", "deprecated"]
"""The lifecycles that Backstage names; others are allowed."""


PLACEHOLDERS = ("$text", "$json", "$yaml", "$openapi", "$asyncapi")
"""The keys that take a value from a file."""


class OrPlaceholder:
    """Marks a text that is usually written as a placeholder, which reading has resolved before a model sees it.

    Any value may be one; the schema says so where people write them, so that editors do not call it wrong.
    """

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        placeholder = {
            "type": "object",
            "description": "Takes the value from a file: its path, relative to this one.",
            "properties": {name: {"type": "string"} for name in PLACEHOLDERS},
            "minProperties": 1,
            "maxProperties": 1,
            "additionalProperties": False,
        }
        return {"anyOf": [handler(schema), placeholder]}


class Part(BaseModel):
    """A mapping inside a record: the known fields are checked, others are let pass, as Backstage does."""

    model_config = ConfigDict(
        alias_generator=to_camel, extra="allow", strict=True, frozen=True, protected_namespaces=()
    )


class Profile(Part):
    """How a person or a group presents itself."""

    display_name: Absent[Text] = Field(None, description="The name that people read.", examples=["Jenny Doe"])
    email: Absent[Text] = Field(None, description="An e-mail address.", examples=["jenny-doe@example.com"])
    picture: Absent[Text] = Field(
        None, description="The address of a picture.", examples=["https://example.com/jenny.png"]
    )


class ByType:
    """Marks a specification whose model depends on what its field `type` says.

    `ByType({"mcp-server": McpServerSpec}, ApiSpec)`: errors keep the plain way to the field, which a union of
    pydantic's would lengthen by the name of the branch.
    """

    def __init__(self, by_type: dict[str, type[Part]], default: type[Part]) -> None:
        self._by_type, self._default = by_type, default

    @property
    def models(self) -> tuple[type[Part], ...]:
        """Every model that may be chosen, the default first."""
        return (self._default, *self._by_type.values())

    def _choose(self, value: Any) -> Part:
        type_ = value.get("type") if isinstance(value, dict) else None
        model = self._by_type.get(type_, self._default) if isinstance(type_, str) else self._default
        return model.model_validate(value)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._choose)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        refused: JsonSchemaValue = handler(self._default.__pydantic_core_schema__)
        for type_, model in self._by_type.items():
            refused = {
                "if": {"type": "object", "properties": {"type": {"const": type_}}, "required": ["type"]},
                "then": handler(model.__pydantic_core_schema__),
                "else": refused,
            }
        return refused
