"""Every rule is documented, and does what its documentation shows."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from headland.checks import CHECKS, load_rules
from headland.core.finding import RULES, Finding, Rule
from headland.portal import rules

load_rules()
OF_BUILDING = [rule for rule in vars(rules).values() if isinstance(rule, Rule)]
"""Rules whose examples a build is needed for: tests/portal tries them."""
EXAMPLES = [rule for rule in RULES if rule not in OF_BUILDING]

FindingsOf = Callable[[Mapping[str, str]], tuple[Finding, ...]]


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_the_wrong_example_of_a_rule_breaks_it(rule: Rule, findings_of: FindingsOf) -> None:
    found = [finding for finding in findings_of(rule.wrong.files) if finding.rule == rule.name]
    assert found
    assert all(finding.severity is rule.severity for finding in found)
    assert all(finding.span.path in rule.wrong.files for finding in found)


@pytest.mark.parametrize("rule", EXAMPLES, ids=lambda rule: rule.name)
def test_the_right_example_of_a_rule_keeps_it(rule: Rule, findings_of: FindingsOf) -> None:
    assert [finding for finding in findings_of(rule.right.files) if finding.rule == rule.name] == []


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.name)
def test_a_rule_says_what_it_means_why_and_what_to_do_in_sentences(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.remedy):
        assert text[0].isupper() or text.startswith(("`", "headland.yaml", "mkdocs.yml"))
        assert text.endswith(".")
    assert rule.name == "-".join(rule.name.lower().split())


def test_one_cause_gives_one_finding_in_the_examples_of_this_room(findings_of: FindingsOf) -> None:
    rule = RULES["wrong-reference-kind"]
    assert [finding.rule for finding in findings_of(rule.wrong.files)] == [rule.name]


def test_every_check_belongs_to_a_rule_that_is_known() -> None:
    assert set(CHECKS.names()) <= set(RULES.names())
    assert len(CHECKS) >= 15
