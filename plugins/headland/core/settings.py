"""Settings: the model of `headland.yaml`."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from headland.core.source import LARGEST_FILE

FILE_NAME = "headland.yaml"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SiteSettings(_Part):
    """How the portal presents itself."""

    name: str | None = Field(None, description="The portal's name; by default that of mkdocs.yml, else the folder's.")
    url: str | None = Field(None, description="The address at which the site will be published.")
    notice: str | None = Field(
        None, description="One line shown at the top of the home page, such as: this is a sample."
    )


class Limits(_Part):
    """How much one file may ask for; what goes over is a finding, never a hang."""

    file_bytes: int = Field(16_000_000, ge=1, le=LARGEST_FILE, description="Largest size of one file, in bytes.")
    depth: int = Field(100, ge=1, le=200, description="Deepest nesting of mappings and sequences in one document.")
    aliases: int = Field(10_000, ge=0, description="Most nodes that the aliases of one document may stand for.")
    documents: int = Field(10_000, ge=1, description="Most documents in one file.")


class ReadingSettings(_Part):
    """Where records are found."""

    roots: tuple[str, ...] = Field((), description="Folders or files to look in; by default everything.")
    include: tuple[str, ...] = Field((), description="Globs; when given, only files that match one of them are read.")
    exclude: tuple[str, ...] = Field((), description="Globs of files that are never read.")
    merge_keys: bool = Field(False, description="Read `<<` as a merge key, as Backstage's `enableYamlMerge` does.")
    limits: Limits = Field(default_factory=Limits, description="How much one file may ask for.")


class LinkTemplate(_Part):
    """One link made from an annotation's value; `{value}` stands for the value, escaped for an address.

    `{1}`, `{2}` and so on stand for the value's parts between slashes; a value with fewer parts makes no link.
    """

    title: str = Field(description="The words of the link.")
    url: str = Field(description="The address, with `{value}` where the annotation's value goes.")
    icon: str | None = Field(None, description="The name of an icon of the portal's set.")


ContactKind = Literal["chat", "on-call", "mail", "page"]


class ContactTemplate(_Part):
    """One way to reach somebody, made from an annotation's value."""

    title: str = Field(description="The words of the link; `{value}` stands for the annotation's value.")
    url: str = Field(
        description="The address, with `{value}`, or with `{1}` and `{2}` for the value's parts between slashes. "
        "`mailto:{value}` makes an e-mail address."
    )
    kind: ContactKind = Field("page", description="What sort of way it is: chat, on-call, mail or page.")


class VisibilitySettings(_Part):
    """Which label a kind has by default, and which labels there are."""

    kinds: dict[str, str] = Field(
        default_factory=dict, description="Kind -> label, in the place of the kind's own default."
    )
    compartments: tuple[str, ...] = Field((), description="Labels besides public, internal, hiring, people.")


class PictureSettings(_Part):
    """Pictures that come from elsewhere."""

    hosts: tuple[str, ...] = Field((), description="Hosts from which pages may load pictures; by default none.")


class DocsSettings(_Part):
    """How Markdown pages are treated."""

    raw_html: Literal["sanitised", "trusted"] = Field(
        "sanitised", description="Whether HTML in Markdown pages is sanitised, or kept as it was written."
    )


RuleLevel = Literal["error", "warning", "note", "off"]


class Settings(_Part):
    """Everything that `headland.yaml` may say. The file is optional, and so is every key."""

    version: Literal[1] = Field(1, description="The version of this file's form.")
    site: SiteSettings = Field(default_factory=SiteSettings, description="How the portal presents itself.")
    reading: ReadingSettings = Field(default_factory=ReadingSettings, description="Where records are found.")
    rules: dict[str, RuleLevel] = Field(default_factory=dict, description="Rule -> error, warning, note or off.")
    links: dict[str, tuple[LinkTemplate, ...]] = Field(
        default_factory=dict,
        description="Annotation -> links made from its value; added to the built-in ones, or in their place.",
    )
    contacts: dict[str, ContactTemplate] = Field(
        default_factory=dict,
        description="Annotation -> the way to reach an owner that its value gives; added to the built-in ones, or in "
        "their place.",
    )
    visibility: VisibilitySettings = Field(default_factory=VisibilitySettings, description="Who sees what.")
    pictures: PictureSettings = Field(default_factory=PictureSettings, description="Pictures from elsewhere.")
    docs: DocsSettings = Field(default_factory=DocsSettings, description="How Markdown pages are treated.")
    edit_url: str | None = Field(
        None,
        description="Address that edits a file, with `{path}` and `{line}`; by default made from the git remote.",
    )
