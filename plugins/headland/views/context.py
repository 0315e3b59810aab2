"""All that a view may see, already filtered for one audience; views accept nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from markupsafe import Markup

from headland.catalog.catalog import AudienceCatalog
from headland.catalog.forest import Forest, forest
from headland.catalog.reach import blast_sizes
from headland.catalog.record_history import RecordHistory
from headland.core.audience import DEFAULT_AUDIENCE, Audience
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.settings import Settings
from headland.core.span import Span
from headland.prose import render_markdown, rewrite_links
from headland.prose.trusted import trusted
from headland.reading.record import Record
from headland.views.changed import Changed, all_changes, changes_by_team
from headland.views.definition.known import Definitions
from headland.views.faces import Faces

PEOPLE = frozenset({"group", "user"})
"""The kinds that look after others."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is written, in words and as addresses: `file` is relative to its root; lines count from 1."""

    file: str
    line: int
    column: int
    last_line: int
    view_url: str | None = None
    edit_url: str | None = None


class Places(Protocol):
    """Spans as places. The portal makes it, since only it holds the sources and knows the forge."""

    def place(self, span: Span) -> Place:
        """Where a span stands."""
        ...

    def text(self, span: Span) -> str:
        """The text of a span."""
        ...

    def commit_url(self, source: str, sha: str) -> str | None:
        """The address of a commit of a source, where the forge is known."""
        ...


@dataclass(frozen=True, slots=True)
class DocPage:
    """A page of documentation: `record` when the page is that Markdown record, `owner` when it belongs to one.

    `span` is the file that it is written in; None for a page that somebody's plugin made up.
    """

    title: str
    address: str
    owner: Ref | None = None
    record: Ref | None = None
    span: Span | None = None


@dataclass(frozen=True)
class DocsIndex:
    """The documentation's pages, in the order of its nav."""

    pages: tuple[DocPage, ...] = ()

    @cached_property
    def _of_record(self) -> Mapping[Ref, DocPage]:
        return {page.record: page for page in self.pages if page.record is not None}

    @cached_property
    def _entries(self) -> Mapping[Ref, DocPage]:
        return {page.owner: page for page in reversed(self.pages) if page.owner is not None}

    def page_of(self, ref: Ref) -> DocPage | None:
        """The page that a Markdown record is, where it is one of the documentation's."""
        return self._of_record.get(ref)

    def entry_of(self, ref: Ref) -> DocPage | None:
        """The first page of the documentation that belongs to a record."""
        return self._entries.get(ref)


def written_at(record: Record) -> Span:
    """Where a record begins and ends, from its first key: the `---` above it belongs to nobody."""
    return record.place(())


@dataclass(frozen=True)
class ViewContext:
    """What pages are made from: an audience's catalog, and findings, history and documents for the same audience.

    `history` is asked for nothing but what the catalog and the documents have. `home` is the address of the home page.
    """

    catalog: AudienceCatalog
    places: Places
    as_of: datetime
    site_name: str
    findings: tuple[Finding, ...] = ()
    history: RecordHistory = field(default_factory=lambda: RecordHistory({}, {}))
    settings: Settings = field(default_factory=Settings)
    audience: Audience = DEFAULT_AUDIENCE
    docs: DocsIndex = field(default_factory=DocsIndex)
    reading_summary: str = ""
    home: str = ""

    @cached_property
    def faces(self) -> Faces:
        """How references look, wherever they are shown."""
        return Faces(self.catalog, self.docs, self.settings)

    @cached_property
    def definitions(self) -> Definitions:
        """What the definitions of APIs say."""
        return Definitions(self.catalog)

    @cached_property
    def findings_of(self) -> Mapping[Ref, tuple[Finding, ...]]:
        """The findings about each record."""
        found: dict[Ref, list[Finding]] = {}
        for finding in self.findings:
            if finding.ref is not None:
                found.setdefault(finding.ref, []).append(finding)
        return {ref: tuple(sorted(of, key=lambda one: (one.severity.rank, one.order))) for ref, of in found.items()}

    @cached_property
    def changes(self) -> tuple[Changed, ...]:
        """What changed, commit by commit, the newest first."""
        return all_changes(self)

    @cached_property
    def changes_of_teams(self) -> Mapping[Ref, tuple[Changed, ...]]:
        """The newest changes of each group and of what it looks after."""
        return changes_by_team(self)

    @cached_property
    def forest(self) -> Forest:
        """The tree of groups, with what each branch holds."""
        return forest(self.catalog)

    def owner_of_finding(self, finding: Finding) -> Ref | None:
        """Who owns what a finding is about. Of groups and users nobody is the owner: they look after themselves."""
        if finding.ref is None:
            return None
        owner = self.catalog.owner_of(finding.ref)
        return finding.ref if owner is None and finding.ref.kind.lower() in PEOPLE else owner

    @cached_property
    def findings_to_mend(self) -> Mapping[Ref, int]:
        """How many findings each group and user has to mend: those about what is theirs."""
        return Counter(owner for finding in self.findings if (owner := self.owner_of_finding(finding)) is not None)

    @cached_property
    def blast_sizes(self) -> Mapping[Ref, int]:
        """How many records stop with each record."""
        return blast_sizes(self.catalog)

    def markdown(self, text: str, root: str) -> Markup:
        """A short text as safe HTML, with `entity:` links that work on a page whose way to the root is `root`."""
        return self.linked(render_markdown(text, picture_hosts=self.settings.pictures.hosts), root)

    def linked(self, html: Markup, root: str) -> Markup:
        """Safe HTML with its `entity:` links resolved for a page whose way to the root is `root`."""
        return trusted(rewrite_links(html, self.faces.resolver(root)))
