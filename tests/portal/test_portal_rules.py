"""The rules of building: each one's wrong example is found, and its right example is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portal.conftest import built

from headland.core.finding import Rule
from headland.portal import rules

RULES = [rule for rule in vars(rules).values() if isinstance(rule, Rule)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_wrong_example_is_found_at_the_rules_severity(rule: Rule, tmp_path: Path) -> None:
    found = built(tmp_path / "portal", rule.wrong.files).findings(rule.name)
    assert [finding.severity for finding in found] == [rule.severity]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_right_example_is_not(rule: Rule, tmp_path: Path) -> None:
    assert built(tmp_path / "portal", rule.right.files).findings(rule.name) == []


def test_the_settings_decide_how_much_a_rule_of_building_matters(tmp_path: Path) -> None:
    files = {**rules.PLUGIN_NOT_INSTALLED.wrong.files, "headland.yaml": "rules: {plugin-not-installed: error}\n"}
    assert [finding.severity.value for finding in built(tmp_path / "a", files).findings("plugin-not-installed")] == [
        "error"
    ]
    files["headland.yaml"] = "rules: {plugin-not-installed: 'off'}\n"
    assert built(tmp_path / "b", files).findings("plugin-not-installed") == []
