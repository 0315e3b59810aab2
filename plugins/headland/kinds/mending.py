"""What a text that Backstage refuses was probably meant to be: the name, tag or day that one would write instead.

Each function gives a proposal, which its caller still holds against the form that is asked for; None where
nothing can be said.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime

_ADDRESS = re.compile(r"([^@\s]+)@[^@\s]+\.[^@\s]+")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_IN_LABELS = re.compile(r"[^a-z0-9]+")
_NOT_IN_TAGS = re.compile(r"[^a-z0-9:+#]+")
_ENDS = "-_."
_LONGEST_ADDRESS = 200
_HOST = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+(?:[:/?#].*)?", re.I)
_DAYS = ("%d.%m.%Y", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ].*")


def name(text: str) -> str | None:
    """`Payment Ledger` -> `payment-ledger`, `@example/ledger` -> `example-ledger`, `ada@example.com` -> `ada`."""
    address = _ADDRESS.fullmatch(text)
    plain = _without_accents(address[1] if address else text)
    if any(character.isspace() for character in plain.strip()):
        plain = plain.lower()
    return _NOT_IN_NAMES.sub("-", plain).strip(_ENDS) or None


def dns_label(text: str) -> str | None:
    """`Payments.Cards` -> `payments-cards`."""
    return _NOT_IN_LABELS.sub("-", _without_accents(text).lower()).strip("-") or None


def tag(text: str) -> str | None:
    """`Java` -> `java`, `open source` -> `open-source`, `node.js` -> `node-js`."""
    return _NOT_IN_TAGS.sub("-", _without_accents(text).lower()).strip("-") or None


def key(text: str) -> str | None:
    """`GitHub.com/project slug` -> `github.com/project-slug`; nothing where there is more than one slash."""
    domain, slash, last = text.rpartition("/")
    mended = name(last)
    return f"{domain.lower()}{slash}{mended}" if mended and "/" not in domain else None


def url(text: str) -> str | None:
    """`www.example.com/x` -> `https://www.example.com/x`; nothing for a path."""
    return f"https://{text}" if len(text) <= _LONGEST_ADDRESS and _HOST.fullmatch(text) else None


def day(text: str) -> str | None:
    """`31.01.2026` and `January 31, 2026` -> `2026-01-31`; nothing where day and month could change places."""
    moment = _MOMENT.fullmatch(text)
    if moment:
        return moment[1]
    for form in _DAYS:
        try:
            return datetime.strptime(text.strip(), form).replace(tzinfo=UTC).date().isoformat()
        except ValueError:
            continue
    return None


def _without_accents(text: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFKD", text) if not unicodedata.combining(part))
