"""Links between pages of the docs: from the paths of files to addresses of the site, and what leads nowhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit, urlunsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from headland.core.span import Span
from headland.portal.rules import BROKEN_DOCS_LINK
from headland.portal.session import Session
from headland.prose.sanitising import own_id

_ANCHOR = re.compile(r'\b(?:id|name)="([^"]*)"')
_LAST: Final = 0
"""A priority among Markdown's tree processors: after all that make or change links."""


@dataclass(frozen=True, slots=True)
class _Anchored:
    """A link of a page to an anchor of another, or of itself."""

    page: str
    written: str
    target: str
    anchor: str


class DocsLinks:
    """The links of one site's docs.

    `pages` has the address of each page by its path below the docs, `files` are all other files that are published.
    """

    def __init__(self, session: Session, folder: Path, pages: Mapping[str, str], files: Collection[str]) -> None:
        self._session, self._folder, self._pages, self._files = session, folder, pages, files
        self._anchored: list[_Anchored] = []

    def register(self, engine: Markdown, page: str) -> None:
        """Have an engine resolve the links of the page that it is given next."""
        engine.treeprocessors.register(_Resolving(self, engine, page), "headland-links", _LAST)

    def resolved(self, page: str, url: str) -> str:
        """A link's address as it is to stand in the page; one that names a file of the docs leads there."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return url
        if parts.scheme or parts.netloc or url.startswith(("/", "\\")) or AMP_SUBSTITUTE in url:
            return url
        if not parts.path:
            self._note(page, url, page, parts.fragment)
            return url
        written = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page), written))
        if posixpath.normpath(written) == ".":
            target = page
        if target in self._pages:
            address = self._pages[target]
            self._note(page, url, target, parts.fragment)
        elif target in self._files:
            address = quote(target)
        else:
            if "." in posixpath.basename(written) and not self._session.leads_outside(page, url):
                self._broken(page, url, f"the target {target!r} is not found among documentation files")
            return url
        return urlunsplit(("", "", relative(address, self._pages[page]), parts.query, parts.fragment))

    def tell_missing_anchors(self, html: Mapping[str, str]) -> None:
        """Tell of links to anchors that are not there; `html` has what became of each page, by path."""
        wanted = {link.target for link in self._anchored} & html.keys()
        anchors = {path: set(_ANCHOR.findall(html[path])) for path in wanted}
        for link in self._anchored:
            if link.target in anchors and own_id(unquote(link.anchor)) not in anchors[link.target]:
                self._broken(link.page, link.written, f"{link.target!r} has no anchor {link.anchor!r}")

    def _note(self, page: str, url: str, target: str, anchor: str) -> None:
        if anchor:
            self._anchored.append(_Anchored(page, url, target, anchor))

    def _broken(self, page: str, url: str, why: str) -> None:
        span = self._session.span(page)
        try:
            start = (self._folder / page).read_bytes().find(f"({url}".encode())
        except OSError:
            start = -1
        if start >= 0:
            span = Span(span.source, span.path, start + 1, start + 1 + len(url.encode()))
        self._session.findings.append(BROKEN_DOCS_LINK.finding(f"the link {url!r} leads nowhere: {why}", span))


def relative(address: str, page: str) -> str:
    """The way from a page's address to another address of the same site."""
    if address == page:
        return "./"
    way = posixpath.relpath(f"/{address}", f"/{page}")
    return f"{way}/" if address.endswith("/") or not address else way


class _Resolving(Treeprocessor):
    def __init__(self, links: DocsLinks, engine: Markdown, page: str) -> None:
        super().__init__(engine)
        self._links, self._page = links, page

    def run(self, root: Element) -> None:
        for element in root.iter():
            key = {"a": "href", "img": "src"}.get(element.tag)
            url = element.get(key) if key else None
            if key and url:
                element.set(key, self._links.resolved(self._page, url))
