"""Where a record is written, its own text, and its last change."""

from __future__ import annotations

from headland.views.context import written_at
from headland.views.record.model import Change, Origin
from headland.views.record.subject import Subject

LONGEST_VALUE = 4_000
LONGEST_TEXT = 40_000


def origin(subject: Subject) -> Origin:
    """The record's place, text and last change. A long definition in it, shown elsewhere, is left out of the text."""
    context, record = subject.context, subject.record
    place = context.places.place(written_at(record))
    text = context.places.text(record.span)
    definition = record.place(("spec", "definition"))
    is_cut = False
    if definition.end - definition.start > LONGEST_VALUE and record.value("spec", "definition") is not None:
        data = text.encode()
        first, last = definition.start - record.span.start, definition.end - record.span.start
        if 0 <= first < last <= len(data):
            after = data[last:].decode(errors="replace").lstrip("\n")
            text = f"{data[:first].decode(errors='replace')}…  # the definition, shown above\n{after}"
            is_cut = True
    if len(text) > LONGEST_TEXT:
        text, is_cut = text[:LONGEST_TEXT], True
    if record.document.body is None:
        text = text.removeprefix("---")
    commit = context.last_change(record)
    change = None
    if commit is not None:
        change = Change(
            commit.when,
            context.as_of,
            commit.author,
            commit.subject,
            context.places.commit_url(record.span.source, commit.sha),
        )
    return Origin(place, subject.edit_url, text.strip("\n"), is_cut, change, context.history_note(record))
