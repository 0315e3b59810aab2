"""Backstage's own packages, asked by tests: `ask_referee` sends a request to referee.mjs and gives its verdicts."""

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

HERE = Path(__file__).resolve().parent


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
def ask_referee() -> Iterator[Callable[[dict[str, Any]], list[dict[str, Any]]]]:
    """A function from a request (see referee.mjs) to the verdicts on its documents."""
    assets = _assets()
    with (HERE / "package-lock.json").open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # workers of pytest-xdist install one after the other
        assets.install_modules(HERE)
    command = [assets.find_node(), str(HERE / "referee.mjs")]
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
