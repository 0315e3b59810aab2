"""Active files: what a browser would run when it opens a file that stands beside the pages."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from typing import Final

PAGES: Final = frozenset({".htm", ".html", ".mht", ".mhtml", ".shtml", ".svgz", ".xht", ".xhtml"})
"""Files that are pages themselves, or cannot be looked into."""

DOCUMENTS: Final = frozenset({".atom", ".rdf", ".rss", ".svg", ".xml", ".xsl", ".xslt"})
"""Files that are data or pictures, unless they hold something that runs."""

_ACTIVE: Final = re.compile(
    r"<(?:[\w-]+:)?(?:script|iframe|embed|object|meta|base|form|link)\b|[\s\"'/]on[a-z]+\s*=|<!entity|xml-stylesheet",
    re.IGNORECASE,
)
_ACTIVE_ADDRESS: Final = re.compile(r"(?:javascript|vbscript|data:text/html|data:image/svg)", re.IGNORECASE)
_IGNORED_IN_ADDRESSES: Final = re.compile(r"[\x00-\x20]+")


def is_active(path: str, content: bytes) -> bool:
    """Whether a browser that opens this file may run what its author wrote, with the site's own rights.

    Foreign objects in pictures are no reason: drawing programs put the words of a diagram into them.
    """
    suffix = posixpath.splitext(path)[1].lower()
    if suffix in PAGES:
        return True
    if suffix not in DOCUMENTS:
        return False
    if b"\0" in content:
        return True
    text = unescape(content.decode("utf-8", errors="replace"))
    return bool(_ACTIVE.search(text) or _ACTIVE_ADDRESS.search(_IGNORED_IN_ADDRESSES.sub("", text)))
