"""What a kind is: its model, its face in the portal, and what its reference fields mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, JsonValue

from headland.core.audience import INTERNAL
from headland.core.document import NodePath
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
    """A reference field of a kind: where it stands below the root, and what it means.

    `path` names keys of mappings; a list on the way, or at its end, stands for each of its items.
    """

    path: tuple[str, ...]
    to: RefTo

    def found_in(self, value: JsonValue) -> Iterator[tuple[NodePath, str]]:
        """The texts that stand in this field of a document's plain value, with the way to each.

        What is no text is passed over: a strict model has refused it, and an open one does not know of it.
        """
        return _texts(value, self.path, ())


def _texts(value: JsonValue, path: tuple[str, ...], here: NodePath) -> Iterator[tuple[NodePath, str]]:
    if isinstance(value, list):
        for at, item in enumerate(value):
            yield from _texts(item, path, (*here, at))
    elif not path:
        if isinstance(value, str):
            yield here, value
    elif isinstance(value, dict) and path[0] in value:
        yield from _texts(value[path[0]], path[1:], (*here, path[0]))


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record. One file of this room makes one of these and registers it in KINDS.

    `icon` is a name of the Material Design icon set (`cube-outline`). `color` is readable on white,
    `dark_color` on the dark background of Material's slate scheme. `description` is one sentence for the
    docs and for hover text. `example` is a whole document (front matter and prose where `prose` is
    set) that the docs show and the tests validate. `visibility` is the label of its records where
    nothing else is said. `sections` names what its page shows besides what all pages show. `prose` says
    that its records are Markdown pages. `references` is read off the model by `register`.
    """

    name: str
    api_versions: tuple[str, ...]
    model: type[Entity]
    label: str
    plural: str
    icon: str
    color: str
    description: str
    dark_color: str = "#b0b8c4"
    example: str = ""
    visibility: str = INTERNAL
    sections: tuple[str, ...] = ()
    prose: bool = False
    references: tuple[ReferenceField, ...] = field(default=())


def references_of(model: type[BaseModel]) -> tuple[ReferenceField, ...]:
    """Every field below `model` that is marked with RefTo, in the order of the fields; aliases as in documents."""
    found: dict[ReferenceField, None] = {}
    for name, info in model.model_fields.items():
        path = (info.alias or name,)
        for marker in info.metadata:
            if isinstance(marker, RefTo):
                found[ReferenceField(path, marker)] = None
        for below in _below(info.annotation):
            found[ReferenceField((*path, *below.path), below.to)] = None
        for choice in (model for marker in info.metadata for model in getattr(marker, "models", ())):
            for below in references_of(choice):
                found[ReferenceField((*path, *below.path), below.to)] = None
    return tuple(found)


def _below(annotation: Any) -> Iterator[ReferenceField]:
    if get_origin(annotation) is Annotated:
        inner, *markers = get_args(annotation)
        yield from (ReferenceField((), marker) for marker in markers if isinstance(marker, RefTo))
        yield from _below(inner)
    elif get_origin(annotation) in (Union, UnionType, list, tuple):
        for part in get_args(annotation):
            yield from _below(part)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from references_of(annotation)


class KindRegistry(Registry[Kind]):
    """Kinds by name; registering one reads its reference fields off its model."""

    def register(self, item: Kind) -> Kind:
        """Add a kind with its references filled in, and give that back. Raises ValueError when its name is taken."""
        return super().register(replace(item, references=references_of(item.model)))


KINDS = KindRegistry("kind")
"""Every kind that has a model. `headland.kinds.kind_of` answers for the others too."""
