"""When and by whom a file, or one of several texts in it, was changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property

from headland.core.run import Reporter, Silent
from headland.core.source import Source
from headland.history.trails import Trails
from headland.revisions import (
    Commit,
    GitError,
    NoRepository,
    Objects,
    Repository,
    Revision,
    Worktree,
    count_commits,
    find_repository,
    log,
    shallow_boundary,
)

MOST_BYTES = 1 << 28
"""How much of the past is read to tell texts apart: 500 versions of half a megabyte, in one file or in many."""

_STEP = 500

_SHALLOW = (
    "the clone is shallow: what was last changed before its oldest commit has no date here; "
    "fetch the rest with `git fetch --unshallow` (GitHub Actions: `fetch-depth: 0`; GitLab CI: `GIT_DEPTH: 0`)"
)


class History:
    """The history of a source's files. Paths are those of the source."""

    def __init__(
        self,
        *,
        note: str | None = None,
        repository: Repository | None = None,
        commits: Sequence[Commit] = (),
        trails: Trails | None = None,
    ) -> None:
        """Use `read_history`; a History of nothing but a note knows no commit of any file."""
        self._note, self._repository = note, repository
        self._commits, self._trails = commits, trails or Trails()
        self._left = MOST_BYTES

    @property
    def note(self) -> str | None:
        """Why there is no history, or why it is not whole; None where all is known."""
        return self._note

    @property
    def commits(self) -> Sequence[Commit]:
        """All commits in the order of the log, newest first; not those at which a shallow clone ends."""
        return self._commits

    def last_change(self, path: str) -> Commit | None:
        """The newest commit that changed a file; None where it is not committed, or not known."""
        return next(iter(self.commits_of(path, limit=1)), None)

    def commits_of(self, path: str, limit: int | None = None) -> tuple[Commit, ...]:
        """The commits that changed a file, also under the names that it had before; newest first."""
        if self._repository is None:
            return ()
        trail = self._trails.of(self._repository.in_repository(path))
        return tuple(self._commits[number] for number in trail[:limit])

    def changed_texts(
        self, path: str, split: Callable[[bytes], Collection[bytes]]
    ) -> Iterator[tuple[Commit, frozenset[bytes]]]:
        """For each commit that changed a file, newest first, the texts in the file that no parent's version has.

        `split` cuts a version of the file into its texts. Only files that `read_history` was told of have versions.
        Ends early where a version is not in this clone, and when MOST_BYTES of all such files have been read.
        """
        if self._repository is None or not self._trails.keeps(present := self._repository.in_repository(path)):
            return
        texts: dict[str, frozenset[bytes]] = {}
        for number in self._trails.of(present):
            before, after = self._trails.objects_of(present, number)
            # What a file was before a commit is, mostly, what it is after the next one that is looked at.
            known, texts = texts, {}
            for name in (*before, *([after] if after is not None else ())):
                if name not in known:
                    data = self._read(name)
                    if data is None or self._left < len(data):
                        return
                    self._left -= len(data)
                    known[name] = frozenset(split(data))
                texts[name] = known[name]
            left_by_it = texts[after] if after is not None else frozenset[bytes]()
            yield self._commits[number], left_by_it.difference(*(texts[name] for name in before))

    @cached_property
    def _objects(self) -> Objects | None:
        return None if self._repository is None else Objects(self._repository)

    def _read(self, name: str) -> bytes | None:
        try:
            return None if self._objects is None else self._objects.read(name)
        except GitError:
            return None


def read_history(source: Source, reporter: Reporter | None = None, *, versions_of: Collection[str] = ()) -> History:
    """Read the history of a source's files in one pass over the log.

    `versions_of` are the paths of files in which texts will be told apart. Never raises: where there is no history,
    `note` says why.
    """
    found = _repository_of(source)
    if isinstance(found, NoRepository):
        reason = found.remark or "the folder is in no git repository, so it is not known when files were last changed"
        return History(note=reason)
    head = source.commit if isinstance(source, Revision) else found.head
    if head is None:
        return History(note="the repository has no commit yet, so no file was ever changed")
    try:
        return _read(found, head, versions_of, reporter or Silent())
    except GitError as error:
        return History(note=f"the history cannot be read: {error.message}")


def _repository_of(source: Source) -> Repository | NoRepository:
    if isinstance(source, (Worktree, Revision)):
        return source.repository
    return find_repository(source.folder) if source.folder is not None else NoRepository(None)


def _read(repository: Repository, head: str, versions_of: Collection[str], reporter: Reporter) -> History:
    boundary = shallow_boundary(repository)
    total = count_commits(repository, head)
    commits: list[Commit] = []
    trails = Trails(map(repository.in_repository, versions_of))
    for entry in log(repository, head):
        if entry.commit.sha in boundary:
            continue
        trails.add(len(commits), entry.changes)
        commits.append(entry.commit)
        if len(commits) % _STEP == 0:
            reporter.step("commits", len(commits), total)
    if total >= _STEP:
        reporter.step("commits", total, total)
    return History(note=_SHALLOW if boundary else None, repository=repository, commits=commits, trails=trails)
