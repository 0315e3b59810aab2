"""`entity:` links: found in Markdown with their places, and resolved in finished HTML whatever engine made it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote

SCHEME = "entity:"


@dataclass(frozen=True, slots=True)
class EntityLink:
    """An `entity:` link in a Markdown text: the bytes `start` to `end` (UTF-8) of its target, without the scheme."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Card:
    """What a link shows of a record before one follows it, in plain words; what is empty is left out.

    `kind` is what the kind is called, `data_kind` the name by which style sheets know it.
    """

    kind: str
    data_kind: str
    name: str
    owner: str
    about: str


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where an `entity:` link leads: an address relative to the page, what the record is called, and its card."""

    href: str
    title: str
    card: Card | None = None


Resolve = Callable[[str], LinkTarget | None]
"""From the text of a reference (`component:payments`) to where it leads; None where there is no such record."""

_LINK = re.compile(r'<a\b([^<>]*?)\bhref="entity:([^"<>]*)"([^<>]*)>(\s*</a>)?', re.IGNORECASE)


def rewrite_links(html: str, resolve: Resolve) -> str:
    """Resolve the `entity:` links of finished HTML.

    A link without words is given the record's title. One that leads nowhere keeps its words, loses its address,
    and says so on hover; the finding about it is made elsewhere.
    """
    if SCHEME not in html:
        return html

    def replace(found: re.Match[str]) -> str:
        before, target, after, empty = found.groups()
        reference = unquote(unescape(target)).strip()
        known = resolve(reference)
        if known is None:
            reason = escape(f"{reference} is not in the catalog")
            words = escape(reference) if empty else ""
            opening = f'<a class="hl-ref hl-ref--missing" title="{reason}"{_without_class(before + after)}>'
            return f"{opening}{words}{empty or ''}"
        words = escape(known.title) if empty else ""
        card = "" if known.card is None else _card(known.card, before + after)
        return f'<a{before}href="{escape(known.href)}"{after}{card}>{words}{empty or ""}'

    return _LINK.sub(replace, html)


def _card(card: Card, written: str) -> str:
    """The attributes from which plugins/browser/src/cards.ts makes a card; without a script the title says as much."""
    told = {"kind": card.kind, "of": card.data_kind, "name": card.name, "owner": card.owner, "about": card.about}
    attributes = "".join(f' data-hl-card-{key}="{escape(value)}"' for key, value in told.items() if value)
    if re.search(r"\btitle\s*=", written):
        return attributes
    title = ", ".join(part for part in (f"{card.kind} {card.name}", card.owner) if part)
    return f'{attributes} title="{escape(f"{title}: {card.about}" if card.about else title)}"'


def _without_class(attributes: str) -> str:
    rest = re.sub(r'\s*\b(?:class|title|target|rel)="[^"]*"', "", attributes).rstrip().rstrip("/").rstrip()
    return rest if not rest or rest.startswith(" ") else f" {rest}"


_HIDDEN = re.compile(
    r"(?P<fence>^[ \t]*(?P<mark>`{3,}|~{3,})[^\n]*\n(?s:.*?)(?:^[ \t]*(?P=mark)[`~]*[ \t]*$|\Z))"
    r"|(?P<comment><!--(?s:.*?)-->)"
    r"|(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?s:.{1,2000}?)(?<!`)(?P=ticks)(?!`))",
    re.MULTILINE,
)
"""Where a link is no link: fenced code, comments, code spans."""

_IN_MARKDOWN = re.compile(
    r"\]\(\s*<entity:(?P<angled>[^<>\n]*)>"
    r"|\]\(\s*entity:(?P<inline>[^\s()<>]*)"
    r"|^ {0,3}\[[^\]\n]+\]:[ \t]*<?entity:(?P<defined>[^\s<>]*)"
    r"|\bhref\s*=\s*[\"']entity:(?P<html>[^\"'\n]*)[\"']",
    re.MULTILINE,
)


def find_entity_links(text: str) -> tuple[EntityLink, ...]:
    """The `entity:` links of a Markdown text, in order; those in code and comments are none."""
    if SCHEME not in text:
        return ()
    visible = _HIDDEN.sub(lambda hidden: re.sub(r"[^\n]", "\0", hidden[0]), text)
    found = []
    for match in _IN_MARKDOWN.finditer(visible):
        group = match.lastgroup or "inline"
        start, end = match.span(group)
        first = len(text[:start].encode())
        found.append(EntityLink(first, first + len(text[start:end].encode()), unquote(text[start:end]).strip()))
    return tuple(found)
