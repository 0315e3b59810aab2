"""Links of docs to other files of their repository, which no site has, but a forge shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from headland.core.source import OutsideRoot, join

Address = Callable[[str], str | None]
"""From the path of a file to the address at which it is shown; None where there is none."""

_LINK = re.compile(r'(<a\b[^<>]*?\shref=")([^"]+)(")')


def outside_target(link: str, page: str, docs: str, files: Collection[str]) -> str | None:
    """The file of the source that a relative link of a page means, where it lies outside the docs; else None.

    `page` and `docs` are paths of the page and of the docs' folder in the source that has `files`.
    """
    try:
        parts = urlsplit(link)
        if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
            return None
        target = join(page, unquote(parts.path))
    except (ValueError, OutsideRoot):
        return None
    is_inside = not docs or target == docs or target.startswith(f"{docs}/")
    return target if not is_inside and target in files else None


def lead_outside(html: str, page: str, docs: str, files: Collection[str], address: Address) -> str:
    """Lead links to files outside the docs to where those are shown, as far as there is such a place."""

    def replace(found: re.Match[str]) -> str:
        before, link, after = found.groups()
        target = outside_target(unescape(link), page, docs, files)
        shown = address(target) if target is not None else None
        return found[0] if shown is None else f"{before}{escape(shown)}{after}"

    return _LINK.sub(replace, html) if "../" in html else html
