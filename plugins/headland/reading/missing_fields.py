"""Fields that are not where they belong: missing, misspelt, in another place, or without their indentation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
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
        return _beside_their_parents(document, below, foreign, absent, ref)
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


def _beside_their_parents(
    document: Document,
    below: Mapping[str, Sequence[NodePath]],
    foreign: Sequence[NodePath],
    absent: Set[NodePath],
    ref: Ref | None,
) -> Lost:
    """Two or more fields at the root that belong below one parent, which has others."""
    several = {parent: paths for parent, paths in below.items() if len(paths) > 1}
    findings = tuple(
        rules.UNKNOWN_ROOT_FIELD.finding(
            f"a record has no fields {_named(paths)} beside 'metadata' and 'spec'",
            document.key_span(paths[0]),
            hint=f"Indent them below '{parent}', where they belong.",
            ref=ref,
            related=tuple(Related("this too", document.key_span(path)) for path in paths[1:]),
        )
        for parent, paths in several.items()
    )
    astray = {path for path in absent if len(path) > 1 and (path[-1],) in foreign}
    return Lost(findings, frozenset({*astray, *(path for paths in several.values() for path in paths)}))


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


def missing(document: Document, absent: Set[NodePath], kind: Kind, ref: Ref | None) -> Iterator[Finding]:
    """Fields that are not there: those that are there in another form are pointed at, the others told together."""
    parents: dict[NodePath, list[str]] = {}
    for path in sorted(absent, key=written_path):
        parents.setdefault(path[:-1], []).append(str(path[-1]))
    for parent, names in parents.items():
        tight = {name: key for name in names if (key := _tight_key(document, parent, name))}
        if tight:
            yield _without_space(document, parent, list(tight.values()), ref)
        rest: list[str] = []
        for name in names:
            pointed = None if name in tight else _pointed_at(document, (*parent, name), kind, ref)
            if pointed:
                yield pointed
            elif name not in tight:
                rest.append(name)
        if len(rest) == 1:
            path = (*parent, rest[0])
            yield rules.MISSING_FIELD.finding(
                f"'{written_path(path)}' is missing{_of_kind(path, kind, 'it')}",
                _head(document, parent),
                hint=_addition(path, kind),
                ref=ref,
            )
        elif rest:
            yield _several_missing(document, parent, rest, kind, ref)


def _several_missing(
    document: Document, parent: NodePath, names: Sequence[str], kind: Kind, ref: Ref | None
) -> Finding:
    ordered = [name for name in model_fields.required_at(kind.model, parent) if name in names] or list(names)
    where = f"'{written_path(parent)}'" if parent else "this document"
    known = _of_kind((*parent, ordered[0]), kind, "them") or (": every record has them" if not parent else "")
    hint = f"Add them below {where}." if parent else "Add them; a document that is no record belongs in another file."
    message = f"{where} lacks {listed(ordered)}{known}"
    return rules.MISSING_FIELD.finding(message, _head(document, parent), hint=hint, ref=ref)


def _without_space(document: Document, parent: NodePath, keys: Sequence[str], ref: Ref | None) -> Finding:
    keys = sorted(keys, key=lambda key: document.key_span((*parent, key)))
    first, *others = (document.key_span((*parent, key)) for key in keys)
    return rules.MISSING_FIELD.finding(
        f"no space follows the ':' in {listed(keys)}",
        first,
        hint="Write a space after each ':'.",
        ref=ref,
        related=tuple(Related("this too", span) for span in others),
    )


def _tight_key(document: Document, parent: NodePath, name: str) -> str | None:
    """A key such as `type:library` where `type` is missing."""
    fields = value_at(document.value, parent)
    return next((key for key in fields if key.startswith(f"{name}:")), None) if isinstance(fields, dict) else None


def _pointed_at(document: Document, path: NodePath, kind: Kind, ref: Ref | None) -> Finding | None:
    """What is said of a field that is missing, and there under a name like it or in another mapping."""
    name = str(path[-1])
    parent = value_at(document.value, path[:-1])
    known = model_fields.names_at(kind.model, path[:-1])
    near = _nearest(name, [key for key in parent if key not in known] if isinstance(parent, dict) else [])
    if near is not None:
        return rules.MISSING_FIELD.finding(
            f"'{written_path(path)}' is missing, and '{one_line(near)}' is no field here",
            document.key_span((*path[:-1], near)),
            hint=f"Did you mean '{name}'?",
            ref=ref,
        )
    for other in _PARENTS if len(path) == 2 and path[0] in _PARENTS else ():
        elsewhere = value_at(document.value, (other,))
        known_there = model_fields.names_at(kind.model, (other,))
        if isinstance(elsewhere, dict) and name in elsewhere and name not in known_there:
            return rules.MISSING_FIELD.finding(
                f"'{written_path(path)}' is missing, and '{name}' stands below '{other}'",
                document.key_span((other, name)),
                hint=f"Move it below '{path[0]}'.",
                ref=ref,
            )
    return None


def _of_kind(path: NodePath, kind: Kind, what: str) -> str:
    return f": every {kind.name} has {what}" if path[0] == "spec" and len(path) <= 2 else ""


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
