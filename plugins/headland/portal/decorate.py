"""Decorating: one pass over an engine's finished HTML that adds our styles, our script and the search button."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from headland.portal.assets import FOLDER

NEXT_PAGES: Final = (
    '<script type="speculationrules">{"prerender":[{"where":{"and":[{"href_matches":["/*/","/*.html"]},'
    '{"not":{"selector_matches":"[download],[target]"}}]},"eagerness":"moderate"}]}</script>'
)
"""Browsers that know such rules (https://wicg.github.io/nav-speculation/) make the next page ready while the pointer
rests on its link, two at the most, and not for readers who save data; others do what src/prefetch.ts does. The text is
the same on all pages, so that one hash in the policy allows it."""

FIRST_FONTS: Final = ("inter-latin-400-normal.woff2", "inter-latin-700-normal.woff2")
"""The fonts of nearly every page: asked for at once, they are there before the first words are painted."""

_FONT: Final = '<link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>'

_HEADER_PLACES = (
    re.compile(r'<label class="md-header__button md-icon" for="__search">'),
    re.compile(r'<div class="md-header__source">'),
    re.compile(r"</nav>(?:\s*<nav class=\"md-tabs\".*?</nav>)?\s*</header>", re.DOTALL),
)
"""Where the search button goes in Material's header: before the first of these that there is."""

_MATERIALS_SCRIPT = re.compile(r'<script src="[^"]*assets/javascripts/bundle\.[^"]*"></script>')
_DIAGRAM = re.compile(r'<pre class="mermaid"')
_DRAWING = re.compile(r'<svg class="hl-graph".*?</svg>', re.DOTALL)
_BODY = re.compile(r"<body\b")
_OUR_STYLE = re.compile(rf'<link rel="stylesheet" href="([^"]*){re.escape(FOLDER)}headland\.css">')


def decorate(html: str, root: str, *, search: bool = True, ahead: bool = False) -> str:
    """Add what every page of a portal needs; `root` is the way from the page to the site's root (`../../`).

    `search` adds the search button and our script, for a site that has records to find. `ahead` lets browsers make the
    next page ready before it is asked for, scripts included: for a site on which all scripts are known.
    """
    files = escape(root + FOLDER)
    head = "".join(_FONT.format(f"{files}fonts/{name}") for name in FIRST_FONTS)
    head += f'<link rel="stylesheet" href="{files}headland.css">'
    if search:
        head += f'<link rel="stylesheet" href="{files}kinds.css"><script src="{files}headland.js" defer></script>'
        html = _with_button(html, root)
    if ahead:
        head += NEXT_PAGES
    return with_diagrams(_before(html, html.find("</head>"), head), root)


def with_diagrams(html: str, root: str) -> str:
    """Add the shipped Mermaid to a page with a diagram, before Material's script, which else asks another host.

    Our own script comes with it, because it has to stand between the two (src/diagrams.ts says why).
    """
    files = escape(root + FOLDER)
    tag = f'<script src="{files}mermaid.min.js"></script><script src="{files}diagrams.js"></script>'
    if not _DIAGRAM.search(html) or tag in html:
        return html
    material = _MATERIALS_SCRIPT.search(html)
    return _before(html, material.start() if material else html.rfind("</body>"), tag)


def with_feed(html: str, address: str) -> str:
    """Tell readers of feeds, in a page's head, where the page's own is."""
    # Material takes each link[rel=alternate] for a language, and asks for its sitemap. The space, which HTML allows in
    # a list of words, keeps this one from it.
    link = f'<link rel="alternate " type="application/atom+xml" title="Changes" href="{escape(address)}">'
    return _before(html, html.find("</head>"), link)


def with_drawings_left_alone(html: str) -> str:
    """Give links in drawings the older name of their attribute, for themes that fetch pages and put them in.

    Material makes every `href` of such a page absolute, fails on those in SVG, which cannot be set, and shows nothing.
    """
    return _DRAWING.sub(lambda drawing: drawing[0].replace(' href="', ' xlink:href="'), html)


def mark_not_found(html: str) -> str:
    """Mark the page that a server shows for a missing one, so that our script tries the address in lower case.

    Where the theme says no more than that the page is not found, a sentence says what to do.
    """
    style = _OUR_STYLE.search(html)
    if style is not None:
        help_ = (
            "<h1>There is no page at this address</h1><p>It may have been renamed, or its record left the catalog. "
            f'<a href="{style[1]}explorer/" data-hl-search>Search for it</a>, or browse '
            f'<a href="{style[1]}explorer/">the Explorer</a>.</p>'
        )
        html = html.replace("<h1>404 - Not found</h1>", help_, 1)
    return _BODY.sub("<body data-hl-not-found", html, count=1)


def _with_button(html: str, root: str) -> str:
    """A link to the Explorer, which our script turns into the button that opens search."""
    button = (
        f'<a class="hl-search-button" href="{escape(root)}explorer/" role="button" '
        'title="Search records and docs (press / or Ctrl-K)"><span>Search</span><kbd>/</kbd></a>'
    )
    for place in _HEADER_PLACES:
        found = place.search(html)
        if found:
            return _before(html, found.start(), button)
    return html


def _before(html: str, at: int, text: str) -> str:
    return html if at < 0 else html[:at] + text + html[at:]
