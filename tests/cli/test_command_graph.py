"""`headland graph`: what a record is related to, in every form."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from headland.cli.mermaid import label

Cli = Callable[..., Any]


def test_a_tree_shows_each_record_once_at_its_shortest_way(cli: Cli, org: Path) -> None:
    told = cli(org, "graph", "shop", "--depth", "2")
    assert told.out == (
        "component:default/shop\n"
        "├── consumesApi api:default/payments-api\n"
        "│   ├── apiProvidedBy component:default/payments\n"
        "│   └── ownedBy group:default/team-a\n"
        "└── ownedBy group:default/team-b (not in the catalog)\n"
    )
    assert told.err.startswith("5 records and 5 relations; depth 2 from component:default/shop.")


def test_only_relations_of_a_type_are_followed(cli: Cli, org: Path) -> None:
    assert cli(org, "graph", "shop", "--relation", "ownedBy").out == (
        "component:default/shop\n└── ownedBy group:default/team-b (not in the catalog)\n"
    )


def test_depth_0_is_the_record_alone(cli: Cli, org: Path) -> None:
    assert cli(org, "graph", "shop", "--depth", "0").out == "component:default/shop\n"
    assert cli(org, "graph", "shop", "--depth", "-1").code == 2


def test_a_table_has_every_edge(cli: Cli, org: Path) -> None:
    told = cli(org, "graph", "shop", "--depth", "1", "--format", "table")
    assert told.out.splitlines() == [
        "FROM                    RELATION     TO",
        "component:default/shop  consumesApi  api:default/payments-api",
        "component:default/shop  ownedBy      group:default/team-b",
    ]


def test_json_and_yaml_say_the_same(cli: Cli, org: Path) -> None:
    value = json.loads(cli(org, "graph", "shop", "--depth", "1", "--format", "json").out)
    assert value == yaml.safe_load(cli(org, "graph", "shop", "--depth", "1", "--format", "yaml").out)
    assert value["start"] == "component:default/shop"
    assert {"ref": "group:default/team-b", "title": None, "known": False} in value["nodes"]
    assert value["edges"][0] == {
        "source": "component:default/shop",
        "type": "consumesApi",
        "target": "api:default/payments-api",
    }


def test_mermaid_draws_nodes_and_edges(cli: Cli, org: Path) -> None:
    assert cli(org, "graph", "shop", "--depth", "1", "--format", "mermaid").out == (
        "flowchart LR\n"
        '  n0["payments-api<br/>API"]\n'
        '  n1["shop<br/>Component"]\n'
        '  n2["team-b<br/>Group"]\n'
        '  n1 -->|"consumesApi"| n0\n'
        '  n1 -->|"ownedBy"| n2\n'
        "  classDef unknown stroke-dasharray: 4 4\n"
        "  class n2 unknown\n"
        "  classDef start stroke-width: 3px\n"
        "  class n1 start\n"
    )


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('a"] --> evil["', "a#34;#93; --#62; evil#91;#34;"),
        ("<img src=x onerror=1>", "#60;img src#61;x onerror#61;1#62;"),
        ("`code`", "#96;code#96;"),
        ("#quot;", "#35;quot#59;"),
        ("%%{init}%%", "#37;#37;#123;init#125;#37;#37;"),
        ("two\nlines; end", "two lines#59; end"),
        ("Größe 日本 (a/b), c-d.e_f", "Größe 日本 (a/b), c-d.e_f"),
    ],
)
def test_a_label_cannot_leave_its_quotes(text: str, written: str) -> None:
    assert label(text) == written


def test_a_chain_longer_than_the_recursion_limit_is_drawn(cli: Cli, make_folder: Callable[..., Path]) -> None:
    records = [
        "apiVersion: backstage.io/v1alpha1\nkind: Resource\n"
        f"metadata: {{name: r{number}}}\nspec: {{type: t, owner: o, dependsOn: ['resource:r{number + 1}']}}\n"
        for number in range(1500)
    ]
    folder = make_folder({"a.yaml": "---\n".join(records)})
    told = cli(folder, "graph", "r0", "--depth", "1499", "--relation", "dependsOn")
    assert told.code == 0
    assert "resource:default/r1499" in told.out.splitlines()[-1]
