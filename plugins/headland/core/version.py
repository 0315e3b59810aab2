"""Which Headland this is."""

from __future__ import annotations

NOT_INSTALLED = "0+not.installed"


def headland_version() -> str:
    """The installed version; a word that says so when Headland runs from its sources without being installed."""
    # Imported here: it takes a tenth of the time in which `headland --help` answers.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("headland")
    except PackageNotFoundError:
        return NOT_INSTALLED
