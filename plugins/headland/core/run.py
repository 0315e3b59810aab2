"""A run: settings, the one clock, trust, and how progress and remarks are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from headland.core.audience import DEFAULT_AUDIENCE, Audience
from headland.core.settings import Settings


class Trust(StrEnum):
    """Whose configuration, theme, plugins and hooks may run code: the working tree's, or none at all."""

    WORKING_TREE = "working-tree"
    NONE = "none"


class Reporter(Protocol):
    """How a run speaks to whoever started it, while it works."""

    def step(self, what: str, done: int, total: int) -> None:
        """`done` of `total` units of `what` are finished; called often, shown at leisure."""
        ...

    def remark(self, message: str) -> None:
        """One line that the user should read, and that is no result."""
        ...


class Silent:
    """A reporter that says nothing."""

    def step(self, what: str, done: int, total: int) -> None:
        return None

    def remark(self, message: str) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Run:
    """What every stage is given besides its input. Nothing else reads the clock or prints.

    `as_of` is the one clock, in UTC: everything that depends on today depends on it.
    """

    as_of: datetime
    settings: Settings = field(default_factory=Settings)
    audience: Audience = DEFAULT_AUDIENCE
    trust: Trust = Trust.WORKING_TREE
    reporter: Reporter = field(default_factory=Silent)


def clock(as_of: str | None, source_date_epoch: str | None, now: datetime) -> datetime:
    """The one clock: `--as-of` (an ISO date or date-time), else SOURCE_DATE_EPOCH (seconds), else now's date.

    Raises ValueError with a message for the user when a text is neither.
    """
    if as_of:
        try:
            moment = datetime.fromisoformat(as_of)
        except ValueError as error:
            raise ValueError(f"--as-of takes a date such as 2026-01-31, not {as_of!r}") from error
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    if source_date_epoch:
        try:
            return datetime.fromtimestamp(int(source_date_epoch), UTC)
        except (ValueError, OverflowError, OSError) as error:
            raise ValueError(f"SOURCE_DATE_EPOCH takes seconds since 1970, not {source_date_epoch!r}") from error
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
