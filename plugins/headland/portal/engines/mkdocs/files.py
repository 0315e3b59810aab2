"""The files and the nav of somebody's docs: what of them must not, or cannot, be published."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.utils.meta import get_data

from headland.catalog.audience import is_seen, known_labels
from headland.core.source import LEFT_OUT_FOLDERS
from headland.portal.active import is_active
from headland.portal.engines.mkdocs.session import Session
from headland.portal.page_data import excess
from headland.portal.rules import BROKEN_DOCS_LINK, PAGE_LEFT_OUT


def leave_out_files(session: Session, files: Files, config: MkDocsConfig) -> None:
    """Take out of the docs what must not be published: see `_verdict`."""
    docs = Path(config.docs_dir).resolve()
    folders = _Folders(
        out=Path(config.site_dir).resolve(),
        root=next((root for root in session.roots if docs.is_relative_to(root)), docs),
        configured=frozenset(map(str, (*config.extra_templates, *config.extra_javascript, *config.extra_css))),
    )
    for file in list(files):
        if file.generated_by is not None or file.src_dir is None or Path(file.src_dir).resolve() != docs:
            continue  # the theme's own, or another plugin's
        verdict = _verdict(session, file, folders)
        if verdict is None:
            continue
        files.remove(file)
        if verdict.message:
            place = session.span(file.src_uri)
            session.findings.append(
                PAGE_LEFT_OUT.finding(f"{file.src_uri!r} {verdict.message}", place, hint=verdict.hint)
            )
        else:
            session.hidden.add(file.src_uri)


@dataclass(frozen=True, slots=True)
class _Folders:
    """Where files may come from: not from `out`, not from outside `root`; `configured` are named in mkdocs.yml."""

    out: Path
    root: Path
    configured: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Why a file is left out; nothing is said about one without a message."""

    message: str = ""
    hint: str = ""


def _verdict(session: Session, file: File, folders: _Folders) -> _Verdict | None:
    """Why a file must not be published; None where it may.

    Silently go the output itself, folders of dependencies, and what the audience may not see. Told are pages on
    which MkDocs failed before; and, where docs are not trusted, links out of the root and files that run scripts.
    """
    real = Path(os.path.realpath(file.abs_src_path or ""))
    if real.is_relative_to(folders.out) or LEFT_OUT_FOLDERS & set(Path(file.src_uri).parts[:-1]):
        return _Verdict()
    if file.src_uri in session.refused:
        reason = session.refused[file.src_uri]
        return _Verdict(f"is left out, because MkDocs fails on it: {reason}", "Mend what the message says.")
    if session.strict and not real.is_relative_to(folders.root):
        return _Verdict(
            "leads out of the folder by a symbolic link, and is left out", "Keep the file itself inside the folder."
        )
    if session.strict and file.src_uri not in folders.configured and _is_active(session, file):
        return _Verdict(
            "may run scripts in a reader's browser, and is left out",
            "Write it in Markdown; or trust all docs by `docs: {raw_html: trusted}` in headland.yaml.",
        )
    if file.is_documentation_page() and (too_much := _excess(session, file)) is not None:
        return _Verdict(f"asks for too much, and is left out: {too_much}", "Make it smaller, or simpler.")
    if session.strict and file.is_documentation_page() and not _is_text(file):
        return _Verdict("is not written in UTF-8, and is left out", "Save it as UTF-8.")
    if file.is_documentation_page() and not _is_shown(session, file):
        return _Verdict()
    return None


def _is_text(file: File) -> bool:
    """Whether MkDocs can read a page: one that it cannot would end the whole build."""
    try:
        file.content_bytes.decode("utf-8")
    except UnicodeDecodeError:
        return False
    except OSError:
        return True
    return True


def _excess(session: Session, file: File) -> str | None:
    """What is too much of a page, or in its front matter."""
    limits = session.portal.settings.reading.limits
    try:
        if file.abs_src_path is not None and (size := Path(file.abs_src_path).stat().st_size) > limits.file_bytes:
            return f"it has {size:,} bytes, and the limit is {limits.file_bytes:,}"
        return excess(file.content_bytes, limits)
    except OSError:
        return None


def _is_active(session: Session, file: File) -> bool:
    if file.is_documentation_page() or session.portal.settings.docs.raw_html == "trusted":
        return False
    try:
        return is_active(file.src_uri, file.content_bytes)
    except OSError:
        return False


def _is_shown(session: Session, file: File) -> bool:
    """Whether the audience may see a page: by its record's label, or by `visibility` in its front matter."""
    portal = session.portal
    record = session.records_by_path.get(file.src_uri)
    if record is not None:
        return is_seen(record, portal.run.audience, portal.settings)
    try:
        text = file.content_string
    except (OSError, ValueError):
        return True
    if not text.startswith("---"):
        return True
    label = get_data(text)[1].get("visibility")
    if label is None:
        return True
    return isinstance(label, str) and label in known_labels(portal.settings) and portal.run.audience.sees(label)


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
