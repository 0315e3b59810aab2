"""The folder of the site's own docs: where an engine takes them from, also when a revision is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from headland.core.finding import Finding
from headland.core.source import OutsideRoot, Source, SourceError, join
from headland.core.span import Span
from headland.portal.load import Portal
from headland.portal.rules import MKDOCS_SETTING

Locate = Callable[[str], Span]
"""From a text to its place in mkdocs.yml."""

USUAL: Final = "docs"


def docs_folder_of(
    portal: Portal, docs_dir: str, spare: Path, locate: Locate, findings: list[Finding]
) -> tuple[Path, str | None]:
    """The folder that docs are taken from, and its path below the root; an empty one where there are no docs.

    `docs_dir` is as mkdocs.yml says. `spare` is a folder to work in, with an empty folder `docs`.
    """
    root, source = portal.folders[0].resolve(), portal.sources[0]
    try:
        prefix = join("mkdocs.yml", docs_dir)
    except OutsideRoot:
        prefix = None
    if prefix is not None and portal.at is not None:
        return (_materialise(source, prefix, spare / "revision"), prefix)
    folder = root / docs_dir
    if prefix is not None and folder.is_dir():
        return folder, prefix
    if prefix is None or docs_dir != USUAL:
        what = "leads out of the folder that is built" if prefix is None else "does not exist"
        findings.append(
            MKDOCS_SETTING.finding(f"docs_dir is {docs_dir!r}, which {what}; no docs are built", locate("docs_dir"))
        )
    return spare / "docs", None


def _materialise(source: Source, prefix: str, folder: Path) -> Path:
    """The docs of a revision as files, for engines read nothing else."""
    folder.mkdir()
    below = f"{prefix}/" if prefix else ""
    for path in source.paths():
        if path.startswith(below):
            target = folder / path.removeprefix(below)
            try:
                content = source.read(path)
            except SourceError:
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return folder
