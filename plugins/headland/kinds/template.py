"""The kind Template: a form and the steps that make something new from what is filled in.

Source: `Template.v1beta3.schema.json` of npm `@backstage/plugin-scaffolder-common` 2.3.0.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, GetCoreSchemaHandler, GetJsonSchemaHandler, TypeAdapter
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import PydanticCustomError, core_schema

from headland.kinds.envelope import Entity
from headland.kinds.fields import LIFECYCLES, Absent, OwnerRef, Part, Text
from headland.kinds.kind import KINDS, Kind


class _TruthOrText:
    """Accepts true, false or a text; one error says so, where a union of pydantic's would give one for each."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"type": ["string", "boolean"]}

    @staticmethod
    def _check(value: Any) -> str | bool:
        if isinstance(value, (str, bool)):
            return value
        raise PydanticCustomError(
            "truth_or_text",
            "expected {expected}",
            {"expected": "true, false or an expression in a text", "hint": 'Write it as a text: "${{ … }}".'},
        )


Condition = Annotated[str | bool | None, _TruthOrText()]
"""A condition that Backstage evaluates: a truth value, or a text with an expression."""


class Permissions(Part):
    """Tags by which Backstage's permission policies decide who may use a part of a template."""

    tags: Absent[list[str]] = Field(None, description="The tags.")


class ParameterPage(Part):
    """One page of the form: a JSON Schema, with hints in keys that begin with `ui:`."""

    permissions: Absent[Permissions] = Field(
        None, alias="backstage:permissions", description="Who may see this page, by tags of permission policies."
    )


class _OneOrMany:
    """One page or a list of pages, told apart by shape, so that errors name the plain way to the field."""

    models = (ParameterPage,)

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self._choose)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        page = handler(ParameterPage.__pydantic_core_schema__)
        return {"oneOf": [page, {"type": "array", "items": page}]}

    @staticmethod
    def _choose(value: Any) -> ParameterPage | list[ParameterPage]:
        return _PAGES.validate_python(value) if isinstance(value, list) else ParameterPage.model_validate(value)


_PAGES = TypeAdapter(list[ParameterPage])


class Step(Part):
    """One step: an action and what it is given."""

    action: str = Field(
        description="The action's name.", examples=["fetch:template", "publish:github", "catalog:register"]
    )
    id: Absent[str] = Field(
        None, description="A name by which later steps read its output: `${{ steps.<id>.output.repoContentsUrl }}`."
    )
    name: Absent[str] = Field(None, description="What people read while it runs.")
    input: Absent[dict[str, Any]] = Field(None, description="What the action is given; texts may hold `${{ }}`.")
    condition: Condition = Field(
        None,
        alias="if",
        description="Whether it runs: true, false, or an expression such as `${{ parameters.queue }}`.",
    )
    each: Any = Field(
        None, description="A list or mapping, or an expression for one: the step runs once for each item."
    )
    permissions: Absent[Permissions] = Field(
        None, alias="backstage:permissions", description="Who may run this step, by tags of permission policies."
    )


class OutputLink(Part):
    """A link shown when all steps are done."""

    condition: Condition = Field(None, alias="if", description="Whether it is shown: true, false, or an expression.")
    url: Absent[Text] = Field(None, description="The address.", examples=["${{ steps.publish.output.remoteUrl }}"])
    entity_ref: Absent[Text] = Field(
        None, description="A reference to a record.", examples=["component:default/my-app"]
    )
    title: Absent[Text] = Field(None, description="The words of the link.")
    icon: Absent[Text] = Field(None, description="The name of an icon.", examples=["dashboard"])


class OutputText(Part):
    """A text shown when all steps are done."""

    condition: Condition = Field(None, alias="if", description="Whether it is shown: true, false, or an expression.")
    title: Absent[Text] = Field(None, description="The text's heading.")
    icon: Absent[Text] = Field(None, description="The name of an icon.", examples=["dashboard"])
    content: Absent[str] = Field(None, description="The text. Markdown.")


class Output(Part):
    """What is shown when all steps are done. Further fields are texts."""

    __pydantic_extra__: dict[str, str]

    links: Absent[list[OutputLink]] = Field(None, description="Links to what was made.")
    text: Absent[list[OutputText]] = Field(None, description="Texts for whoever ran the template.")


class Secrets(Part):
    """Secrets that are handed over when the template is run."""

    json_schema: Absent[dict[str, Any]] = Field(None, alias="schema", description="A JSON Schema of the secrets.")


class ButtonLabels(Part):
    """Other words for the form's buttons."""

    back_button_text: Absent[str] = Field(None, description="The button that goes back a page.")
    create_button_text: Absent[str] = Field(None, description="The button that runs the steps.")
    review_button_text: Absent[str] = Field(None, description="The button that shows all answers before they are used.")


class Presentation(Part):
    """How the form presents itself."""

    button_labels: Absent[ButtonLabels] = Field(None, description="Other words for the form's buttons.")


class Recovery(Part):
    """What happens to a run when Backstage is restarted under it."""

    strategy: Absent[str] = Field(
        None, alias="EXPERIMENTAL_strategy", description="What is done.", examples=["none", "startOver"]
    )


class FormDecorator(Part):
    """Something that runs in the browser before the form is sent."""

    id: Absent[str] = Field(None, description="The decorator's name.")
    input: Absent[dict[str, Any]] = Field(None, description="What it is given.")


class TemplateSpec(Part):
    """The form, the steps, and what is shown at the end."""

    type: Text = Field(description="What sort of thing it makes.", examples=["service", "website", "library"])
    owner: Absent[OwnerRef] = Field(
        None,
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
    )
    lifecycle: Absent[Text] = Field(None, description="How far along in its life it is.", examples=LIFECYCLES)
    parameters: Annotated[ParameterPage | list[ParameterPage] | None, _OneOrMany()] = Field(
        None,
        description="The form: a JSON Schema with `title`, `required`, `properties`, or a list of them, a page each.",
    )
    steps: list[Step] = Field(description="What is done, in this order.")
    output: Absent[Output] = Field(None, description="What is shown when all steps are done.")
    secrets: Absent[Secrets] = Field(None, description="Secrets that are handed over when the template is run.")
    presentation: Absent[Presentation] = Field(None, description="How the form presents itself.")
    form_decorators: Absent[list[FormDecorator]] = Field(
        None, description="What runs in the browser before the form is sent."
    )
    experimental_form_decorators: Absent[list[FormDecorator]] = Field(
        None, alias="EXPERIMENTAL_formDecorators", description="The former name of `formDecorators`."
    )
    recovery: Absent[Recovery] = Field(
        None,
        alias="EXPERIMENTAL_recovery",
        description="What happens to a run when Backstage is restarted under it.",
    )


class Template(Entity):
    """A form and the steps that make something new from what is filled in."""

    spec: TemplateSpec = Field(description="The form, the steps, and what is shown at the end.")


KINDS.register(
    Kind(
        name="Template",
        api_versions=("scaffolder.backstage.io/v1beta3",),
        model=Template,
        label="Template",
        plural="Templates",
        icon="shape-plus-outline",
        color="#a3330b",
        dark_color="#f5a28a",
        description="A form and the steps that make something new, such as a service, from what is filled in.",
        sections=("parameters", "steps"),
        example="""\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: service
  title: A new service
  description: A service that is in the catalog from its first commit.
spec:
  type: service
  owner: platform-team
  parameters:
    - title: What is it?
      required: [name]
      properties:
        name:
          type: string
          title: Name
          ui:field: EntityNamePicker
        owner:
          type: string
          title: Owner
          ui:field: OwnerPicker
  steps:
    - id: fetch
      name: Copy the skeleton
      action: fetch:template
      input:
        url: ./skeleton
        values:
          name: ${{ parameters.name }}
          owner: ${{ parameters.owner }}
    - id: register
      name: Put it into the catalog
      action: catalog:register
      if: ${{ parameters.owner }}
      input:
        optional: true
  output:
    links:
      - title: The new service
        entityRef: component:default/${{ parameters.name }}
""",
    )
)
