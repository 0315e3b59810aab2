"""`headland check`: findings in every form, exit codes, and what is said on stderr."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headland.reporting import load_formats

Cli = Callable[..., Any]


def test_findings_are_shown_at_their_lines_and_counted(cli: Cli, org: Path) -> None:
    told = cli(org, "check")

    assert "catalog-info.yaml:14:39: warning: dangling-reference" in told.out
    assert '     14 |   dependsOn: ["resource:payments-db", "component:gone"]' in told.out
    assert told.out.splitlines()[-1].endswith("in 1 file.")
    assert told.err == "9 records in 2 files.\n"


def test_warnings_fail_only_when_asked_to(cli: Cli, org: Path) -> None:
    assert cli(org, "check").code == 0
    assert cli(org, "check", "--fail-on", "warning").code == 1


def test_an_error_fails_and_stops_nothing(cli: Cli, org: Path) -> None:
    (org / "broken.yaml").write_text("apiVersion: backstage.io/v1alpha1\nkind: [\n")
    told = cli(org, "check")

    assert told.code == 1
    assert "broken.yaml:" in told.out
    assert "dangling-reference" in told.out


@pytest.mark.parametrize("name", load_formats().names())
def test_every_format_is_known_to_check(cli: Cli, org: Path, name: str) -> None:
    told = cli(org, "check", "--format", name)
    assert told.code == 0
    assert "dangling-reference" in told.out


def test_json_counts_what_it_lists(cli: Cli, org: Path) -> None:
    report = json.loads(cli(org, "check", "--format", "json").out)
    assert report["version"] == 1
    assert report["root"] == "."
    assert sum(report["counts"].values()) == len(report["findings"])


def test_a_report_goes_to_a_file_and_nothing_to_stdout(cli: Cli, org: Path) -> None:
    told = cli(org, "check", "--format", "sarif", "--output", "out.sarif")
    assert told.out == ""
    assert json.loads((org / "out.sarif").read_text())["version"] == "2.1.0"


def test_a_file_that_cannot_be_written_is_said(cli: Cli, org: Path) -> None:
    told = cli(org, "check", "--output", "no/such/folder/out")
    assert told.code == 2
    assert "the report cannot be written" in told.err


def test_several_folders_are_roots_of_their_own(cli: Cli, org: Path) -> None:
    report = json.loads(cli(org.parent, "check", "org", "org/org", "--format", "json").out)
    assert report["roots"] == ["org", "org/org"]
    assert {finding["root"] for finding in report["findings"]} <= {"org", "org/org"}


def test_files_are_named_from_the_top_of_the_repository_for_github(cli: Cli, git_repo: Callable[..., Any]) -> None:
    repo = git_repo()
    repo.write("below/x.yaml", "apiVersion: backstage.io/v1alpha1\nkind: [\n")
    assert "::error file=below/x.yaml,line=" in cli(repo.path, "check", "below", "--format", "github").out


def test_a_revision_is_checked_without_a_checkout(cli: Cli, git_repo: Callable[..., Any], org: Path) -> None:
    repo = git_repo()
    broken = repo.write("a.yaml", "apiVersion: backstage.io/v1alpha1\nkind: [\n")
    repo.commit()
    broken.write_text((org / "catalog-info.yaml").read_text())
    repo.commit()

    assert cli(repo.path, "check").code == 0
    assert cli(repo.path, "check", "--at", "HEAD~1").code == 1
    assert cli(repo.path, "check", "--at", "nonsense").code == 2


def test_no_record_is_exit_2_and_says_where_was_looked(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "notes.yaml").write_text("a: 1\n")
    told = cli(tmp_path, "check")
    assert told.code == 2
    assert told.out == ""
    assert "no records were found: looked in" in told.err


def test_a_setting_that_hides_all_records_is_told(cli: Cli, org: Path) -> None:
    (org / "headland.yaml").write_text("version: 1\nreading:\n  roots: [nowhere]\nrulez: {}\n")
    told = cli(org, "check")
    assert told.code == 2
    assert "rulez" in told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--format", "xml"], "'xml' is not one of: github, gitlab, json, sarif, text"),
        (["--fail-on", "fatal"], "'fatal' is not one of: error, warning, note"),
        (["--as-of", "yesterday"], "--as-of takes a date such as 2026-01-31, not 'yesterday'"),
        (["no-such-folder"], "'no-such-folder' does not exist"),
        (["catalog-info.yaml"], "is a file; name the folder that it is in"),
        (["--no-such-option"], "No such option: --no-such-option"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(cli: Cli, org: Path, arguments: list[str], message: str) -> None:
    told = cli(org, "check", *arguments)
    assert told.code == 2
    assert told.out == ""
    assert message in told.err
    assert "Traceback" not in told.err


def test_what_was_set_aside_is_named_on_request(cli: Cli, org: Path) -> None:
    (org / "template").mkdir()
    (org / "template" / "t.yaml").write_text(
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: t}\n"
        "spec: {type: service, steps: [{id: a, name: a, action: 'fetch:template', input: {url: ./skeleton}}]}\n"
    )
    (org / "template" / "skeleton").mkdir()
    (org / "template" / "skeleton" / "catalog-info.yaml").write_text(
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: '${{ values.name }}'}\n"
    )
    assert "1 file belongs to a template" in cli(org, "check").err
    assert "template/skeleton/catalog-info.yaml: belongs to a template" in cli(org, "check", "--verbose").err
