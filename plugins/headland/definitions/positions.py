"""Where the nodes of a definition stand in its text; looked up for what is wrong, so that the rest costs nothing."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from headland.definitions.limits import MOST_CHARACTERS, MOST_DEPTH, MOST_NESTING
from headland.definitions.parsing import Path, place_of, readable


def locate(text: str, wanted: set[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column of nodes by their paths in the first document (the document's number first, in a stream).

    One pass, whatever the number of paths; those that do not stand in the text are not in the answer.
    """
    places: dict[Path, tuple[int, int]] = {}
    missing = set(wanted)
    try:
        for path, line, column in _walk(readable(text[:MOST_CHARACTERS])):
            if path in missing:
                places[path] = (line, column)
                missing.discard(path)
                if not missing:
                    break
    except yaml.YAMLError:
        pass
    return places


def _walk(text: str) -> Iterator[tuple[Path, int, int]]:
    """Every node of a stream with its path, the document's number first, and its place: a key's, where it has one."""
    path: list[str | int] = []
    open_: list[list[str | int | None]] = []
    document = -1
    for event in yaml.parse(text, Loader=yaml.CLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            document += 1
            path = [document]
            open_ = []
            continue
        if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            open_.pop()
            if open_:
                _next(open_[-1], path)
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        if len(open_) > MOST_NESTING:
            return
        here = open_[-1] if open_ else None
        if here is not None and here[0] == "key":
            if not isinstance(event, yaml.ScalarEvent):
                return  # A key that is no text: no format of ours has one, and paths end here.
            path.append(event.value)
            here[0] = "value"
            if len(path) <= MOST_DEPTH + 2:
                yield tuple(path), *place_of(event)
            continue
        if here is not None and here[0] == "item":
            path.append(here[1] or 0)
            if len(path) <= MOST_DEPTH + 2:
                yield tuple(path), *place_of(event)
        elif here is None:
            yield tuple(path), *place_of(event)
        if isinstance(event, yaml.MappingStartEvent):
            open_.append(["key", None])
        elif isinstance(event, yaml.SequenceStartEvent):
            open_.append(["item", 0])
        elif here is not None:
            _next(here, path)


def _next(here: list[str | int | None], path: list[str | int]) -> None:
    """Go on from a node that is complete to what comes beside it."""
    path.pop()
    if here[0] == "value":
        here[0] = "key"
    elif here[0] == "item":
        here[1] = int(here[1] or 0) + 1
