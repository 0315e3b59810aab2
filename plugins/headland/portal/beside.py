"""Docs beside records: which folders `backstage.io/techdocs-ref` names, and what pages they hold."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from headland.catalog.addresses import record_address
from headland.catalog.audience import is_seen
from headland.core.document import NodePath
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.source import OutsideRoot, Source, join
from headland.core.span import Span
from headland.portal.load import Portal
from headland.portal.mkdocs_file import MkDocsFile, NavItem, docs_folder, read_mkdocs_file
from headland.portal.rules import DOCS_NOT_FOUND, MKDOCS_SETTING
from headland.reading import Record

ANNOTATION: Final = "backstage.io/techdocs-ref"
BELOW: Final = "docs/"
"""Where the docs of a record stand, below its own page."""

_INDEXES: Final = ("index.md", "readme.md")


@dataclass(frozen=True, slots=True)
class DocsSet:
    """The docs beside one record: Markdown files of a folder of its source.

    `addresses` has, by path in the source and in the order of the nav, the address of each page. `nav` has paths in
    the source. `also` are other records that name the same folder.
    """

    record: Record
    source: Source
    folder: str
    addresses: Mapping[str, str]
    nav: tuple[NavItem, ...]
    also: tuple[Ref, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """All docs beside records.

    `owners` says to whom parts of the site's own docs belong: folder below the docs -> records. That is the ordinary
    case of a repository with one record and one docs folder, whose pages are not made twice.
    """

    sets: tuple[DocsSet, ...]
    owners: Mapping[str, tuple[Ref, ...]]
    findings: tuple[Finding, ...]


def find_docs(portal: Portal) -> Beside:
    """The docs beside the records that the run's audience may see."""
    site_docs = docs_folder(portal.sources[0])
    named: dict[tuple[str, str], list[Record]] = {}
    files: dict[tuple[str, str], MkDocsFile | None] = {}
    findings: list[Finding] = []
    sources = {source.name: source for source in portal.sources}
    listings = {source.name: _Listing(source) for source in portal.sources}
    for record in _with_docs(portal):
        listing = listings[record.span.source]
        try:
            folder, file = _folder_of(record, listing)
        except (OutsideRoot, _NoDocs) as error:
            findings.append(_not_found(record, str(error)))
            continue
        named.setdefault((record.span.source, folder), []).append(record)
        if (record.span.source, folder) not in files:
            files[record.span.source, folder] = file
            if file is not None and file.problem is not None:
                findings.append(_not_understood(record, file))
    sets: list[DocsSet] = []
    owners: dict[str, tuple[Ref, ...]] = {}
    for (source, folder), records in named.items():
        refs = tuple(record.ref for record in records)
        if site_docs is not None and source == portal.sources[0].name and _is_below(folder, site_docs):
            owners[folder.removeprefix(site_docs).strip("/")] = refs
            continue
        paths = listings[source].markdown(folder)
        nav = _nav(files[source, folder], folder, paths)
        order = [item.path for item in nav if item.path is not None]
        ordered = [*dict.fromkeys(order), *(path for path in paths if path not in order)]
        base = record_address(records[0].ref) + BELOW
        sets.append(DocsSet(records[0], sources[source], folder, _addresses(ordered, folder, base), nav, refs[1:]))
    return Beside(tuple(sets), owners, tuple(findings))


def owners_of(path: str, owners: Mapping[str, tuple[Ref, ...]]) -> tuple[Ref, ...]:
    """The records to which a page of the site's own docs belongs: those that name the nearest folder above it."""
    folder = posixpath.dirname(path)
    while folder and folder not in owners:
        folder = posixpath.dirname(folder)
    return owners.get(folder, ())


class _NoDocs(Exception):
    """There are no docs where an annotation says; the message says what is missing."""


class _Listing:
    """The Markdown files of a source, listed once."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._markdown = [path for path in source.paths() if path.lower().endswith(".md")]

    def markdown(self, folder: str) -> tuple[str, ...]:
        """Those of a folder: each folder's index first, then by name."""
        found = [path for path in self._markdown if _is_below(path, folder)]
        return tuple(sorted(found, key=lambda path: (posixpath.dirname(path), not _is_index(path), path)))


def _with_docs(portal: Portal) -> Iterator[Record]:
    for record in portal.catalog.values():
        reference = record.entity.metadata.annotations.get(ANNOTATION, "").strip()
        if reference.startswith("dir:") and is_seen(record, portal.run.audience, portal.settings):
            yield record


def _folder_of(record: Record, listing: _Listing) -> tuple[str, MkDocsFile | None]:
    """The folder of a record's docs, and the mkdocs.yml that says so. Raises OutsideRoot and _NoDocs."""
    target = record.entity.metadata.annotations[ANNOTATION].strip().removeprefix("dir:")
    root = join(record.span.path, target)
    file = read_mkdocs_file(listing.source, root)
    if file is not None:
        if not listing.markdown(file.docs_dir):
            raise _NoDocs(f"{file.path} has its docs in {file.docs_dir!r}, where there is no Markdown file")
        return file.docs_dir, file
    for folder in (posixpath.join(root, "docs").lstrip("/"), root):
        if listing.markdown(folder) and (folder != root or (root and _has_index(listing, root))):
            return folder, None
    raise _NoDocs(f"there are no docs in {target!r}: neither mkdocs.yml nor a folder docs/ with Markdown files")


def _has_index(listing: _Listing, folder: str) -> bool:
    return any(_is_index(path) and posixpath.dirname(path) == folder for path in listing.markdown(folder))


def _not_found(record: Record, message: str) -> Finding:
    place: NodePath = ("metadata", "annotations", ANNOTATION)
    return DOCS_NOT_FOUND.finding(message, record.place(place), ref=record.ref, hint=DOCS_NOT_FOUND.remedy)


def _not_understood(record: Record, file: MkDocsFile) -> Finding:
    return MKDOCS_SETTING.finding(
        f"{file.path} cannot be read, so that its nav is not followed: {file.problem}",
        Span(record.span.source, file.path, 0, 0),
        ref=record.ref,
    )


def _nav(file: MkDocsFile | None, folder: str, paths: Sequence[str]) -> tuple[NavItem, ...]:
    """The nav with paths of the source; entries that lead to no page of the folder are left out."""
    if file is None or file.nav is None:
        return tuple(NavItem(None, path, path.removeprefix(folder).strip("/").count("/")) for path in paths)
    known = set(paths)
    items = []
    for item in file.nav:
        path = None if item.path is None else posixpath.normpath(posixpath.join(folder, item.path))
        if path is None or path in known:
            items.append(NavItem(item.title, path, item.depth))
    return tuple(item for at, item in enumerate(items) if item.path is not None or _has_pages(items, at))


def _has_pages(items: Sequence[NavItem], at: int) -> bool:
    """Whether there is a page below the heading at this index."""
    for item in items[at + 1 :]:
        if item.depth <= items[at].depth:
            return False
        if item.path is not None:
            return True
    return False


def _addresses(paths: Sequence[str], folder: str, base: str) -> Mapping[str, str]:
    """An address for each page, in lower case; where two would be the same, the later one has a number behind it."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for path in paths:
        below = path.removeprefix(folder).strip("/").lower()
        parts = below.removesuffix(".md").split("/")
        if _is_index(path):
            parts.pop()
        first = address = base + "".join(f"{quote(part, safe='')}/" for part in parts)
        number = 2
        while address in taken:
            address = f"{first.rstrip('/')}-{number}/"
            number += 1
        taken.add(address)
        found[path] = address
    return found


def _is_index(path: str) -> bool:
    return posixpath.basename(path).lower() in _INDEXES


def _is_below(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder}/")
