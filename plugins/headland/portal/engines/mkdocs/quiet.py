"""MkDocs' log during a build of ours: kept instead of printed, and its remarks on links made into findings."""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from headland.core.finding import Finding
from headland.core.source import SourceError
from headland.core.span import Span
from headland.portal.rules import BROKEN_DOCS_LINK
from headland.portal.session import Session

_LINK = re.compile(
    r"Doc file '(?P<page>.+?)' contains (?:a link|an absolute link) '(?P<link>.*?)', but (?P<why>.*)", re.DOTALL
)


_FAILED = re.compile(r"Error (?:reading|building) page '(?P<page>.+?)':", re.DOTALL)


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextlib.contextmanager
def quiet(moment: datetime) -> Iterator[list[logging.LogRecord]]:
    """Keep what MkDocs and its plugins log, and let them take `moment` for the time of the build."""
    logger, kept = logging.getLogger("mkdocs"), _Kept()
    before = (logger.propagate, logger.level, os.environ.get("SOURCE_DATE_EPOCH"))
    logger.addHandler(kept)
    logger.propagate = False
    logger.setLevel(logging.INFO)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield kept.records
    finally:
        logger.removeHandler(kept)
        logger.propagate, level, epoch = before
        logger.setLevel(level)
        if epoch is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = epoch


def failed_page(records: Sequence[logging.LogRecord]) -> str | None:
    """The page on which MkDocs failed, as it says in its log; None where it was something else."""
    for record in reversed(records):
        match = _FAILED.match(record.getMessage()) if record.levelno >= logging.ERROR else None
        if match is not None:
            return match["page"]
    return None


def link_findings(records: Sequence[logging.LogRecord], session: Session) -> Iterator[Finding]:
    """Broken links that MkDocs noticed, as findings at their places."""
    for record in records:
        match = _LINK.match(record.getMessage())
        if match is None or (record.levelno < logging.WARNING and "no such anchor" not in match["why"]):
            continue
        if session.leads_outside(match["page"], match["link"]):
            continue
        yield BROKEN_DOCS_LINK.finding(
            f"the link {match['link']!r} leads nowhere: {match['why'].strip()}",
            _place(session, match["page"], match["link"]),
        )


def _place(session: Session, page: str, link: str) -> Span:
    span = session.span(page)
    source = session.portal.sources[0]
    try:
        start = source.read(span.path).find(f"({link}".encode())
    except SourceError:
        return span
    return span if start < 0 else Span(span.source, span.path, start + 1, start + 1 + len(link.encode()))
