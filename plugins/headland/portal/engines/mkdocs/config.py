"""MkDocs' configuration for a build of ours: somebody's mkdocs.yml as far as it can be followed, else our defaults."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugins
from mkdocs.utils import get_theme_names
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from headland.core.finding import Finding, Rule
from headland.core.run import Trust
from headland.core.settings import Settings
from headland.portal.docs_folder import Locate
from headland.portal.engines.settings import (
    THEME,
    Missing,
    copied,
    from_here,
    is_finite,
    pairs,
    problem_of,
    rooted,
    usable,
    usual_extensions,
)
from headland.portal.rules import MKDOCS_SETTING, PLUGIN_NOT_INSTALLED

CONFIG_NAMES: Final = ("mkdocs.yml", "mkdocs.yaml")
OURS: Final = ("headland/docs", "headland/catalog")
TECHDOCS: Final = "techdocs-core"
ATTEMPTS: Final = 100
"""Each attempt leaves out one setting that MkDocs refused."""


def _extensions() -> list[Any]:
    from material.extensions.emoji import to_svg, twemoji

    return usual_extensions(twemoji, to_svg)


@dataclass(frozen=True, slots=True)
class Derived:
    """A configuration that MkDocs accepts, the folder that it takes docs from, and what was left out on the way."""

    config: MkDocsConfig
    docs_dir: str
    findings: tuple[Finding, ...]


@dataclass
class _Draft:
    """A mkdocs.yml as it is being made acceptable."""

    values: dict[str, Any]
    locate: Locate
    findings: list[Finding] = field(default_factory=list)

    def leave_out(self, rule: Rule, text: str, message: str, hint: str | None = None) -> None:
        """Say that something was left out; `text` is how it is written in the file."""
        self.findings.append(rule.finding(message, self.locate(text), hint=hint))


def config_file(folder: Path) -> Path | None:
    """The mkdocs.yml of a folder, if it has one."""
    return next((folder / name for name in CONFIG_NAMES if (folder / name).is_file()), None)


def derive(folder: Path, spare: Path, *, settings: Settings, trust: Trust, locate: Locate) -> Derived:
    """A configuration for building a folder, still without our plugins; never raises for what its mkdocs.yml says.

    `spare` is an empty folder: MkDocs checks folders in it in the place of `docs_dir` and `site_dir`, which the
    caller sets afterwards. `locate` gives the place of a text in mkdocs.yml.
    """
    file = config_file(folder)
    config = MkDocsConfig(config_file_path=str(file or folder / CONFIG_NAMES[0]))
    draft = _Draft({}, locate)
    if file is not None and trust is Trust.WORKING_TREE:
        _read(file, config, draft)
    docs_dir = draft.values.pop("docs_dir", None)
    if docs_dir is not None and not isinstance(docs_dir, str):
        draft.leave_out(MKDOCS_SETTING, "docs_dir", f"docs_dir is a path, not {docs_dir!r}; 'docs' is taken")
        docs_dir = None
    _complete(draft, settings, folder)
    for name in ("docs", "site"):
        (spare / name).mkdir()
    draft.values |= {"docs_dir": str(spare / "docs"), "site_dir": str(spare / "site"), "strict": False}
    _validate(config, draft)
    return Derived(config, docs_dir or "docs", tuple(draft.findings))


def plain(folder: Path, spare: Path, *, site_name: str, site_url: str | None) -> MkDocsConfig:
    """A configuration with nothing of anybody's in it, for a catalog without docs."""
    config = MkDocsConfig(config_file_path=str(folder / CONFIG_NAMES[0]))
    values = {"site_name": site_name, "site_url": site_url, "theme": copied(THEME), "plugins": []}
    config.load_dict({**values, "docs_dir": str(spare / "docs"), "site_dir": str(spare / "site")})
    config.validate()
    return config


def _read(file: Path, config: MkDocsConfig, draft: _Draft) -> None:
    class Lenient(yaml.Loader):
        """MkDocs' own YAML, in which an object that is not installed costs only itself."""

    def named(loader: Lenient, name: str, node: yaml.Node) -> object:
        known = name.replace("materialx.emoji", "material.extensions.emoji")
        try:
            return loader.find_python_name(known, node.start_mark)  # type: ignore[attr-defined]
        except Exception:
            return Missing(name)

    Lenient.add_multi_constructor("tag:yaml.org,2002:python/name:", named)
    try:
        with file.open("rb") as stream:
            values = yaml_load(stream, get_yaml_loader(Lenient, config))
    except Exception as error:
        message = " ".join(str(error).split())
        draft.leave_out(MKDOCS_SETTING, "", f"{file.name} cannot be read, and the defaults are taken: {message}")
        return
    if not isinstance(values, dict):
        draft.leave_out(MKDOCS_SETTING, "", f"{file.name} holds no mapping of settings, and the defaults are taken")
        return
    if not is_finite(values):
        message = f"{file.name} has values that hold themselves, or hold too much, and the defaults are taken"
        draft.leave_out(MKDOCS_SETTING, "", message)
        return
    draft.values = values


def _complete(draft: _Draft, settings: Settings, folder: Path) -> None:
    values = draft.values
    named = values.get("site_name")
    values["site_name"] = settings.site.name or (named if isinstance(named, str) and named else folder.resolve().name)
    if settings.site.url:
        values["site_url"] = settings.site.url
    from_here(values, draft.leave_out)
    _choose_theme(draft)
    techdocs = _choose_plugins(draft)
    if "markdown_extensions" not in values:
        values["markdown_extensions"] = _extensions()
    else:
        own = [(name, rooted(name, options, folder)) for name, options in pairs(values["markdown_extensions"])]
        extensions = [usable(name, options, draft.leave_out) for name, options in own]
        if techdocs:
            extensions += [item for item in _extensions() if _name(item) not in {name for name, _ in own}]
        values["markdown_extensions"] = [item for item in extensions if item is not None]


def _choose_theme(draft: _Draft) -> None:
    theme = draft.values.get("theme")
    if theme is None:
        draft.values["theme"] = copied(THEME)
        return
    if not isinstance(theme, str | dict):
        draft.leave_out(MKDOCS_SETTING, "theme", f"the theme is a name or a mapping, not {theme!r}; Material is taken")
        draft.values["theme"] = copied(THEME)
        return
    name = theme if isinstance(theme, str) else theme.get("name")
    if name is not None and name not in get_theme_names():
        draft.leave_out(
            PLUGIN_NOT_INSTALLED,
            str(name),
            f"the theme {name!r} is not installed; Material is taken in its place",
            "Install the package that provides it, or name another theme.",
        )
        draft.values["theme"] = copied(THEME)


def _choose_plugins(draft: _Draft) -> bool:
    """Keep the plugins that can be used, without ours, which the build adds; whether TechDocs' set was among them."""
    installed = get_plugins()
    theme = draft.values["theme"]
    prefix = theme if isinstance(theme, str) else theme.get("name")
    kept: list[Any] = []
    techdocs = False
    for name, options in pairs(draft.values.get("plugins") or []):
        found = next((known for known in (f"{prefix}/{name}", name.lstrip("/")) if known in installed), None)
        if name == TECHDOCS:
            techdocs = True
        elif name in OURS:
            continue
        elif found is None:
            draft.leave_out(
                PLUGIN_NOT_INSTALLED,
                name,
                f"the plugin {name!r} is not installed; the site is built without it",
                "Install the package that provides it where the portal is built.",
            )
        elif (problem := problem_of(installed[found].load)) is not None:
            draft.leave_out(PLUGIN_NOT_INSTALLED, name, f"the plugin {name!r} cannot be loaded: {problem}")
        else:
            kept.append({name: options} if options else name)
    draft.values["plugins"] = kept
    return techdocs


_PLUGIN_IN_MESSAGE = re.compile(r"""[Pp]lugin ['"]([^'"]+)['"]|['"]([^'"]+)['"] plugin""")


def _validate(config: MkDocsConfig, draft: _Draft) -> None:
    """Leave out what MkDocs refuses, one setting at a time, until it accepts the rest."""
    path = config.config_file_path
    for _ in range(ATTEMPTS):
        config.set_defaults()
        config.config_file_path = path
        config.load_dict(copied(draft.values))
        try:
            errors, _warnings = config.validate()
        except Exception as unforeseen:
            errors = [("plugins", unforeseen)]
        if not errors:
            return
        for key, error in errors:
            _drop(draft, key, " ".join(str(error).split()))


def _drop(draft: _Draft, key: str, message: str) -> None:
    if key == "plugins":
        match = _PLUGIN_IN_MESSAGE.search(message)
        name = (match[1] or match[2]) if match else ""
        plugins = list(pairs(draft.values["plugins"]))
        kept = [(known, options) for known, options in plugins if known not in (name, name.rpartition("/")[2])]
        if len(kept) == len(plugins):
            kept = []
        draft.values["plugins"] = [{known: options} if options else known for known, options in kept]
        draft.leave_out(MKDOCS_SETTING, name or "plugins", f"a plugin is left out: {message}")
        return
    draft.leave_out(MKDOCS_SETTING, key, f"{key} is left out: {message}")
    if key == "theme":
        draft.values["theme"] = copied(THEME)
    else:
        draft.values.pop(key, None)


def _name(item: Any) -> str:
    return item if isinstance(item, str) else next(iter(item))
