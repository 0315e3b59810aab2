"""The hub Landscape: a map of all where there is room, else of domains and systems; and a map for each domain."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from markupsafe import Markup

from headland.catalog.addresses import domain_map_address
from headland.core.artifact import Artifact
from headland.core.finding import Severity
from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.csv_table import csv_table
from headland.views.hubs import LANDSCAPE
from headland.views.landscape.ground import Area, Block, areas, owners_with_most
from headland.views.page import PageHead, PageModel
from headland.views.paging import Pager, paged
from headland.views.registry import VIEWS, View
from headland.views.words import count_of, shortened

LANDSCAPE_CSV = "assets/headland/landscape.csv"
CSV_COLUMNS = ("domain", "system", "ref", "title", "type", "lifecycle", "owner", "findings", "address")
NO_DOMAIN = f"{LANDSCAPE.address}no-domain/"

LARGEST_MAP = 400
"""More parts than this are not drawn on one page: the overview then has systems with their sizes."""

MOST_BLOCKS = 600
MOST_AREAS = 200
SHOWN_OF_BLOCK = 200
LONGEST_NAME = 80
OWN_COLOURS = 8
LIFECYCLES = ("production", "experimental", "deprecated")


@dataclass(frozen=True, slots=True)
class Tile:
    """A part on the map. `owner_shade` numbers its owner's colour: 0 for nobody, OWN_COLOURS + 1 for others."""

    address: str
    title: str
    kind: str
    kind_words: str
    lifecycle: str
    owner: str
    owner_shade: int
    severity: str
    findings: int


@dataclass(frozen=True, slots=True)
class BlockView:
    """A block as it is drawn: `size` from 1 to 6 by its parts; `more` parts are not drawn."""

    link: Markup
    words: str
    total: int
    size: int
    tiles: tuple[Tile, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area as it is drawn; `address` is its own page, empty on that page; `more` blocks are not drawn."""

    link: Markup
    above: Markup
    address: str
    total: int
    size: int
    blocks: tuple[BlockView, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Shade:
    """What a colour means: in words, or as a link, with how many parts have it."""

    value: str
    label: str | Markup
    total: int


@dataclass(frozen=True, slots=True)
class LandscapePage:
    """A map: of the whole, or of one domain (`trail` is then the way back)."""

    head: PageHead
    title: str
    is_overview: bool
    is_whole: bool
    total: int
    areas: tuple[AreaView, ...]
    lifecycles: tuple[Shade, ...]
    owners: tuple[Shade, ...]
    findings: tuple[Shade, ...]
    pager: Pager
    csv: str


def models(context: ViewContext) -> Iterator[PageModel]:
    yield from _Map(context, areas(context)).pages()


def map_address(domain: Ref | None, number: int = 1) -> str:
    """The address of the map of a domain, or of all that is in none; long ones have several pages."""
    first = NO_DOMAIN if domain is None else domain_map_address(domain)
    return first if number == 1 else f"{first}{number}/"


def size_of(parts: int) -> int:
    """A size from 1 to 6: the side of the square that so many tiles fill."""
    return next((side for side in range(1, 6) if side * side >= parts), 6)


@dataclass(frozen=True)
class _Map:
    """All maps of one catalog."""

    context: ViewContext
    ground: tuple[Area, ...]

    @cached_property
    def total(self) -> int:
        return sum(area.total for area in self.ground)

    @cached_property
    def shades(self) -> dict[Ref, int]:
        """The colours of owners: those with most parts have one of their own."""
        most = owners_with_most(self.context, self.ground, OWN_COLOURS)
        return {owner: at + 1 for at, (owner, _) in enumerate(most)}

    def pages(self) -> Iterator[LandscapePage]:
        is_whole = self.total <= LARGEST_MAP
        room = MOST_BLOCKS // max(1, min(len(self.ground), MOST_AREAS))

        def address(number: int) -> str:
            return LANDSCAPE.address if number == 1 else f"{LANDSCAPE.address}{number}/"

        for pager, shown in paged(self.ground, address, MOST_AREAS):
            title = LANDSCAPE.title if pager.number == 1 else f"{LANDSCAPE.title}, page {pager.number}"
            words = f"{count_of(self.total, 'part')} of {count_of(len(self.ground), 'area')}, as a map."
            head = PageHead(address(pager.number), title, words)
            drawn = tuple(self.area(area, head.root, is_whole=is_whole, room=room) for area in shown)
            yield self.page(head, LANDSCAPE.title, shown, drawn, pager, is_whole=is_whole)
        for area in self.ground:
            yield from self.pages_of(area)

    def pages_of(self, area: Area) -> Iterator[LandscapePage]:
        """The map of one area, in pages of some LARGEST_MAP parts."""
        chunks = [*_chunks(area.blocks)] or [()]
        title = "In no domain" if area.domain is None else self.context.faces.face(area.domain).title
        for at, blocks in enumerate(chunks):
            number, last = at + 1, len(chunks)
            head = PageHead(
                map_address(area.domain, number),
                f"Map: {title}" if number == 1 else f"Map: {title}, page {number}",
                f"{count_of(area.total, 'part')} in {count_of(len(area.blocks), 'block')}, as a map.",
            )
            pager = Pager(
                number,
                last,
                map_address(area.domain, number - 1) if number > 1 else None,
                map_address(area.domain, number + 1) if number < last else None,
            )
            part = replace(area, blocks=blocks)
            drawn = replace(self.area(part, head.root, is_whole=True, room=len(blocks)), address="", total=area.total)
            yield self.page(head, title, (area,), (drawn,), pager, is_whole=True)

    def page(
        self,
        head: PageHead,
        title: str,
        ground: Iterable[Area],
        drawn: tuple[AreaView, ...],
        pager: Pager,
        *,
        is_whole: bool,
    ) -> LandscapePage:
        parts = [part for area in ground for block in area.blocks for part in block.parts]
        return LandscapePage(
            head,
            title,
            head.address.count("/") == 1,
            is_whole,
            len(parts),
            drawn,
            self._lifecycles(parts),
            self._owners(parts, head.root),
            self._findings(parts),
            pager,
            LANDSCAPE_CSV,
        )

    def area(self, area: Area, root: str, *, is_whole: bool, room: int) -> AreaView:
        """An area; where the map is not whole its blocks have no tiles, and there is room for so many of them."""
        faces, domain = self.context.faces, area.domain
        above = faces.face(domain).domain if domain is not None else None
        blocks = area.blocks if is_whole else area.blocks[:room]
        return AreaView(
            faces.link(domain, root) if domain is not None else Markup("In no domain"),
            faces.link(above, root) if above is not None else Markup(""),
            map_address(domain),
            area.total,
            size_of(area.total) if is_whole else max(1, size_of(len(blocks)) - 1),
            tuple(self.block(block, root, is_whole=is_whole) for block in blocks),
            len(area.blocks) - len(blocks),
        )

    def block(self, block: Block, root: str, *, is_whole: bool) -> BlockView:
        link = self.context.faces.link
        name = block.system or block.owner
        drawn = block.parts[:SHOWN_OF_BLOCK] if is_whole else ()
        return BlockView(
            link(name, root) if name is not None else Markup(""),
            "" if block.system is not None else "in no system, looked after by" if block.owner else "In no system",
            len(block.parts),
            size_of(len(block.parts)),
            tuple(self.tile(part) for part in drawn),
            len(block.parts) - len(drawn) if is_whole else 0,
        )

    def tile(self, part: Ref) -> Tile:
        context = self.context
        face, owner = context.faces.face(part), context.catalog.owner_of(part)
        found = context.findings_of.get(part, ())
        return Tile(
            face.address or "",
            shortened(face.words, LONGEST_NAME),
            part.kind.lower(),
            face.kind,
            face.lifecycle,
            shortened(context.faces.face(owner).title, LONGEST_NAME) if owner is not None else "",
            self._shade(owner),
            found[0].severity if found else "",
            len(found),
        )

    def _shade(self, owner: Ref | None) -> int:
        return 0 if owner is None else self.shades.get(owner, OWN_COLOURS + 1)

    def _lifecycles(self, parts: Iterable[Ref]) -> tuple[Shade, ...]:
        counts = Counter(lifecycle_shade(self.context.faces.face(part).lifecycle) for part in parts)
        return tuple(
            Shade(value, "another lifecycle" if value == "other" else value or "no lifecycle", counts[value])
            for value in (*LIFECYCLES, "other", "")
            if counts[value]
        )

    def _owners(self, parts: Iterable[Ref], root: str) -> tuple[Shade, ...]:
        counts = Counter(self._shade(self.context.catalog.owner_of(part)) for part in parts)
        named = [
            Shade(str(at), self.context.faces.link(owner, root), counts[at])
            for owner, at in self.shades.items()
            if counts[at]
        ]
        others = [(OWN_COLOURS + 1, "other owners"), (0, "no owner")]
        return (*named, *(Shade(str(at), words, counts[at]) for at, words in others if counts[at]))

    def _findings(self, parts: Iterable[Ref]) -> tuple[Shade, ...]:
        found = self.context.findings_of
        counts = Counter(of[0].severity.value if (of := found.get(part)) else "" for part in parts)
        words = {severity.value: f"{severity}s" for severity in Severity} | {"": "no findings"}
        return tuple(Shade(value, label, counts[value]) for value, label in words.items() if counts[value])


def lifecycle_shade(lifecycle: str) -> str:
    """The lifecycle by which something is coloured: one of LIFECYCLES, `other`, or nothing."""
    return lifecycle if lifecycle in LIFECYCLES or not lifecycle else "other"


def _chunks(blocks: Iterable[Block]) -> Iterator[tuple[Block, ...]]:
    """Blocks in their order, some LARGEST_MAP tiles together; empty ones count as one."""
    chunk: list[Block] = []
    size = 0
    for block in blocks:
        tiles = max(1, min(SHOWN_OF_BLOCK, len(block.parts)))
        if chunk and size + tiles > LARGEST_MAP:
            yield tuple(chunk)
            chunk, size = [], 0
        chunk.append(block)
        size += tiles
    if chunk:
        yield tuple(chunk)


def artifacts(context: ViewContext) -> Iterator[Artifact]:
    yield csv_table(LANDSCAPE_CSV, CSV_COLUMNS, _rows(context))


def _rows(context: ViewContext) -> Iterator[tuple[str | int, ...]]:
    face = context.faces.face
    for area in areas(context):
        for block in area.blocks:
            for part in block.parts:
                owner = context.catalog.owner_of(part)
                shown = face(part)
                yield (
                    area.domain.key if area.domain is not None else "",
                    block.system.key if block.system is not None else "",
                    part.key,
                    shown.title,
                    shown.type,
                    shown.lifecycle,
                    owner.key if owner is not None else "",
                    len(context.findings_of.get(part, ())),
                    shown.address or "",
                )


VIEWS.register(View("landscape", models, artifacts))
