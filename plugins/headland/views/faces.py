"""How a reference looks wherever it is shown: title, kind, address and hover text, made once for each record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from headland.catalog.addresses import record_address
from headland.catalog.catalog import AudienceCatalog
from headland.core.refs import DEFAULT_NAMESPACE, Ref, RefError
from headland.core.settings import Settings
from headland.core.visible import shown_name
from headland.prose import Card, LinkTarget, Resolve, plain_text, render_markdown
from headland.prose.trusted import trusted
from headland.reading.record import Record
from headland.views.words import first_sentence, shortened

if TYPE_CHECKING:
    from headland.views.context import DocsIndex

Lead = Callable[[Ref], str | None]
"""From a record to the address of its page, relative to the page at hand; None where it has none."""

LONGEST_SENTENCE = 160
"""Characters of a record's sentence that its card shows."""

LONGEST_NAME = 160
LONGEST_HOVER = 400
LONGEST_SUMMARY = 160


@dataclass(frozen=True, slots=True)
class Face:
    """A record, or a reference to none, as links show it.

    `address` is None where there is no page. `words` are the title, with the name where another record of its kind has
    that title too. `html` is the description with `entity:` links not yet resolved, `text` the same as plain text,
    `summary` its first sentence, `hover` what is told on hover. `system` and `domain` are those that it is a part of.
    """

    ref: Ref
    title: str
    kind: str
    summary: str
    address: str | None
    words: str
    type: str
    lifecycle: str
    html: Markup
    text: str
    system: Ref | None
    domain: Ref | None
    hover: str

    @property
    def known(self) -> bool:
        """Whether there is such a record."""
        return self.address is not None


class Faces:
    """The faces of one audience's records. Links are asked for some thirty times a page: each is made once."""

    def __init__(self, catalog: AudienceCatalog, docs: DocsIndex, settings: Settings) -> None:
        self._catalog, self._docs = catalog, docs
        self._picture_hosts = settings.pictures.hosts
        self._faces: dict[str, Face] = {}
        self._titles: Counter[tuple[str, str]] = Counter()
        self._links: dict[str, tuple[str, str]] = {}

    def face(self, ref: Ref) -> Face:
        """How a reference looks."""
        found = self._faces.get(ref.key)
        if found is None:
            found = self._faces[ref.key] = self._make(ref)
        return found

    def link(self, ref: Ref, root: str) -> Markup:
        """A link to a record, from a page whose way to the site's root is `root`."""
        parts = self._links.get(ref.key)
        if parts is None:
            parts = self._links[ref.key] = self._make_link(self.face(ref))
        return trusted(root.join(parts) if parts[1] else parts[0])

    def resolver(self, root: str) -> Resolve:
        """How `entity:` links resolve on a page whose way to the site's root is `root`."""

        def resolve(text: str) -> LinkTarget | None:
            found = self.resolve(text)
            return None if found is None else LinkTarget(f"{root}{found.address}", found.title, self.card(found))

        return resolve

    def lead(self, root: str) -> Lead:
        """The way to records' pages from a page whose way to the site's root is `root`."""

        def lead(ref: Ref) -> str | None:
            address = self.face(ref).address
            return None if address is None else f"{root}{address}"

        return lead

    def card(self, face: Face) -> Card:
        """What a link in prose shows of a record before one follows it."""
        owner = self._catalog.owner_of(face.ref)
        named = "" if owner is None else self.face(owner).words
        return Card(face.kind, face.ref.kind.lower(), face.title, named, shortened(face.summary, LONGEST_SENTENCE))

    def resolve(self, text: str) -> Face | None:
        """The record that the text of an `entity:` link names: a full reference, or a name that is unique."""
        try:
            ref = Ref.parse(text)
        except RefError:
            found = self._catalog.resolve(text)
        else:
            found = ref if ref in self._catalog else None
        return None if found is None else self.face(found)

    def _make(self, ref: Ref) -> Face:
        record = self._catalog.get(ref)
        if record is None:
            name = shortened(shown_name(ref.name[:LONGEST_NAME]), LONGEST_NAME)
            words = (
                name
                if ref.namespace.lower() == DEFAULT_NAMESPACE
                else f"{shown_name(ref.namespace[:LONGEST_NAME])}/{name}"
            )
            hover = shown_name(f"{shortened(ref.key, LONGEST_HOVER)} is not in the catalog")
            return Face(ref, name, ref.kind, "", None, words, "", "", Markup(""), "", None, None, hover)
        page = self._docs.page_of(record.ref)
        html = render_markdown(record.description, picture_hosts=self._picture_hosts)
        text = plain_text(html)
        summary = first_sentence(text)
        hover = f"{record.kind.label} {record.ref.namespace}/{record.ref.name}"
        return Face(
            record.ref,
            record.title,
            record.kind.label,
            summary,
            page.address if page is not None else record_address(record.ref),
            self._words(record),
            shown_name((record.text("spec", "type") or "")[:LONGEST_NAME]),
            shown_name((record.text("spec", "lifecycle") or "")[:LONGEST_NAME]),
            html,
            text,
            self._catalog.system_of(record.ref),
            self._catalog.domain_of(record.ref),
            shown_name(f"{hover}: {shortened(summary, LONGEST_SUMMARY)}" if summary else hover),
        )

    def _words(self, record: Record) -> str:
        if not self._titles:
            self._titles.update((one.ref.kind.lower(), one.title.lower()) for one in self._catalog.values())
        ref, title = record.ref, record.title
        if self._titles[ref.kind.lower(), title.lower()] < 2:
            return title
        name = ref.name if ref.namespace.lower() == DEFAULT_NAMESPACE else f"{ref.namespace}/{ref.name}"
        return name if title == ref.name else f"{title} ({name})"

    def _make_link(self, face: Face) -> tuple[str, str]:
        kind = escape(face.ref.kind.lower())
        if face.address is None:
            return (
                f'<span class="hl-ref hl-ref--missing" data-kind="{kind}" title="{escape(face.hover)}">'
                f"{escape(face.words)}</span>",
                "",
            )
        return (
            f'<a class="hl-ref" data-kind="{kind}" href="',
            f'{escape(face.address)}" title="{escape(face.hover)}">{escape(face.words)}</a>',
        )
