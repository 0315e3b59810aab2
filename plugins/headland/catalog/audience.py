"""Audience: which label a record has, and a record without the references that its reader may not see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from headland.core.audience import BUILT_IN_COMPARTMENTS, INTERNAL, PUBLIC, Audience
from headland.core.document import Document, NodePath, NodePlace
from headland.core.settings import Settings
from headland.reading.record import Record

VISIBILITY_ANNOTATION = "headland.dev/visibility"


def known_labels(settings: Settings) -> frozenset[str]:
    """All labels that mean something: the built-in ones and the settings' compartments."""
    return frozenset({PUBLIC, INTERNAL, *BUILT_IN_COMPARTMENTS, *settings.visibility.compartments})


def label_of(record: Record, settings: Settings) -> str:
    """A record's label: its annotation's, else what the settings say of its kind, else its kind's own default."""
    annotation = record.entity.metadata.annotations.get(VISIBILITY_ANNOTATION)
    if annotation is not None:
        return annotation.strip()
    kind = record.ref.kind.lower()
    for name, label in settings.visibility.kinds.items():
        if name.lower() == kind:
            return label
    return record.kind.visibility


def is_seen(record: Record, audience: Audience, settings: Settings) -> bool:
    """Whether an audience may see a record. A label that nobody knows hides it from everybody."""
    label = label_of(record, settings)
    return label in known_labels(settings) and audience.sees(label)


def without(record: Record, hidden: Sequence[NodePath]) -> Record:
    """The record as if the references at these paths had never been written.

    Items leave their list, so that not even their number is told; a single value leaves its mapping.
    In the model, where a field may not be missing, an empty text stands for it. Places of what remains
    are kept.
    """
    gone = frozenset(hidden)
    document = _document_without(record.document, gone)
    entity = record.entity
    for field in sorted({path[:-1] if isinstance(path[-1], int) else path for path in gone}, key=str):
        entity = _model_with(entity, field, _at(document.value, field))
    return replace(record, document=document, entity=entity)


def _document_without(document: Document, gone: frozenset[NodePath]) -> Document:
    def copied(value: JsonValue, path: NodePath) -> JsonValue:
        if isinstance(value, dict):
            return {key: copied(item, (*path, key)) for key, item in value.items() if (*path, key) not in gone}
        if isinstance(value, list):
            return [copied(item, (*path, at)) for at, item in enumerate(value) if (*path, at) not in gone]
        return value

    return replace(document, value=copied(document.value, ()), nodes=_NodesWithout(document.nodes, gone))


class _NodesWithout(Mapping[NodePath, NodePlace]):
    """The places of the nodes that remain, by the paths that they have now."""

    def __init__(self, nodes: Mapping[NodePath, NodePlace], gone: frozenset[NodePath]) -> None:
        self._nodes, self._gone = nodes, gone
        self._removed: dict[NodePath, list[int]] = {}
        for path in gone:
            if isinstance(path[-1], int):
                self._removed.setdefault(path[:-1], []).append(path[-1])
        for indexes in self._removed.values():
            indexes.sort()

    def __getitem__(self, path: NodePath) -> NodePlace:
        before: NodePath = ()
        for part in path:
            was = _index_before(part, self._removed.get(before, ())) if isinstance(part, int) else part
            before = (*before, was)
            if before in self._gone:
                raise KeyError(path)
        return self._nodes[before]

    def __iter__(self) -> Iterator[NodePath]:
        for path in self._nodes:
            now: list[str | int] = []
            for length, part in enumerate(path):
                if path[: length + 1] in self._gone:
                    break
                now.append(
                    part - sum(at < part for at in self._removed.get(path[:length], ()))
                    if isinstance(part, int)
                    else part
                )
            else:
                yield tuple(now)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _index_before(index: int, removed: Sequence[int]) -> int:
    """The index that an item had before the items at these (sorted) indexes left the list."""
    for at in removed:
        if at > index:
            break
        index += 1
    return index


def _at(value: JsonValue, path: NodePath) -> JsonValue:
    for part in path:
        if isinstance(value, dict) and isinstance(part, str):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int):
            value = value[part]
        else:
            return None
    return value


Model = TypeVar("Model", bound=BaseModel)


def _model_with(model: Model, path: NodePath, value: JsonValue) -> Model:
    """A copy of a model in which the field that the document has at `path` holds `value`."""
    first, rest = path[0], path[1:]
    for attribute, field in type(model).model_fields.items():
        if first in (field.alias, attribute):
            missing = "" if field.is_required() else field.get_default(call_default_factory=True, validated_data={})
            changed = _with(getattr(model, attribute), rest, value, missing)
            return model.model_copy(update={attribute: changed})
    extra = model.__pydantic_extra__
    if extra is None or not isinstance(first, str) or first not in extra:
        return model
    return model.model_copy(update={first: _with(extra[first], rest, value, None)})


def _with(below: object, path: NodePath, value: JsonValue, missing: object) -> object:
    if not path:
        return missing if value is None else value
    if isinstance(below, BaseModel):
        return _model_with(below, path, value)
    first, rest = path[0], path[1:]
    if isinstance(below, Mapping):
        others = {key: item for key, item in below.items() if key != first}
        changed = _with(below.get(first), rest, value, None)
        return others if changed is None else {**others, first: changed}
    if isinstance(below, list) and isinstance(first, int):
        return [_with(item, rest, value, missing) if at == first else item for at, item in enumerate(below)]
    return below
