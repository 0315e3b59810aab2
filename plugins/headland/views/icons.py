"""Icons of the Material set, as Material for MkDocs and Zensical ship them, so that no page asks for a picture."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from urllib.parse import quote

from markupsafe import Markup

from headland.prose.trusted import trusted

FALLBACK = "shape-outline"
"""The icon of what has none, or names one that does not exist."""

_PACKAGES = ("material", "zensical")
LONGEST_NAME = 80
_PATH = re.compile(r'<path d="([^"<>]*)"')
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")


@lru_cache(maxsize=256)
def icon(name: str) -> Markup:
    """An icon as inline SVG that screen readers pass over and that takes the colour of the text."""
    return trusted(f'<span class="hl-svg" aria-hidden="true">{_svg(name)}</span>')


@lru_cache(maxsize=256)
def icon_address(name: str) -> str:
    """An icon as a `data:` address, for style sheets."""
    return f"data:image/svg+xml,{quote(_svg(name), safe=' =:/')}".replace("%22", "'")


@lru_cache(maxsize=256)
def icon_path(name: str) -> str:
    """The outline of an icon, as the data of a path in a square of 24."""
    found = _PATH.search(_svg(name))
    return found[1] if found is not None else ""


def exists(name: str) -> bool:
    """Whether the set has an icon of that name."""
    return len(name) <= LONGEST_NAME and bool(_NAME.match(name)) and _folder().joinpath(f"{name}.svg").is_file()


def _svg(name: str) -> str:
    known = name if exists(name) else FALLBACK
    return _folder().joinpath(f"{known}.svg").read_text(encoding="utf-8").strip()


@lru_cache(maxsize=1)
def _folder() -> Traversable:
    """The folder of the set; both packages have the same."""
    for package in _PACKAGES:
        with suppress(ModuleNotFoundError):
            return files(package).joinpath("templates", ".icons", "material")
    raise ModuleNotFoundError(f"none of the packages that have the icons is installed: {', '.join(_PACKAGES)}")
