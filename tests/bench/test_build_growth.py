"""Building a site grows with the number of records, in time and in memory."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

SMALL, FACTOR = 500, 8
WORSE_THAN_LINEAR = 2
"""A busy machine, caches and the collector cost something; a square would cost FACTOR times as much."""

GENERATE = Path(__file__).with_name("generate.py")
BUILD = """\
import resource, sys, time
from datetime import UTC, datetime
from pathlib import Path
from headland.core.run import Run
from headland.portal.build import build
folder = Path(sys.argv[1])
start = time.process_time()
result = build([folder], Run(datetime(2026, 3, 1, tzinfo=UTC)), out=folder / "site")
print(result.pages, time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True)
class Cost:
    """Of one build in a process of its own: pages, seconds of the processor, and kilobytes at the peak."""

    pages: int
    seconds: float
    kilobytes: int


def cost(records: int, folder: Path) -> Cost:
    """Generate and build a catalog."""
    subprocess.run([sys.executable, GENERATE, str(records), folder], check=True, capture_output=True)
    done = subprocess.run([sys.executable, "-c", BUILD, folder], check=True, capture_output=True, text=True)
    pages, seconds, kilobytes = done.stdout.split()
    return Cost(int(pages), float(seconds), int(kilobytes))


@pytest.mark.bench
def test_time_and_memory_of_a_build_grow_no_faster_than_its_records(tmp_path: Path) -> None:
    small, large = cost(SMALL, tmp_path / "small"), cost(SMALL * FACTOR, tmp_path / "large")
    assert small.pages > SMALL
    assert large.pages > SMALL * FACTOR
    assert large.seconds < small.seconds * FACTOR * WORSE_THAN_LINEAR
    assert large.kilobytes < small.kilobytes * FACTOR
