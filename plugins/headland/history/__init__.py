"""The log of git, by path and by lines; knows no records."""

from headland.history.history import History, read_history
from headland.revisions import Commit

__all__ = ["Commit", "History", "read_history"]
