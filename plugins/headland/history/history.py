"""When and by whom a file, or some lines of it, were last changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from headland.core.run import Reporter, Silent
from headland.core.source import Source, SourceError
from headland.history.lines import committed_lines
from headland.history.trails import Trails
from headland.revisions import (
    Commit,
    GitError,
    NoRepository,
    Repository,
    Revision,
    RevisionError,
    Worktree,
    blame,
    count_commits,
    find_repository,
    log,
    shallow_boundary,
)

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
        source: Source | None = None,
        repository: Repository | None = None,
        head: str | None = None,
        commits: Sequence[Commit] = (),
        trails: Trails | None = None,
        boundary: frozenset[str] = frozenset(),
    ) -> None:
        """Use `read_history`; a History of nothing but a note knows no commit of any file."""
        self._note, self._source, self._repository, self._head = note, source, repository, head
        self._commits, self._trails = commits, trails or Trails()
        self._boundary = boundary
        self._at_head: Revision | None = None
        self._lines: dict[str, tuple[Commit | None, ...]] = {}

    @property
    def note(self) -> str | None:
        """Why there is no history, or why it is not whole; None where all is known."""
        return self._note

    def last_change(self, path: str) -> Commit | None:
        """The newest commit that changed a file; None where it is not committed, or not known."""
        return next(iter(self.commits_of(path, limit=1)), None)

    def last_change_of(self, path: str, first_line: int, last_line: int) -> Commit | None:
        """The newest commit that changed a line from `first_line` to `last_line`, both counted from 1 and included.

        Blame is asked once for a file, when a line of it is wanted. Lines that are not committed yet are passed over.
        """
        lines = self._lines_of(path)[max(0, first_line - 1) : max(0, last_line)]
        return max((commit for commit in lines if commit is not None), key=_age, default=None)

    def commits_of(self, path: str, limit: int | None = None) -> tuple[Commit, ...]:
        """The commits that changed a file, also under the names that it had before; newest first."""
        if self._repository is None:
            return ()
        trail = self._trails.of(self._repository.in_repository(path))
        return tuple(self._commits[number] for number in trail[:limit])

    def _lines_of(self, path: str) -> tuple[Commit | None, ...]:
        """For each line of the file as the source gives it, its commit."""
        if path not in self._lines:
            self._lines[path] = self._blame(path)
        return self._lines[path]

    def _blame(self, path: str) -> tuple[Commit | None, ...]:
        if self._source is None or self._repository is None or self._head is None or self.last_change(path) is None:
            return ()
        try:
            committed = self._committed(self._repository, self._head).read(path)
            blamed = self._committed_lines(self._repository, self._head, path, committed)
            if isinstance(self._source, Revision):
                return blamed
            origin = committed_lines(committed, self._source.read(path))
        except (GitError, RevisionError, SourceError):
            return ()
        return tuple(blamed[at] if at is not None and at < len(blamed) else None for at in origin)

    def _committed_lines(
        self, repository: Repository, head: str, path: str, committed: bytes
    ) -> tuple[Commit | None, ...]:
        """The commit of each line that is committed, None at the boundary of a shallow clone."""
        trail = self.commits_of(path, limit=2)
        if len(trail) == 1 and not self._boundary and not repository.prefix:
            # Blame would walk the whole history to say the same. Below a prefix, a file may have come from outside.
            return trail * (committed.count(b"\n") + 1)
        return tuple(None if commit.sha in self._boundary else commit for commit in blame(repository, head, path))

    def _committed(self, repository: Repository, head: str) -> Source:
        """The files as they are committed."""
        if isinstance(self._source, Revision):
            return self._source
        if self._at_head is None:
            self._at_head = Revision(repository, head, repository.folder.name)
        return self._at_head


def read_history(source: Source, reporter: Reporter | None = None) -> History:
    """Read the history of a source's files in one pass over the log.

    Never raises: where there is no history, `note` says why.
    """
    found = _repository_of(source)
    if isinstance(found, NoRepository):
        reason = found.remark or "the folder is in no git repository, so it is not known when files were last changed"
        return History(note=reason)
    head = source.commit if isinstance(source, Revision) else found.head
    if head is None:
        return History(note="the repository has no commit yet, so no file was ever changed")
    try:
        return _read(source, found, head, reporter or Silent())
    except GitError as error:
        return History(note=f"the history cannot be read: {error.message}")


def _repository_of(source: Source) -> Repository | NoRepository:
    if isinstance(source, (Worktree, Revision)):
        return source.repository
    return find_repository(source.folder) if source.folder is not None else NoRepository(None)


def _read(source: Source, repository: Repository, head: str, reporter: Reporter) -> History:
    boundary = shallow_boundary(repository)
    total = count_commits(repository, head)
    commits: list[Commit] = []
    trails = Trails()
    for entry in log(repository, head):
        if entry.commit.sha in boundary:
            continue
        trails.add(len(commits), entry.changes)
        commits.append(entry.commit)
        if len(commits) % _STEP == 0:
            reporter.step("commits", len(commits), total)
    if total >= _STEP:
        reporter.step("commits", total, total)
    note = _SHALLOW if boundary else None
    return History(
        note=note,
        source=source,
        repository=repository,
        head=head,
        commits=commits,
        trails=trails,
        boundary=boundary,
    )


def _age(commit: Commit) -> tuple[datetime, str]:
    return commit.when, commit.sha
