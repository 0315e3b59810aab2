"""The Content-Security-Policy that every page carries: its text, the hashes in it, and its place in a page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from typing import Final

_HOST: Final = re.compile(r"(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?", re.IGNORECASE)
_SCRIPT_TYPES: Final = re.compile(
    r"(?:|module|speculationrules|(?:text|application)/(?:x-)?(?:java|ecma)script)", re.IGNORECASE
)
"""Types that a browser runs or obeys; any other makes of a script element a block of data, which no policy concerns."""

_HEAD: Final = re.compile(r"<head(?:\s[^<>]*)?>", re.IGNORECASE)
_NO_HEAD: Final = re.compile(
    r"\A(?:\ufeff|\s|<!--.*?-->|<!doctype[^<>]*>|<html(?:\s[^<>]*)?>)*", re.IGNORECASE | re.DOTALL
)
_CHARSET: Final = re.compile(r"\s*<meta\s+charset=[\"']?utf-8[\"']?\s*/?>", re.IGNORECASE)


def policy_text(hashes: Iterable[str], picture_hosts: Iterable[str] = ()) -> str:
    """The policy: nothing comes from elsewhere but pictures of these hosts, and no script runs but the site's own
    files and those with these hashes (see `script_hashes`).

    Styles in pages stay allowed: the theme and Mermaid set them, and docs may within limits. `frame-ancestors`
    cannot be given by a page, only by the server.
    """
    scripts = " ".join(f"'{digest}'" for digest in sorted(set(hashes)))
    pictures = " ".join(host.lower() for host in sorted(set(picture_hosts)) if _HOST.fullmatch(host))
    directives = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": f"'self' data: {pictures}",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value.strip()}" for name, value in directives.items())


def script_hashes(html: str) -> Iterator[str]:
    """The hash of each script that stands in this HTML, as policies name them.

    Only HTML without any author's text may be given: what is hashed may run.
    """
    reader = _Scripts()
    reader.feed(html)
    reader.close()
    for script in reader.found:
        text = script.replace("\r\n", "\n").replace("\r", "\n")  # as browsers read it
        yield f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def with_policy(html: str, policy: str) -> str:
    """A page with the policy at the front of its head, so that it holds for all that follows.

    Before it stands only the character set, which browsers look for in the first 1,024 bytes.
    """
    tag = f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">'
    if tag in html[:8192]:
        return html
    head = _HEAD.search(html) or _NO_HEAD.match(html)
    at = head.end() if head else 0
    charset = _CHARSET.match(html, at)
    return f'{html[:at]}<meta charset="utf-8">{tag}{html[charset.end() if charset else at :]}'


class _Scripts(HTMLParser):
    """Collects the text of each script element that has no address and that a browser would run."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            attributes = dict(attrs)
            self._inside = "src" not in attributes and bool(
                _SCRIPT_TYPES.fullmatch((attributes.get("type") or "").strip())
            )
            if self._inside:
                self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "script":
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data
