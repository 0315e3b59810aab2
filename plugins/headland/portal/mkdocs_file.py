"""mkdocs.yml as data: a folder's docs and their nav, read without running anything that it names."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import yaml

from headland.core.source import OutsideRoot, Source, SourceError, join

NAMES: Final = ("mkdocs.yml", "mkdocs.yaml")
LARGEST: Final = 1_000_000
MOST_ENTRIES: Final = 10_000
DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class NavItem:
    """An entry of a nav: its title, None where the page's own is to be taken; the page's path below the docs, None
    for a heading; and how deep it stands."""

    title: str | None
    path: str | None
    depth: int


@dataclass(frozen=True, slots=True)
class MkDocsFile:
    """What a mkdocs.yml says about its docs. `docs_dir` is relative to the source's root.

    `problem` says why the file could not be understood; its docs are then taken as if it said nothing.
    """

    path: str
    site_name: str | None
    docs_dir: str
    nav: tuple[NavItem, ...] | None
    problem: str | None = None


class _Inert(yaml.SafeLoader):
    """YAML in which every tag is passed over: MkDocs' files name Python objects and environment variables."""

    def flatten_mapping(self, node: yaml.MappingNode) -> None:
        """Follow merge keys as far as a mapping stays of a sensible size: each level may multiply what it takes."""
        super().flatten_mapping(node)
        if len(node.value) > MOST_ENTRIES:
            raise yaml.constructor.ConstructorError(None, None, "its merge keys stand for too much", node.start_mark)


def _pass_over(loader: _Inert, suffix: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return loader.construct_mapping(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node)
    return None


_Inert.add_multi_constructor("!", _pass_over)
_Inert.add_multi_constructor("tag:", _pass_over)


def read_mkdocs_file(source: Source, folder: str) -> MkDocsFile | None:
    """Read the mkdocs.yml of a folder of a source; None where there is none.

    Raises OutsideRoot when its `docs_dir` leads out of the source.
    """
    for name in NAMES:
        path = posixpath.join(folder, name)
        try:
            data = source.read(path)
        except SourceError:
            continue
        values, problem = _values(data)
        docs_dir, site_name = values.get("docs_dir"), values.get("site_name")
        return MkDocsFile(
            path,
            site_name if isinstance(site_name, str) and site_name else None,
            join(path, docs_dir if isinstance(docs_dir, str) and docs_dir else "docs"),
            _nav(values.get("nav")),
            problem,
        )
    return None


def docs_folder(source: Source) -> str | None:
    """The folder of a source's own docs, relative to its root; None where it has none."""
    try:
        file = read_mkdocs_file(source, "")
    except OutsideRoot:
        return None
    folder = file.docs_dir if file else "docs"
    below = f"{folder}/" if folder else ""
    return folder if any(path.startswith(below) and path.endswith(".md") for path in source.paths()) else None


def _values(data: bytes) -> tuple[dict[str, Any], str | None]:
    """The file's mapping, and why it is empty where the file cannot be understood."""
    if len(data) > LARGEST:
        return {}, f"it is larger than {LARGEST:,} bytes"
    try:
        values = yaml.load(data, _Inert)  # noqa: S506 - a SafeLoader that makes nothing of tags
    except (yaml.YAMLError, ValueError, RecursionError, TypeError) as error:
        return {}, " ".join(str(error).split()) or type(error).__name__
    return (values, None) if isinstance(values, dict) else ({}, "it holds no mapping of settings")


def _nav(value: Any) -> tuple[NavItem, ...] | None:
    if not isinstance(value, list):
        return None
    items: list[NavItem] = []
    for item in _entries(value, 0):
        if len(items) == MOST_ENTRIES:
            break
        items.append(item)
    return tuple(items)


def _entries(value: Any, depth: int) -> Iterator[NavItem]:
    if depth > DEEPEST:
        return
    for item in value if isinstance(value, list) else ():
        if isinstance(item, str):
            yield NavItem(None, item, depth)
        elif isinstance(item, dict):
            for title, below in item.items():
                if isinstance(below, str):
                    yield NavItem(str(title), below, depth)
                elif isinstance(below, list):
                    yield NavItem(str(title), None, depth)
                    yield from _entries(below, depth + 1)
