"""Git's only door: revisions as sources, and processes with arguments made safe."""

from headland.revisions.log import Commit, FileChange, LogEntry, blame, count_commits, log
from headland.revisions.opening import open_source
from headland.revisions.process import GitError
from headland.revisions.repository import NoRepository, Repository, find_repository, repository_of
from headland.revisions.revision import Revision, RevisionError
from headland.revisions.shallow import shallow_boundary
from headland.revisions.worktree import Worktree

__all__ = [
    "Commit",
    "FileChange",
    "GitError",
    "LogEntry",
    "NoRepository",
    "Repository",
    "Revision",
    "RevisionError",
    "Worktree",
    "blame",
    "count_commits",
    "find_repository",
    "log",
    "open_source",
    "repository_of",
    "shallow_boundary",
]
