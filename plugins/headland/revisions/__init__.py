"""Git's only door: revisions as sources, and processes with arguments made safe."""

from headland.revisions.log import Commit, FileChange, LogEntry, count_commits, log
from headland.revisions.objects import Objects
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
    "Objects",
    "Repository",
    "Revision",
    "RevisionError",
    "Worktree",
    "count_commits",
    "find_repository",
    "log",
    "open_source",
    "repository_of",
    "shallow_boundary",
]
