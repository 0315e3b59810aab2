"""Hostile HTML in, safe HTML out: an allow-list, and what an allow-list of names cannot say."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import escape, unescape
from urllib.parse import urlsplit

import nh3
from markupsafe import Markup

from headland.core.visible import escape_character, visible
from headland.prose import allowed
from headland.prose.trusted import trusted

_TAG = re.compile(r"<(/?)(a|img|audio|video|source|track)\b([^>]*)>")
"""A tag that may load or surround; nh3 writes `>` in attributes as an entity, so this is exact on its output."""

_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
_REMOTE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|[\\/]{2})", re.IGNORECASE)
_LEAVES = re.compile(r"https?:|[\\/]{2}", re.IGNORECASE)
_BEFORE_COLON = re.compile(r"([^/?#:]*):")
_SEPARATORS = re.compile(r"[\s,]+")
"""Between the addresses of a `srcset`, and more: what one reader takes for one address is looked at in parts too."""

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
_HIDDEN = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
_HEADING = re.compile(r"<h([1-6])\b.*?</h\1>", re.DOTALL)
_KEPT_IN_HEADINGS = "\t\n\xad\u200c\u200d"
"""White space, hyphens that show at a line's end, and the joiners of scripts and emoji."""

_IGNORED_IN_ADDRESSES = re.compile(r"[\x00-\x20]+")


def sanitise(html: str, *, picture_hosts: Collection[str] = ()) -> Markup:
    """Make HTML safe to stand in a page, whoever wrote it.

    Kept is what Markdown and Material's extensions make. Scripts, handlers, frames, forms and styles that could
    cover the page are removed; ids and classes that would take the place of the theme's or ours are renamed or
    dropped; a picture from a host that is not in `picture_hosts` becomes a link to it (an emoji the character that it
    shows), so that reading a page asks nobody else for anything.
    """
    html = html.encode("utf-8", "replace").decode()  # half characters, which have no place in a page
    html = _with_hidden_shown(_CLEANER.clean(html))
    return trusted(_replace_remote_media(html, frozenset(host.lower() for host in picture_hosts)))


def _with_hidden_shown(html: str) -> str:
    """What turns the direction of writing, or is never seen, made visible: everywhere, and in headings more strictly.

    CVE-2021-42574: a text in a code block that reads otherwise than it runs.
    """
    if not _HIDDEN.search(html):
        return html
    shown = _TURNING.sub(lambda found: escape_character(found[0]), html)
    return _HEADING.sub(lambda found: visible(found[0], keep=_KEPT_IN_HEADINGS), shown)


def own_id(name: str) -> str:
    """An author's id, renamed when it begins as the theme's ids or ours do."""
    if not name.lower().startswith(allowed.OWN_PREFIXES) or allowed.MADE_IDS.match(name):
        return name
    return f"author-{name.lstrip('_-')}"


def is_remote(address: str, hosts: Collection[str] = ()) -> bool:
    """Whether loading an address would ask a host outside the site, `hosts` apart."""
    cleaned = _IGNORED_IN_ADDRESSES.sub("", address).replace("\\", "/")
    if not _REMOTE.match(cleaned):
        return False
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return True
    return parts.scheme not in ("", "http", "https") or (parts.hostname or "") not in hosts


def _filter(tag: str, attribute: str, value: str) -> str | None:
    """What becomes of one attribute: its value, another one, or None to drop it."""
    match attribute:
        case "id" | "for":
            return own_id(value)
        case "aria-labelledby" | "aria-describedby" | "headers":
            return " ".join(own_id(name) for name in value.split())
        case "class":
            return " ".join(name for name in value.split() if _class_is_kept(name)) or None
        case "name":
            return own_id(value) if tag != "input" or allowed.MADE_IDS.match(value) else None
        case "align":
            return value if value.lower() in allowed.ALIGNMENTS else None
        case "srcset":
            return None if any(map(is_remote, _SEPARATORS.split(value))) else value
        case "poster":
            return None if is_remote(value) else value
        case "href":
            if value.startswith("#"):
                return f"#{own_id(value[1:])}"
            # What nh3 takes for a relative address, as no scheme has such characters, is not worth a browser's guess.
            scheme = _BEFORE_COLON.match(value)
            return value if scheme is None or scheme[1].strip().lower() in allowed.SCHEMES else None
        case "role":
            return value if value in allowed.ROLES else None
        case "target":
            return "_blank" if value == "_blank" else None
        case "rel":
            return " ".join(name for name in value.lower().split() if name in allowed.RELATIONS) or None
    if tag in allowed.SVG_TAGS and "url" in value.lower():
        return None
    return value


def _class_is_kept(name: str) -> bool:
    if not name.startswith(allowed.OWN_PREFIXES):
        return True
    return bool(allowed.KEPT_CLASSES.match(name))


def _replace_remote_media(html: str, hosts: Collection[str]) -> str:
    """Turn remote pictures into links and take remote sources from players, in HTML as nh3 writes it."""
    if "src=" not in html and "<a " not in html:
        return html
    inside_link = False

    def replace(found: re.Match[str]) -> str:
        nonlocal inside_link
        closing, tag, rest = found.groups()
        if tag == "a":
            inside_link = not closing
            return found[0] if closing else _with_rel(found[0], rest)
        if closing:
            return found[0]
        attributes = dict(_ATTRIBUTE.findall(rest))
        source = unescape(attributes.get("src", ""))
        if not is_remote(source, hosts):
            return found[0]
        if tag != "img":
            return found[0].replace(f' src="{attributes["src"]}"', "")
        if attributes.get("alt") and "emoji" in attributes.get("class", ""):
            return f'<span title="{attributes.get("title", "")}">{attributes["alt"]}</span>'
        words = attributes.get("alt", "").strip() or escape(f"picture at {_host(source)}")
        if inside_link:
            return f"<span>{words}</span>"
        return f'<a href="{escape(source)}" rel="noopener noreferrer">{words}</a>'

    return _TAG.sub(replace, html)


def _with_rel(tag: str, rest: str) -> str:
    """A link's opening tag; one that leaves the site, or opens a window, tells the other side nothing."""
    attributes = dict(_ATTRIBUTE.findall(rest))
    if not ("target" in attributes or _LEAVES.match(unescape(attributes.get("href", "")))):
        return tag
    names = sorted({*attributes.get("rel", "").split(), "noopener", "noreferrer"})
    without = tag.replace(f' rel="{attributes["rel"]}"', "") if "rel" in attributes else tag
    return f'{without[:-1]} rel="{" ".join(names)}">'


def _host(address: str) -> str:
    try:
        return urlsplit(_IGNORED_IN_ADDRESSES.sub("", address).replace("\\", "/")).hostname or "another site"
    except ValueError:
        return "another site"


_CLEANER = nh3.Cleaner(
    tags=set(allowed.TAGS),
    clean_content_tags=set(allowed.DROPPED_WITH_CONTENT),
    attributes=allowed.ATTRIBUTES,
    attribute_filter=_filter,
    tag_attribute_values={"input": {"type": allowed.INPUT_TYPES}},
    url_schemes=allowed.SCHEMES,
    filter_style_properties=allowed.STYLES,
    link_rel=None,
)
