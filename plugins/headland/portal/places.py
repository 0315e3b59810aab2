"""Places: spans as file and line, with the addresses at which a forge shows and edits them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from headland.core.settings import Settings
from headland.core.source import Source, SourceError
from headland.core.span import Lines, Span
from headland.core.visible import visible
from headland.forges import SourceLinks, source_links
from headland.revisions import Repository, Revision, Worktree
from headland.views.context import Place

CACHED_FILES = 4096
"""Pages come in the order of references, not of files: the files of a whole catalog are to be at hand."""


class SourcePlaces:
    """The places of some sources' spans; a file that cannot be read (any more) counts as empty."""

    def __init__(self, sources: Sequence[Source], settings: Settings) -> None:
        self._sources = {source.name: source for source in sources}
        self._roots = _roots(sources)
        self._template = settings.edit_url
        self._links = {source.name: self._links_of(source) for source in sources}
        self._file = lru_cache(maxsize=CACHED_FILES)(self._read)

    def place(self, span: Span) -> Place:
        """Where a span stands; with several roots the file is told with its root."""
        _, lines = self._file(span.source, span.path)
        file = visible(f"{self._roots.get(span.source, '')}{span.path}")
        start, end = lines.position(span.start), lines.position(max(span.start, span.end - 1))
        links, repository = self._links.get(span.source, (None, None))
        if links is None:
            return Place(file, start.line, start.column, end.line)
        path = repository.in_repository(span.path) if repository else span.path
        view_url, edit_url = links.view(path, start.line), links.edit(path, start.line)
        return Place(file, start.line, start.column, end.line, view_url, edit_url)

    def text(self, span: Span) -> str:
        """The text of a span."""
        data, _ = self._file(span.source, span.path)
        return data[span.start : span.end].decode("utf-8", errors="replace")

    def commit_url(self, source: str, sha: str) -> str | None:
        """The address of a commit, where the forge is known."""
        links, _ = self._links.get(source, (None, None))
        return links.commit(sha) if links else None

    def _links_of(self, source: Source) -> tuple[SourceLinks | None, Repository | None]:
        repository = source.repository if isinstance(source, Worktree | Revision) else None
        remote, branch = (repository.remote, repository.branch) if repository else (None, None)
        return source_links(remote, branch, self._template), repository

    def _read(self, source: str, path: str) -> tuple[bytes, Lines]:
        try:
            data = self._sources[source].read(path) if source in self._sources else b""
        except SourceError:
            data = b""
        return data, Lines(data)


def _roots(sources: Sequence[Source]) -> Mapping[str, str]:
    """What several roots are called on pages, by their names: as few of their last folders as tell them apart.

    Where on a machine they lie is nobody's business, and is another place on each.
    """
    if len(sources) < 2:
        return {}
    parts = {source.name: (source.folder or Path(source.name)).parts for source in sources}
    longest = max(map(len, parts.values()))
    for number in range(1, longest + 1):
        ends = {name: "/".join(part.strip("/") for part in way[-number:]) for name, way in parts.items()}
        if len(set(ends.values())) == len(ends):
            break
    return {name: f"{end}/" for name, end in ends.items()}
