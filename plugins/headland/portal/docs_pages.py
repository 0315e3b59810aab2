"""Pages of the site's own docs: what the portal keeps of each, and what it adds to it, whatever engine rendered it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from headland.portal.beside import owners_of
from headland.portal.outside_links import lead_outside
from headland.portal.sections import doc_sections
from headland.portal.session import Session
from headland.prose import Resolve, rewrite_links
from headland.views.blocks.block import block_html
from headland.views.context import DocPage
from headland.views.faces import Lead
from headland.views.record.view import with_record_head


@dataclass(frozen=True, slots=True)
class Ways:
    """The ways from a page to records: `resolve` for `entity:` links, `lead` for those that we make ourselves."""

    resolve: Resolve
    lead: Lead

    @classmethod
    def to_pages(cls, session: Session, address: str) -> Self:
        """To records' own pages, from the page at an address."""
        root, faces = "../" * address.count("/") or "./", session.context.faces
        return cls(faces.resolver(root), faces.lead(root))


def keep(session: Session, path: str, address: str, title: str, html: str, *, is_searched: bool) -> None:
    """Note a rendered page: for the records that it belongs to, and for the search.

    `path` is below the docs' folder, and `html` is safe. A Markdown record's page has the record's title.
    """
    record = session.records_by_path.get(path)
    shown = record.title if record else title
    owners = owners_of(path, session.beside.owners)
    span = session.span(path) if session.docs_prefix is not None else None
    session.pages.append(DocPage(shown, address, next(iter(owners), None), record.ref if record else None, span))
    session.others[address] = owners[1:]
    if is_searched:
        session.sections.extend(doc_sections(shown, address, session.blocks.without(html)))


def order(session: Session) -> None:
    """All pages are known: put them into the order of the nav."""
    nav = session.nav_order
    session.pages.sort(key=lambda page: (nav.get(page.address, len(nav)), page.address))


def complete(session: Session, path: str, address: str, html: str, ways: Ways) -> str:
    """A page's HTML with its links to records and to files outside the docs resolved, and its tables and graphs drawn;
    a record's with its head. Its blocks were taken out of its Markdown by `session.blocks.take`."""
    html = rewrite_links(html, ways.resolve)
    if session.docs_prefix is not None:
        place = session.span(path).path
        html = lead_outside(html, place, session.docs_prefix, session.files, session.shown_at)
    html = session.blocks.put(html, lambda block, at: block_html(block, session.context, ways.lead, at))
    record = session.records_by_path.get(path)
    seen = session.context.catalog.get(record.ref) if record else None
    return html if seen is None else str(with_record_head(session.context, seen, address, html))
