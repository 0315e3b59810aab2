"""Publishing: shells and a portal to a site's pages, data and sitemap."""

from __future__ import annotations

import gc
import gzip
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from headland.core.finding import Finding
from headland.portal.assets import browser_assets
from headland.portal.beside_pages import RenderedSet, finished
from headland.portal.decorate import with_diagrams, with_drawings_left_alone, with_feed
from headland.portal.load import Portal, read_record_history
from headland.portal.shell import Parts, Shell
from headland.portal.staging import Writer
from headland.portal.stamp import build_stamp
from headland.views.context import DocsIndex, Places, ViewContext
from headland.views.page import Page
from headland.views.registry import make_artifacts, render_pages
from headland.views.search import DocSection, search_entries, search_index

SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class Docs:
    """What an engine read from the documentation: its pages, and their text by section for the search."""

    index: DocsIndex
    sections: tuple[DocSection, ...] = ()
    beside: tuple[RenderedSet, ...] = ()


@dataclass(frozen=True, slots=True)
class Frame:
    """What an engine gives: shells by depth, the hubs' own shells by address, and the address of the whole site.

    `is_instant` says that the theme puts pages into the one that is open: see `with_drawings_left_alone`.
    """

    shells: Mapping[int, Shell]
    hubs: Mapping[str, Shell]
    site_url: str | None
    is_instant: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: the addresses of all filled pages, in order."""

    addresses: tuple[str, ...]


def view_context(
    portal: Portal, docs: DocsIndex, places: Places, *, site_name: str, home: str, more: Sequence[Finding]
) -> ViewContext:
    """All that views may see of a portal, filtered for the run's audience.

    `more` are findings of the build itself.
    """
    seen = portal.seen()
    return ViewContext(
        catalog=seen.catalog,
        places=places,
        as_of=portal.run.as_of,
        site_name=site_name,
        findings=tuple(sorted((*seen.findings, *more), key=lambda finding: finding.order)),
        history=read_record_history(portal),
        settings=portal.settings,
        audience=portal.run.audience,
        docs=docs,
        reading_summary=seen.summary,
        home=home,
    )


def publish(context: ViewContext, docs: Docs, frame: Frame, folder: Path, portal: Portal) -> Published:
    """Fill and write every page of the catalog below `folder`, with data, search index and browser assets."""
    writer = Writer(folder)
    addresses: list[str] = []
    total = len(context.catalog)
    with _settled_heap():
        for page in render_pages(context):
            writer.page(page.address, fill(page, frame))
            addresses.append(page.address)
            if page.ref is not None:
                portal.run.reporter.step("pages written", min(len(addresses), total), total)
    for beside in docs.beside:
        for doc in beside.pages:
            writer.page(doc.address, fill(finished(doc, beside.blocks, context), frame))
            addresses.append(doc.address)
        for picture in beside.pictures:
            writer.artifact(picture)
    for artifact in make_artifacts(context):
        writer.artifact(artifact)
    writer.artifact(search_index(search_entries(context), docs.sections))
    for artifact in browser_assets():
        writer.artifact(artifact)
    writer.artifact(build_stamp(portal))
    return Published(tuple(addresses))


@contextmanager
def _settled_heap() -> Iterator[None]:
    """Keep the collector from walking the whole catalog over and over: that is a sixth of the time, for nothing."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def fill(page: Page, frame: Frame) -> str:
    """A page's finished HTML."""
    shell = frame.hubs.get(page.address) or frame.shells[page.address.count("/")]
    canonical = urljoin(frame.site_url, page.address) if frame.site_url else ""
    html = shell.fill(Parts(page.title, page.description or page.title, canonical, page.content))
    if page.head.feed:
        html = with_feed(html, page.head.root + page.head.feed)
    html = with_diagrams(html, page.head.root)
    return with_drawings_left_alone(html) if frame.is_instant else html


_URL = re.compile(r"[ \t]*<url>.*?</url>\s*?\n?", re.DOTALL)


def complete_sitemap(
    folder: Path, site_url: str, addresses: Sequence[str], token: re.Pattern[str], when: datetime
) -> None:
    """Take the shells out of the sitemap that the engine wrote, and put the filled pages in."""
    file = folder / SITEMAP
    if not file.is_file():
        return
    text = _URL.sub(lambda entry: "" if token.search(entry[0]) else entry[0], file.read_text("utf-8"))
    day = when.date().isoformat()
    entries = "".join(
        f"    <url>\n         <loc>{escape(urljoin(site_url, address))}</loc>\n"
        f"         <lastmod>{day}</lastmod>\n    </url>\n"
        for address in sorted(addresses)
    )
    before, closing, after = text.rpartition("</urlset>")
    data = (before.rstrip() + "\n" + entries + closing + after).encode()
    file.write_bytes(data)
    (folder / f"{SITEMAP}.gz").write_bytes(gzip.compress(data, mtime=int(when.timestamp())))


def leveled(findings: Sequence[Finding], portal: Portal) -> tuple[Finding, ...]:
    """Findings of the build at the levels that the settings give their rules."""
    found = []
    for finding in findings:
        level = portal.settings.rules.get(finding.rule)
        if level != "off":
            found.append(replace(finding, severity=type(finding.severity)(level)) if level else finding)
    return tuple(found)
