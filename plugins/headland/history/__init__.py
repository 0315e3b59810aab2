"""The log of git, by path and by lines; knows no records."""

from headland.history.history import Commit, History, read_history

__all__ = ["Commit", "History", "read_history"]
