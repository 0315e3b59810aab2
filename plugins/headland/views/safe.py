"""What comes from records and must not break a page: addresses that may be followed, texts that can be written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_PART = re.compile(r"\{(\d)\}")
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f\\\"<>`]")


def safe_address(text: str) -> str | None:
    """An absolute address that a page may lead to (http, https, mailto), or None."""
    stripped = text.strip()
    if _FORBIDDEN.search(stripped):
        return None
    try:
        parts = urlsplit(stripped)
    except ValueError:
        return None
    if parts.scheme in ("http", "https") and parts.hostname:
        return stripped
    return stripped if parts.scheme == "mailto" and "@" in parts.path else None


def mail_address(text: str) -> str | None:
    """The `mailto:` address of an e-mail address, or None where it is none."""
    return f"mailto:{quote(text, safe='@+')}" if re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+", text) else None


def filled(template: str, value: str) -> str | None:
    """A template of an address with `{value}` filled in, or None where what comes out may not be followed.

    `{1}`, `{2}` and so on take the value's parts between slashes; where it has fewer there is no address.
    """
    safe = "/@+" if template.startswith("mailto:") else "/"
    parts = [quote(part, safe="") for part in value.strip("/").split("/")]
    wanted = [int(found) for found in _PART.findall(template)]
    if any(not 0 < number <= len(parts) or not parts[number - 1] for number in wanted):
        return None
    address = _PART.sub(lambda found: parts[int(found[1]) - 1], template)
    return safe_address(address.replace("{value}", quote(value, safe=safe)))


def well_formed(text: str) -> str:
    """A text that can be written as UTF-8: half characters, as in odd file names and escapes, become `?`."""
    return text.encode("utf-8", "replace").decode("utf-8")
