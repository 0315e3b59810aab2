"""What the tests of reports share: a folder of files, and findings at texts in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from headland.core.finding import Finding, Related, Severity
from headland.core.refs import Ref
from headland.core.source import Folder
from headland.core.span import Span
from headland.reporting import FindingsReport

MakeReport = Callable[..., FindingsReport]


class Files:
    """A root of files, called `name`, and findings at places in them."""

    def __init__(self, folder: Path, name: str, files: Mapping[str, str | bytes]) -> None:
        """Write the files below `folder`."""
        self.name, self._folder = name, folder
        for path, content in files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content if isinstance(content, bytes) else content.encode())

    def span(self, path: str, text: str) -> Span:
        """Where a text first stands in a file."""
        start = (self._folder / path).read_bytes().index(text.encode())
        return Span(self.name, path, start, start + len(text.encode()))

    def finding(
        self,
        path: str,
        text: str,
        message: str = "there is no group 'x'",
        *,
        rule: str = "unknown-owner",
        severity: Severity = Severity.ERROR,
        hint: str | None = None,
        ref: Ref | None = None,
        related: tuple[Related, ...] = (),
    ) -> Finding:
        """A finding at a text."""
        return Finding(rule, severity, message, self.span(path, text), hint, ref, related)

    def source(self) -> Folder:
        """The files as a source."""
        return Folder(self._folder, self.name)

    def report(self, *findings: Finding, prefix: str = "", summary: str = "") -> FindingsReport:
        """A report of these findings."""
        return FindingsReport(findings, (self.source(),), summary, {self.name: prefix})


@pytest.fixture
def files_of(tmp_path: Path) -> Callable[..., Files]:
    """Make a root: `files_of({"a.yaml": "..."})`."""

    def make(files: Mapping[str, str | bytes], name: str = ".") -> Files:
        return Files(tmp_path / name.strip("/."), name, files)

    return make
