"""Sites that are read from disk: links that name files, and data that come as scripts.

Under `file:` an address that ends in a slash shows a folder, and a browser refuses `fetch()`. A finished site becomes
one that can be opened from anywhere; served, it works as before.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Final

from headland.portal.assets import FOLDER, SHIPPED
from headland.portal.stamp import PATH as STAMP

INDEX: Final = "index.html"

_TAG: Final = re.compile(r"<(?:a|area|form|link|meta)\b(?:\"[^\"]*\"|'[^']*'|[^\"'<>])*>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"(?P<before>\s(?P<name>[^\s\"'<>/=]+)\s*=\s*)(?P<value>\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")
_LEADING: Final = frozenset({"href", "xlink:href", "action"})
_PATH: Final = re.compile(r"[\"']?(?P<path>[^\s\"'?#:/][^\s\"'?#:]*)(?=[\"'?#]|\Z)")
"""A path relative to the page: it begins with no slash, and no scheme stands before it."""

_REFRESH: Final = re.compile(
    r"[\"']\s*\d+\s*;\s*url\s*=\s*(?P<path>[^\s\"'?#:/][^\s\"'?#:]*)(?=[\"'?#])", re.IGNORECASE
)
"""The same, in what a page says that leads on to another one."""

_EARLY_FONT: Final = re.compile(r'<link rel="preload"[^<>]* as="font"[^<>]*>')
"""To a browser a disk is another origin, from which this gets nothing; the style sheet gets the fonts all the same."""

_DATA: Final = "window.headlandData=window.headlandData||{{}};window.headlandData[{name}]=JSON.parse({text});\n"
"""Parsed rather than written as an object, in which `__proto__` would be no key: see plugins/browser/src/data.ts."""


def make_offline(folder: Path) -> None:
    """Make the finished site in `folder` one that can be read from disk. Raises OSError."""
    for page in sorted(folder.rglob("*.html")):
        html = page.read_text("utf-8", errors="surrogateescape")
        named = with_file_names(html)
        if named != html:
            page.write_text(named, "utf-8", errors="surrogateescape", newline="")
    data = folder / FOLDER
    for file in sorted(data.rglob("*.json")):
        name = file.relative_to(data).as_posix()
        if file != folder / STAMP and not (SHIPPED / name).exists():
            file.with_name(f"{file.name}.js").write_text(as_script(name, file.read_text("utf-8")), "utf-8")


def with_file_names(html: str) -> str:
    """A page whose relative links to folders (`../x/`, `..`) name the file that a server would give for them."""
    return _TAG.sub(lambda tag: _ATTRIBUTE.sub(_with_file_name, tag[0]), _EARLY_FONT.sub("", html))


def as_script(name: str, text: str) -> str:
    """A data file as a script that hands it over under its name; `text` is JSON."""
    return _DATA.format(name=json.dumps(name), text=json.dumps(text, ensure_ascii=False))


def _with_file_name(attribute: re.Match[str]) -> str:
    name, value = attribute["name"].lower(), attribute["value"]
    if name in _LEADING:
        return attribute["before"] + _PATH.sub(_named, value, count=1) if _PATH.match(value) else attribute[0]
    if name == "content" and _REFRESH.match(value):
        return attribute["before"] + _REFRESH.sub(_named, value, count=1)
    return attribute[0]


def _named(found: re.Match[str]) -> str:
    path = found["path"]
    if path.endswith("/"):
        return found[0] + INDEX
    return f"{found[0]}/{INDEX}" if path.rpartition("/")[2] in (".", "..") else found[0]
