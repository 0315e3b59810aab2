"""Running Zensical: in a process of its own, which prints nothing and leaves nothing in ours."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

LONGEST: Final = 600
"""Seconds that Zensical may take."""

_COLOURS: Final = re.compile(r"\x1b\[[0-9;]*m")


class ZensicalFailed(Exception):
    """Zensical made no site; the message is what it said."""


def run_zensical(config: Path) -> Path:
    """Build what is staged beside a configuration; give the folder of the site. Raises ZensicalFailed and OSError."""
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--config-file", config.name]
    try:
        done = subprocess.run(
            command,
            cwd=config.parent,
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=LONGEST,
        )
    except subprocess.TimeoutExpired as error:
        raise ZensicalFailed(f"it took longer than {LONGEST} seconds") from error
    said = _COLOURS.sub("", done.stdout.decode("utf-8", errors="replace")).strip()
    site = config.parent / "site"
    if done.returncode != 0 or not (site / "index.html").is_file():
        raise ZensicalFailed(" ".join(said.split())[-500:] or f"it ended with {done.returncode}")
    return site
