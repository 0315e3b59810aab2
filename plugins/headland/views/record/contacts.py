"""How somebody is reached: chat, on-call, e-mail and pages, from annotations, the profile and links.

Sources of the annotations: the READMEs of Backstage's plugins for GitHub, Microsoft Graph, PagerDuty and Slack.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from headland.core.settings import ContactKind, ContactTemplate, Settings
from headland.reading.record import Record
from headland.views.record.model import Action
from headland.views.safe import filled, mail_address, safe_address
from headland.views.words import shortened

ICONS: dict[ContactKind, str] = {
    "chat": "chat-outline",
    "on-call": "phone-alert-outline",
    "mail": "email-outline",
    "page": "open-in-new",
}
"""Kind -> icon, in the order in which ways are offered: the quickest answer first."""

LONGEST_TITLE = 60


def _contact(title: str, url: str, kind: ContactKind) -> ContactTemplate:
    return ContactTemplate(title=title, url=url, kind=kind)


CONTACTS: dict[str, ContactTemplate] = {
    "slack.com/bot-notify": _contact("Slack", "https://slack.com/app_redirect?channel={value}", "chat"),
    "pagerduty.com/service-id": _contact("On call", "https://app.pagerduty.com/service-directory/{value}", "on-call"),
    "microsoft.com/email": _contact("{value}", "mailto:{value}", "mail"),
    "google.com/email": _contact("{value}", "mailto:{value}", "mail"),
    "github.com/team-slug": _contact("Team on GitHub", "https://github.com/orgs/{1}/teams/{2}", "page"),
    "github.com/user-login": _contact("GitHub", "https://github.com/{value}", "page"),
}
"""Annotation -> the way to reach somebody that its value gives. The settings' `contacts` add to these."""

_WORDS: tuple[tuple[ContactKind, re.Pattern[str]], ...] = (
    ("on-call", re.compile(r"\b(?:on-?call|alerts?|pager|escalation)\b")),
    ("chat", re.compile(r"\b(?:chat|slack|teams|discord|matrix|zulip|mattermost|irc|channel)\b")),
    ("mail", re.compile(r"\b(?:e-?mail)\b")),
)
_HOSTS: tuple[tuple[ContactKind, tuple[str, ...]], ...] = (
    ("on-call", ("pagerduty.com", "opsgenie.com", "victorops.com", "rootly.com", "incident.io")),
    (
        "chat",
        ("slack.com", "teams.microsoft.com", "discord.com", "chat.google.com", "matrix.to", "zulipchat.com", "t.me"),
    ),
)

LINK_ICONS = {
    "alert": "phone-alert-outline",
    "bug": "bug-outline",
    "chat": "chat-outline",
    "dashboard": "view-dashboard-outline",
    "docs": "book-open-page-variant-outline",
    "documentation": "book-open-page-variant-outline",
    "email": "email-outline",
    "github": "github",
    "group": "account-group-outline",
    "help": "help-circle-outline",
    "logs": "text-box-search-outline",
    "oncall": "phone-alert-outline",
    "runbook": "lifebuoy",
    "slack": "chat-outline",
    "source": "source-repository",
    "user": "account-outline",
    "web": "web",
}


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach somebody."""

    kind: ContactKind
    action: Action


def link_icon(name: str, href: str) -> str:
    """The icon of a link: Backstage's own names and common words, else that of an address."""
    return LINK_ICONS.get(name.lower(), "email-outline" if href.startswith("mailto:") else "open-in-new")


def contacts(record: Record | None, settings: Settings) -> tuple[Contact, ...]:
    """Every way to reach a group or user: chat first, then on-call, e-mail and pages; each address once."""
    if record is None:
        return ()
    return _in_order((*_profile(record), *_annotated(record, settings), *_linked(record)))


def own_contacts(record: Record, settings: Settings) -> tuple[Contact, ...]:
    """The ways that a record's annotations give: of a component, the rota and the channel of that component."""
    return _in_order(_annotated(record, settings))


def reach(record: Record | None, settings: Settings) -> tuple[Action, ...]:
    """The same as links."""
    return tuple(one.action for one in contacts(record, settings))


def first_of_each(found: Iterable[Contact]) -> tuple[Action, ...]:
    """One way of each kind, the first named; pages only where there is nothing else."""
    first: dict[ContactKind, Action] = {}
    for one in found:
        first.setdefault(one.kind, one.action)
    quick = tuple(first[kind] for kind in ICONS if kind in first and kind != "page")
    return quick or tuple(first.values())


def is_contact(key: str, value: str, settings: Settings) -> bool:
    """Whether an annotation gives a way to reach somebody."""
    return _address(key, value, settings) is not None


def _in_order(found: Iterable[Contact]) -> tuple[Contact, ...]:
    once: dict[str, Contact] = {}
    for one in found:
        once.setdefault(one.action.href.rstrip("/").lower(), one)
    rank = list(ICONS)
    return tuple(sorted(once.values(), key=lambda one: rank.index(one.kind)))


def _made(kind: ContactKind, title: str, href: str) -> Contact:
    return Contact(kind, Action(shortened(title, LONGEST_TITLE), href, ICONS[kind]))


def _profile(record: Record) -> Iterator[Contact]:
    email = record.text("spec", "profile", "email")
    if email and (href := mail_address(email)) is not None:
        yield _made("mail", email, href)


def _annotated(record: Record, settings: Settings) -> Iterator[Contact]:
    for key, value in record.entity.metadata.annotations.items():
        found = _address(key, value, settings)
        if found is not None:
            template, href = found
            yield _made(template.kind, template.title.replace("{value}", value.strip()), href)


def _address(key: str, value: str, settings: Settings) -> tuple[ContactTemplate, str] | None:
    template = settings.contacts.get(key) or CONTACTS.get(key)
    href = filled(template.url, value.strip()) if template is not None else None
    return (template, href) if template is not None and href is not None else None


def _linked(record: Record) -> Iterator[Contact]:
    for link in record.entity.metadata.links:
        href = safe_address(link.url)
        if href is None:
            continue
        kind = _kind_of(" ".join((link.icon or "", link.type or "")), link.title or "", href)
        title = link.title or href.removeprefix("mailto:")
        icon = link_icon(link.icon or link.type or "", href) if kind == "page" else ICONS[kind]
        yield Contact(kind, Action(shortened(title, LONGEST_TITLE), href, icon))


def _kind_of(named: str, title: str, href: str) -> ContactKind:
    """What a link is for: by its scheme, its icon and type, its host, and last by its title."""
    if href.startswith("mailto:"):
        return "mail"
    return _by_words(named) or _by_host(urlsplit(href).hostname or "") or _by_words(title) or "page"


def _by_words(text: str) -> ContactKind | None:
    return next((kind for kind, pattern in _WORDS if pattern.search(text.lower())), None)


def _by_host(host: str) -> ContactKind | None:
    for kind, hosts in _HOSTS:
        if any(host.lower() == known or host.lower().endswith(f".{known}") for known in hosts):
            return kind
    return None
