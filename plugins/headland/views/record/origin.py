"""Where a record is written, its own text, and its history."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from headland.reading.record import Record
from headland.views.changed import told
from headland.views.changes.addresses import team_feed
from headland.views.context import written_at
from headland.views.hubs import CHANGES
from headland.views.record.model import Origin, Past
from headland.views.record.subject import Subject

LONGEST_VALUE = 4_000
LONGEST_TEXT = 40_000
SHOWN_CHANGES = 10
FOLDED_CHANGES = 40


def origin(subject: Subject) -> Origin:
    """The record's place and text."""
    context, record = subject.context, subject.record
    place = context.places.place(written_at(record))
    text, is_cut = _text(subject)
    return Origin(place, subject.edit_url, text.strip("\n"), is_cut)


def past(subject: Subject) -> Past:
    """The record's commits: the newest at once, more on demand, the rest counted."""
    context, source = subject.context, subject.record.span.source
    commits = context.history.commits_of(subject.record)
    changes = tuple(told(context, source, commit) for commit in commits[: SHOWN_CHANGES + FOLDED_CHANGES])
    note = context.history.note(subject.record)
    feed = feed_of(subject)
    of_team = f"{CHANGES.address}?{urlencode({'owner': subject.ref.key})}" if feed else ""
    if note is None and not commits:
        note = "not committed yet"
    return Past(changes[:SHOWN_CHANGES], changes[SHOWN_CHANGES:], len(commits), note, feed, of_team)


def feed_of(subject: Subject) -> str:
    """The address of the feed of a group and of what it looks after, where there is one."""
    return team_feed(subject.ref) if subject.ref in subject.context.changes_of_teams else ""


def _text(subject: Subject) -> tuple[str, bool]:
    """The record as it is written, and whether something is left out of it.

    A long definition, shown elsewhere, is. Where the audience may not see all that is written, the record is told by
    its value, in which nothing of that is left.
    """
    record = subject.record
    if record.ref in subject.context.catalog.masked:
        text, is_cut = json.dumps(record.document.value, ensure_ascii=False, indent=2), False
    else:
        text, is_cut = _without_definition(record, subject.context.places.text(record.span))
        if record.document.body is None:
            text = text.removeprefix("---")
    return (text[:LONGEST_TEXT], True) if len(text) > LONGEST_TEXT else (text, is_cut)


def _without_definition(record: Record, text: str) -> tuple[str, bool]:
    definition = record.place(("spec", "definition"))
    if definition.end - definition.start <= LONGEST_VALUE or record.value("spec", "definition") is None:
        return text, False
    data = text.encode()
    first, last = definition.start - record.span.start, definition.end - record.span.start
    if not 0 <= first < last <= len(data):
        return text, False
    after = data[last:].decode(errors="replace").lstrip("\n")
    return f"{data[:first].decode(errors='replace')}…  # the definition, shown above\n{after}", True
