"""How long `headland build` takes, how much memory it needs, and what a record's page weighs.

`python tests/bench/figures.py` prints the tables of docs/figures.md: the sample, a real catalog, and
generated ones.
"""

from __future__ import annotations

import argparse
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REAL = ROOT / "tests/corpora/giantswarm-catalogs"
PAGE = "catalog/default/component/booking-service/index.html"


@dataclass(frozen=True, slots=True)
class Figure:
    """One build: wall and processor seconds, peak memory in MB, pages written."""

    name: str
    wall: float
    processor: float
    memory: float
    pages: int


def measure(name: str, folder: Path, out: Path) -> Figure:
    """Build a folder from cold, in a process of its own."""
    shutil.rmtree(out, ignore_errors=True)
    command = [sys.executable, "-m", "headland.cli", "build", str(folder), "--out", str(out)]
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise SystemExit(f"the build of {name} failed")
    pages = sum(1 for _ in out.rglob("*.html"))
    return Figure(name, wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, pages)


def weights(site: Path) -> list[tuple[str, int, int]]:
    """What a record's page loads: file, bytes, and bytes when compressed by gzip."""
    page = site / PAGE
    html = page.read_text("utf-8")
    named = re.findall(r'<(?:script|link)[^>]+(?:src|href)="([^"]+\.(?:js|css))"', html)
    files = [page, *dict.fromkeys((page.parent / name).resolve() for name in named)]
    return [
        (file.relative_to(site.resolve()).as_posix(), len(data), len(gzip.compress(data)))
        for file in (path.resolve() for path in files)
        for data in [file.read_bytes()]
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--records", type=int, nargs="*", default=[1_000, 10_000], help="sizes of generated catalogs")
    sizes: list[int] = parser.parse_args().records
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        figures = [measure("this repository, the sample in it", ROOT, work / "sample")]
        figures.append(measure("giantswarm-catalogs", REAL, work / "real"))
        for size in sizes:
            catalog = work / f"generated-{size}"
            generate = [sys.executable, str(ROOT / "tests/bench/generate.py"), str(size), str(catalog)]
            subprocess.run(generate, check=True, stdout=subprocess.DEVNULL)
            figures.append(measure(f"{size:,} generated records", catalog, work / "site"))
        out = sys.stdout.write
        out("| catalog | pages | seconds | of processor | peak memory |\n| --- | ---: | ---: | ---: | ---: |\n")
        for one in figures:
            out(f"| {one.name} | {one.pages:,} | {one.wall:.1f} | {one.processor:.1f} | {one.memory:.0f} MB |\n")
        out("\n| a record's page loads | bytes | compressed |\n| --- | ---: | ---: |\n")
        rows = weights(work / "sample")
        for name, size, compressed in rows:
            out(f"| {name} | {size:,} | {compressed:,} |\n")
        out(f"| all of it | {sum(row[1] for row in rows):,} | {sum(row[2] for row in rows):,} |\n")


if __name__ == "__main__":
    main()
