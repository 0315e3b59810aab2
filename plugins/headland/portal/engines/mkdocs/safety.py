"""Safety of docs: every string of a page that the theme would print as it is, made harmless before it sees it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from headland.core.visible import shown_name
from headland.prose import plain_text
from headland.prose.sanitising import own_id

REDIRECT = "redirect.html"
_TEMPLATE = re.compile(r"[A-Za-z0-9_-]+\.html")
_ICON = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")


def escape_meta(page: Page, config: MkDocsConfig) -> tuple[str, ...]:
    """Escape all strings of a page's front matter; say which keys were left out.

    `template` and `icon` name files of the theme, and are kept where they name one that there is; the theme's
    template that leads to any address whatever is none for a page.
    """
    left_out = []
    for key, known in (("template", _is_template), ("icon", _is_icon)):
        value = page.meta.get(key)
        if value is not None and not known(value, config):
            del page.meta[key]
            left_out.append(key)
    named = page.meta.get("title")
    if isinstance(named, str):
        page.meta["title"] = shown_name(named)
    page.meta = {str(key): _escaped(value) for key, value in page.meta.items()}
    return tuple(left_out)


def escape_heads(page: Page) -> None:
    """Escape a rendered page's title, which the nav prints on every page, and its table of contents."""
    if "title" not in page.meta and "title" not in vars(page) and isinstance(page.title, str):
        title = str(escape(shown_name(plain_text(page.title) if page._title_from_render else page.title)))
        page.title = title
        if not page.is_homepage:
            page.meta["title"] = title
    _escape_anchors(page.toc)


def escape_sections(nav: Navigation, config: MkDocsConfig) -> None:
    """Escape the titles of sections that come from folders' names; those written in mkdocs.yml are its owner's."""
    written = set(_titles(config.nav))
    for section in _sections(nav.items):
        if section.title not in written:
            section.title = str(escape(shown_name(section.title)))


def is_inside(path: str | None, folder: Path) -> bool:
    """Whether a file of the docs is, links followed, inside the folder that they come from."""
    return path is None or Path(os.path.realpath(path)).is_relative_to(folder)


def _escaped(value: Any) -> Any:
    if isinstance(value, str):
        return str(escape(value))
    if isinstance(value, list | tuple):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {_escaped(key): _escaped(item) for key, item in value.items()}
    return value


def _is_template(value: object, config: MkDocsConfig) -> bool:
    if not isinstance(value, str) or value == REDIRECT or not _TEMPLATE.fullmatch(value):
        return False
    return _in_theme(value, config)


def _is_icon(value: object, config: MkDocsConfig) -> bool:
    return isinstance(value, str) and bool(_ICON.fullmatch(value)) and _in_theme(f".icons/{value}.svg", config)


def _in_theme(path: str, config: MkDocsConfig) -> bool:
    return any((Path(folder) / path).is_file() for folder in config.theme.dirs)


def _escape_anchors(anchors: Iterable[AnchorLink]) -> None:
    for anchor in anchors:
        anchor.title = str(escape(shown_name(plain_text(anchor.title))))
        anchor.id = str(escape(own_id(anchor.id)))
        _escape_anchors(anchor.children)


def _sections(items: Iterable[Any]) -> Iterable[Section]:
    for item in items:
        if isinstance(item, Section):
            yield item
            yield from _sections(item.children)


def _titles(nav: Any) -> Iterable[str]:
    if isinstance(nav, list):
        for item in nav:
            yield from _titles(item)
    elif isinstance(nav, dict):
        for title, below in nav.items():
            yield str(title)
            yield from _titles(below)
