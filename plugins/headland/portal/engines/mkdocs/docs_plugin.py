"""The plugin `headland/docs`: what Markdown pages need of the catalog, and what keeps hostile ones harmless."""

from __future__ import annotations

from contextlib import ExitStack
from pathlib import Path

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from headland.core.refs import Ref
from headland.portal.assets import browser_assets
from headland.portal.decorate import decorate
from headland.portal.docs_pages import Ways, complete, keep, order
from headland.portal.engines.mkdocs.files import drop_dead_entries, leave_out_files
from headland.portal.engines.mkdocs.opening import Options, session_of
from headland.portal.engines.mkdocs.policy import prepare_policy
from headland.portal.engines.mkdocs.quiet import link_findings
from headland.portal.engines.mkdocs.safety import escape_heads, escape_meta, escape_sections
from headland.portal.protection import protect_rest
from headland.portal.rules import MKDOCS_SETTING
from headland.portal.session import Session
from headland.portal.staging import Writer
from headland.prose import LinkTarget, Resolve, plain_text, sanitise, time_limit
from headland.views.faces import Lead

EARLY, LATE, LAST = 100, -50, -100
CATALOG = "headland/catalog"

MOST_SECONDS = 30.0
"""Of the processor's time, for Markdown to render one page."""


class DocsPlugin(BasePlugin[Options]):
    """Links, heads and safety of Markdown pages: only adapts MkDocs' events to the portal."""

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self._alone = False
        self._serving = False
        self._limit = ExitStack()

    @property
    def _open(self) -> Session:
        if self.session is None:
            raise RuntimeError("MkDocs called a plugin before on_config")
        return self.session

    def on_startup(self, *, command: str, dirty: bool) -> None:
        self._serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        session_of(config, self.config)
        self._alone = CATALOG not in config.plugins
        return config

    @event_priority(LATE)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        leave_out_files(self._open, files, config)
        return files

    @event_priority(EARLY)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
        if self._open.strict:
            escape_sections(nav, config)
            drop_dead_entries(self._open, nav)
        self._open.nav_order = {page.url: at for at, page in enumerate(nav.pages)}
        return nav

    @event_priority(EARLY)
    def _escape_data(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        session = self._open
        if session.strict and page.file.generated_by != CATALOG:
            for key in escape_meta(page, config):
                session.findings.append(
                    MKDOCS_SETTING.finding(
                        f"{key!r} in the front matter names no file of the theme, and is left out",
                        session.span(page.file.src_uri),
                    )
                )
        return None

    @event_priority(LAST)
    def _take_blocks(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        return self._open.blocks.take(markdown) if page.file.generated_by != CATALOG else None

    @event_priority(LAST)
    def _limit_rendering(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        """Let Markdown have so much time and no more for the page, which it is given next."""
        if self._open.strict:
            self._limit.enter_context(time_limit(MOST_SECONDS))
        return None

    on_page_markdown = CombinedEvent(_escape_data, _take_blocks, _limit_rendering)

    def on_build_error(self, *, error: Exception) -> None:
        self._limit.close()

    @event_priority(LATE)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str | None:
        self._limit.close()
        session = self._open
        if page.file.generated_by == CATALOG:
            return None
        settings = session.portal.settings
        if session.strict:
            escape_heads(page)
            if settings.docs.raw_html == "sanitised":
                html = str(sanitise(html, picture_hosts=settings.pictures.hosts))
        title = plain_text(str(page.title or config.site_name))
        keep(session, page.file.src_uri, page.url, title, html, is_searched=not _is_unsearched(page))
        return html

    @event_priority(LAST)
    def on_env(self, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
        """All pages have been read: put them into the order of the nav."""
        session = self._open
        session.findings.extend(link_findings(session.log, session))
        order(session)
        if not self._serving:
            prepare_policy(session, env, config, files)

    def on_page_context(
        self, context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        if page.file.generated_by != CATALOG and page.content is not None:
            session = self._open
            root = "../" * page.url.count("/") or "./"
            if page.edit_url is None and page.file.generated_by is None:
                page.edit_url = session.places.place(session.span(page.file.src_uri)).edit_url
            if page.edit_url is not None and session.strict:
                page.edit_url = str(escape(page.edit_url))
            ways = Ways(self._resolver(root), self._lead(root))
            page.content = complete(session, page.file.src_uri, page.url, page.content, ways)
        return context

    @event_priority(LATE)
    def on_post_page(self, output: str, page: Page, config: MkDocsConfig) -> str | None:
        if not self._alone:
            return None
        return self._open.protected(decorate(output, "../" * page.url.count("/") or "./", search=False))

    @event_priority(LAST)
    def on_post_build(self, config: MkDocsConfig) -> None:
        if self._alone:
            writer = Writer(Path(config.site_dir))
            for artifact in browser_assets():
                writer.artifact(artifact)
            protect_rest(self._open, Path(config.site_dir))

    def _resolver(self, root: str) -> Resolve:
        """Where `entity:` links lead: to records' pages; in a site without a catalog to where they are written."""
        faces, places = self._open.context.faces, self._open.context.places
        if not self._alone:
            return faces.resolver(root)

        def resolve(text: str) -> LinkTarget | None:
            face = faces.resolve(text)
            if face is None:
                return None
            record = self._open.context.catalog[face.ref]
            return LinkTarget(places.place(record.span).view_url or "#", face.title, faces.card(face))

        return resolve

    def _lead(self, root: str) -> Lead:
        """Where records in tables and graphs lead: to the same places as links."""
        context = self._open.context
        if not self._alone:
            return context.faces.lead(root)

        def lead(ref: Ref) -> str | None:
            record = context.catalog.get(ref)
            return None if record is None else context.places.place(record.span).view_url

        return lead


def _is_unsearched(page: Page) -> bool:
    search = page.meta.get("search")
    return isinstance(search, dict) and bool(search.get("exclude"))
