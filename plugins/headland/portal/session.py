"""A session: what the plugins of one MkDocs build share, and what they hand to the portal at its end."""

from __future__ import annotations

import posixpath
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from logging import LogRecord
from pathlib import Path

from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.settings import FILE_NAME
from headland.core.source import SourceError
from headland.core.span import Span
from headland.portal.beside import Beside, find_docs
from headland.portal.beside_pages import RenderedSet, render_set
from headland.portal.load import Portal
from headland.portal.outside_links import outside_target
from headland.portal.page_blocks import PageBlocks
from headland.portal.places import SourcePlaces
from headland.portal.policy import with_policy
from headland.portal.publish import Docs, leveled, view_context
from headland.portal.rules import PAGE_LEFT_OUT
from headland.portal.shell import Shell, Tokens
from headland.reading import Record
from headland.views.context import DocPage, DocsIndex, ViewContext
from headland.views.search import DocSection

MAX_DEPTH = 7
"""The deepest page that views make: one of the pages below an API's own; docs beside records may go deeper."""


@dataclass
class Session:
    """One build. `strict` says that docs are untrusted: their strings are escaped, their HTML sanitised.

    `build` is the configuration of the build that it was opened for, as `mkdocs serve` keeps plugins from one to the
    next. `policy` is what every page says about scripts, where it says anything; `copied` are files of the docs that
    are published as they are.
    """

    portal: Portal
    strict: bool
    site_name: str
    docs_source: str
    docs_prefix: str | None
    tokens: Tokens = field(default_factory=lambda: Tokens(secrets.token_hex(8)))
    home: str = ""
    shells: dict[int, Shell] = field(default_factory=dict)
    hubs: dict[str, Shell] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    pages: list[DocPage] = field(default_factory=list)
    sections: list[DocSection] = field(default_factory=list)
    published: tuple[str, ...] = ()
    nav_order: dict[str, int] = field(default_factory=dict)
    others: dict[str, tuple[Ref, ...]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    config_file: str | None = None
    early: tuple[Finding, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)
    refused_twice: Mapping[str, str] = field(default_factory=dict)
    log: list[LogRecord] = field(default_factory=list)
    build: object | None = None
    policy: str | None = None
    copied: frozenset[str] = frozenset()

    @cached_property
    def blocks(self) -> PageBlocks:
        """The tables and graphs of records in the docs' pages."""
        return PageBlocks(self.tokens.nonce)

    @cached_property
    def records_by_path(self) -> Mapping[str, Record]:
        """The Markdown records that are pages of these docs, by their path in the docs folder."""
        if self.docs_prefix is None:
            return {}
        prefix = self.docs_prefix + "/" if self.docs_prefix else ""
        return {
            record.span.path.removeprefix(prefix): record
            for record in self.portal.catalog.values()
            if record.document.body is not None
            and record.span.source == self.docs_source
            and record.span.path.startswith(prefix)
        }

    def span(self, src_uri: str) -> Span:
        """The whole file of a page of the docs, as a place for findings."""
        return Span(self.docs_source, posixpath.join(self.docs_prefix or "", src_uri), 0, 0)

    def config_span(self, text: str = "") -> Span:
        """Where a text stands in mkdocs.yml; its beginning where it cannot be found."""
        path = self.config_file or "mkdocs.yml"
        source = self.portal.sources[0]
        try:
            start = max(0, source.read(path).find(text.encode()))
        except SourceError:
            start = 0
        return Span(source.name, path, start, start + len(text.encode()) if text else start)

    @property
    def roots(self) -> tuple[Path, ...]:
        """The folders that are built."""
        return tuple(folder.resolve() for folder in self.portal.folders)

    @cached_property
    def files(self) -> frozenset[str]:
        """All files of the source that the docs are in."""
        return frozenset(self.portal.sources[0].paths())

    def shown_at(self, path: str) -> str | None:
        """Where a forge shows a file of that source."""
        return self.places.place(Span(self.docs_source, path, 0, 0)).view_url

    def leads_outside(self, src_uri: str, link: str) -> bool:
        """Whether a link of a page leads to a file outside the docs that a forge shows."""
        if self.docs_prefix is None:
            return False
        target = outside_target(link, self.span(src_uri).path, self.docs_prefix, self.files)
        return target is not None and self.shown_at(target) is not None

    def left_out(self, src_uri: str, other: str) -> Finding:
        """The finding that a page of the docs gives way to another one at its address."""
        return PAGE_LEFT_OUT.finding(
            f"{src_uri!r} has the address of {other}, and is left out",
            self.span(src_uri),
            hint="Give the file another name.",
        )

    def protected(self, html: str) -> str:
        """A finished page with the policy, where there is one."""
        return html if self.policy is None else with_policy(html, self.policy)

    def watched(self) -> tuple[str, ...]:
        """The folders with records, and the settings: what a server that rebuilds has to watch besides the docs."""
        found: set[Path] = set()
        folders = {source.name: source.folder for source in self.portal.sources if source.folder is not None}
        for record in self.portal.reading.records:
            folder = folders.get(record.span.source)
            if folder is not None:
                first = record.span.path.split("/", 1)[0]
                found.add(folder / first)
        found.update(folder / FILE_NAME for folder in folders.values())
        return tuple(sorted(str(path) for path in found if path.exists()))

    @cached_property
    def places(self) -> SourcePlaces:
        """Spans as places."""
        return SourcePlaces(self.portal.sources, self.portal.settings)

    @cached_property
    def beside(self) -> Beside:
        """The docs beside records."""
        found = find_docs(self.portal)
        self.findings.extend(found.findings)
        return found

    @cached_property
    def beside_pages(self) -> tuple[RenderedSet, ...]:
        """The pages of the docs beside records, rendered."""
        rendered = tuple(render_set(docs, self.portal, self.places) for docs in self.beside.sets)
        self.findings.extend(finding for docs in rendered for finding in docs.findings)
        return rendered

    @property
    def deepest(self) -> int:
        """How many folders deep the deepest page of the catalog stands."""
        beside = (address.count("/") for docs in self.beside.sets for address in docs.addresses.values())
        return max(MAX_DEPTH, *beside, 0)

    @property
    def docs(self) -> Docs:
        """The documentation that was read."""
        pages = list(self.pages)
        for page in self.pages:
            for other in self.others.get(page.address, ()):
                pages.append(DocPage(page.title, page.address, other, span=page.span))
        pages += [page for docs in self.beside_pages for page in docs.index]
        sections = [*self.sections, *(section for docs in self.beside_pages for section in docs.sections)]
        return Docs(DocsIndex(tuple(pages)), tuple(sections), self.beside_pages)

    @cached_property
    def context(self) -> ViewContext:
        """What views may see; made when all pages of the docs have been read."""
        return view_context(
            self.portal,
            self.docs.index,
            self.places,
            site_name=self.site_name,
            home=self.home,
            more=leveled(self.findings, self.portal),
        )
