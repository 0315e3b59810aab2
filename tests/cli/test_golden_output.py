"""What people see, kept as it was agreed on: the help of every command, and a report of common mistakes.

`pytest tests/cli/test_golden_output.py --snapshot-update` takes what is shown now; read the difference before.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from headland.cli.command import load_commands

Cli = Callable[..., Any]

MISTAKES = {
    "catalog-info.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
spec:
  type: service
  lifecycle: production
  owner: team-paymets
  system: checkout
  dependsOn: [ledger, "component:ledgr"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: ledger
spec:
  type: service
  owner: team-payments
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-payments
spec:
  type: team
  children: []
""",
    "again.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
  name: checkout
spec:
  owner: team-payments
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: Check out
spec:
  owner: team-payments
""",
    "syntax.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: api
  description: Payments: the API
""",
    "tabs.yaml": "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n\tname: api\n",
    "wide.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: ada
spec:
  memberOf: [team-payments, "日本/チーム"]
""",
    "headland.yaml": "version: 1\nrulez: {}\nrules:\n  unknown-ower: error\n",
}


@pytest.mark.parametrize("command", [command.name for command in load_commands() if not command.hidden])
def test_the_help_of_a_command(cli: Cli, tmp_path: Path, snapshot: SnapshotAssertion, command: str) -> None:
    assert cli(tmp_path, command, "--help").out == snapshot


def test_the_help_of_the_program(cli: Cli, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    assert cli(tmp_path, "--help").out == snapshot


def test_a_report_of_common_mistakes(cli: Cli, make_folder: Callable[..., Path], snapshot: SnapshotAssertion) -> None:
    told = cli(make_folder(MISTAKES), "check")
    assert told.code == 1
    assert told.out == snapshot
