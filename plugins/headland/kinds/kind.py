"""What a kind is: its model, its face in the portal, and what its reference fields mean."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from headland.core.audience import INTERNAL
from headland.core.registry import Registry

if TYPE_CHECKING:
    from headland.kinds.envelope import Entity


@dataclass(frozen=True, slots=True)
class RefTo:
    """Marks a field as an entity reference: `owner: Annotated[str, RefTo("Group", "ownedBy", inverse="ownerOf")]`.

    `default_kind` None means that the kind must be written. `allowed` empty means any kind.
    """

    default_kind: str | None
    relation: str
    inverse: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReferenceField:
    """A reference field of a kind: where it stands below the root, and what it means."""

    path: tuple[str, ...]
    to: RefTo


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. One file of this room makes one of these and registers it in KINDS.

    `icon` is a name of the Material icon set (`cube-outline`); `color` a CSS colour that is readable
    on white and on dark. `visibility` is the label of its records where nothing else is said.
    `references` is read off the model by `register`.
    """

    name: str
    api_versions: tuple[str, ...]
    model: type[Entity]
    label: str
    plural: str
    icon: str
    color: str
    description: str
    visibility: str = INTERNAL
    sections: tuple[str, ...] = ()
    references: tuple[ReferenceField, ...] = field(default=())


KINDS: Registry[Kind] = Registry("kind")
"""Every kind that has a model. `headland.kinds.kind_of` answers for the others too."""
