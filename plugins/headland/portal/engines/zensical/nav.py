"""The nav of a site's docs: as mkdocs.yml writes it, else by folders, with the hubs of the catalog put in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlsplit

from headland.core.visible import shown_name
from headland.portal.rules import BROKEN_DOCS_LINK
from headland.portal.session import Session
from headland.views.hubs import Hub

SECTION: Final = "Catalog"
HOMES: Final = ("index.md", "README.md")
DEEPEST: Final = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A page by its path below the docs, a link by its address, or a section with what is in it.

    A page without a title is shown with its own.
    """

    title: str | None
    path: str | None = None
    link: str | None = None
    children: tuple[Entry, ...] = ()

    @property
    def pages(self) -> Iterator[str]:
        """The paths of the pages, in order."""
        if self.path is not None:
            yield self.path
        for child in self.children:
            yield from child.pages


def written(session: Session, nav: Any, known: Mapping[str, object]) -> tuple[Entry, ...] | None:
    """The nav of mkdocs.yml; None where it has none. Entries that lead to no page are left out and told.

    `known` has the pages by path, those of the hubs included.
    """
    return tuple(_entries(session, nav, known, 0)) if isinstance(nav, list) and nav else None


def by_folder(paths: Iterable[str]) -> tuple[Entry, ...]:
    """The nav that folders make, as MkDocs makes it: a folder's pages, its index first, then the folders in it."""
    tree: dict[str, Any] = {}
    for path in sorted(paths):
        *folders, name = path.split("/")
        here = tree
        for folder in folders:
            here = here.setdefault(f"{folder}/", {})
        here[name] = path
    return tuple(_of_folder(tree))


def with_hubs(nav: Sequence[Entry], hubs: Mapping[str, Hub], *, is_written: bool) -> tuple[Entry, ...]:
    """The nav with the hubs, which are by the path of their page.

    A nav that names any hub itself is left as it is. Else the portal's home page, where it is the site's, comes first;
    the others make a section: behind the home page, or at the end where the nav `is_written` by somebody.
    """
    listed = {path for entry in nav for path in entry.pages}
    if listed & hubs.keys():
        return tuple(nav)
    section = Entry(SECTION, children=tuple(Entry(hub.title, path) for path, hub in hubs.items() if hub.address))
    first = [Entry(hub.title, path) for path, hub in hubs.items() if not hub.address]
    entries = [*first, *nav]
    is_behind_home = not is_written and bool(entries) and entries[0].path in HOMES
    entries.insert(1 if is_behind_home else len(entries), section)
    return tuple(entries)


def with_shells(nav: Sequence[Entry], hubs: Collection[str], shells: Sequence[Entry]) -> tuple[Entry, ...]:
    """The nav with the shells at the end of the section of the last hub, for it to be marked on the catalog's pages."""
    entries = list(nav)
    for at in reversed(range(len(entries))):
        if entries[at].children and any(path in hubs for path in entries[at].pages):
            inner = with_shells(entries[at].children, hubs, shells)
            is_deeper = inner != entries[at].children
            entries[at] = replace(entries[at], children=inner if is_deeper else (*entries[at].children, *shells))
            break
    return tuple(entries)


def title_of(name: str) -> str:
    """A title made of a file's or folder's name."""
    words = name.replace("-", " ").replace("_", " ")
    return words.capitalize() if words == words.lower() else words


def _entries(session: Session, items: list[Any], known: Mapping[str, object], depth: int) -> Iterator[Entry]:
    for item in items if depth < DEEPEST else ():
        if isinstance(item, str):
            yield from _leaf(session, None, item, known)
        elif isinstance(item, dict):
            for title, below in item.items():
                if isinstance(below, str):
                    yield from _leaf(session, str(title), below, known)
                elif isinstance(below, list):
                    children = tuple(_entries(session, below, known, depth + 1))
                    if children:
                        yield Entry(str(title), children=children)


def _leaf(session: Session, title: str | None, target: str, known: Mapping[str, object]) -> Iterator[Entry]:
    parts = urlsplit(target)
    if target in known:
        yield Entry(title, path=target)
    elif parts.scheme or parts.netloc or target.startswith("/") or not parts.path.endswith(".md"):
        yield Entry(title or target, link=target)
    elif target not in session.hidden:
        session.findings.append(
            BROKEN_DOCS_LINK.finding(
                f"the nav leads to {target!r}, and there is no such page",
                session.config_span(target),
                hint="Write the page's path below docs_dir, or take the entry out.",
            )
        )


def _of_folder(tree: Mapping[str, Any]) -> Iterator[Entry]:
    pages = sorted((name for name in tree if not name.endswith("/")), key=lambda name: (not is_index(name), name))
    yield from (Entry(None, path=tree[name]) for name in pages)
    for name in sorted(name for name in tree if name.endswith("/")):
        yield Entry(shown_name(title_of(name.rstrip("/"))), children=tuple(_of_folder(tree[name])))


def is_index(name: str) -> bool:
    """Whether a file's name is that of its folder's own page."""
    return name.rpartition(".")[0] in ("index", "README")
