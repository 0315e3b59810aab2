"""What git tells of the past: the log with the files of each commit. Knows neither records nor renames."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from headland.revisions.process import check_object, run_git, stream_git
from headland.revisions.repository import Repository

_CHANGE = re.compile(rb"\n?:+[0-7]{6}[0-7 ]* ([0-9a-f]{40}[0-9a-f ]*) ([A-Z]+)[0-9]{0,3}\Z")
_INVISIBLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]+")
_FORMAT = "%H%x00%ct%x00%aN%x00%s"
_FIELDS_AFTER_NAME = 3
_LONGEST_TEXT = 500


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file of a commit. `status` is git's letter: A added, D deleted, M modified, R renamed, T type changed.

    `old` is the path before, the same as `path` unless renamed. Both are paths of the repository. `before` are the
    names of the objects that the file was in the commit's parents, those that had it; `after` is what it became.
    """

    status: str
    old: str
    path: str
    before: tuple[str, ...] = ()
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit. `when` is in UTC, the time at which it entered the history.

    Author and subject are somebody's text, in one line and without control characters; views escape them.
    """

    sha: str
    author: str
    when: datetime
    subject: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A commit, and what it changed."""

    commit: Commit
    changes: tuple[FileChange, ...]


def count_commits(repository: Repository, commit: str) -> int:
    """How many commits lead to this one. Raises GitError."""
    return int(run_git(repository.top, "rev-list", "--count", check_object(commit), "--"))


def log(repository: Repository, commit: str) -> Iterator[LogEntry]:
    """The commits that lead to this one, newest first, with the files that each changed below the repository's folder.

    One pass. A merge has the files that differ from all its parents: what the merge itself changed. Raises GitError.
    """
    tokens = stream_git(
        repository.top,
        "log",
        "-z",
        "-M",
        "--raw",
        "--no-abbrev",
        "--cc",
        "--root",
        "--no-ext-diff",
        "--no-textconv",
        "--no-show-signature",
        "--no-color",
        "--no-notes",
        "--encoding=UTF-8",
        f"--format={_FORMAT}",
        "--end-of-options",
        check_object(commit),
        "--",
        *([f":(top,literal){repository.prefix}"] if repository.prefix else []),
    )
    head: list[bytes] = []
    changes: list[FileChange] = []
    for token in tokens:
        if not token:
            continue
        change = _CHANGE.match(token) if head else None
        if change is None:
            if head:
                yield _entry(head, changes)
            head, changes = [token, *_take(tokens, _FIELDS_AFTER_NAME)], []
        else:
            changes.append(_change(change[1].decode("ascii").split(), change[2].decode("ascii"), tokens))
    if head:
        yield _entry(head, changes)


def _take(tokens: Iterator[bytes], count: int) -> list[bytes]:
    return [next(tokens, b"") for _ in range(count)]


def _change(objects: list[str], letters: str, tokens: Iterator[bytes]) -> FileChange:
    """An ordinary commit has one letter, and two paths for a rename; a merge has a letter a parent, and one path."""
    *before, after = (None if set(name) == {"0"} else name for name in objects)
    had = tuple(name for name in before if name is not None)
    path = os.fsdecode(next(tokens, b""))
    if letters in ("R", "C"):
        return FileChange(letters, path, os.fsdecode(next(tokens, b"")), had, after)
    same_for_all = len(set(letters)) == 1 and letters[0] in "ADT"
    return FileChange(letters[0] if same_for_all else "M", path, path, had, after)


def _entry(head: list[bytes], changes: list[FileChange]) -> LogEntry:
    return LogEntry(_commit(*head), tuple(changes))


def _commit(name: bytes, seconds: bytes | None, author: bytes | None, subject: bytes | None) -> Commit:
    return Commit(
        sys.intern(name.decode("ascii", errors="replace")),
        sys.intern(_text(author or b"")),
        _moment(seconds or b""),
        _text(subject or b""),
    )


def _moment(seconds: bytes) -> datetime:
    """A commit may claim any time at all."""
    try:
        return datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def _text(raw: bytes) -> str:
    """Names and subjects are hostile: nothing that moves a cursor or turns the direction of the text is let through."""
    return " ".join(_INVISIBLE.sub(" ", raw.decode("utf-8", errors="replace")).split())[:_LONGEST_TEXT]
