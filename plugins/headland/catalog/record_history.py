"""Which commits changed each record: by its file, or by its own text where a file holds several records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from headland.core.refs import Ref
from headland.history import Commit, History
from headland.reading import Record
from headland.reading.texts import record_texts, reference_of_text

MOST_TEXTS = 20_000
"""How many changed texts of one file are looked at: past them, older changes of its records are not known."""


def shared_files(records: Iterable[Record]) -> Mapping[str, frozenset[str]]:
    """The files that hold several records, by the name of their source."""
    counts = Counter((record.span.source, record.span.path) for record in records)
    found: dict[str, set[str]] = {}
    for (source, path), number in counts.items():
        if number > 1:
            found.setdefault(source, set()).add(path)
    return {source: frozenset(paths) for source, paths in found.items()}


@dataclass(frozen=True, slots=True)
class _Past:
    """The commits of the records of one file; not whole where older ones were not looked at."""

    commits: Mapping[Ref, tuple[Commit, ...]]
    is_whole: bool


class RecordHistory:
    """The commits of records and of files.

    A file with several records is told apart by their texts: a commit changed a record when no parent's version of
    the file has the record's text as the commit left it. Blame would know of no line that was removed.
    """

    def __init__(self, histories: Mapping[str, History], shared: Mapping[str, frozenset[str]]) -> None:
        """`histories` are by the name of the source; `shared` is what `shared_files` says of all records.

        Each history was read with the versions of its shared files.
        """
        self._histories, self._shared = histories, shared
        self._pasts: dict[tuple[str, str], _Past] = {}
        self._orders: dict[str, Mapping[str, int]] = {}

    @property
    def notes(self) -> tuple[str, ...]:
        """Why little or nothing is known of some sources, each reason once."""
        return tuple(dict.fromkeys(history.note for history in self._histories.values() if history.note))

    def log(self) -> Iterator[tuple[str, Commit]]:
        """All commits with the name of their source; those of a source in the order of its log, newest first."""
        for source, history in self._histories.items():
            for commit in history.commits:
                yield source, commit

    def note(self, record: Record) -> str | None:
        """Why little or nothing is known of a record; None where all is known."""
        source, path = record.span.source, record.span.path
        history = self._histories.get(source)
        if history is None:
            return "nothing is known about the history of this folder"
        if history.note is None and path in self._shared.get(source, ()) and not self._past_of(source, path).is_whole:
            return (
                "its file is large, holds many records and was changed often, "
                "so the record's older changes are not known; a file of its own would tell them"
            )
        return history.note

    def commits_of(self, record: Record) -> tuple[Commit, ...]:
        """The commits that changed a record, or a file that it takes texts from, newest first."""
        own, source = self.own_commits_of(record), record.span.source
        others = [self.commits_of_file(source, path) for path in record.document.files]
        if not any(others):
            return own
        order = self._order_of(source)
        every = {commit.sha: commit for commits in (own, *others) for commit in commits}
        return tuple(sorted(every.values(), key=lambda commit: order[commit.sha]))

    def own_commits_of(self, record: Record) -> tuple[Commit, ...]:
        """The commits that changed the record itself, newest first."""
        source, path = record.span.source, record.span.path
        if path not in self._shared.get(source, ()):
            return self.commits_of_file(source, path)
        return self._past_of(source, path).commits.get(record.ref, ())

    def last_change(self, record: Record) -> Commit | None:
        """The newest commit that changed a record; None where it is not committed, or not known."""
        return next(iter(self.commits_of(record)), None)

    def commits_of_file(self, source: str, path: str) -> tuple[Commit, ...]:
        """The commits that changed a file, newest first, whatever it was called before."""
        history = self._histories.get(source)
        return () if history is None else history.commits_of(path)

    def _order_of(self, source: str) -> Mapping[str, int]:
        if source not in self._orders:
            commits = self._histories[source].commits
            self._orders[source] = {commit.sha: number for number, commit in enumerate(commits)}
        return self._orders[source]

    def _past_of(self, source: str, path: str) -> _Past:
        if (source, path) not in self._pasts:
            self._pasts[source, path] = self._told_apart(source, path)
        return self._pasts[source, path]

    def _told_apart(self, source: str, path: str) -> _Past:
        history = self._histories.get(source)
        found: dict[Ref, list[Commit]] = {}
        versions = seen = 0
        for commit, texts in history.changed_texts(path, record_texts) if history is not None else ():
            for ref in {ref for text in texts if (ref := reference_of_text(text)) is not None}:
                found.setdefault(ref, []).append(commit)
            versions += 1
            seen += len(texts)
            if seen > MOST_TEXTS:
                break
        is_whole = history is None or versions == len(history.commits_of(path))
        return _Past({ref: tuple(commits) for ref, commits in found.items()}, is_whole)
