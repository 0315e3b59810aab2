"""The files and the nav of somebody's docs: what of them must not, or cannot, be published."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.utils.meta import get_data

from headland.portal.docs_files import DocsFile, Folders, as_written, is_published
from headland.portal.rules import BROKEN_DOCS_LINK
from headland.portal.session import Session


def leave_out_files(session: Session, files: Files, config: MkDocsConfig) -> None:
    """Take out of the docs what must not be published, see `is_published`; show as written what MkDocs failed on."""
    docs = Path(config.docs_dir).resolve()
    folders = Folders(
        out=Path(config.site_dir).resolve(),
        root=next((root for root in session.roots if docs.is_relative_to(root)), docs),
        configured=frozenset(map(str, (*config.extra_templates, *config.extra_javascript, *config.extra_css))),
        engine="MkDocs",
        data=lambda text: get_data(text)[1],
    )
    for file in list(files):
        if file.generated_by is not None or file.src_dir is None or Path(file.src_dir).resolve() != docs:
            continue  # the theme's own, or another plugin's
        docs_file = DocsFile(file.src_uri, Path(file.abs_src_path or ""), file.is_documentation_page())
        if not is_published(session, docs_file, folders):
            files.remove(file)
        elif file.src_uri in session.refused:
            file.content_string = as_written(session, file.src_uri, get_data(file.content_string)[0], "MkDocs")


def drop_dead_entries(session: Session, nav: Navigation) -> None:
    """Take entries out of the nav that lead to no page; those to pages that are merely hidden say nothing."""
    nav.items = list(_alive(session, nav.items))


def _alive(session: Session, items: Iterable[Any]) -> Iterable[Any]:
    for item in items:
        if isinstance(item, Section):
            item.children = list(_alive(session, item.children))
            if item.children:
                yield item
        elif isinstance(item, Link) and _is_dead(item.url):
            if item.url not in session.hidden:
                session.findings.append(
                    BROKEN_DOCS_LINK.finding(
                        f"the nav leads to {item.url!r}, and there is no such page",
                        session.config_span(item.url),
                        hint="Write the page's path below docs_dir, or take the entry out.",
                    )
                )
        else:
            yield item


def _is_dead(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.scheme and not parts.netloc and not url.startswith("/") and parts.path.endswith(".md")
