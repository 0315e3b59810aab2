"""The README's commands do what it says, and its links lead somewhere."""

import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    """What stands after `$` in the console blocks, without the remarks."""
    blocks = re.findall(r"```console\n(.*?)```", README, flags=re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [re.sub(r"\s+# .*$", "", line.removeprefix("$ ")) for line in lines]


def headland(arguments: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "headland.cli", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample organisation's records, as somebody's catalog: without settings and without an mkdocs.yml."""
    folder = tmp_path_factory.mktemp("readme") / "your-catalog"
    for part in ("catalog", "scaffolds"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@pytest.fixture
def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_the_readme_has_the_two_commands_and_a_way_from_backstage() -> None:
    assert commands()[:2] == ["make site", "make test"]
    assert {"headland check", "headland build", "headland serve"} <= set(commands())


@pytest.mark.parametrize("command", [line for line in commands() if line.startswith("make ")])
def test_a_make_command_is_a_target(command: str) -> None:
    told = subprocess.run([*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def one_shot() -> list[str]:
    return [line for line in commands() if line.startswith("headland ") and line != "headland serve"]


@pytest.mark.parametrize("command", one_shot())
def test_a_headland_command_runs_on_somebodys_catalog(command: str, catalog: Path) -> None:
    run = headland(shlex.split(command)[1:], catalog)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Traceback" not in run.stderr
    if command == "headland build":
        page = catalog / "site/catalog/default/component/payments-service/index.html"
        assert "Payments service" in page.read_text(encoding="utf-8")
    elif command != "headland check":
        assert re.search("payments.service", run.stdout, re.IGNORECASE)


def test_headland_serve_serves_the_portal(catalog: Path, free_port: int) -> None:
    command = [sys.executable, "-m", "headland.cli", "serve", "--port", str(free_port)]
    with subprocess.Popen(command, cwd=catalog, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as server:
        try:
            body = ""
            for _ in range(240):
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/", timeout=5) as answer:
                        body = answer.read().decode("utf-8")
                    break
                except OSError:
                    assert server.poll() is None, server.communicate()[1]
                    time.sleep(0.25)
            assert "explore" in body
        finally:
            server.terminate()


def test_every_relative_link_of_the_readme_leads_to_a_file() -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []
