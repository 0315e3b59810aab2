"""Bytes of git objects, by GitPython: one `git cat-file` process for all of them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from headland.core.source import LARGEST_FILE
from headland.revisions.process import SAFE_CONFIG, SAFE_ENVIRONMENT, GitError, check_object, run_git
from headland.revisions.repository import Repository

if TYPE_CHECKING:
    from git.cmd import Git

# GitPython looks for git when it is imported, and raises where there is none; we have our own words for that.
os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")


class Objects:
    """The objects of a repository. Only full names in hexadecimal are taken: GitPython resolves no name for us."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self._process: Git | None = None

    def read(self, object_name: str) -> bytes:
        """The bytes of one object. Raises GitError, also for one that is larger than a source gives."""
        check_object(object_name)
        try:
            _, _, size = self._git().get_object_header(object_name)
            if size > LARGEST_FILE:
                raise GitError(f"it has {size:,} bytes, and files of more than {LARGEST_FILE:,} are not read")
            _, _, _, data = self._git().get_object_data(object_name)
        except (ValueError, OSError) as error:
            self._process = None
            raise GitError(f"its object {object_name[:12]} is not in this clone") from error
        return bytes(data)

    def _git(self) -> Git:
        if self._process is None:
            from git.cmd import Git

            started = Git(str(self._repository.top))
            started.set_persistent_git_options(c=list(SAFE_CONFIG))
            # GitPython passes our whole environment on; these put right what a hook of another repository has set.
            started.update_environment(
                **SAFE_ENVIRONMENT,
                GIT_DIR=str(self._repository.git_dir),
                GIT_OBJECT_DIRECTORY=str(self._objects_folder()),
                GIT_ALTERNATE_OBJECT_DIRECTORIES="",
            )
            self._process = started
        return self._process

    def _objects_folder(self) -> Path:
        printed = run_git(self._repository.top, "rev-parse", "--git-path", "objects")
        return self._repository.top / os.fsdecode(printed.removesuffix(b"\n"))
