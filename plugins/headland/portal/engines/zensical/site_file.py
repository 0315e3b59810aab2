"""mkdocs.yml without MkDocs: the settings of a site that Zensical can follow, and what of the rest is told."""

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from headland.core.finding import Finding, Rule
from headland.core.run import Trust
from headland.core.settings import Settings
from headland.portal.docs_folder import USUAL, Locate
from headland.portal.engines.settings import (
    THEME,
    Missing,
    copied,
    is_finite,
    pairs,
    rooted,
    usable,
    usual_extensions,
)
from headland.portal.mkdocs_file import NAMES
from headland.portal.rules import MKDOCS_SETTING, PLUGIN_NOT_INSTALLED

BUILT_IN: Final = ("toc", "tables", "fenced_code")
"""Extensions that MkDocs loads whatever mkdocs.yml says; Zensical does so too."""

_SILENT_PLUGINS: Final = frozenset(
    {"search", "material/search", "headland/docs", "headland/catalog", "techdocs-core", "offline", "material/offline"}
)
"""Plugins whose work the portal does itself."""

_LOOKS: Final = ("copyright", "extra", "extra_css", "extra_javascript")
"""Settings that are handed to Zensical as they are."""

_THEME_KEYS: Final = ("custom_dir", "direction", "favicon", "features", "icon", "language", "logo", "palette")
_OWN_THEMES: Final = ("material", "zensical")
_DEEPEST_PARENT: Final = 10


@dataclass(frozen=True, slots=True)
class SiteFile:
    """What a folder's mkdocs.yml asks for, with the usual in the place of what it leaves open.

    `theme` and `looks` go to Zensical; `extensions` are for Python-Markdown. `nav` and `excluded` are as written.
    """

    site_name: str
    site_url: str | None
    description: str
    docs_dir: str
    nav: Any
    excluded: str
    theme: Mapping[str, Any]
    looks: Mapping[str, Any]
    extensions: tuple[Any, ...]
    findings: tuple[Finding, ...]


@dataclass
class _Draft:
    values: dict[str, Any]
    locate: Locate
    findings: list[Finding] = field(default_factory=list)

    def leave_out(self, rule: Rule, text: str, message: str, hint: str | None = None) -> None:
        self.findings.append(rule.finding(message, self.locate(text), hint=hint))

    def text(self, key: str) -> str | None:
        """A setting that is to be a text; None where it is left open."""
        value = self.values.get(key)
        if value is None or isinstance(value, str):
            return value or None
        self.leave_out(MKDOCS_SETTING, key, f"{key} is a text, not {value!r}; it is left out")
        return None


def read_site_file(folder: Path, *, settings: Settings, trust: Trust, locate: Locate) -> SiteFile:
    """Read the mkdocs.yml of a folder; never raises for what it says. `locate` gives the place of a text in it."""
    file = next((folder / name for name in NAMES if (folder / name).is_file()), None)
    draft = _Draft({}, locate)
    if file is not None and trust is Trust.WORKING_TREE:
        _read(file, draft)
    values = draft.values
    if values.get("use_directory_urls") is False:
        message = "use_directory_urls is not followed with Zensical: every page's address ends with '/'"
        draft.leave_out(MKDOCS_SETTING, "use_directory_urls", message)
    if values.get("hooks"):
        message = "hooks work with MkDocs alone; the site is built without them"
        draft.leave_out(MKDOCS_SETTING, "hooks", message, "Build with `--engine mkdocs`, or take the hooks out.")
    techdocs = _tell_plugins(draft)
    return SiteFile(
        site_name=settings.site.name or draft.text("site_name") or folder.resolve().name,
        site_url=settings.site.url or draft.text("site_url"),
        description=draft.text("site_description") or "",
        docs_dir=draft.text("docs_dir") or USUAL,
        nav=values.get("nav"),
        excluded=draft.text("exclude_docs") or "",
        theme=_theme(draft, folder),
        looks={key: values[key] for key in _LOOKS if values.get(key) is not None},
        extensions=tuple(_extensions(draft, folder, techdocs=techdocs)),
        findings=tuple(draft.findings),
    )


def plain_theme() -> Mapping[str, Any]:
    """The usual look, with nothing of anybody's in it."""
    return {**copied(THEME), "variant": "classic"}


class _Loader(yaml.SafeLoader):
    """MkDocs' YAML: names of Python objects, and variables of the environment."""


def _named(loader: _Loader, name: str, node: yaml.Node) -> object:
    """The object of a `!!python/name:`; one that is not installed costs only itself."""
    for before in ("material.extensions", "materialx"):
        name = name.replace(before, "zensical.extensions")
    module, _, attribute = name.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except Exception:
        return Missing(name)


def _from_environment(loader: _Loader, node: yaml.Node) -> object:
    """The value of the first variable of an `!ENV` that is set; a list's last item stands for none of them."""
    if isinstance(node, yaml.SequenceNode):
        items = [loader.construct_object(item) for item in node.value]
        names, default = items[:-1], items[-1] if items else None
        if len(items) == 1:
            names, default = items, None
    else:
        names, default = [loader.construct_scalar(node)] if isinstance(node, yaml.ScalarNode) else [], None
    return next((yaml.safe_load(os.environ[str(name)]) for name in names if str(name) in os.environ), default)


def _pass_over(loader: _Loader, suffix: str, node: yaml.Node) -> object:
    """A tag that nobody knows: its text, as far as it has one."""
    return node.value if isinstance(node, yaml.ScalarNode) else None


_Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named)
_Loader.add_constructor("!ENV", _from_environment)
_Loader.add_multi_constructor("!", _pass_over)


def _read(file: Path, draft: _Draft) -> None:
    try:
        values = _loaded(file, 0)
    except Exception as error:
        message = " ".join(str(error).split())
        draft.leave_out(MKDOCS_SETTING, "", f"{file.name} cannot be read, and the defaults are taken: {message}")
        return
    if not isinstance(values, dict):
        draft.leave_out(MKDOCS_SETTING, "", f"{file.name} holds no mapping of settings, and the defaults are taken")
    elif not is_finite(values):
        message = f"{file.name} has values that hold themselves, or hold too much, and the defaults are taken"
        draft.leave_out(MKDOCS_SETTING, "", message)
    else:
        draft.values = {str(key): value for key, value in values.items()}


def _loaded(file: Path, depth: int) -> Any:
    """The file's values on top of those of the file that it inherits."""
    values = yaml.load(file.read_bytes(), _Loader)  # noqa: S506 - a SafeLoader; names and variables are its owner's
    parent = values.pop("INHERIT", None) if isinstance(values, dict) else None
    if not isinstance(parent, str) or depth == _DEEPEST_PARENT:
        return values
    below = _loaded((file.parent / parent).resolve(), depth + 1)
    return _merged(below, values) if isinstance(below, dict) else values


def _merged(below: dict[Any, Any], above: dict[Any, Any]) -> dict[Any, Any]:
    merged = dict(below)
    for key, value in above.items():
        known = merged.get(key)
        merged[key] = _merged(known, value) if isinstance(known, dict) and isinstance(value, dict) else value
    return merged


def _tell_plugins(draft: _Draft) -> bool:
    """Say which plugins are left out; whether TechDocs' set is among them."""
    names = [name for name, _ in pairs(draft.values.get("plugins") or [])]
    for name in names:
        if name not in _SILENT_PLUGINS:
            draft.leave_out(
                PLUGIN_NOT_INSTALLED,
                name,
                f"the plugin {name!r} works with MkDocs alone; the site is built without it",
                "Build with `--engine mkdocs`, or take the plugin out of mkdocs.yml.",
            )
    return "techdocs-core" in names


def _theme(draft: _Draft, folder: Path) -> Mapping[str, Any]:
    theme = draft.values.get("theme")
    if theme is None:
        return plain_theme()
    values = {"name": theme} if isinstance(theme, str) else theme if isinstance(theme, dict) else {}
    name = values.get("name") or "material"
    if not values or name not in _OWN_THEMES:
        message = f"the theme {name!r} is not one of Zensical's; Zensical's own is taken in its place"
        draft.leave_out(PLUGIN_NOT_INSTALLED, str(name), message)
        return plain_theme()
    kept = {key: values[key] for key in _THEME_KEYS if values.get(key) is not None}
    if isinstance(kept.get("custom_dir"), str):
        kept["custom_dir"] = str((folder / kept["custom_dir"]).resolve())
    return {**kept, "name": "material", "variant": values.get("variant") or "classic", "font": False}


def _extensions(draft: _Draft, folder: Path, *, techdocs: bool) -> list[Any]:
    from zensical.extensions.emoji import to_svg, twemoji

    usual = usual_extensions(twemoji, to_svg)
    written = draft.values.get("markdown_extensions")
    if written is None:
        return [*BUILT_IN, *usual]
    own = [(name, rooted(name, options, folder)) for name, options in pairs(written)]
    names = {name for name, _ in own}
    found = [name for name in BUILT_IN if name not in names]
    found += [item for name, options in own if (item := usable(name, options, draft.leave_out)) is not None]
    if techdocs:
        found += [item for item in usual if (item if isinstance(item, str) else next(iter(item))) not in names]
    return found
