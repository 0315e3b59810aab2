"""The four verbs of the home page: for each kind of reader, the ways in that this portal has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from headland.catalog.addresses import list_address
from headland.views.context import ViewContext
from headland.views.hubs import HOME, HUBS
from headland.views.words import count_of

LEADS = 6
"""How many ways in a verb has, at most."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A way on from the home page."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One of the four things that people come for."""

    name: str
    icon: str
    text: str
    leads: tuple[Lead, ...]


def verbs(context: ViewContext) -> tuple[Verb, ...]:
    """Find, fix, start, join: each with what is possible in this portal today; every hub is in one of them."""
    hubs = {hub.family: Lead(hub.title, hub.address) for hub in HUBS if hub is not HOME}
    for family, kind in (("apis", "api"), ("teams", "group")):
        if not context.catalog.by_kind(kind):
            hubs.pop(family, None)
    if not context.changes:
        hubs.pop("changes", None)
    findings = hubs.pop("findings")
    total = len(context.findings)
    fix = [*_lists(context, "runbook"), *([Lead(count_of(total, "finding"), findings.address)] if total else [])]
    fix += _documents(context, "handbook/on-call/", "handbook/incident-review/", "runbooks/")
    start = [*_lists(context, "template", "decision"), *_documents(context, "guides/", "playbook/", "architecture/")]
    join = [*_taken(hubs, "teams"), *_lists(context, "user"), *_documents(context, "handbook/", "handbook/onboarding/")]
    join += _taken(hubs, "changes")
    found = (
        Verb("Find", "magnify", "You use a service, call an API, or want its owner.", (*hubs.values(),)),
        Verb("Fix", "lifebuoy", "You are on call, or look after something.", tuple(fix)),
        Verb("Start", "rocket-launch-outline", "You begin something new, as was decided.", tuple(start)),
        Verb("Join", "account-group-outline", "You are new, or were away.", tuple(join)),
    )
    return tuple(Verb(verb.name, verb.icon, verb.text, _once(verb.leads)) for verb in found if verb.leads)


def _once(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """The leads, each address once, and not too many."""
    return tuple({lead.address: lead for lead in leads}.values())[:LEADS]


def _taken(hubs: dict[str, Lead], family: str) -> list[Lead]:
    lead = hubs.pop(family, None)
    return [] if lead is None else [lead]


def _lists(context: ViewContext, *kinds: str) -> list[Lead]:
    found = []
    for kind in kinds:
        refs = context.catalog.by_kind(kind)
        if refs:
            found.append(Lead(context.catalog[refs[0]].kind.plural, list_address(kind)))
    return found


def _documents(context: ViewContext, *addresses: str) -> list[Lead]:
    """The pages of the documentation at well-known addresses, where there are any."""
    pages: Mapping[str, str] = {page.address: page.title for page in context.docs.pages}
    return [Lead(pages[address], address) for address in addresses if address in pages]
