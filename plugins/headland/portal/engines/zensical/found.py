"""What there is to publish: the Markdown pages of a docs folder with their addresses, and its other files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pathspec

from headland.portal.docs_files import DocsFile, Folders, is_published
from headland.portal.engines.zensical.nav import is_index
from headland.portal.engines.zensical.pages import ENDINGS, address_of, head_of
from headland.portal.engines.zensical.site_file import SiteFile
from headland.portal.session import Session
from headland.views.hubs import HOME, HUBS, Hub

_ALWAYS_EXCLUDED: Final = (".*", "/templates/")
"""What MkDocs leaves out of docs, unless `exclude_docs` says otherwise."""


@dataclass(frozen=True, slots=True)
class Found:
    """The pages, by path below the docs, with their addresses; the other files; and the hubs, by their pages' path."""

    pages: Mapping[str, str]
    files: tuple[str, ...]
    hubs: Mapping[str, Hub]


def find(session: Session, site: SiteFile, docs: Path, out: Path) -> Found:
    """Find what there is to publish below `docs`; what must not be published is told to the session."""
    excluded = pathspec.GitIgnoreSpec.from_lines([*_ALWAYS_EXCLUDED, *site.excluded.splitlines()])
    real = docs.resolve()
    folders = Folders(
        out=out.resolve(),
        root=next((root for root in session.roots if real.is_relative_to(root)), real),
        configured=frozenset(_configured(site)),
        engine="Markdown",
        data=head_of,
    )
    pages: dict[str, str] = {}
    files = []
    for path in _walk(docs):
        is_page = path.lower().endswith(ENDINGS)
        if excluded.match_file(path) or not is_published(session, DocsFile(path, docs / path, is_page), folders):
            continue
        if is_page:
            pages[path] = address_of(path)
        else:
            files.append(path)
    _give_way(session, pages)
    hubs = _hubs(session, pages)
    return Found(pages, tuple(files), hubs)


def _configured(site: SiteFile) -> Iterator[str]:
    for key in ("extra_css", "extra_javascript"):
        named = site.looks.get(key)
        yield from (str(item) for item in named if isinstance(item, str)) if isinstance(named, list) else ()


def _walk(docs: Path) -> Iterator[str]:
    """The files below a folder, the index of each folder first; links to folders are followed, but not in circles."""
    seen: set[str] = set()
    for here, folders, names in os.walk(docs, followlinks=True):
        real = os.path.realpath(here)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        names.sort(key=lambda name: (not is_index(name), name))
        yield from (Path(here, name).relative_to(docs).as_posix() for name in names)


def _give_way(session: Session, pages: dict[str, str]) -> None:
    """Of pages with one address the first stays; of an index and a README beside it the index."""
    taken: dict[str, str] = {}
    for path in sorted(pages, key=lambda path: (not path.rpartition("/")[2].startswith("index."), path)):
        other = taken.setdefault(pages[path], path)
        if other != path:
            del pages[path]
            if not (is_index(path.rpartition("/")[2]) and is_index(other.rpartition("/")[2])):
                session.findings.append(session.left_out(path, repr(other)))


def _hubs(session: Session, pages: dict[str, str]) -> Mapping[str, Hub]:
    """The hubs by the path of their page; a page of the docs at the address of one gives way."""
    session.home = "catalog/" if "" in pages.values() else HOME.address
    hubs: dict[str, Hub] = {}
    for hub in HUBS:
        address = session.home if hub is HOME else hub.address
        for path in [path for path, other in pages.items() if address and other == address]:
            del pages[path]
            session.findings.append(session.left_out(path, f"the {hub.title} page of the portal"))
        hubs[f"{address.rstrip('/')}.md" if address else "index.md"] = Hub(hub.family, hub.title, address)
    return hubs
