"""What changed: each commit with the records and pages that it changed, as far as the audience may see them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from headland.core.refs import Ref
from headland.core.visible import shown_name
from headland.history import Commit

if TYPE_CHECKING:
    from headland.views.context import DocPage, ViewContext

NEWEST = 50
"""How many changes are kept for each team, and told in feeds."""

_MAIL = re.compile(r"<?([\w.%+'-]+)@[\w-]+(?:\.[\w-]+)+>?")


@dataclass(frozen=True, slots=True)
class Change:
    """A commit as pages tell it: in one line, without addresses of e-mail. `url` is its page at the forge."""

    sha: str
    when: datetime
    author: str
    subject: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Changed:
    """A change, with what it changed; `new` are the records that it brought into the catalog."""

    change: Change
    records: tuple[Ref, ...]
    new: frozenset[Ref]
    docs: tuple[DocPage, ...]

    @property
    def total(self) -> int:
        """How many records and pages it changed."""
        return len(self.records) + len(self.docs)


def told(context: ViewContext, source: str, commit: Commit) -> Change:
    """A commit of a source as pages tell it."""
    return Change(
        commit.sha,
        commit.when,
        without_mail(shown_name(commit.author)) or "somebody",
        without_mail(shown_name(commit.subject)) or "(no message)",
        context.places.commit_url(source, commit.sha),
    )


def without_mail(text: str) -> str:
    """A text in which each address of e-mail is cut to the name before its `@`."""
    return _MAIL.sub(r"\1", text)


def all_changes(context: ViewContext) -> tuple[Changed, ...]:
    """Every commit that changed a record or a page which the audience may see, the newest first."""
    history = context.history
    records: dict[str, list[Ref]] = {}
    new: dict[str, set[Ref]] = {}
    docs: dict[str, dict[str, DocPage]] = {}
    for ref, record in context.catalog.items():
        commits = history.commits_of(record)
        for commit in commits:
            records.setdefault(commit.sha, []).append(ref)
        own = history.own_commits_of(record)
        if own and history.note(record) is None:
            new.setdefault(own[-1].sha, set()).add(ref)
    for page in context.docs.pages:
        if page.span is None or page.record is not None:
            continue
        for commit in history.commits_of_file(page.span.source, page.span.path):
            docs.setdefault(commit.sha, {}).setdefault(page.address, page)
    found = {
        commit.sha: Changed(
            told(context, source, commit),
            tuple(sorted(records.get(commit.sha, ()))),
            frozenset(new.get(commit.sha, ())),
            tuple(docs.get(commit.sha, {}).values()),
        )
        for source, commit in history.log()
        if commit.sha in records or commit.sha in docs
    }
    # Commits of one second keep the order of the log.
    return tuple(sorted(found.values(), key=lambda one: one.change.when, reverse=True))


def changes_by_team(context: ViewContext) -> dict[Ref, tuple[Changed, ...]]:
    """For each group that has any, its NEWEST changes: of itself and of what it looks after, and of nothing else."""
    found: dict[Ref, list[Changed]] = {}
    for changed in context.changes:
        own: dict[Ref, list[Ref]] = {}
        for ref in changed.records:
            for team in _teams_of(context, ref):
                own.setdefault(team, []).append(ref)
        for team, refs in own.items():
            if len(of_team := found.setdefault(team, [])) < NEWEST:
                of_team.append(Changed(changed.change, tuple(refs), changed.new.intersection(refs), ()))
    return {team: tuple(changes) for team, changes in sorted(found.items())}


def _teams_of(context: ViewContext, ref: Ref) -> Iterable[Ref]:
    owner = context.catalog.owner_of(ref)
    if ref.kind.lower() == "group":
        yield ref
    if owner is not None and owner != ref and owner in context.catalog and owner.kind.lower() == "group":
        yield owner
