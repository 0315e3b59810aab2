"""The scripts that the theme writes into pages, found on pages that hold no author's word."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils import get_relative_url, is_error_template

from headland.portal.policy import policy_text, script_hashes
from headland.portal.session import Session

BLANK = "headland-blank"


def prepare_policy(session: Session, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Give a session whose docs are untrusted its policy, before the first page is rendered."""
    if session.strict and session.policy is None:
        session.copied = frozenset(file.dest_uri for file in files if not file.is_documentation_page())
        session.policy = _site_policy(session, env, config, files)


def _site_policy(session: Session, env: jinja2.Environment, config: MkDocsConfig, files: Files) -> str:
    """The policy of a site: its own files, and the inline scripts of the theme and of other plugins.

    Themes write the way to the site's root into a script, so there is one for each depth of pages.
    """
    deepest = max((file.url.count("/") for file in files.documentation_pages()), default=0)
    hashes: set[str] = set()
    for depth in range(max(deepest, session.deepest) + 1):
        hashes.update(script_hashes(_blank_page(env, config, depth)))
    for template in sorted(config.theme.static_templates):
        if template.endswith(".html"):
            hashes.update(script_hashes(_blank_template(env, config, template)))
    return policy_text(hashes, session.portal.settings.pictures.hosts)


def _blank_page(env: jinja2.Environment, config: MkDocsConfig, depth: int) -> str:
    file = File.generated(config, f"{BLANK}-{depth}.md", content="", inclusion=InclusionLevel.NOT_IN_NAV)
    file.url = f"{BLANK}/" * depth or "./"
    page = Page("", file, config)
    page.markdown, page.content, page.meta, page.toc = "", "", {}, TableOfContents([])
    html = env.get_template("main.html").render(get_context(Navigation([], []), [], config, page))
    return _passed_on(html, lambda: config.plugins.on_post_page(html, page=page, config=config))


def _blank_template(env: jinja2.Environment, config: MkDocsConfig, name: str) -> str:
    base = urlsplit(config.site_url or "/").path if is_error_template(name) else get_relative_url(".", name)
    try:
        blank = env.get_template(name)
    except jinja2.TemplateNotFound:
        return ""
    html = blank.render(get_context(Navigation([], []), [], config, base_url=base))
    return _passed_on(html, lambda: config.plugins.on_post_template(html, template_name=name, config=config))


def _passed_on(html: str, others: Callable[[], str]) -> str:
    """A page after what other plugins make of finished ones; as it was where one fails on a page without words."""
    try:
        return others()
    except Exception:
        return html
