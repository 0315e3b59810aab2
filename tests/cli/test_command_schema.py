"""`headland schema`: what editors are given."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headland.kinds import KINDS

Cli = Callable[..., Any]


def test_all_kinds_are_listed(cli: Cli, tmp_path: Path) -> None:
    assert tuple(cli(tmp_path, "schema").out.split()) == KINDS.names()


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_every_kind_has_a_schema_in_any_case(cli: Cli, tmp_path: Path, name: str) -> None:
    schema = json.loads(cli(tmp_path, "schema", name.lower()).out)
    assert schema["properties"]["kind"]["const"] == name


def test_all_schemas_are_written(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path, "schema", "--write", "below/schemas")
    assert told.code == 0
    written = {path.name for path in (tmp_path / "below/schemas").iterdir()}
    assert {f"{kind.name.lower()}.schema.json" for kind in KINDS} <= written
    assert f"Wrote {len(written)} schemas" in told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing"], "there is no kind 'nothing' with a schema; there are: API,"),
        (["api", "--write", "x"], "leave KIND out"),
        (["--write", "file/below"], "the schemas cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(cli: Cli, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "file").write_text("")
    told = cli(tmp_path, "schema", *arguments)
    assert told.code == 2
    assert message in told.err
