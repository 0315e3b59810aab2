"""The plugin `headland/catalog`: hubs in the nav, a shell for each depth, and at the end every page of the catalog."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from headland.portal.decorate import decorate, mark_not_found, with_drawings_left_alone
from headland.portal.engines.mkdocs.nav import place_hubs
from headland.portal.engines.mkdocs.opening import Options, session_of
from headland.portal.engines.mkdocs.policy import prepare_policy
from headland.portal.protection import protect_rest
from headland.portal.publish import Frame, complete_sitemap, publish
from headland.portal.session import Session
from headland.portal.shell import CANONICAL, CONTENT, DESCRIPTION, TITLE, Shell
from headland.views.hubs import HOME, HUBS, Hub

LAST = -100
"""The priority of events that need what all other plugins have done."""

SHELLS = "headland-shell"


class CatalogPlugin(BasePlugin[Options]):
    """Renders the catalog: only adapts MkDocs' events to the portal."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._hubs: dict[str, Hub] = {}
        self._shells: dict[str, int] = {}
        self._serving = False

    @property
    def _open(self) -> Session:
        if self.session is None:
            raise RuntimeError("MkDocs called a plugin before on_config")
        return self.session

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        session = session_of(config, self.config)
        self._hubs, self._shells = {}, {}
        if "font" in config.theme and (
            session.strict or config.theme["font"] == {"text": "Roboto", "code": "Roboto Mono"}
        ):
            config.theme["font"] = False
        return config

    @event_priority(LAST)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        session = self._open
        taken = {file.dest_uri: file for file in files if file.is_documentation_page()}
        session.home = "catalog/" if "index.html" in taken else HOME.address
        for hub in HUBS:
            address = session.home if hub is HOME else hub.address
            other = taken.get(f"{address}index.html")
            if other is not None:
                files.remove(other)
                session.findings.append(session.left_out(other.src_uri, f"the {hub.title} page of the portal"))
            file = _generated(config, f"{address.rstrip('/')}.md" if address else "index.md", address)
            self._hubs[file.src_uri] = Hub(hub.family, hub.title, address)
            files.append(file)
        for depth in range(1, session.deepest + 1):
            address = "/".join([SHELLS, *map(str, range(2, depth + 1)), ""])
            file = _generated(config, f"{address}index.md", address)
            self._shells[file.src_uri] = depth
            files.append(file)
        return files

    @event_priority(LAST)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        tokens = self._open.tokens
        pages = {src_uri: _page_of(files, src_uri) for src_uri in (*self._hubs, *self._shells)}
        section = place_hubs(nav, self._hubs, pages, is_written=config.nav is not None)
        for src_uri, page in pages.items():
            page.edit_url = None
            if page.canonical_url:
                page.canonical_url = tokens.of(CANONICAL)
            if src_uri in self._shells:
                page.title, page.parent = tokens.of(TITLE), section
        return nav

    @event_priority(LAST)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        if not self._is_ours(page):
            return None
        tokens = self._open.tokens
        page.meta = {
            "title": tokens.of(TITLE),
            "description": tokens.of(DESCRIPTION),
            "hide": ["toc"],
            "search": {"exclude": True},
        }
        return ""

    @event_priority(LAST)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        return f"<h1>{self._open.tokens.of(CONTENT)}</h1>" if self._is_ours(page) else None

    @event_priority(LAST)
    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        if not self._serving:
            prepare_policy(self._open, env, config, files)

    @event_priority(LAST)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str | None:
        session = self._open
        is_instant = _is_instant(config)
        html = session.protected(decorate(output, _root(page.url), ahead=session.strict and not is_instant))
        if is_instant:
            html = with_drawings_left_alone(html)
        if page.file.src_uri in self._hubs:
            session.hubs[self._hubs[page.file.src_uri].address] = Shell.from_html(html, session.tokens)
            return ""
        if page.file.src_uri in self._shells:
            session.shells[self._shells[page.file.src_uri]] = Shell.from_html(html, session.tokens)
            return ""
        return html

    def on_post_template(self, output_content: str, template_name: str, config: MkDocsConfig) -> str | None:
        if template_name != "404.html":
            return None
        base = re.sub(r"^[a-z]+://[^/]*", "", config.site_url or "/")
        return self._open.protected(mark_not_found(decorate(output_content, base or "/")))

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        session = self._open
        folder = Path(config.site_dir)
        frame = Frame(session.shells, session.hubs, config.site_url, _is_instant(config))
        published = publish(session.context, session.docs, frame, folder, session.portal)
        session.published = published.addresses
        if config.site_url:
            complete_sitemap(
                folder, config.site_url, published.addresses, session.tokens.pattern, session.portal.run.as_of
            )
        protect_rest(session, folder)

    def on_serve(self, server: LiveReloadServer, config: MkDocsConfig, builder: object) -> LiveReloadServer:
        """Watch the records too, when `mkdocs serve` is what runs."""
        for path in self._open.watched():
            server.watch(path)
        return server

    def _is_ours(self, page: Page) -> bool:
        return page.file.src_uri in self._hubs or page.file.src_uri in self._shells


def _generated(config: MkDocsConfig, src_uri: str, address: str) -> File:
    """A page of ours at an address, whatever form of addresses the configuration asks for."""
    file = File.generated(config, src_uri, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.use_directory_urls = True
    file.dest_uri, file.url = f"{address}index.html", address or "./"
    return file


def _page_of(files: Files, src_uri: str) -> Page:
    file = files.get_file_from_path(src_uri)
    if file is None or file.page is None:
        raise RuntimeError(f"another plugin has removed the page {src_uri!r}, which the catalog needs")
    return file.page


def _is_instant(config: MkDocsConfig) -> bool:
    """Whether the theme loads pages into the one that is open, so that none made ready would be shown."""
    features = config.theme.get("features")
    return isinstance(features, list) and "navigation.instant" in features


def _root(url: str) -> str:
    return "../" * url.count("/") or "./"
