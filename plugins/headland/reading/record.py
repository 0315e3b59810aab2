"""A record: a document that holds what its kind asks for."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import JsonValue

from headland.core.document import Document, NodePath
from headland.core.refs import Ref
from headland.core.span import Span
from headland.core.visible import shown_name
from headland.kinds.envelope import Entity
from headland.kinds.kind import Kind

LONGEST_TITLE = 160


@dataclass(frozen=True, slots=True)
class Record:
    """A validated record with the document that it was read from.

    `kind` is the registered kind, or the generic one for a kind that nobody modelled; `ref.kind`
    is always what the document says.
    """

    ref: Ref
    kind: Kind
    entity: Entity
    document: Document

    @property
    def title(self) -> str:
        """What people call it, fit to be shown, and cut where it is longer than a title can be."""
        whole = self.whole_title
        return whole if len(whole) <= LONGEST_TITLE else f"{whole[:LONGEST_TITLE]}…"

    @property
    def whole_title(self) -> str:
        """`metadata.title`, a profile's display name, or its name, fit to be shown."""
        profile = self.value("spec", "profile", "displayName")
        named = self.entity.metadata.title or (profile if isinstance(profile, str) else "")
        return shown_name(named) or self.ref.name

    @property
    def description(self) -> str:
        """`metadata.description`, or an empty text."""
        return self.entity.metadata.description or ""

    @property
    def span(self) -> Span:
        """Where the whole record stands."""
        return self.document.span

    def value(self, *path: str | int) -> JsonValue:
        """The plain value at a path of the document, after placeholders; None where there is none."""
        here: JsonValue = self.document.value
        for part in path:
            if isinstance(here, dict) and isinstance(part, str):
                here = here.get(part)
            elif isinstance(here, list) and isinstance(part, int) and 0 <= part < len(here):
                here = here[part]
            else:
                return None
        return here

    def text(self, *path: str | int) -> str | None:
        """The value at a path when it is a text with something in it, else None."""
        found = self.value(*path)
        return found if isinstance(found, str) and found else None

    def place(self, path: NodePath) -> Span:
        """Where the value at a path stands."""
        return self.document.value_span(path)
