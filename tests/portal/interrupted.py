"""Builds in processes of their own, for tests that end them in the middle."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.portal.conftest import CREW, component, write

NUMBER = 12
PATIENCE = 300


@dataclass(frozen=True)
class Yard:
    """A portal in a folder of its own, the place of its site, and a folder for temporary files."""

    top: Path

    @property
    def portal(self) -> Path:
        return self.top / "portal"

    @property
    def out(self) -> Path:
        return self.top / "published/site"

    @property
    def temporary(self) -> Path:
        return self.top / "tmp"

    def write(self, version: str) -> None:
        """Let every record be of this version."""
        ships = {f"ships/{at}.yaml": component(f"ship-{at}", title=f"Ship {at} {version}") for at in range(NUMBER)}
        docs = {
            "mkdocs.yml": "site_name: Ships\nsite_url: https://x.example/\n",
            "docs/index.md": f"# Ships {version}\n",
        }
        write(self.portal, {"crew.yaml": CREW, **ships, **docs})
        self.temporary.mkdir(exist_ok=True)

    def start(self, out: Path | None = None, *more: str) -> subprocess.Popen[str]:
        """Start a build."""
        return subprocess.Popen(
            [sys.executable, "-m", "headland.cli", "build", str(self.portal), "--out", str(out or self.out), *more],
            env={**os.environ, "SOURCE_DATE_EPOCH": "1772323200", "TMPDIR": str(self.temporary)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, out: Path | None = None) -> str:
        """Build to the end, and give the digest of the site."""
        process = self.start(out)
        _, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        return digest(out or self.out)

    def debris(self) -> list[str]:
        """What stands beside the site, and in the folder for temporary files."""
        return sorted(
            path.name
            for folder in (self.out.parent, self.temporary)
            if folder.exists()
            for path in folder.iterdir()
            if path != self.out
        )


def digest(site: Path) -> str:
    """One word for all that a site holds; empty where there is none."""
    whole = hashlib.sha256()
    if not site.is_dir():
        return ""
    for path in sorted(site.rglob("*")):
        whole.update(f"{path.relative_to(site).as_posix()}\0".encode())
        if path.is_file():
            whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()
