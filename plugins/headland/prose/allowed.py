"""What hostile HTML may keep: tags, attributes, classes and schemes, and why each group is there."""

from __future__ import annotations

import re


def names(text: str) -> frozenset[str]:
    """The words of a text as a set, for lists too long to be quoted word by word."""
    return frozenset(text.split())


TEXT_TAGS = names(
    "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p picture pre q rp rt ruby s samp "
    "section small span strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr"
)
"""What prose is made of."""

WIDGET_TAGS = frozenset({"input", "label"})
"""Tabbed sets and task lists, as pymdownx writes them; `input` only with the types below."""

MEDIA_TAGS = frozenset({"audio", "source", "track", "video"})

GAUGE_TAGS = frozenset({"meter", "progress"})

SVG_TAGS = frozenset(["svg", "g", "path", "circle", "ellipse", "line", "polygon", "polyline", "rect"])
"""The icons of `.twemoji`: shapes alone. Text, links, styles, `use`, `foreignObject` and `title` stay outside: they
load things, or are the points at which HTML parsers disagree."""

TAGS = TEXT_TAGS | WIDGET_TAGS | MEDIA_TAGS | GAUGE_TAGS | SVG_TAGS

DROPPED_WITH_CONTENT = frozenset({"script", "style", "template", "noscript", "iframe", "object", "xmp", "noembed"})
"""Tags whose content is no prose either."""

_SHAPE = frozenset({"fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "fill-rule", "clip-rule"})

ATTRIBUTES: dict[str, set[str]] = {
    "*": {
        "align",
        "aria-describedby",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "class",
        "data-linenos",
        "data-linenums",
        "data-tabs",
        "data-title",
        "dir",
        "id",
        "lang",
        "role",
        "style",
        "title",
    },
    "a": {"download", "href", "hreflang", "name", "rel", "target"},
    "abbr": {"title"},
    "audio": {"controls", "loop", "muted", "src"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"cite", "datetime"},
    "details": {"name", "open"},
    "img": {"alt", "decoding", "height", "loading", "sizes", "src", "srcset", "width"},
    "input": {"checked", "disabled", "id", "name"},
    "ins": {"cite", "datetime"},
    "label": {"for"},
    "li": {"value"},
    "meter": {"high", "low", "max", "min", "optimum", "value"},
    "ol": {"reversed", "start", "type"},
    "progress": {"max", "value"},
    "q": {"cite"},
    "source": {"media", "sizes", "src", "srcset", "type"},
    "svg": {"height", "viewBox", "width", "xmlns", *_SHAPE},
    "g": {"transform", *_SHAPE},
    "path": {"d", "transform", *_SHAPE},
    "circle": {"cx", "cy", "r", *_SHAPE},
    "ellipse": {"cx", "cy", "rx", "ry", *_SHAPE},
    "line": {"x1", "x2", "y1", "y2", *_SHAPE},
    "polygon": {"points", *_SHAPE},
    "polyline": {"points", *_SHAPE},
    "rect": {"height", "rx", "ry", "width", "x", "y", *_SHAPE},
    "table": {"summary"},
    "td": {"colspan", "headers", "rowspan"},
    "th": {"colspan", "headers", "rowspan", "scope"},
    "time": {"datetime"},
    "track": {"default", "kind", "label", "src", "srclang"},
    "video": {"controls", "height", "loop", "muted", "poster", "src", "width"},
}

INPUT_TYPES = {"radio", "checkbox"}

STYLES = {"text-align", "vertical-align", "width", "max-width", "height"}
"""Properties that move or hide nothing on the page and load nothing."""

SCHEMES = {"http", "https", "mailto", "entity"}
"""`entity:` is ours and leads nowhere until `rewrite_links` has resolved it."""

ALIGNMENTS = frozenset({"bottom", "center", "justify", "left", "middle", "right", "top"})
"""What `align` may say: Material's documentation places pictures by it, and READMEs centre their heads."""

RELATIONS = frozenset({"author", "external", "footnote", "help", "license", "nofollow", "noopener", "noreferrer"})
"""What `rel` may say of a link: none of them loads anything or gives the other side a hand on this one."""

ROLES = frozenset({"doc-noteref", "doc-endnotes", "doc-backlink", "img", "list", "note", "presentation", "table"})

MADE_IDS = re.compile(r"__(?:tabbed|codelineno|span|code)_?-?\d+(?:[-_]\d+)*\Z")
"""Ids in the theme's own name space that our extensions make: tabbed sets, lines of code."""

OWN_PREFIXES = ("__", "hl-", "md-")
"""How the theme's ids and classes and our own begin; an author's may not take their place."""

KEPT_CLASSES = re.compile(r"md-(?:button|tag|icon|typeset|annotation|keys)(?:$|[-_])")
"""The theme's classes that authors are told to use."""
