"""Fields that are not where they belong: missing, misspelt, in another place, or without their indentation."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from headland.core.document import Document, NodePath
from headland.core.finding import Finding, Related
from headland.core.refs import Ref
from headland.core.span import Span
from headland.core.visible import one_line
from headland.kinds.kind import Kind
from headland.reading import model_fields
from headland.reading.rules import records as rules
from headland.reading.words import listed, value_at, written_path

_NEAR = 70
_PARENTS = ("metadata", "spec")
_ROOT_FIELDS = ("apiVersion", "kind", "metadata", "spec")
_OF_BACKSTAGE = frozenset({"relations", "status"})
_NOT_SPACES = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{FIGURE SPACE}\N{IDEOGRAPHIC SPACE}\N{EM SPACE}\N{EN SPACE}"


@dataclass(frozen=True, slots=True)
class Lost:
    """Findings about fields without their indentation, and the paths of all complaints that they explain."""

    findings: tuple[Finding, ...] = ()
    explained: frozenset[NodePath] = frozenset()


def lost_indentation(
    document: Document, foreign: Sequence[NodePath], absent: Set[NodePath], kind: Kind, ref: Ref | None
) -> Lost:
    """Fields at the root that belong below `metadata` or `spec`, where that explains what else is wrong.

    Whoever forgets to indent does so for several lines: the parent is empty then, each of them is a field too many, and
    what the kind requires is missing. That is one thing to mend.
    """
    value = document.value if isinstance(document.value, dict) else {}
    spaced = [path for path in foreign if str(path[0])[:1] in _NOT_SPACES]
    if spaced:
        return _indented_otherwise(document, spaced, absent, ref)
    below = {parent: [path for path in foreign if _parent_of(path, kind) == parent] for parent in _PARENTS}
    bare = [parent for parent in _PARENTS if below[parent] and not value.get(parent)]
    if not bare:
        astray = frozenset(path for path in absent if len(path) > 1 and (path[-1],) in foreign)
        return Lost(explained=astray)
    paths = sorted((path for parent in bare for path in below[parent]), key=document.key_span)
    first, *others = paths
    absent_parents = [parent for parent in bare if parent not in value]
    state = "missing" if absent_parents == bare else "missing or empty" if absent_parents else "empty"
    are = "is" if len(bare) == 1 else "are"
    finding = rules.UNKNOWN_ROOT_FIELD.finding(
        f"{listed(bare)} {are} {state}, and {_named(paths)} {'stand' if others else 'stands'} at the root",
        document.key_span(first),
        hint=" ".join(
            f"Indent {_named(below[parent])} below '{parent}'."
            if parent in value
            else f"Write '{parent}:' above {_named(below[parent])}, and indent what belongs below it."
            for parent in bare
        ),
        ref=ref,
        related=tuple(Related("this too", document.key_span(path)) for path in others),
    )
    explained = {*paths, *((parent,) for parent in bare), *(path for path in absent if path[0] in bare)}
    return Lost((finding,), frozenset(explained))


def _indented_otherwise(document: Document, spaced: Sequence[NodePath], absent: Set[NodePath], ref: Ref | None) -> Lost:
    first, *others = spaced
    span = document.key_span(first)
    key = str(first[0])
    width = len(key[: len(key) - len(key.lstrip(_NOT_SPACES))].encode())
    finding = rules.UNKNOWN_ROOT_FIELD.finding(
        "this line is indented with no-break spaces or the like, which are letters to YAML",
        Span(span.source, span.path, span.start, span.start + width),
        hint="Write ordinary spaces in their place.",
        ref=ref,
        related=tuple(Related("this line too", document.key_span(path)) for path in others),
    )
    parents = {(parent,) for parent in _PARENTS}
    return Lost((finding,), frozenset({*spaced, *parents, *absent}))


def unknown_root_field(document: Document, path: NodePath, kind: Kind, ref: Ref | None) -> Finding:
    """A field at the root that is none; most often one that has lost its indentation."""
    name = one_line(str(path[0]))
    value = document.value if isinstance(document.value, dict) else {}
    near = _nearest(name, [field for field in _ROOT_FIELDS if field not in value])
    parent = _parent_of(path, kind)
    if parent is not None:
        hint = f"Indent it below '{parent}', where it belongs."
    elif name in _OF_BACKSTAGE:
        hint = "Remove it: Backstage makes it itself, from fields such as 'owner' and 'dependsOn' of 'spec'."
    else:
        hint = f"Did you mean '{near}'?" if near else "Indent it below 'metadata' or 'spec', or remove it."
    message = f"a record has no field '{name}' beside 'metadata' and 'spec'"
    return rules.UNKNOWN_ROOT_FIELD.finding(message, document.key_span(path), hint=hint, ref=ref)


def missing(document: Document, path: NodePath, kind: Kind, ref: Ref | None) -> Finding:
    """A field that is not there; one that is there under a name like it, or elsewhere, is pointed at."""
    name = str(path[-1])
    parent = value_at(document.value, path[:-1])
    written = written_path(path)
    known = model_fields.names_at(kind.model, path[:-1])
    near = _nearest(name, [key for key in parent if key not in known] if isinstance(parent, dict) else [])
    if near is not None:
        return rules.MISSING_FIELD.finding(
            f"'{written}' is missing, and '{one_line(near)}' is no field here",
            document.key_span((*path[:-1], near)),
            hint=f"Did you mean '{name}'?",
            ref=ref,
        )
    for other in _PARENTS if len(path) == 2 and path[0] in _PARENTS else ():
        elsewhere = value_at(document.value, (other,))
        known_there = model_fields.names_at(kind.model, (other,))
        if isinstance(elsewhere, dict) and name in elsewhere and name not in known_there:
            return rules.MISSING_FIELD.finding(
                f"'{written}' is missing, and '{name}' stands below '{other}'",
                document.key_span((other, name)),
                hint=f"Move it below '{path[0]}'.",
                ref=ref,
            )
    of_kind = f": every {kind.name} has it" if path[0] == "spec" and len(path) <= 2 else ""
    return rules.MISSING_FIELD.finding(
        f"'{written}' is missing{of_kind}", _head(document, path[:-1]), hint=_addition(path, kind), ref=ref
    )


def _addition(path: NodePath, kind: Kind) -> str:
    """What to add for a field that is missing."""
    name = str(path[-1])
    where = f" below '{written_path(path[:-1])}'" if len(path) > 1 else ""
    required = model_fields.required_at(kind.model, path)
    if required:
        return f"Add '{name}'{where}, and below it {listed(required)}."
    fields = sorted(model_fields.names_at(kind.model, path))
    if fields:
        return f"Add '{name}'{where}, and below it fields such as {listed(fields[:3])}."
    info = model_fields.field_at(kind.model, path)
    if info is None:
        return f"Add '{name}'{where}."
    if model_fields.takes_placeholder(info):
        return f"Add '{name}'{where}: a text, or a file by '$text: ./openapi.yaml'."
    if model_fields.takes_list(info) and model_fields.is_reference(info) and not info.metadata:
        return f"Add '{name}'{where}; '{name}: []' if there are none."
    example = next(iter(info.examples or ()), None)
    return f"Add '{name}'{where}, such as '{name}: {example}'." if isinstance(example, str) else f"Add '{name}'{where}."


def _head(document: Document, path: NodePath) -> Span:
    """The place that stands for a whole mapping: its key, or the first key of the document."""
    if path and isinstance(path[-1], str):
        return document.key_span(path)
    value = value_at(document.value, path)
    if isinstance(value, dict) and value:
        preferred = "kind" if "kind" in value and not path else next(iter(value))
        return document.key_span((*path, preferred))
    return document.value_span(path)


def _parent_of(path: NodePath, kind: Kind) -> str | None:
    """Where a field that stands at the root belongs, by its name."""
    known = (parent for parent in ("spec", "metadata") if path[0] in model_fields.names_at(kind.model, (parent,)))
    return next(known, None)


def _named(paths: Sequence[NodePath]) -> str:
    return listed([str(path[0]) for path in paths])


def _nearest(name: str, among: Sequence[str]) -> str | None:
    """The one of some names that is most like a name, when it is like it at all."""
    best = process.extractOne(name.lower(), [other.lower() for other in among], scorer=fuzz.ratio, score_cutoff=_NEAR)
    return among[best[2]] if best else None
