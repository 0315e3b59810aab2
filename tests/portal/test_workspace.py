"""Workspaces: gone when the work is done, swept by the next one when their process was killed, never while it lives."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.portal.conftest import write

from headland.portal.staging import put_in_place, staged
from headland.portal.workspace import workspace

SITE = {"404.html": "", "sitemap.xml": "", "assets/x.css": "", "old.html": "old"}
HOLD = """
import sys, time
from pathlib import Path
from headland.portal.workspace import workspace
with workspace(Path(sys.argv[1]), ".work-") as folder:
    (folder / "half.html").write_text("half")
    print(folder.name, flush=True)
    time.sleep(600)
"""


def held(parent: Path) -> tuple[subprocess.Popen[str], Path]:
    """A process that works in a workspace of its own."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(parent)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    return process, parent / process.stdout.readline().strip()


def test_a_workspace_is_gone_when_the_work_is_done_or_has_failed(tmp_path: Path) -> None:
    with workspace(tmp_path, ".work-") as folder:
        (folder / "x").write_text("")
    with pytest.raises(RuntimeError), workspace(tmp_path, ".work-"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_one_whose_process_lives_is_left_alone_and_one_whose_process_was_killed_is_swept(tmp_path: Path) -> None:
    process, folder = held(tmp_path)
    try:
        with workspace(tmp_path, ".work-"):
            assert (folder / "half.html").exists()
        process.kill()
        process.wait()
        assert (folder / "half.html").exists()
        with workspace(tmp_path, ".work-") as own:
            assert list(tmp_path.iterdir()) == [own]
    finally:
        process.kill()
        process.communicate()


def test_nothing_else_is_swept_and_no_link_is_followed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere/letter.txt": "dear", ".work-file": "mine", "other/x": ""})
    (tmp_path / ".work-link").symlink_to(tmp_path / "elsewhere")
    with workspace(tmp_path, ".work-"):
        pass
    assert sorted(path.name for path in tmp_path.iterdir()) == [".work-file", ".work-link", "elsewhere", "other"]
    assert (tmp_path / "elsewhere/letter.txt").read_text() == "dear"


def cannot(one: Path, other: Path) -> bool:
    """A system that has no exchange in one step."""
    return False


def test_a_system_without_exchange_takes_two_steps(tmp_path: Path) -> None:
    out, new = write(tmp_path / "site", SITE), write(tmp_path / "new", {"new.html": ""})
    put_in_place(new, out, tmp_path / "aside", exchange=cannot)
    assert (out / "new.html").exists()
    assert (tmp_path / "aside/old.html").exists()


def test_the_old_site_comes_back_when_the_second_step_fails(tmp_path: Path) -> None:
    out = write(tmp_path / "site", SITE)
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "missing", out, tmp_path / "aside", exchange=cannot)
    assert (out / "old.html").read_text() == "old"


def test_the_next_build_brings_back_what_one_killed_between_the_two_steps_had_put_aside(tmp_path: Path) -> None:
    write(tmp_path / ".site-build-killed/old", SITE)
    out = tmp_path / "site"

    def fail() -> None:
        with staged(out, []):
            assert (out / "old.html").read_text() == "old"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (out / "old.html").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


INTERRUPTED = """
import os, random, signal, sys
from pathlib import Path
from headland.portal.workspace import workspace

def end(signal_, frame):
    os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGALRM, end)
parent, hits, left = Path(sys.argv[1]), 0, []
for number in range(600):
    try:
        try:
            signal.setitimer(signal.ITIMER_REAL, random.Random(number).uniform(0.00001, 0.0006))
            with workspace(parent, f"work-{number}-") as folder:
                (folder / "file").write_text("x")
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    except KeyboardInterrupt:
        hits += 1
    left += os.listdir(parent)
print(hits, len(set(left)))
"""


def test_an_interrupt_at_any_moment_leaves_no_workspace(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert told.returncode == 0, told.stderr
    hits, left = map(int, told.stdout.split())
    assert hits > 20
    assert left == 0
