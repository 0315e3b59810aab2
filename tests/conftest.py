"""What tests of several rooms share: real git repositories, always the same to the byte, and one real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# A time limit for each example measures what else the machine does: the whole suite runs on all of its cores.
settings.register_profile("headland", deadline=None)
settings.load_profile("headland")

FIRST_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)


class GitRepo:
    """A git repository on disk. Each commit is a day after the one before, by Ada Lovelace, unless told otherwise."""

    def __init__(self, path: Path) -> None:
        """Make an empty repository with the branch `main`."""
        self.path = path
        self._day = FIRST_DAY
        path.mkdir(parents=True, exist_ok=True)
        self.git("init", "--quiet", "--initial-branch=main")

    def write(self, path: str, content: str | bytes) -> Path:
        """Write a file, and the folders that it is in."""
        target = self.path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
        return target

    def link(self, path: str, target: str) -> None:
        """Make a symbolic link."""
        place = self.path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    def commit(self, message: str = "A change", *, author: str = "Ada Lovelace", when: datetime | None = None) -> str:
        """Add everything, commit it, and give the full name of the commit."""
        moment = (when or self._day).isoformat()
        self._day += timedelta(days=1)
        self.git("add", "--all")
        dates = {"GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
        people = {"GIT_AUTHOR_NAME": author, "GIT_COMMITTER_NAME": author}
        self.git("commit", "--quiet", "--allow-empty", "--message", message, **dates, **people)
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str, **environment: str) -> str:
        """Run git in the repository and give what it prints."""
        identity = {f"GIT_{who}_{what}": "ada@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("EMAIL",)}
        names = {"GIT_AUTHOR_NAME": "Ada Lovelace", "GIT_COMMITTER_NAME": "Ada Lovelace"}
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.path,
            env={**os.environ, **names, **identity, **environment},
            check=True,
            capture_output=True,
        )
        return done.stdout.decode("utf-8", errors="surrogateescape").strip()


@pytest.fixture
def git_repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., GitRepo]:
    """Make repositories below tmp_path: `git_repo()`, or `git_repo("name")`. Nobody's own git settings play a part."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")

    def make(name: str = "repo") -> GitRepo:
        return GitRepo(tmp_path / name)

    return make


CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once for all tests of a process: Playwright runs only once in each."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(CHROMIUM_FLAGS))
        yield launched
        launched.close()
