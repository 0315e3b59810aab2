"""What engines make of a mkdocs.yml alike: the usual look and Markdown, and the parts of it that can be used here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Protocol

import markdown

from headland.core.finding import Rule
from headland.portal.rules import MKDOCS_SETTING, PLUGIN_NOT_INSTALLED
from headland.prose import rooted_snippets

DEEPEST: Final = 100
MOST_VALUES: Final = 200_000
"""As many values as mkdocs.yml may hold, and as deep as they may stand in each other."""

THEME: Final[Mapping[str, Any]] = {
    "name": "material",
    "font": False,
    "features": [
        "content.action.edit",
        "content.code.annotate",
        "content.code.copy",
        "content.tabs.link",
        "navigation.indexes",
        "navigation.prune",
        "navigation.tabs",
        "navigation.top",
        "toc.follow",
    ],
    "palette": [
        {
            "media": "(prefers-color-scheme: light)",
            "scheme": "default",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-night", "name": "Switch to dark mode"},
        },
        {
            "media": "(prefers-color-scheme: dark)",
            "scheme": "slate",
            "primary": "custom",
            "accent": "custom",
            "toggle": {"icon": "material/weather-sunny", "name": "Switch to light mode"},
        },
    ],
}


def usual_extensions(emoji_index: object, emoji_generator: object) -> list[Any]:
    """The Markdown that docs may use where nobody says otherwise: Material's usual set, which TechDocs has too."""
    from pymdownx.superfences import fence_code_format

    mermaid = {"name": "mermaid", "class": "mermaid", "format": fence_code_format}
    return [
        "abbr",
        "admonition",
        "attr_list",
        "def_list",
        "footnotes",
        "md_in_html",
        "tables",
        {"toc": {"permalink": True}},
        {"pymdownx.betterem": {"smart_enable": "all"}},
        "pymdownx.caret",
        "pymdownx.critic",
        "pymdownx.details",
        {"pymdownx.emoji": {"emoji_index": emoji_index, "emoji_generator": emoji_generator}},
        {"pymdownx.highlight": {"anchor_linenums": True, "pygments_lang_class": True}},
        "pymdownx.inlinehilite",
        "pymdownx.keys",
        "pymdownx.magiclink",
        "pymdownx.mark",
        "pymdownx.smartsymbols",
        {"pymdownx.superfences": {"custom_fences": [mermaid]}},
        {"pymdownx.tabbed": {"alternate_style": True}},
        {"pymdownx.tasklist": {"custom_checkbox": True}},
        "pymdownx.tilde",
    ]


SNIPPETS: Final = "pymdownx.snippets"
"""Reads files, and is read in a form of ours that follows no link out of the folder: see `rooted`."""


_REMOTE: Final = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Missing:
    """A Python object that mkdocs.yml names, and that is not installed."""

    name: str


class LeaveOut(Protocol):
    """Who is told what was left out; `text` is how it is written in the file."""

    def __call__(self, rule: Rule, text: str, message: str, hint: str | None = None) -> None: ...


def usable(name: str, options: Any, leave_out: LeaveOut) -> Any:
    """An extension that Python-Markdown can load, without options that name what is not installed; else None."""
    for missing in _missing(options):
        leave_out(
            PLUGIN_NOT_INSTALLED,
            missing,
            f"{missing!r}, which {name!r} is to use, is not installed; the extension's default is taken",
        )
    options = _without_missing(options)
    name = rooted_snippets.NAME if name == SNIPPETS else name
    problem = problem_of(
        lambda: markdown.Markdown(extensions=[name], extension_configs={name: options} if options else {})
    )
    if problem is not None:
        leave_out(
            PLUGIN_NOT_INSTALLED,
            name,
            f"the Markdown extension {name!r} cannot be used: {problem}",
            "Install the package that provides it, or mend its options.",
        )
        return None
    return {name: options} if options else name


def from_here(values: dict[str, Any], leave_out: LeaveOut) -> None:
    """Leave out scripts and styles of other hosts: the policy of the site lets no browser load them."""
    for key in ("extra_javascript", "extra_css"):
        items = values.get(key)
        if not isinstance(items, list):
            continue
        remote = [item for item in items if _REMOTE.match(_address(item))]
        for address in map(_address, remote):
            message = f"{key} names {address!r} on another host, which the portal's policy lets no browser load"
            leave_out(MKDOCS_SETTING, address, message, "Put the file among the docs, and name it by its path.")
        values[key] = [item for item in items if item not in remote]


def _address(item: object) -> str:
    return str(item.get("path") if isinstance(item, dict) else item)


def rooted(name: str, options: Any, folder: Path) -> Any:
    """Options of an extension that looks for files in the current folder, which is to be that of mkdocs.yml."""
    if name != SNIPPETS:
        return options
    options = dict(options) if isinstance(options, dict) else {}
    base = options.get("base_path", ["."])
    paths = [base] if isinstance(base, str) else base if isinstance(base, list) else []
    root = folder.resolve()
    found = [str(root / path) if isinstance(path, str) else path for path in paths]
    return {**options, "base_path": found, "root": str(root)}


def pairs(items: Any) -> Iterator[tuple[str, Any]]:
    """The names and options of a list or mapping of plugins or extensions; what is neither is passed over."""
    if isinstance(items, dict):
        yield from ((str(name), options) for name, options in items.items())
    elif isinstance(items, list):
        for item in items:
            if isinstance(item, str):
                yield item, None
            elif isinstance(item, dict):
                yield from ((str(name), options) for name, options in item.items())


def problem_of(action: Callable[[], object]) -> str | None:
    """What goes wrong when something foreign is tried, in one line; None where nothing does."""
    try:
        action()
    except Exception as error:
        return " ".join(str(error).split()) or type(error).__name__
    return None


def is_finite(value: Any) -> bool:
    """Whether a value can be walked: YAML's aliases make values that hold themselves, or each other many times."""
    waiting, seen = [(value, 0)], 0
    while waiting:
        here, depth = waiting.pop()
        seen += 1
        if depth > DEEPEST or seen > MOST_VALUES:
            return False
        if isinstance(here, dict | list | tuple):
            waiting.extend((item, depth + 1) for item in (here.values() if isinstance(here, dict) else here))
    return True


def copied(value: Any) -> Any:
    """A copy of plain containers, for engines that empty the ones that they are given."""
    if isinstance(value, Mapping):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [copied(item) for item in value]
    return value


def _missing(value: Any) -> Iterator[str]:
    if isinstance(value, Missing):
        yield value.name
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _missing(item)


def _without_missing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_missing(item) for key, item in value.items() if not isinstance(item, Missing)}
    if isinstance(value, list):
        return [_without_missing(item) for item in value if not isinstance(item, Missing)]
    return value
