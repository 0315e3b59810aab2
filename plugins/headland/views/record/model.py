"""All that a record's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from headland.core.finding import Severity
from headland.views.changed import Change
from headland.views.context import Place
from headland.views.definition.model import DefinitionShown
from headland.views.found import FindingItem
from headland.views.page import PageHead
from headland.views.tabs import Tab


@dataclass(frozen=True, slots=True)
class Action:
    """A button that leads on: the runbook, the source, a dashboard."""

    title: str
    href: str
    icon: str
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A fact with its label."""

    label: str
    value: Markup


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that leads to what was counted."""

    label: str
    value: int
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """A record in a list, with a few words beside it."""

    link: Markup
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Records under one heading: `shown` at once, `folded` on demand, and those that are only counted."""

    title: str
    anchor: str
    total: int
    shown: tuple[Item, ...]
    folded: tuple[Item, ...] = ()

    @property
    def unlisted(self) -> int:
        """How many are in neither list."""
        return self.total - len(self.shown) - len(self.folded)


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, and a line below it that says how to read it."""

    svg: Markup
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Impact:
    """What stops with the record: how many, the nearest, and those a little further off."""

    total: int
    nearest: tuple[Item, ...]
    folded: tuple[Item, ...] = ()

    @property
    def listed(self) -> int:
        """How many are told by name."""
        return len(self.nearest) + len(self.folded)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who looks after it, with a face, and how to reach them: `through` is the group above that is reached instead."""

    link: Markup
    initials: str
    picture: str | None
    reach: tuple[Action, ...]
    through: Markup


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a face: a picture where its host is allowed, else initials."""

    link: Markup
    initials: str
    picture: str | None
    note: str
    reach: tuple[Action, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamNode:
    """A group in the tree of groups, with those below it."""

    link: Markup
    note: str
    children: tuple[TeamNode, ...] = ()


@dataclass(frozen=True, slots=True)
class TeamPlace:
    """A group's place in the tree of groups. `below_total` counts all below, of which `below_shown` are told."""

    above: tuple[Markup, ...]
    beside: tuple[TeamNode, ...]
    beside_total: int
    title: str
    below: tuple[TeamNode, ...]
    below_total: int
    below_shown: int


@dataclass(frozen=True, slots=True)
class OwnedRow:
    """A row of the table of what somebody looks after."""

    link: Markup
    type: str
    lifecycle: str
    where: Markup
    through: Markup


@dataclass(frozen=True, slots=True)
class Owned:
    """What somebody looks after of one kind."""

    kind: str
    title: str
    rows: tuple[OwnedRow, ...]
    total: int
    lifecycles: tuple[tuple[str, int], ...]
    more: str

    @property
    def has_types(self) -> bool:
        """Whether a row has a type."""
        return any(row.type for row in self.rows)

    @property
    def has_lifecycles(self) -> bool:
        """Whether a row has a lifecycle."""
        return any(row.lifecycle for row in self.rows)

    @property
    def has_teams(self) -> bool:
        """Whether a row says through which team."""
        return any(row.through for row in self.rows)

    @property
    def has_places(self) -> bool:
        """Whether a row belongs to a system or domain."""
        return any(row.where for row in self.rows)


@dataclass(frozen=True, slots=True)
class Definition:
    """An API's definition as text: highlighted where that is cheap, cut where it is long."""

    language: str
    lines: int
    size: int
    code: Markup
    shown_lines: int
    raw: str

    @property
    def language_label(self) -> str:
        """The language's own name."""
        return {"yaml": "YAML", "json": "JSON", "graphql": "GraphQL", "protobuf": "Protocol Buffers"}.get(
            self.language, "Text"
        )

    @property
    def is_cut(self) -> bool:
        """Whether only its beginning is shown."""
        return self.shown_lines < self.lines


@dataclass(frozen=True, slots=True)
class Parameter:
    """A question that a template asks."""

    name: str
    title: str
    type: str
    required: bool
    description: Markup
    choices: tuple[str, ...]
    default: str


@dataclass(frozen=True, slots=True)
class ParameterPage:
    """A page of a template's form."""

    title: str
    parameters: tuple[Parameter, ...]

    @property
    def is_described(self) -> bool:
        """Whether a question says more than its title."""
        return any(asked.description for asked in self.parameters)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a template."""

    name: str
    action: str
    condition: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the record is written, and its text."""

    place: Place
    edit_url: str | None
    text: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class Past:
    """The commits that changed the record: `shown` at once, `folded` on demand; `note` says what is not known.

    Of a group whose things changed, `of_team` is the address of their changes, and `feed` that of the feed.
    """

    shown: tuple[Change, ...]
    folded: tuple[Change, ...]
    total: int
    note: str | None
    feed: str
    of_team: str

    @property
    def unlisted(self) -> int:
        """How many are in neither list."""
        return self.total - len(self.shown) - len(self.folded)


@dataclass(frozen=True, slots=True)
class Face:
    """The first screen. `whole_title` is the title where it is shown shortened; `portrait` is a person's face."""

    kind: str
    kind_label: str
    kind_address: str
    title: str
    identifier: str
    type: str
    lifecycle: str
    status: str
    trail: tuple[Markup, ...]
    lead: Markup
    missing_description: str | None
    owner: Owner | None
    owner_missing: str | None
    glance: tuple[Row, ...]
    figures: tuple[Figure, ...]
    reach: tuple[Action, ...]
    actions: tuple[Action, ...]
    severities: tuple[tuple[Severity, int], ...]
    tags: tuple[str, ...]
    rows: tuple[Row, ...]
    tabs: tuple[Tab, ...]
    portrait: Person | None
    whole_title: str


@dataclass(frozen=True, slots=True)
class RecordPage:
    """The page of one record. Empty parts are not shown."""

    head: PageHead
    face: Face
    about: Markup
    body: Markup
    picture: Picture | None
    parameters: tuple[ParameterPage, ...]
    steps: tuple[Step, ...]
    servers: tuple[Row, ...]
    api: DefinitionShown | None
    definition: Definition | None
    definition_note: Markup | None
    people: tuple[Person, ...]
    people_total: int
    people_below: int
    place: TeamPlace | None
    user_teams: tuple[Person, ...]
    owned: tuple[Owned, ...]
    owned_below: int
    parts: tuple[Owned, ...]
    border: tuple[Group, ...]
    relations: tuple[Group, ...]
    impact: Impact | None
    impact_picture: Picture | None
    runbooks: Group | None
    runbook_missing: str | None
    runbook_name: str
    runbook_start: str
    decisions: Group | None
    findings: tuple[FindingItem, ...]
    details: tuple[Row, ...]
    annotations: tuple[tuple[str, str], ...]
    labels: tuple[tuple[str, str], ...]
    past: Past
    origin: Origin
    has_prose: bool
