"""The record that a page is about, with what every part of the page asks for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup

from headland.catalog.graph import DEPENDENTS, Reached, blast_radius
from headland.core.refs import Ref
from headland.reading.record import Record
from headland.views.context import ViewContext, written_at
from headland.views.record.annotations import Meaning, meaning_of
from headland.views.record.model import Item
from headland.views.safe import safe_address

MOST_HARMED = 40
"""How many of the records that stop with one are told by name."""


@dataclass(frozen=True)
class Subject:
    """A record on its page: `root` is the relative way from there to the site's root."""

    context: ViewContext
    record: Record
    root: str

    @property
    def ref(self) -> Ref:
        """The record's reference."""
        return self.record.ref

    @property
    def kind(self) -> str:
        """The record's kind in lower case."""
        return self.record.ref.kind.lower()

    @property
    def type(self) -> str:
        """`spec.type`, or an empty text."""
        return self.record.text("spec", "type") or ""

    @cached_property
    def meaning(self) -> Meaning:
        """What its annotations mean."""
        return meaning_of(self.record.entity.metadata.annotations, self.context.settings)

    @cached_property
    def edit_url(self) -> str | None:
        """Where the record can be edited: at its line, or where its annotation says."""
        written = self.record.entity.metadata.annotations.get("backstage.io/edit-url", "")
        return safe_address(written) or self.context.places.place(written_at(self.record)).edit_url

    @cached_property
    def harmed(self) -> tuple[Reached, ...]:
        """What stops with the record, the nearest MOST_HARMED."""
        if not self.context.blast_sizes.get(self.ref):
            return ()
        return blast_radius(self.context.catalog, self.ref, MOST_HARMED)

    @cached_property
    def users(self) -> dict[Ref, Ref | None]:
        """Who uses the record directly: those that depend on it or call it, or call an API that it provides (given)."""
        catalog = self.context.catalog
        found: dict[Ref, Ref | None] = dict.fromkeys(catalog.targets(self.ref, *DEPENDENTS))
        for api in catalog.targets(self.ref, "providesApi"):
            for caller in catalog.targets(api, *DEPENDENTS):
                found.setdefault(caller, api)
        found.pop(self.ref, None)
        return found

    def named_in(self, relation: str) -> dict[Ref, Ref | None]:
        """The runbooks or decisions that name the record, and those that name what it is a part of (given)."""
        found: dict[Ref, Ref | None] = dict.fromkeys(self.targets(relation))
        for above in self._above:
            for ref in self.by_title(self.context.catalog.targets(above, relation)):
                found.setdefault(ref, above)
        return found

    @cached_property
    def _above(self) -> tuple[Ref, ...]:
        """What the record is a part of, the smallest first: a component, the system, the domain."""
        face = self.context.faces.face(self.ref)
        parts = [ref for ref in self.context.catalog.targets(self.ref, "partOf") if ref.kind.lower() == "component"]
        chain = dict.fromkeys(ref for ref in (*parts, face.system, face.domain) if ref is not None and ref != self.ref)
        return tuple(chain)

    def link(self, ref: Ref) -> Markup:
        """A link to a record from this page."""
        return self.context.faces.link(ref, self.root)

    def item(self, ref: Ref, note: str = "") -> Item:
        """A record in one of the page's lists."""
        return Item(self.link(ref), note)

    def title(self, ref: Ref) -> str:
        """What a record is called."""
        return self.context.faces.face(ref).title

    def targets(self, *types: str) -> tuple[Ref, ...]:
        """Whom the record's relations of these types lead to, by title."""
        return self.by_title(self.context.catalog.targets(self.ref, *types))

    def by_title(self, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
        """References in the order of their titles, those that the catalog lacks at the end."""
        if len(refs) < 2:
            return refs
        face = self.context.faces.face
        return tuple(sorted(refs, key=lambda ref: (not face(ref).known, face(ref).title.lower(), ref.key)))
