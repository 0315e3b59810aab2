"""However a build ends, the site that stands is whole: the old one or the new one. The next run leaves no trace."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.portal.conftest import write
from tests.portal.interrupted import PATIENCE, Yard, digest

SEED = random.randrange(1_000_000)


@pytest.fixture
def yard(tmp_path: Path) -> Yard:
    """A portal whose records are of version one."""
    yard = Yard(tmp_path)
    yard.write("one")
    return yard


@pytest.mark.parametrize(
    "kills", [pytest.param(8, id="8"), pytest.param(100, id="100", marks=pytest.mark.referee_long)]
)
def test_a_build_killed_at_any_moment_leaves_a_whole_site(yard: Yard, kills: int) -> None:
    dice = random.Random(SEED)
    yard.build()
    began = time.monotonic()
    wanted = {"one": yard.build()}
    duration = time.monotonic() - began
    yard.write("two")
    wanted["two"] = yard.build(yard.top / "elsewhere/site")
    assert wanted["one"] != wanted["two"]
    stands, later = "one", {"one": "two", "two": "one"}
    old = new = 0
    while old + new < kills:
        yard.write(later[stands])
        process = yard.start()
        if (old + new) % 2:
            _wait_for_the_end(yard, process)
            time.sleep(dice.random() * duration / 40)
        else:
            time.sleep(dice.random() * duration)
        process.kill()
        process.communicate()
        found = digest(yard.out)
        assert found in wanted.values(), f"kill {old + new} of seed {SEED} left neither site"
        before, stands = stands, "one" if found == wanted["one"] else "two"
        if process.returncode == -signal.SIGKILL:  # else it had come to its end
            old += stands == before
            new += stands != before
    print(f"killed {kills} times (seed {SEED}): the old site stood {old} times, the new one {new} times")  # noqa: T201
    yard.write("two")
    assert yard.build() == wanted["two"]
    assert yard.debris() == []


def _wait_for_the_end(yard: Yard, process: subprocess.Popen[str]) -> None:
    """Wait until a build writes its last files: what follows is the change of places, and tidying."""
    while process.poll() is None:
        if any(yard.out.parent.glob(".site-build-*/new/assets/headland/build.json")):
            return
        time.sleep(0.001)


@pytest.mark.parametrize("kind", ["SIGINT", "SIGTERM"])
def test_an_interrupted_build_leaves_the_old_site_no_trace_and_a_word(yard: Yard, kind: str) -> None:
    before = yard.build()
    yard.write("two")
    for more in (0.0, 0.2):
        process = yard.start()
        while process.poll() is None and not any(yard.out.parent.glob(".site-build-*/new")):
            time.sleep(0.01)
        time.sleep(more)
        process.send_signal(getattr(signal, kind))
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 130, said
        assert "Interrupted" in said
        assert "Build again" in said
        assert "Traceback" not in said
        assert digest(yard.out) == before
        assert yard.debris() == []


def test_two_builds_at_once_do_not_mix_and_leave_one_whole_site(yard: Yard) -> None:
    other = Yard(yard.top / "other")
    other.write("two")
    wanted = {yard.build(yard.top / "a/site"), other.build(yard.top / "b/site")}
    builds = [yard.start(), other.start(yard.out), yard.start()]
    for process in builds:
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
    assert digest(yard.out) in wanted
    assert yard.debris() == []


@contextlib.contextmanager
def small_disk(megabytes: int, where: Path) -> Iterator[Path]:
    """A disk of its own, which only root can make."""
    where.mkdir(parents=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(where)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    try:
        yield where
    finally:
        subprocess.run(["umount", "--lazy", str(where)], check=True)


def test_on_a_full_disk_the_old_site_stays_and_the_message_says_what_to_do(yard: Yard) -> None:
    yard.build()
    size = sum(path.stat().st_size for path in yard.out.rglob("*") if path.is_file()) // 1_000_000
    shutil.rmtree(yard.out.parent)
    with small_disk(3 * size + 10, yard.out.parent):
        before = yard.build()
        yard.write("two")
        free = shutil.disk_usage(yard.out.parent).free
        for room in (0, size * 500_000):
            ballast = yard.out.parent / "ballast"
            ballast.write_bytes(bytes(max(0, free - room)))
            process = yard.start()
            _, said = process.communicate(timeout=PATIENCE)
            ballast.unlink()
            assert process.returncode == 2, said
            assert "No space left on device" in said
            assert "--out" in said
            assert "Traceback" not in said
            assert digest(yard.out) == before
            assert yard.debris() == []
        assert yard.build() != before


def test_a_file_that_grows_too_large_for_the_system_ends_the_build_alone(yard: Yard) -> None:
    before = yard.build()
    yard.write("two")
    limited = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY));"
        "from headland.cli import main; main()"
    )
    done = subprocess.run(
        [sys.executable, "-c", limited, "build", str(yard.portal), "--out", str(yard.out)],
        env={**os.environ, "TMPDIR": str(yard.temporary)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2, done.stderr
    assert "File too large" in done.stderr
    assert "stays" in done.stderr
    assert digest(yard.out) == before
    assert yard.debris() == []


def test_a_read_only_folder_is_a_message_and_the_old_site_stays(yard: Yard) -> None:
    with small_disk(30, yard.out.parent) as disk:
        before = yard.build()
        yard.write("two")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        process = yard.start()
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 2, said
        assert "cannot write beside" in said
        assert "--out" in said
        assert digest(yard.out) == before


def test_files_that_vanish_while_they_are_read_cost_only_themselves(yard: Yard) -> None:
    hook = (
        "import pathlib\n"
        "docs = pathlib.Path(__file__).parent / 'docs'\n"
        "def on_nav(nav, **_):\n    (docs / 'page.md').unlink(missing_ok=True)\n    return nav\n"
        "def on_env(env, **_):\n    (docs / 'picture.png').unlink(missing_ok=True)\n    return env\n"
    )
    write(
        yard.portal,
        {
            "mkdocs.yml": "site_name: Ships\nhooks: [hook.py]\n",
            "hook.py": hook,
            "docs/page.md": "# Page\n",
            "docs/other.md": "# Other\n",
            "docs/picture.png": b"\x89PNG",
            "ships/gone.yaml": "apiVersion: backstage.io/v1alpha1\n",
        },
    )
    (yard.portal / "ships/gone.yaml").unlink()
    (yard.portal / "ships/gone.yaml").symlink_to("nowhere.yaml")
    yard.build()
    assert (yard.out / "other/index.html").is_file()
    assert (yard.out / "catalog/default/component/ship-0/index.html").is_file()
    assert not (yard.out / "page").exists()
    assert not (yard.out / "picture.png").exists()
