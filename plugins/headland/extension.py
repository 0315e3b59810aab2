"""What others add to Headland: an `Extension`, named in the entry-point group `headland`, fills the registries.

A package declares it so, and nothing else is needed:

    [project.entry-points.headland]
    acme = "acme_headland:EXTENSION"
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headland.checks import Check
    from headland.cli.command import Command
    from headland.definitions.formats import Format
    from headland.forges.forge import Forge
    from headland.kinds.kind import Kind
    from headland.reporting import ReportFormat
    from headland.views.registry import View

GROUP = "headland"

REGISTRIES = {
    "kinds": ("headland.kinds", "KINDS"),
    "checks": ("headland.checks", "CHECKS"),
    "views": ("headland.views.registry", "VIEWS"),
    "forges": ("headland.forges.forge", "FORGES"),
    "definitions": ("headland.definitions.formats", "FORMATS"),
    "formats": ("headland.reporting", "FORMATS"),
    "commands": ("headland.cli.command", "COMMANDS"),
}
"""Field of Extension -> where its registry stands. By name, since this module is below every room that it fills."""


class ExtensionError(Exception):
    """An installed extension cannot be used; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Extension:
    """Kinds, checks, views, forges, formats of definitions, report formats and commands of somebody else's."""

    name: str
    kinds: tuple[Kind, ...] = ()
    checks: tuple[Check, ...] = ()
    views: tuple[View, ...] = ()
    forges: tuple[Forge, ...] = ()
    definitions: tuple[Format, ...] = ()
    formats: tuple[ReportFormat, ...] = ()
    commands: tuple[Command, ...] = ()


def install(extension: Extension) -> None:
    """Add everything that an extension has to the registries.

    Raises ExtensionError when a name is taken.
    """
    for field, (module, registry) in REGISTRIES.items():
        items: Iterable[Any] = getattr(extension, field)
        for item in items:
            try:
                getattr(import_module(module), registry).register(item)
                if field == "checks":
                    import_module("headland.core.finding").RULES.register(item.rule)
            except ValueError as error:
                raise ExtensionError(f"the extension {extension.name!r} cannot be used: {error}") from error


@cache
def install_extensions() -> tuple[str, ...]:
    """Install every extension of the environment, once, and give their names.

    Raises ExtensionError when one cannot be imported or is no Extension.
    """
    names: list[str] = []
    for point in sorted(entry_points(group=GROUP), key=lambda found: found.name):
        try:
            extension = point.load()
        except Exception as error:
            raise ExtensionError(f"the extension {point.name!r} cannot be imported: {error}") from error
        if not isinstance(extension, Extension):
            raise ExtensionError(f"the extension {point.name!r} ({point.value}) is no headland.extension.Extension")
        install(extension)
        names.append(extension.name)
    return tuple(names)
