"""`headland list`: which records, in which form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Cli = Callable[..., Any]

ALL = [
    "api:default/payments-api",
    "component:default/payments",
    "component:default/shop",
    "domain:default/sales",
    "group:default/team-a",
    "resource:default/payments-db",
    "system:default/checkout",
    "system:other/payments",
    "user:default/ada",
]


def names(cli: Cli, folder: Path, *arguments: str) -> list[str]:
    told = cli(folder, "list", "--format", "names", *arguments)
    assert told.code == 0, told.err
    return str(told.out).split()


def test_all_records_are_listed_by_reference(cli: Cli, org: Path) -> None:
    assert names(cli, org) == ALL


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--kind", "COMPONENT"], ["component:default/payments", "component:default/shop"]),
        (["--kind", "api", "--kind", "user"], ["api:default/payments-api", "user:default/ada"]),
        (["--type", "website"], ["component:default/shop"]),
        (["--lifecycle", "experimental"], ["component:default/shop"]),
        (["--tag", "pci"], ["component:default/payments"]),
        (["--tag", "nothing"], []),
        (["--owner", "user:ada"], ["resource:default/payments-db"]),
        (["--owner", "Team-A", "--kind", "domain"], ["domain:default/sales"]),
        (["--owner", "team-b"], ["component:default/shop"]),
        (["--system", "checkout"], ["component:default/payments"]),
        (["--domain", "sales"], ["component:default/payments", "system:default/checkout"]),
        (["--where", "spec.type == 'service' && 'java' in metadata.tags"], ["component:default/payments"]),
        (["--where", "spec.system == 'checkout'"], ["component:default/payments"]),
        (["--kind", "component", "--where", "!has(spec.system)"], ["component:default/shop"]),
    ],
)
def test_filters_narrow_and_values_of_one_widen(cli: Cli, org: Path, arguments: list[str], found: list[str]) -> None:
    assert names(cli, org, *arguments) == found


def test_an_unknown_owner_proposes_the_nearest(cli: Cli, org: Path) -> None:
    told = cli(org, "list", "--owner", "teem-a")
    assert told.code == 0
    assert "There is no record group:default/teem-a; the nearest: group:default/team-a." in told.err


@pytest.mark.parametrize("expression", ["spec.type ==", "nonsense", "1 + 1", ""])
def test_an_expression_that_cannot_be_used_is_said(cli: Cli, org: Path, expression: str) -> None:
    told = cli(org, "list", "--where", expression)
    assert told.code == 2
    assert told.err.startswith("headland: --where: ")


def test_a_table_that_is_piped_is_plain_and_aligned(cli: Cli, org: Path) -> None:
    told = cli(org, "list", "--kind", "component", "--kind", "group")
    assert told.out.splitlines() == [
        "REF                         TITLE       TYPE     LIFECYCLE     OWNER   SYSTEM    TAGS",
        "component:default/payments  Payments    service  production    team-a  checkout  java, pci",
        "component:default/shop                  website  experimental  team-b",
        "group:default/team-a        The A team  team",
    ]
    assert told.err == "3 of 9 records. 9 records in 2 files.\n"


def test_nothing_found_is_an_empty_result(cli: Cli, org: Path) -> None:
    told = cli(org, "list", "--kind", "nothing")
    assert (told.code, told.out) == (0, "")
    assert told.err.startswith("0 of 9 records.")


def test_json_and_yaml_say_the_same(cli: Cli, org: Path) -> None:
    as_json = json.loads(cli(org, "list", "--format", "json").out)
    assert as_json == yaml.safe_load(cli(org, "list", "--format", "yaml").out)
    assert as_json["version"] == 1
    assert [record["ref"] for record in as_json["records"]] == ALL
    assert as_json["records"][1] == {
        "ref": "component:default/payments",
        "kind": "Component",
        "namespace": "default",
        "name": "payments",
        "title": "Payments",
        "type": "service",
        "lifecycle": "production",
        "owner": "group:default/team-a",
        "system": "system:default/checkout",
        "domain": "domain:default/sales",
        "tags": ["java", "pci"],
        "description": "Charges cards.",
        "root": ".",
        "file": "catalog-info.yaml",
        "line": 1,
    }


def test_titles_cannot_act_on_a_terminal(cli: Cli, make_folder: Callable[..., Path]) -> None:
    folder = make_folder(
        {
            "a.yaml": "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\n"
            '  title: "\\e]0;gone\\a\\nsecond line \\u202e"\nspec: {owner: o}\n'
        }
    )
    for form in ("table", "json", "yaml"):
        out = cli(folder, "list", "--format", form).out
        assert not set(out) & set("\x1b\x07\u202e")
    assert r"\x1b]0;gone\x07 second line \u202e" in cli(folder, "list").out
