"""The kind AiResource: what coding agents are given to know, to obey and to install."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from headland.kinds.envelope import Entity
from headland.kinds.fields import LIFECYCLES, Absent, ByType, OwnerRef, Part, SystemRef, Text, Texts
from headland.kinds.kind import KINDS, Kind, RefTo

COMPATIBILITY_LENGTH = 500


class AiResourceSpec(Part):
    """What every AI resource says; the types skill, rule, plugin and marketplace say more."""

    type: Text = Field(
        description="What sort of AI resource it is.", examples=["skill", "rule", "plugin", "marketplace"]
    )
    lifecycle: Text = Field(description="How far along in its life it is.", examples=LIFECYCLES)
    owner: OwnerRef = Field(
        description="The group or person that answers for it: a reference, to a Group where no kind is written.",
        examples=["ai-platform-team", "user:jenny.doe"],
    )
    system: Absent[SystemRef] = Field(None, description="The system that it is a part of: a reference to a System.")


class SkillSpec(AiResourceSpec):
    """Knowledge that an agent takes up when a task calls for it."""

    type: Literal["skill"] = Field(description="`skill`: knowledge that an agent takes up when a task calls for it.")
    disciplines: Absent[Texts] = Field(
        None, description="The disciplines of engineering that it is for.", examples=[["web"]]
    )
    categories: Absent[Texts] = Field(None, description="What sort of skill it is.", examples=[["migration"]])
    agents: Absent[Texts] = Field(
        None, description="The coding agents that it is made for.", examples=[["claude-code"]]
    )
    depends_on: Absent[
        list[Annotated[Text, RefTo("AiResource", "dependsOn", "dependencyOf", allowed=("AiResource",))]]
    ] = Field(None, description="Other AI resources that it needs: references to AiResources.")
    allowed_tools: Absent[Text] = Field(
        None,
        description="The tools that it may use without asking, with spaces between them.",
        examples=["Bash(git:*) Read"],
    )
    license: Absent[Text] = Field(None, description="Its licence.", examples=["Apache-2.0", "MIT"])
    compatibility: Absent[Annotated[str, Field(min_length=1, max_length=COMPATIBILITY_LENGTH)]] = Field(
        None,
        description=f"What it needs around it: products, packages, network. {COMPATIBILITY_LENGTH} characters at most.",
    )


class RuleSpec(AiResourceSpec):
    """Something that agents must or must not do."""

    type: Literal["rule"] = Field(description="`rule`: something that agents must or must not do.")
    category: Text = Field(description="What sort of rule it is.", examples=["security", "architecture", "style"])
    rationale: Text = Field(description="Why the rule exists.")
    disciplines: Absent[Texts] = Field(
        None, description="The disciplines of engineering that it is for.", examples=[["web", "backend"]]
    )


class PluginSpec(AiResourceSpec):
    """Skills that are installed together."""

    type: Literal["plugin"] = Field(description="`plugin`: skills that are installed together.")
    skills: list[Annotated[Text, RefTo("AiResource", "hasPart", "partOf", allowed=("AiResource",))]] = Field(
        description="The skills in it: references to AiResources."
    )
    version: Absent[Text] = Field(None, description="Its version.", examples=["1.0.0"])


class MarketplaceSpec(AiResourceSpec):
    """Plugins that are offered together."""

    type: Literal["marketplace"] = Field(description="`marketplace`: plugins that are offered together.")
    plugins: list[Annotated[Text, RefTo("AiResource", "hasPart", "partOf", allowed=("AiResource",))]] = Field(
        description="The plugins in it: references to AiResources."
    )
    version: Absent[Text] = Field(None, description="Its version.", examples=["1.0.0"])


class AiResource(Entity):
    """What coding agents are given to know, to obey and to install."""

    spec: Annotated[
        AiResourceSpec,
        ByType(
            {"skill": SkillSpec, "rule": RuleSpec, "plugin": PluginSpec, "marketplace": MarketplaceSpec}, AiResourceSpec
        ),
    ] = Field(description="What the AI resource is and whose it is; `type` decides what else it says.")


KINDS.register(
    Kind(
        name="AiResource",
        api_versions=("backstage.io/v1alpha1",),
        model=AiResource,
        label="AI resource",
        plural="AI resources",
        icon="robot-outline",
        color="#5b3fc4",
        dark_color="#b8a9f5",
        description="What coding agents know, obey and install: skills, rules, plugins, marketplaces.",
        sections=("dependencies", "parts"),
        example="""\
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata:
  name: write-a-runbook
  description: How a runbook is written here.
spec:
  type: skill
  lifecycle: production
  owner: ai-platform-team
  disciplines: [operations]
  agents: [claude-code]
---
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata:
  name: no-raw-http
  description: Services are called by their clients.
spec:
  type: rule
  lifecycle: production
  owner: ai-platform-team
  category: architecture
  rationale: Clients retry, trace and authenticate alike.
---
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata:
  name: operations-plugin
spec:
  type: plugin
  lifecycle: experimental
  owner: ai-platform-team
  skills: [write-a-runbook]
---
apiVersion: backstage.io/v1alpha1
kind: AiResource
metadata:
  name: company-tools
spec:
  type: marketplace
  lifecycle: experimental
  owner: ai-platform-team
  plugins: [operations-plugin]
""",
    )
)
