"""`headland explain`: every rule can be asked for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from headland.cli.rules import all_rules
from headland.core.finding import Rule

Cli = Callable[..., Any]


@pytest.mark.parametrize("rule", list(all_rules()), ids=lambda rule: rule.name)
def test_a_rule_is_explained_with_its_remedy_and_examples(cli: Cli, tmp_path: Path, rule: Rule) -> None:
    told = cli(tmp_path, "explain", rule.name)
    assert told.code == 0
    assert told.out.startswith(f"# {rule.name}\n")
    for text in (rule.summary, rule.why, rule.remedy, "## Wrong", "## Right"):
        assert text in told.out


def test_all_rules_are_listed(cli: Cli, tmp_path: Path) -> None:
    listed = {line.split()[0] for line in cli(tmp_path, "explain").out.splitlines()[1:]}
    assert listed == set(all_rules().names())


def test_an_unknown_rule_proposes_the_nearest(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path, "explain", "unknown-owners")
    assert told.code == 2
    assert "did you mean unknown-owner" in told.err
