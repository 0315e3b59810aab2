"""Which Headland this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NOT_INSTALLED = "0+not.installed"


def headland_version() -> str:
    """The installed version; a word that says so when Headland runs from its sources without being installed."""
    try:
        return version("headland")
    except PackageNotFoundError:
        return NOT_INSTALLED
