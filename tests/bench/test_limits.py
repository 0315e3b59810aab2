"""Time and memory at each limit, measured in a process of its own: `pytest -m bench tests/bench/test_limits.py -s`."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.bench.limits import LIMITS, MB, Limit

ADDRESS_SPACE = 6_000 * MB
"""What a process may map at most: libraries and reserved addresses are in it too."""


@dataclass(frozen=True)
class Measured:
    """What a run of Headland took, and what it found."""

    seconds: float
    megabytes: float
    code: int
    output: str
    said: str

    @property
    def rules(self) -> set[str]:
        """The rules of its findings."""
        return {finding["rule"] for finding in json.loads(self.output)["findings"]} if self.output else set()


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))


def measure(folder: Path, *arguments: str) -> Measured:
    """Run Headland, and ask the system what it took."""
    with (folder / "stdout").open("w+b") as output, (folder / "stderr").open("w+b") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "headland.cli", *arguments],
            stdout=output,
            stderr=said,
            preexec_fn=_bounded,  # noqa: PLW1509 - nothing else runs in this process
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        said.seek(0)
        return Measured(
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024 / MB,
            process.returncode,
            output.read().decode(),
            said.read().decode(),
        )


def check_limit(limit: Limit, folder: Path) -> list[tuple[str, Measured, int]]:
    """Run what a limit asks for, hold it against the bounds, and give the measurements with the largest page."""
    portal = folder / "portal"
    portal.mkdir()
    limit.write(portal)
    checked = measure(folder, "check", str(portal), "--format", "json")
    rows = [("check", checked, 0)]
    assert checked.code in (0, 1), checked.said
    assert limit.rules <= checked.rules, checked.rules
    if limit.builds:
        out = folder / "site"
        built = measure(folder, "build", str(portal), "--out", str(out))
        assert built.code == 0, built.said
        largest = max(path.stat().st_size for path in out.rglob("*.html"))
        rows.append(("build", built, largest))
        assert largest <= limit.page_bytes, _largest(out)
    for what, measured, _ in rows:
        assert "Traceback" not in measured.said
        assert measured.seconds <= limit.seconds, (what, measured.seconds)
        assert measured.megabytes <= limit.megabytes, (what, measured.megabytes)
    return rows


def _largest(out: Path) -> list[tuple[int, str]]:
    sizes = ((path.stat().st_size, path.relative_to(out).as_posix()) for path in out.rglob("*.html"))
    return sorted(sizes, reverse=True)[:5]


@pytest.mark.parametrize("limit", [limit for limit in LIMITS if limit.quick], ids=lambda limit: limit.name)
def test_what_asks_for_too_much_ends_soon_and_is_told(limit: Limit, tmp_path: Path) -> None:
    check_limit(limit, tmp_path)


@pytest.mark.bench
def test_time_and_memory_at_each_limit(tmp_path: Path) -> None:
    print(f"\n| {'limit':36} | run   | seconds | memory, MB | largest page, KB |")  # noqa: T201
    print(f"| {'-' * 36} | ----- | ------: | ---------: | ---------------: |")  # noqa: T201
    failed = []
    for number, limit in enumerate(LIMITS):
        folder = tmp_path / str(number)
        folder.mkdir()
        try:
            rows = check_limit(limit, folder)
        except AssertionError as error:
            failed.append(f"{limit.name}: {error}")
            continue
        for what, measured, largest in rows:
            page = f"{largest / 1000:.0f}" if largest else ""
            print(f"| {limit.name:36} | {what} | {measured.seconds:7.1f} | {measured.megabytes:10.0f} | {page:>16} |")  # noqa: T201
    assert failed == []
