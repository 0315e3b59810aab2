"""What the tests of checks share: files on disk to a context and its findings, by the public functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headland.catalog.catalog import Catalog
from headland.checks import CheckContext, MarkdownPage, check
from headland.core.finding import Finding
from headland.core.run import Silent
from headland.core.source import Folder
from headland.reading.reader import read
from headland.reading.settings_file import load_settings

AS_OF = datetime(2026, 11, 24, tzinfo=UTC)

ContextOf = Callable[[Mapping[str, str]], CheckContext]
FindingsOf = Callable[[Mapping[str, str]], tuple[Finding, ...]]


@pytest.fixture
def context_of(tmp_path: Path) -> ContextOf:
    """Files (path -> text) to what the rules see; every Markdown file without `apiVersion` is a page."""

    def made(files: Mapping[str, str]) -> CheckContext:
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(text.encode("utf-8", errors="surrogateescape"))
        source = Folder(tmp_path, "here")
        settings, wrong = load_settings(source)
        reading = read([source], settings, Silent())
        reading = replace(reading, findings=(*wrong, *reading.findings))
        pages = tuple(
            MarkdownPage(source.name, path, source.read(path))
            for path in source.paths()
            if path.endswith(".md") and b"apiVersion:" not in source.read(path)
        )
        return CheckContext(Catalog.build(reading.records), reading, settings, AS_OF, pages)

    return made


@pytest.fixture
def findings_of(context_of: ContextOf) -> FindingsOf:
    """Files (path -> text) to all their findings."""
    return lambda files: check(context_of(files))
