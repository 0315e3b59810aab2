"""Where the hubs stand in a site's nav, and to which section the catalog's pages belong."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from headland.views.hubs import Hub

SECTION = "Catalog"


def place_hubs(
    nav: Navigation, hubs: Mapping[str, Hub], pages: Mapping[str, Page], *, is_written: bool
) -> Section | None:
    """Put the hubs into the nav; give the section to which the pages of the catalog belong.

    `hubs` and `pages` are by the path of the hub's file. A nav that names any hub itself is left as it is. Else the
    home page of ours, where it is the site's, comes first; the others make a section: behind the home page, or at
    the end where the nav `is_written` by somebody.
    """
    listed = {page.file.src_uri for page in nav.pages}
    for src_uri, hub in hubs.items():
        if "title" not in vars(pages[src_uri]):
            pages[src_uri].title = hub.title
        if not hub.address and nav.homepage is None:
            nav.homepage = pages[src_uri]
    named = [pages[src_uri].parent for src_uri in hubs if src_uri in listed]
    if named:
        sections = [parent for parent in named if isinstance(parent, Section)]
        return sections[-1] if sections else None
    section = Section(SECTION, [])
    for src_uri, hub in hubs.items():
        if hub.address:
            section.children.append(pages[src_uri])
            pages[src_uri].parent = section
        else:
            nav.items.insert(0, pages[src_uri])
            nav.pages.insert(0, pages[src_uri])
    is_behind_home = not is_written and nav.homepage in nav.items[:1]
    nav.items.insert(1 if is_behind_home else len(nav.items), section)
    nav.pages.extend(child for child in section.children if isinstance(child, Page))
    return section
