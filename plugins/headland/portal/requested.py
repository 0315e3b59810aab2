"""Requests: from the address that a browser asks for to a file of the site, and never to anything else."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote

_INDEX: Final = "index.html"
_TYPES: Final = {".woff2": "font/woff2", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml"}
"""Those that Python's own table has not, or has otherwise on some systems."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder was asked for without the slash at its end; `address` has it."""

    address: str


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the site, and the address of the page that it is (`catalog/x/`)."""

    file: Path
    address: str
    media_type: str


def requested(site: Path, target: str) -> Found | Moved | None:
    """What a request's target names in the folder `site`; None where that is nothing of the site.

    The target is as it stands in the request. It is decoded once; a part that is `..` then, and a symbolic link that
    leads out of the folder, name nothing (CVE-2021-40978). Raises nothing.
    """
    path = unquote(target.partition("?")[0].partition("#")[0], errors="surrogateescape")
    parts = [part for part in path.split("/") if part]
    if not path.startswith("/") or "\0" in path or {"..", "."} & set(parts):
        return None
    try:
        root = site.resolve(strict=True)
        file = root.joinpath(*parts).resolve(strict=True)
        if not file.is_relative_to(root):
            return None
        if file.is_dir():
            if parts and not path.endswith("/"):
                return Moved("/" + "".join(f"{quote(part, errors='surrogateescape')}/" for part in parts))
            file = (file / _INDEX).resolve(strict=True)
            parts.append(_INDEX)
        if not file.is_relative_to(root) or not file.is_file():
            return None
    except (OSError, ValueError, RuntimeError):
        return None
    return Found(file, "/".join(parts).removesuffix(_INDEX), media_type(file.name))


def media_type(name: str) -> str:
    """The media type of a file, by its name."""
    guessed, packed = mimetypes.guess_type(name)
    suffix = Path(name).suffix.lower()
    sort = "application/gzip" if packed else _TYPES.get(suffix) or guessed or "application/octet-stream"
    return f"{sort}; charset=utf-8" if sort.startswith("text/") else sort
