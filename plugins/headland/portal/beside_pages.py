"""Pages of docs beside records: Markdown to safe HTML, with links, pictures and headings that work where it stands."""

from __future__ import annotations

import posixpath
import re
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup

from headland.catalog.addresses import record_address
from headland.catalog.audience import is_seen, known_labels
from headland.core.artifact import Artifact
from headland.core.finding import Finding
from headland.core.source import OutsideRoot, SourceError, join
from headland.core.span import Span
from headland.core.visible import shown_name
from headland.portal.active import is_active
from headland.portal.beside import BELOW, DocsSet
from headland.portal.load import Portal
from headland.portal.page_blocks import PageBlocks
from headland.portal.rules import BROKEN_DOCS_LINK
from headland.portal.sections import doc_sections
from headland.prose import render_page, rewrite_links
from headland.prose.trusted import trusted
from headland.reading import front_matter, parse_yaml_stream
from headland.reading.record import Record
from headland.views.beside.view import BesideDoc, NavEntry, beside_page
from headland.views.blocks.block import block_html
from headland.views.context import DocPage, Places, ViewContext
from headland.views.page import Page
from headland.views.search import DocSection

PICTURES: Final[Mapping[str, str]] = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}
"""What is copied beside the pages; a file of another type is linked where the forge shows it."""


@dataclass(frozen=True, slots=True)
class RenderedSet:
    """The docs beside one record, rendered as far as it goes without knowing the other pages of the site."""

    pages: tuple[BesideDoc, ...]
    index: tuple[DocPage, ...]
    sections: tuple[DocSection, ...]
    pictures: tuple[Artifact, ...]
    findings: tuple[Finding, ...]
    blocks: PageBlocks


def render_set(docs: DocsSet, portal: Portal, places: Places) -> RenderedSet:
    """Render the docs of one record. Never raises for what they hold."""
    return _Renderer(docs, portal, places).render()


def finished(docs: BesideDoc, blocks: PageBlocks, context: ViewContext) -> Page:
    """The page, when everything is known that its links, tables and graphs may show."""
    root = "../" * docs.address.count("/")
    html = rewrite_links(docs.content, context.faces.resolver(root))
    content = trusted(blocks.put(html, lambda block, at: block_html(block, context, context.faces.lead(root), at)))
    return beside_page(context, BesideDoc(docs.owner, docs.title, docs.address, content, docs.nav, docs.source))


@dataclass(frozen=True, slots=True)
class _Draft:
    path: str
    address: str
    title: str
    html: Markup


class _Renderer:
    """One set's rendering: collects pictures and findings on the way."""

    def __init__(self, docs: DocsSet, portal: Portal, places: Places) -> None:
        self._docs, self._portal, self._places = docs, portal, places
        self._records = {
            record.span.path: record
            for record in portal.catalog.values()
            if record.document.body is not None and record.span.source == docs.source.name
        }
        self._known = frozenset(docs.source.paths())
        self._pictures: dict[str, Artifact] = {}
        self._findings: list[Finding] = []
        self._blocks = PageBlocks(secrets.token_hex(8))

    def render(self) -> RenderedSet:
        drafts = [draft for path, address in self._docs.addresses.items() if (draft := self._draft(path, address))]
        titles = {draft.path: draft.title for draft in drafts}
        nav = tuple(self._nav(titles))
        owner = self._docs.record.ref
        source = self._docs.source.name
        pages = tuple(
            BesideDoc(owner, draft.title, draft.address, draft.html, nav, Span(source, draft.path, 0, 0))
            for draft in drafts
        )
        index = [DocPage(draft.title, draft.address, owner, span=Span(source, draft.path, 0, 0)) for draft in drafts]
        index += [replace(index[0], owner=other) for other in self._docs.also if drafts]
        sections = tuple(found for draft in drafts for found in self._sections(draft))
        return RenderedSet(
            pages, tuple(index), sections, tuple(self._pictures.values()), tuple(self._findings), self._blocks
        )

    def _sections(self, draft: _Draft) -> Iterator[DocSection]:
        return doc_sections(draft.title, draft.address, self._blocks.without(draft.html))

    def _draft(self, path: str, address: str) -> _Draft | None:
        """A page; None where it cannot be read, is a record with a page of its own, or may not be seen."""
        if path in self._records:
            return None
        try:
            data = self._docs.source.read(path)
        except SourceError:
            return None
        matter = front_matter(data)
        meta = _meta(data[matter.start : matter.end]) if matter else {}
        if not self._is_shown(meta):
            return None
        text = data[matter.body if matter else 0 :].decode("utf-8", errors="replace").removeprefix("\ufeff")
        rendered = render_page(self._blocks.take(text), picture_hosts=self._portal.settings.pictures.hosts)
        named = meta.get("title")
        title = shown_name(named if isinstance(named, str) and named else rendered.title or _title_of(path))
        html = self._resolved(rendered.html, path, address)
        return _Draft(path, address, title, html if "<h1" in html else Markup("<h1>{}</h1>\n").format(title) + html)

    def _is_shown(self, meta: Mapping[str, object]) -> bool:
        label = meta.get("visibility")
        if label is None:
            return True
        return label in known_labels(self._portal.settings) and self._portal.run.audience.sees(str(label))

    def _nav(self, titles: Mapping[str, str]) -> Iterator[NavEntry]:
        for item in self._docs.nav:
            if item.path is None:
                yield NavEntry(shown_name(item.title or ""), None, item.depth)
            elif item.path in titles:
                yield NavEntry(shown_name(item.title or titles[item.path]), self._docs.addresses[item.path], item.depth)
            elif (record := self._seen_record(item.path)) is not None:
                yield NavEntry(shown_name(item.title or record.title), record_address(record.ref), item.depth)

    def _seen_record(self, path: str) -> Record | None:
        record = self._records.get(path)
        run = self._portal.run
        return record if record is not None and is_seen(record, run.audience, run.settings) else None

    def _resolved(self, html: Markup, path: str, address: str) -> Markup:
        """HTML in which relative links lead to pages, pictures and files as they stand in the site."""

        def replace(found: re.Match[str]) -> str:
            before, attribute, value = found.groups()
            target = self._target(unescape(value), path, address, is_link=attribute == "href")
            return before.rstrip() if target is None else f'{before}{attribute}="{escape(target)}"'

        return trusted(_ADDRESS.sub(replace, html))

    def _target(self, value: str, path: str, address: str, *, is_link: bool) -> str | None:
        """Where an address written in a page leads from the page's place in the site; None where it leads nowhere."""
        try:
            parts = urlsplit(value)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return value
        written = unquote(parts.path)
        base = posixpath.join(self._docs.folder, "mkdocs.yml") if written.startswith("/") else path
        try:
            target = join(base, written.lstrip("/"))
        except OutsideRoot:
            self._broken(value, path, "it leads out of the folder that is built")
            return None
        tail = f"#{parts.fragment}" if parts.fragment else ""
        root = "../" * address.count("/")
        for candidate in _candidates(target):
            if candidate in self._docs.addresses and candidate not in self._records:
                return root + self._docs.addresses[candidate] + tail
            record = self._seen_record(candidate)
            if record is not None:
                return root + record_address(record.ref) + tail
        if target not in self._known:
            self._broken(value, path, "there is no such file")
            return None
        picture = self._picture(target)
        if picture is not None:
            return root + picture
        return self._places.place(Span(self._docs.source.name, target, 0, 0)).view_url if is_link else None

    def _picture(self, target: str) -> str | None:
        """The address of a picture that is copied into the site; None where it is none, or could run something."""
        suffix = posixpath.splitext(target)[1].lower()
        below = target.removeprefix(self._docs.folder).lstrip("/")
        if suffix not in PICTURES or not target.startswith(self._docs.folder):
            return None
        file = record_address(self._docs.record.ref) + BELOW + below
        if file not in self._pictures:
            try:
                content = self._docs.source.read(target)
            except SourceError:
                return None
            if is_active(target, content):
                self._broken(target, target, "a picture that runs scripts is not published")
                return None
            self._pictures[file] = Artifact(file, PICTURES[suffix], content)
        return quote(file)

    def _broken(self, value: str, path: str, why: str) -> None:
        name = self._docs.source.name
        try:
            start = self._docs.source.read(path).find(value.encode()) if value != path else 0
        except SourceError:
            start = 0
        span = Span(name, path, max(0, start), max(0, start) + (len(value.encode()) if start > 0 else 0))
        self._findings.append(
            BROKEN_DOCS_LINK.finding(f"the link {value!r} leads nowhere: {why}", span, ref=self._docs.record.ref)
        )


_ADDRESS = re.compile(r'(<(?:a|img|source|video|audio)\b[^<>]*?\s)(href|src)="([^"]*)"')


def _candidates(target: str) -> Iterator[str]:
    """The files that a link may mean: the file itself, a page without its ending, a folder's index."""
    yield target
    plain = target.rstrip("/")
    yield from (f"{plain}.md", posixpath.join(plain, "index.md"), posixpath.join(plain, "README.md"))


def _meta(data: bytes) -> Mapping[str, object]:
    parsed = parse_yaml_stream(data)
    value = getattr(parsed[0], "value", None) if parsed else None
    return value if isinstance(value, dict) else {}


def _title_of(path: str) -> str:
    name = posixpath.basename(path).rsplit(".", 1)[0]
    if name.lower() in ("index", "readme"):
        name = posixpath.basename(posixpath.dirname(path)) or "Docs"
    words = name.replace("-", " ").replace("_", " ").strip()
    return words.capitalize() if words == words.lower() else words
