"""docs/architecture/index.md against the code: its tree, its rooms and its floors."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/architecture/index.md").read_text(encoding="utf-8")
PACKAGE = ROOT / "plugins/headland"


def floors_on_the_page() -> dict[str, int]:
    """Room -> floor, from the page's table."""
    rows = re.findall(r"^\| (\d+) \| ([a-z]+) \|", PAGE, flags=re.MULTILINE)
    return {room: int(floor) for floor, room in rows}


def floors_in_the_contract() -> dict[str, int]:
    """Room -> floor, from what import-linter enforces."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers: list[str] = contract["layers"]
    return {
        room.strip().removeprefix("headland."): len(layers) - position
        for position, layer in enumerate(layers)
        for room in layer.split("|")
    }


def test_the_page_and_the_import_contract_tell_the_same_floors() -> None:
    assert floors_on_the_page() == floors_in_the_contract()


def test_every_room_of_the_package_is_on_the_page_and_the_other_way_round() -> None:
    rooms = {folder.parent.name for folder in PACKAGE.glob("*/__init__.py")}
    assert rooms == set(floors_on_the_page())


def test_every_folder_of_the_pages_tree_is_there() -> None:
    tree = PAGE.split("```text\n")[1].split("```")[0]
    named = [line.split()[0] for line in tree.splitlines()]
    assert named
    assert [folder for folder in named if not (ROOT / folder).is_dir()] == []


def test_every_module_says_its_job_in_its_first_line() -> None:
    modules = [path for path in PACKAGE.rglob("*.py") if path.read_text(encoding="utf-8").strip()]
    silent = [str(path) for path in modules if not path.read_text(encoding="utf-8").startswith('"""')]
    assert silent == []


def test_only_the_mkdocs_engine_imports_mkdocs() -> None:
    importing = re.compile(r"^\s*(?:from|import) (?:mkdocs|material)\b", flags=re.MULTILINE)
    found = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if importing.search(path.read_text(encoding="utf-8"))
    }
    assert {path for path in found if not path.startswith("portal/engines/mkdocs")} == set()
    assert found


def test_only_the_command_line_prints_or_imports_its_libraries() -> None:
    importing = re.compile(r"^\s*(?:from|import) (?:typer|rich|click|questionary)\b", flags=re.MULTILINE)
    found = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if importing.search(path.read_text(encoding="utf-8"))
    }
    assert found == {"cli"}


def test_nothing_but_the_command_line_and_the_engine_reads_the_clock() -> None:
    reading = re.compile(r"datetime\.now\(|date\.today\(|time\.time\(|utcnow\(")
    found = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        if reading.search(path.read_text(encoding="utf-8"))
    }
    assert found <= {"cli", "portal"}
