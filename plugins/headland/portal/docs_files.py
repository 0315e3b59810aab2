"""Files of the docs: which of them must not, or cannot, be published, whatever engine would publish them."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from headland.catalog.audience import is_seen, known_labels
from headland.core.source import LEFT_OUT_FOLDERS
from headland.portal.active import is_active
from headland.portal.page_data import excess
from headland.portal.rules import PAGE_AS_WRITTEN, PAGE_LEFT_OUT
from headland.portal.session import Session


@dataclass(frozen=True, slots=True)
class DocsFile:
    """A file below the docs' folder: its path there, where it is on the disk, and whether it is a Markdown page."""

    path: str
    file: Path
    is_page: bool


def is_published(session: Session, file: DocsFile, folders: Folders) -> bool:
    """Whether a file of the docs may be published; where it may not, the session is told."""
    verdict = _verdict(session, file, folders)
    if verdict is None:
        return True
    if verdict.message:
        place = session.span(file.path)
        session.findings.append(PAGE_LEFT_OUT.finding(f"{file.path!r} {verdict.message}", place, hint=verdict.hint))
    else:
        session.hidden.add(file.path)
    return False


def as_written(session: Session, path: str, text: str, engine: str) -> str:
    """A page on which the engine failed before, as a page that shows its own text; the session is told.

    `text` is what is written below the front matter. Everything of it stands in a block of code, where Markdown
    means nothing.
    """
    reason = f"{engine} fails on it: {session.refused[path]}"
    session.findings.append(
        PAGE_AS_WRITTEN.finding(
            f"{path!r} is shown as it is written, because {reason}",
            session.span(path),
            hint="Mend what the message says.",
        )
    )
    name = Path(path).stem
    shown = f"This page is shown as it is written, because {reason}"
    return "\n".join([f"# `{_code(name)}`", "", *_block(shown), "", "## Its text", "", *_block(text)])


def _code(text: str) -> str:
    return text.replace("`", "'")


def _block(text: str) -> list[str]:
    return [f"    {line}" for line in text.splitlines()]


@dataclass(frozen=True, slots=True)
class Folders:
    """Where files may come from: not from `out`, not from outside `root`; `configured` are named in mkdocs.yml.

    `data` gives the front matter of a page's text, as the engine reads it.
    """

    out: Path
    root: Path
    configured: frozenset[str]
    engine: str
    data: Callable[[str], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """Why a file is left out; nothing is said about one without a message."""

    message: str = ""
    hint: str = ""


def _verdict(session: Session, file: DocsFile, folders: Folders) -> _Verdict | None:
    """Why a file must not be published; None where it may.

    Silently go the output itself, folders of dependencies, and what the audience may not see. Told are pages of which
    the engine cannot even show the text; and, where docs are not trusted, links out of the root and files that run
    scripts.
    """
    real = Path(os.path.realpath(file.file))
    if real.is_relative_to(folders.out) or LEFT_OUT_FOLDERS & set(Path(file.path).parts[:-1]):
        return _Verdict()
    if (reason := session.refused_twice.get(file.path)) is not None:
        return _Verdict(f"is left out, because {folders.engine} fails on it: {reason}", "Mend what the message says.")
    if session.strict and not real.is_relative_to(folders.root):
        return _Verdict(
            "leads out of the folder by a symbolic link, and is left out", "Keep the file itself inside the folder."
        )
    if session.strict and file.path not in folders.configured and _is_active(session, file):
        return _Verdict(
            "may run scripts in a reader's browser, and is left out",
            "Write it in Markdown; or trust all docs by `docs: {raw_html: trusted}` in headland.yaml.",
        )
    if file.is_page and (too_much := _excess(session, file)) is not None:
        return _Verdict(f"asks for too much, and is left out: {too_much}", "Make it smaller, or simpler.")
    if session.strict and file.is_page and not _is_text(file):
        return _Verdict("is not written in UTF-8, and is left out", "Save it as UTF-8.")
    if file.is_page and not _is_shown(session, file, folders):
        return _Verdict()
    return None


def _is_text(file: DocsFile) -> bool:
    """Whether an engine can read a page: one that it cannot would end the whole build."""
    try:
        file.file.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    except OSError:
        return True
    return True


def _excess(session: Session, file: DocsFile) -> str | None:
    """What is too much of a page, or in its front matter."""
    limits = session.portal.settings.reading.limits
    try:
        if (size := file.file.stat().st_size) > limits.file_bytes:
            return f"it has {size:,} bytes, and the limit is {limits.file_bytes:,}"
        return excess(file.file.read_bytes(), limits)
    except OSError:
        return None


def _is_active(session: Session, file: DocsFile) -> bool:
    if file.is_page or session.portal.settings.docs.raw_html == "trusted":
        return False
    try:
        return is_active(file.path, file.file.read_bytes())
    except OSError:
        return False


def _is_shown(session: Session, file: DocsFile, folders: Folders) -> bool:
    """Whether the audience may see a page: by its record's label, or by `visibility` in its front matter."""
    portal = session.portal
    record = session.records_by_path.get(file.path)
    if record is not None:
        return is_seen(record, portal.run.audience, portal.settings)
    try:
        text = file.file.read_text("utf-8-sig", errors="strict")
    except (OSError, ValueError):
        return True
    if not text.startswith("---"):
        return True
    label = folders.data(text).get("visibility")
    if label is None:
        return True
    return isinstance(label, str) and label in known_labels(portal.settings) and portal.run.audience.sees(label)
