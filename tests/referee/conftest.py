"""Backstage's own packages, asked by tests: `ask_referee` sends a request to referee.mjs and gives its verdicts.

`tally` counts what a test compares, `tell` takes other figures; they are printed at the end of a run, and with
`--referee-page FILE` written to the page that tells them.
"""

from __future__ import annotations

import fcntl
import importlib.util
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from tests.referee.page import Figure, page
from tests.referee.tally import Tally

HERE = Path(__file__).resolve().parent
TALLIES = pytest.StashKey[list[Tally]]()
FIGURES = pytest.StashKey[list[Figure]]()
PAGE = "--referee-page"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(PAGE, type=Path, metavar="FILE", help="write the counts of this run to a page")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TALLIES] = []
    config.stash[FIGURES] = []


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tallies, figures = config.stash[TALLIES], config.stash[FIGURES]
    if tallies or figures:
        terminalreporter.section("the referee")
    for line in (*tallies, *figures):
        terminalreporter.line(str(line))
    target = config.getoption(PAGE, None)
    if isinstance(target, Path):
        target.write_text(page(tallies, figures), encoding="utf-8")


@pytest.fixture
def tally(request: pytest.FixtureRequest) -> Callable[[str], Tally]:
    """Make a tally under a name."""

    def make(name: str) -> Tally:
        made = Tally(name)
        request.config.stash[TALLIES].append(made)
        return made

    return make


@pytest.fixture(scope="session")
def tell(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Take a figure, under a name."""
    figures = request.config.stash[FIGURES]
    return lambda name, figure: figures.append(Figure(name, figure))


def _assets() -> ModuleType:
    """plugins/browser/build.py, which finds Node and installs what a lock file names."""
    path = HERE.parents[1] / "plugins" / "browser" / "build.py"
    spec = importlib.util.spec_from_file_location("headland_browser_build_for_referee", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the packages of the lock file beside this file."""
    assets = _assets()
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of pytest-xdist install one after the other
        assets.install_modules(HERE)
    return str(assets.find_node())


@pytest.fixture(scope="session")
def ask_referee(node: str) -> Iterator[Callable[[dict[str, Any]], list[dict[str, Any]]]]:
    """A function from a request (see referee.mjs) to the verdicts on its documents."""
    command = [node, "--no-warnings", str(HERE / "referee.mjs")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        to_referee, from_referee = process.stdin, process.stdout

        def ask(request: dict[str, Any]) -> list[dict[str, Any]]:
            to_referee.write(json.dumps(request) + "\n")
            to_referee.flush()
            answer = from_referee.readline()
            assert answer, "the referee has gone; its own message stands above"
            documents: list[dict[str, Any]] = json.loads(answer)["documents"]
            return documents

        yield ask
        to_referee.close()
