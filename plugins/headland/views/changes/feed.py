"""Feeds of changes, for all and for each team: Atom, as RFC 4287 asks for it."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

from headland.catalog.addresses import record_address
from headland.core.artifact import Artifact
from headland.views.changed import NEWEST, Change, Changed
from headland.views.changes.addresses import ALL_FEED, anchor_of, month_address, month_of, team_feed
from headland.views.context import ViewContext
from headland.views.hubs import CHANGES
from headland.views.safe import well_formed
from headland.views.words import count_of

NAMED = 10
MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to say, escaped or not."""


def feeds(context: ViewContext) -> Iterator[Artifact]:
    """The feed of all changes, and one for each group that has any; none where nothing is known to have changed."""
    if not context.changes:
        return
    yield _feed(context, ALL_FEED, f"{context.site_name}: changes", CHANGES.address, context.changes[:NEWEST])
    for team, changes in context.changes_of_teams.items():
        title = f"{context.site_name}: changes of {context.faces.face(team).title}"
        yield _feed(context, team_feed(team), title, record_address(team), changes)


def _feed(context: ViewContext, address: str, title: str, page: str, changes: Sequence[Changed]) -> Artifact:
    """A feed at an address of the site. Where the site has no address of its own, links are relative to the feed."""
    site = context.settings.site.url
    base = site.rstrip("/") + "/" if site else "../" * address.count("/")
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", _id("feed", site or context.site_name, address))
    _add(feed, "title", title)
    _add(feed, "updated", _moment(max(changed.change.when for changed in changes)))
    _link(feed, "self", base + address, MEDIA_TYPE)
    _link(feed, "alternate", base + page, "text/html")
    _add(feed, "generator", "Headland")
    for changed in changes:
        _entry(context, feed, changed, base)
    data = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return Artifact(address, MEDIA_TYPE, data + b"\n")


def _entry(context: ViewContext, feed: ElementTree.Element, changed: Changed, base: str) -> None:
    change = changed.change
    entry = ElementTree.SubElement(feed, "entry")
    _add(entry, "id", _id("commit", change.sha))
    _add(entry, "title", change.subject)
    _add(entry, "updated", _moment(change.when))
    _add(ElementTree.SubElement(entry, "author"), "name", change.author)
    _link(entry, "alternate", base + _page_of(change), "text/html")
    if change.url:
        _link(entry, "related", change.url)
    _add(entry, "summary", _summary(context, changed))


def _summary(context: ViewContext, changed: Changed) -> str:
    names = [f"{(face := context.faces.face(ref)).kind} {face.words}" for ref in changed.records[:NAMED]]
    names += [f"page {page.title}" for page in changed.docs[: NAMED - len(names)]]
    more = changed.total - len(names)
    return "Changed: " + ", ".join(names) + (f", and {count_of(more, 'more', 'more')}" if more else "")


def _page_of(change: Change) -> str:
    return f"{month_address(month_of(change.when))}#{anchor_of(change)}"


def _id(*names: str) -> str:
    """An id that is always the same for the same thing, wherever the site is published."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "headland:" + ":".join(map(well_formed, names))).urn


def _moment(moment: datetime) -> str:
    """A moment as RFC 3339 writes it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _link(parent: ElementTree.Element, rel: str, href: str, media_type: str | None = None) -> None:
    link = ElementTree.SubElement(parent, "link", rel=rel, href=_NO_XML.sub("", href))
    if media_type:
        link.set("type", media_type)


def _add(parent: ElementTree.Element, name: str, text: str) -> None:
    ElementTree.SubElement(parent, name).text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)
