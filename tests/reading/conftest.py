"""What the tests of reading share: files on disk to a reading, and findings told as lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from headland.core.finding import Finding
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.core.span import Lines
from headland.reading import Reading, read

Files = Mapping[str, str | bytes]
ReadFiles = Callable[..., Reading]


def write(folder: Path, files: Files) -> None:
    """Write files (path -> content) below a folder."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())


@pytest.fixture
def read_files(tmp_path: Path) -> ReadFiles:
    """Write files and read them: `read_files({path: content}, reading={...})`, with settings of reading as in YAML."""

    def made(files: Files, **settings: Any) -> Reading:
        write(tmp_path, files)
        return read([Folder(tmp_path, "here")], Settings.model_validate(settings), Silent())

    return made


@pytest.fixture
def told(tmp_path: Path) -> Callable[[Reading], list[str]]:
    """The findings of a reading as `path:line:column rule`, for files below tmp_path."""

    def line(finding: Finding) -> str:
        place = Lines((tmp_path / finding.span.path).read_bytes()).position(finding.span.start)
        return f"{finding.span.path}:{place.line}:{place.column} {finding.rule}"

    return lambda reading: [line(finding) for finding in reading.findings]


def component(name: str = "payments", spec: str = "", metadata: str = "") -> str:
    """A component that is right, with lines added below its metadata and its spec."""
    return (
        f"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: {name}\n{metadata}"
        f"spec:\n  type: service\n  lifecycle: production\n  owner: team-a\n{spec}"
    )


def template(name: str, *urls: str) -> str:
    """A Template whose steps fetch from some addresses."""
    steps = "".join(f"    - action: fetch:template\n      input: {{url: {url!r}}}\n" for url in urls)
    return (
        f"apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: {name}\n"
        f"spec:\n  type: service\n  steps:\n{steps or '    - action: debug:log'}\n"
    )
