"""What the repository as a whole promises."""

import json
import os
import re
import subprocess
from pathlib import Path

from headland.views.hubs import HUBS

ROOT = Path(__file__).parents[2]


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    return [ROOT / name for name in os.fsdecode(listed).split("\0") if name]


def test_the_top_level_has_the_agreed_names_and_no_others() -> None:
    agreed = {"mkdocs.yml", "pyproject.toml", "catalog", "docs", "plugins", "scaffolds", "tests"}
    beside = {
        "README.md",
        "LICENSE",
        "Makefile",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "headland.yaml",
        ".ci",
        ".gitignore",
    }
    there = {path.relative_to(ROOT).parts[0] for path in tracked_files()}
    assert there - beside == agreed
    assert beside - there == set()


def test_continuous_integration_runs_the_readmes_second_command_and_nothing_cleverer() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert os.access(ROOT / ".ci/run", os.X_OK)
    assert script.strip().splitlines()[-1] == "exec make test"


def test_lock_files_name_no_host() -> None:
    for lock in [path for path in tracked_files() if path.name == "package-lock.json"]:
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        assert {name for name, facts in packages.items() if "resolved" in facts} == set(), lock
    constraints = (ROOT / "plugins/constraints.txt").read_text(encoding="utf-8")
    pins = [line for line in constraints.splitlines() if line and not line.startswith("#")]
    assert pins
    assert [line for line in pins if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)] == []


def test_no_third_party_script_is_in_git() -> None:
    assert [path for path in tracked_files() if path.name.endswith((".min.js", ".min.css", ".woff2"))] == []


def test_the_nav_of_the_portal_names_every_page_and_every_hub_once() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").split("\nnav:\n")[1]
    named = re.findall(r"- (?:[\w ]+: )?(\S+\.md)$", nav, flags=re.MULTILINE)
    pages = [
        path.relative_to(ROOT / "docs").as_posix() for path in tracked_files() if path.is_relative_to(ROOT / "docs")
    ]
    hubs = [f"{hub.address.rstrip('/') or 'index'}.md" for hub in HUBS]
    there = {*hubs, *(page for page in pages if page.endswith(".md"))}
    assert there - set(named) == set(), "pages that the nav of mkdocs.yml does not name"
    assert sorted(named) == sorted(there)


def test_the_guide_on_embedding_names_every_hub() -> None:
    guide = (ROOT / "docs/guides/embedding.md").read_text(encoding="utf-8")
    assert [hub.title for hub in HUBS if f"- {hub.address.rstrip('/') or 'index'}.md" not in guide] == []
