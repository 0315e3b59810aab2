"""Where changes stand: a page for each month, so that the address of a change stays what it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from headland.catalog.addresses import record_address
from headland.core.refs import Ref
from headland.views.changed import Change, Changed
from headland.views.hubs import CHANGES

ALL_FEED = f"{CHANGES.address}feed.atom"
_SHA_SHOWN = 12


def month_of(moment: datetime) -> str:
    """The month of a moment in UTC: `2026-03`."""
    return moment.astimezone(UTC).strftime("%Y-%m")


def months(changes: Iterable[Changed]) -> dict[str, list[Changed]]:
    """The changes of each month, in the order given."""
    found: dict[str, list[Changed]] = {}
    for changed in changes:
        found.setdefault(month_of(changed.change.when), []).append(changed)
    return found


def month_address(month: str, number: int = 1) -> str:
    """The address of a month's page, or of one of its further pages."""
    return f"{CHANGES.address}{month}/" + (f"{number}/" if number > 1 else "")


def anchor_of(change: Change) -> str:
    """The anchor of a change on the pages that have it."""
    return f"c-{change.sha[:_SHA_SHOWN]}"


def team_feed(ref: Ref) -> str:
    """The address of the feed of a group, beside its page."""
    return f"{record_address(ref)}changes.atom"
