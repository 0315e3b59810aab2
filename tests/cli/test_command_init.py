"""`headland init`: what is missing is shown first, written only when wanted, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from headland.cli.proposals import LOOKED_AT, propose
from headland.core.settings import Settings
from headland.reference import settings_example

Cli = Callable[..., Any]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_without_a_terminal_it_is_shown_and_not_written(cli: Cli, org: Path) -> None:
    before = contents(org)
    told = cli(org, "init")
    assert told.code == 0
    assert "+++ b/mkdocs.yml" in told.out
    assert "+  - headland/catalog" in told.out
    assert "Found 9 records in 2 files." in told.err
    assert "Nothing was written." in told.err
    assert contents(org) == before


def test_dry_run_writes_nothing(cli: Cli, org: Path) -> None:
    before = contents(org)
    assert cli(org, "init", "--dry-run").code == 0
    assert contents(org) == before


def test_yes_writes_what_is_missing_and_a_second_run_finds_nothing_missing(cli: Cli, org: Path) -> None:
    before = contents(org)
    assert cli(org, "init", "--yes").code == 0

    after = contents(org)
    assert set(after) - set(before) == {"mkdocs.yml", "headland.yaml"}
    assert {path: after[path] for path in before} == before
    assert yaml.safe_load(after["mkdocs.yml"])["plugins"] == [
        "headland/docs",
        {"headland/catalog": {"security": "strict"}},
    ]
    again = cli(org, "init", "--yes")
    assert "Nothing is missing." in again.err
    assert contents(org) == after


def test_a_first_record_is_proposed_only_where_there_is_none(cli: Cli, tmp_path: Path) -> None:
    folder = tmp_path / "My Söul: service"
    folder.mkdir()
    assert cli(folder, "init", "--yes").code == 0
    told = cli(folder, "check", "--fail-on", "warning")
    assert told.code == 0, told.out
    assert "2 records in 1 file" in told.err
    assert yaml.safe_load((folder / "mkdocs.yml").read_text())["site_name"] == "My Söul: service"


def test_an_existing_mkdocs_yml_gets_our_plugins_and_keeps_the_rest(cli: Cli, org: Path) -> None:
    (org / "mkdocs.yml").write_bytes(b"site_name: x # mine\r\nplugins:\r\n- search\r\n")
    (org / "mkdocs.yml").chmod(0o640)
    told = cli(org, "init", "--yes")
    assert " - search" in told.out
    assert "+- headland/docs" in told.out
    assert (org / "mkdocs.yml").read_bytes() == (
        b"site_name: x # mine\r\nplugins:\r\n- search\r\n- headland/docs\r\n- headland/catalog\r\n"
    )
    assert (org / "mkdocs.yml").stat().st_mode & 0o777 == 0o640
    assert "security: strict" in told.err


def test_a_mkdocs_yml_that_cannot_be_edited_is_left_with_the_lines_to_add(cli: Cli, org: Path) -> None:
    text = "site_name: x\nplugins: !ENV [PLUGINS, [search]]\n"
    (org / "mkdocs.yml").write_text(text)
    told = cli(org, "init", "--yes")
    assert told.code == 0
    assert "Add these lines yourself, ours last:\n    plugins:\n      - headland/docs" in told.err
    assert (org / "mkdocs.yml").read_text() == text


def test_techdocs_core_is_explained(cli: Cli, org: Path) -> None:
    (org / "mkdocs.yaml").write_text("site_name: x\nplugins:\n  - techdocs-core\n")
    told = cli(org, "init")
    assert "+++ b/mkdocs.yaml" in told.out
    assert "techdocs-core, which cannot be installed beside Headland" in told.err


def test_a_link_out_of_the_folder_is_not_written(cli: Cli, org: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text("site_name: x\n")
    (org / "mkdocs.yml").symlink_to(outside)
    told = cli(org, "init", "--yes")
    assert told.code == 2
    assert "leads out of the folder" in told.err
    assert outside.read_text() == "site_name: x\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--yes", "--dry-run"], "give one of them"),
        (["nowhere"], "'nowhere' does not exist"),
        (["catalog-info.yaml"], "is a file"),
    ],
)
def test_what_cannot_be_done_is_said(cli: Cli, org: Path, arguments: list[str], message: str) -> None:
    told = cli(org, "init", *arguments)
    assert told.code == 2
    assert message in told.err


def test_control_characters_of_somebodys_file_do_not_reach_the_terminal(cli: Cli, org: Path) -> None:
    (org / "mkdocs.yml").write_text('site_name: "\\e" # \u202e\n')
    assert "\u202e" not in cli(org, "init").out


def test_every_proposed_setting_can_be_put_to_use_and_is_the_default() -> None:
    lines = settings_example().splitlines()
    used = "\n".join(line.removeprefix("#: ") for line in lines)
    assert Settings.model_validate(yaml.safe_load(used)) == Settings()
    assert yaml.safe_load(settings_example()) == {"version": 1}


@pytest.mark.parametrize("name", ["", "..", "日本", "a" * 100, "-x-", 'quote"s', "back\\slash", "a: b # c"])
def test_every_folder_name_gives_files_that_can_be_read(name: str) -> None:
    proposals = propose(dict.fromkeys(LOOKED_AT), name, records=0)
    files = {proposal.path: proposal.after for proposal in proposals.files}
    assert yaml.safe_load(files["mkdocs.yml"])["site_name"] == name
    component, group = yaml.safe_load_all(files["catalog-info.yaml"])
    assert 1 <= len(component["metadata"]["name"]) <= 63
    assert group["kind"] == "Group"
