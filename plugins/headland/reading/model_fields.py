"""What a model knows of a place in a document: the field there, and the fields of the mapping there."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from headland.core.document import NodePath
from headland.kinds.fields import OrPlaceholder
from headland.kinds.kind import RefTo

_LISTS = (list, tuple)


def field_at(model: type[BaseModel], path: NodePath) -> FieldInfo | None:
    """The field of a path's last key; None for items of lists, for keys that no model knows, and for the root."""
    if not path or isinstance(path[-1], int):
        return None
    here = model_at(model, path[:-1])
    return _field(here, path[-1]) if here else None


def model_at(model: type[BaseModel], path: NodePath) -> type[BaseModel] | None:
    """The model of the mapping that belongs at a path; None where none is known."""
    here: Any = model
    for part in path:
        here = _below(_plain(here), part)
    plain = _plain(here)
    return plain if _is_model(plain) else None


def names_at(model: type[BaseModel], path: NodePath) -> frozenset[str]:
    """The names, as documents write them, of the fields of the mapping at a path; none where it is open."""
    here = model_at(model, path)
    return frozenset(info.alias or name for name, info in here.model_fields.items()) if here else frozenset()


def required_at(model: type[BaseModel], path: NodePath) -> tuple[str, ...]:
    """The names of the fields that the mapping at a path must have, in the model's order."""
    here = model_at(model, path)
    return tuple(info.alias or name for name, info in here.model_fields.items() if info.is_required()) if here else ()


def takes_list(info: FieldInfo) -> bool:
    """Whether a field's value is a list."""
    return get_origin(_plain(info.annotation)) in _LISTS


def is_reference(info: FieldInfo) -> bool:
    """Whether a field's value, or each of its items, refers to a record."""
    return any(isinstance(marker, RefTo) for marker in (*info.metadata, *_markers(info.annotation)))


def takes_placeholder(info: FieldInfo) -> bool:
    """Whether a field's value is a text that is usually written as a placeholder."""
    return any(isinstance(marker, OrPlaceholder) for marker in info.metadata)


def _field(model: type[BaseModel], key: str | int) -> FieldInfo | None:
    return next((info for name, info in model.model_fields.items() if key in (info.alias, name)), None)


def _below(annotation: Any, part: str | int) -> Any:
    if isinstance(part, int):
        return get_args(annotation)[0] if get_origin(annotation) in _LISTS else None
    if get_origin(annotation) is dict:
        return get_args(annotation)[1]
    info = _field(annotation, part) if _is_model(annotation) else None
    return info.annotation if info else None


def _plain(annotation: Any) -> Any:
    """A type without what annotates it; of several the first that is not None."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation = get_args(annotation)[0]
        elif get_origin(annotation) in (Union, UnionType):
            annotation = next(choice for choice in get_args(annotation) if choice is not type(None))
        else:
            return annotation


def _markers(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        inner, *markers = get_args(annotation)
        yield from markers
        yield from _markers(inner)
    elif get_origin(annotation) is not None:
        for part in get_args(annotation):
            yield from _markers(part)


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
