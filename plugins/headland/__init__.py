"""Headland: an engineering organisation's portal from a git repository.

What others may import: `load`, `check` and `build`, the types that travel, and `Extension`. Each is imported
when it is first asked for, so that `import headland` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from headland.catalog.catalog import AudienceCatalog, Catalog
    from headland.checks.check import check
    from headland.core.artifact import Artifact
    from headland.core.document import Document
    from headland.core.finding import Finding, Severity
    from headland.core.refs import Ref
    from headland.core.run import Run
    from headland.core.settings import Settings
    from headland.core.source import Source
    from headland.core.span import Span
    from headland.extension import Extension
    from headland.portal.build import build
    from headland.portal.load import load
    from headland.reading.record import Record

_HOMES = {
    "Artifact": "headland.core.artifact",
    "AudienceCatalog": "headland.catalog.catalog",
    "Catalog": "headland.catalog.catalog",
    "Document": "headland.core.document",
    "Extension": "headland.extension",
    "Finding": "headland.core.finding",
    "Record": "headland.reading.record",
    "Ref": "headland.core.refs",
    "Run": "headland.core.run",
    "Settings": "headland.core.settings",
    "Severity": "headland.core.finding",
    "Source": "headland.core.source",
    "Span": "headland.core.span",
    "build": "headland.portal.build",
    "check": "headland.checks.check",
    "load": "headland.portal.load",
}

__all__ = [
    "Artifact",
    "AudienceCatalog",
    "Catalog",
    "Document",
    "Extension",
    "Finding",
    "Record",
    "Ref",
    "Run",
    "Settings",
    "Severity",
    "Source",
    "Span",
    "build",
    "check",
    "load",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'headland' has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return [*globals(), *_HOMES]
