"""Which engines there are: known by name before any of them is imported, for each may be missing."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Final, cast

from headland.portal.engines.engine import Engine, EngineError


@dataclass(frozen=True, slots=True)
class EngineEntry:
    """An engine by name. `module` has it as `ENGINE`; `library` is what it imports, and `package` brings that."""

    name: str
    module: str
    library: str
    package: str
    summary: str


DEFAULT_ENGINE: Final = "mkdocs"

ENGINES: Final = (
    EngineEntry(
        "mkdocs",
        "headland.portal.engines.mkdocs.builder",
        "mkdocs",
        "mkdocs mkdocs-material",
        "MkDocs 1.x with Material for MkDocs, and any plugin of mkdocs.yml that is installed",
    ),
    EngineEntry(
        "properdocs",
        "headland.portal.engines.properdocs",
        "properdocs",
        "'headland[properdocs]'",
        "ProperDocs, the continuation of MkDocs 1.x, in the place of MkDocs",
    ),
    EngineEntry(
        "zensical",
        "headland.portal.engines.zensical.builder",
        "zensical",
        "'headland[zensical]'",
        "Zensical, by the makers of Material for MkDocs; without plugins",
    ),
)


def open_engine(name: str) -> Engine:
    """The engine of that name.

    Raises EngineError, with the command that installs it, when it is not installed, and when there is none of the name.
    """
    entry = next((entry for entry in ENGINES if entry.name == name), None)
    if entry is None:
        known = ", ".join(entry.name for entry in ENGINES)
        raise EngineError(f"there is no engine {name!r}; the engines are {known}")
    if importlib.util.find_spec(entry.library) is None:
        raise EngineError(f"the engine {name!r} is not installed; install it with: pip install {entry.package}")
    return cast(Engine, importlib.import_module(entry.module).ENGINE)
