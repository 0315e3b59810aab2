"""`headland show`: one record and what surrounds it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Cli = Callable[..., Any]


def test_a_record_is_shown_with_its_relations_both_ways(cli: Cli, org: Path) -> None:
    told = cli(org, "show", "payments-api")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "api:default/payments-api"
    assert "  owner        group:default/team-a" in lines
    assert "  written in   catalog-info.yaml:26" in lines
    assert lines[lines.index("Relations") + 1 :][:3] == [
        "  apiConsumedBy  component:default/shop",
        "  apiProvidedBy  component:default/payments",
        "  ownedBy        group:default/team-a",
    ]


def test_a_relation_to_what_is_not_there_says_so(cli: Cli, org: Path) -> None:
    told = cli(org, "show", "component:payments")
    assert "component:default/gone (not in the catalog)" in told.out
    assert "dangling-reference" in told.out


def test_json_and_yaml_say_the_same(cli: Cli, org: Path) -> None:
    value = json.loads(cli(org, "show", "component:payments", "--format", "json").out)
    assert value == yaml.safe_load(cli(org, "show", "component:payments", "--format", "yaml").out)
    assert value["version"] == 1
    assert value["record"]["metadata"]["name"] == "payments"
    assert {"type": "dependsOn", "target": "component:default/gone", "known": False} in value["relations"]
    assert "dangling-reference" in [finding["rule"] for finding in value["findings"]]
    assert value["lastChange"] is None


def test_the_last_change_is_that_of_the_records_own_lines(cli: Cli, git_repo: Callable[..., Any], org: Path) -> None:
    repo = git_repo()
    text = (org / "catalog-info.yaml").read_text()
    repo.write("a.yaml", text)
    repo.commit("All of it", author="Ada")
    repo.write("a.yaml", text.replace("type: website", "type: site"))
    repo.commit("The shop alone", author="Bob")

    shop = json.loads(cli(repo.path, "show", "shop", "--format", "json").out)["lastChange"]
    payments = json.loads(cli(repo.path, "show", "component:payments", "--format", "json").out)["lastChange"]
    assert (shop["author"], shop["subject"]) == ("Bob", "The shop alone")
    assert (payments["author"], payments["subject"]) == ("Ada", "All of it")


def test_of_a_file_with_one_record_the_last_change_is_the_files(cli: Cli, git_repo: Callable[..., Any]) -> None:
    repo = git_repo()
    system = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a}\nspec: {owner: o}\n"
    repo.write("a.yaml", system)
    repo.commit("First", author="Ada")
    repo.write("a.yaml", f"# a remark\n{system}")
    repo.commit("Second", author="Bob")
    assert "by Bob: Second" in cli(repo.path, "show", "a").out


def test_where_there_is_no_git_it_is_said(cli: Cli, org: Path) -> None:
    assert "git" in next(line for line in cli(org, "show", "shop").out.splitlines() if "last change" in line)


@pytest.mark.parametrize(
    ("ref", "messages"),
    [
        ("paymets-api", ["there is no record 'paymets-api'; the nearest are:", "  api:default/payments-api"]),
        ("checkout", ["'checkout' may be any of these", "  domain:default/checkout", "  system:default/checkout"]),
        ("zzzzzz", ["there is no record 'zzzzzz', and none with a name like it"]),
        ("", ["there is no record ''"]),
        ("a:b:c/d", ["there is no record 'a:b:c/d'"]),
    ],
)
def test_what_names_no_one_record_is_answered_with_those_that_it_may_mean(
    cli: Cli, org: Path, ref: str, messages: list[str]
) -> None:
    (org / "more.yaml").write_text(
        "apiVersion: backstage.io/v1alpha1\nkind: Domain\nmetadata: {name: checkout}\nspec: {owner: team-a}\n"
    )
    told = cli(org, "show", ref)
    assert told.code == 2
    assert told.out == ""
    for message in messages:
        assert message in told.err


def test_other_folders_are_read_by_option(cli: Cli, org: Path) -> None:
    assert cli(org.parent, "show", "ada", "--path", "org").code == 0


def test_a_record_that_was_refused_is_told_apart_from_one_that_is_not_there(cli: Cli, org: Path) -> None:
    (org / "x.yaml").write_text(
        "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: refused}\nspec: {owner: []}\n"
    )
    told = cli(org, "show", "refused")
    assert told.code == 2
    assert "system:default/refused was refused: " in told.err
    assert "x.yaml:4:" in told.err
