"""Whatever has become of a repository's objects, opening and reading a revision ends in bytes or in a message."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import GitRepo
from tests.fuzz.mutations import broken

from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import SourceError
from headland.history import read_history
from headland.reading import read
from headland.revisions import RevisionError, open_source

QUICK_SEED = 12


def original(repo: GitRepo) -> None:
    """Two commits of records, a link and a folder; the first packed, the second loose."""
    record = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: %s}\nspec: {owner: crew}\n"
    for name in ("one", "two", "three"):
        repo.write(f"systems/{name}/catalog-info.yaml", record % name)
    repo.link("link.yaml", "systems/one/catalog-info.yaml")
    repo.commit()
    repo.git("gc", "--quiet")
    repo.write("systems/two/catalog-info.yaml", record % "second")
    repo.write("systems/four/catalog-info.yaml", record % "four")
    repo.commit()


def _files_of_git(folder: Path) -> list[Path]:
    """What is broken: objects, packs and their indexes, references, the index."""
    git = folder / ".git"
    return sorted(
        path
        for path in (*git.glob("objects/*/*"), *git.glob("refs/**/*"), git / "HEAD", git / "packed-refs", git / "index")
        if path.is_file()
    )


def try_one(repo: Path, copy: Path, dice: random.Random) -> str:
    """Break one file of the repository, read all of it, and say what came of it."""
    if copy.exists():
        shutil.rmtree(copy)
    shutil.copytree(repo, copy, symlinks=True)
    file = dice.choice(_files_of_git(copy))
    file.chmod(0o644)
    if dice.random() < 0.1:
        file.unlink()
    else:
        file.write_bytes(broken(file.read_bytes(), dice))
    said: list[str] = []
    outcome = "refused"
    for at in ("HEAD", None):
        try:
            source = open_source(copy, at=at)
        except RevisionError as error:
            said.append(str(error))
            continue
        reading = read([source], Settings(), Silent())
        for finding in reading.findings:
            assert finding.span.path in source.paths()
        for path in source.paths():
            try:
                source.read(path)
            except SourceError as error:
                said.append(str(error))
        history = read_history(source, Silent())
        history.last_change("systems/two/catalog-info.yaml")
        if at == "HEAD":
            outcome = "read in full" if len(reading.records) == 5 and not reading.findings else "read in part"
    assert all(message.strip() and "Traceback" not in message for message in said)
    return outcome


@pytest.mark.parametrize(
    ("number", "seed"),
    [
        pytest.param(12, QUICK_SEED, id="12"),
        pytest.param(500, random.randrange(10**6), id="500", marks=pytest.mark.referee_long),
    ],
)
def test_a_broken_repository_is_read_as_far_as_it_goes(
    git_repo: Callable[..., GitRepo], tmp_path: Path, number: int, seed: int
) -> None:
    repo = git_repo()
    original(repo)
    came: Counter[str] = Counter()
    for at in range(number):
        try:
            came[try_one(repo.path, tmp_path / "broken", random.Random(f"{seed}-{at}"))] += 1
        except Exception as error:
            raise AssertionError(f"repository {at} of seed {seed}: {error!r}") from error
    print(f"\n{number} broken repositories (seed {seed}): {dict(came)}")  # noqa: T201
