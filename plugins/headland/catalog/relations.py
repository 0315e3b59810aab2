"""References as records declare them, and the relations that follow from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from headland.core.document import NodePath
from headland.core.refs import DEFAULT_NAMESPACE, Ref, RefError
from headland.core.span import Span
from headland.kinds.kind import ReferenceField
from headland.reading.record import Record


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference as a record's document declares it: who, in which field, where, the text, and what it names.

    `target` has the case of the record that it names where there is one, else the case that was written.
    """

    record: Record
    field: ReferenceField
    path: NodePath
    text: str
    target: Ref

    @property
    def span(self) -> Span:
        """Where the text stands."""
        return self.record.place(self.path)


@dataclass(frozen=True, slots=True)
class BadReference:
    """A reference field whose text is no reference; `message` says why.

    `lacks_kind` tells a text that would be one if the field had a default kind.
    """

    record: Record
    field: ReferenceField
    path: NodePath
    text: str
    message: str
    lacks_kind: bool

    @property
    def span(self) -> Span:
        """Where the text stands."""
        return self.record.place(self.path)


@dataclass(frozen=True, slots=True)
class Relation:
    """`source` stands in the relation `type` to `target`; `known` says whether the catalog has the target.

    `reference` is what declares it in the source's own document; None where it is the inverse of
    what the target declares.
    """

    type: str
    source: Ref
    target: Ref
    known: bool
    reference: Reference | None = None

    @property
    def span(self) -> Span | None:
        """Where the source declares it; None for a derived inverse."""
        return None if self.reference is None else self.reference.span


Targets = dict[tuple[str, str | None, str], Ref | RefError]
"""Texts already parsed: (text, default kind, default namespace) -> the reference, or why it is none."""


def read_references(
    record: Record, targets: Targets, own_case: Mapping[str, Ref]
) -> Iterator[Reference | BadReference]:
    """What the reference fields of a record's kind hold, in the order of the kind's fields.

    `targets` remembers parsed texts from one record to the next; `own_case` has the references of all
    records by key, to be given in the place of those that are merely equal.
    """
    namespace = record.ref.namespace
    for field in record.kind.references:
        for path, text in field.found_in(record.document.value):
            key = (text, field.to.default_kind, namespace)
            target = targets.get(key)
            if target is None:
                target = _parse(*key)
                if isinstance(target, Ref):
                    target = own_case.get(target.key, target)
                targets[key] = target
            if isinstance(target, RefError):
                yield BadReference(record, field, path, text, str(target), _lacks_kind(text, field, namespace))
            else:
                yield Reference(record, field, path, text, target)


def _lacks_kind(text: str, field: ReferenceField, namespace: str) -> bool:
    return field.to.default_kind is None and isinstance(_parse(text, "component", namespace), Ref)


def _parse(text: str, default_kind: str | None, namespace: str) -> Ref | RefError:
    try:
        return Ref.parse(text, default_kind=default_kind, default_namespace=namespace or DEFAULT_NAMESPACE)
    except RefError as error:
        return error
