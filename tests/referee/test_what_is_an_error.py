"""Backstage decides what is an error: our limits, the root and duplicate references alone stand beside its own."""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from tests.referee.comparing import OURS_ALONE

from headland.catalog.catalog import Catalog
from headland.checks import CheckContext, check, load_rules
from headland.core.finding import RULES, Severity
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.reading import read

CORPORA = sorted((Path(__file__).resolve().parents[1] / "corpora").glob("*/"))

BACKSTAGE_REFUSES_TOO = {
    # npm `yaml`
    *("duplicate-key", "tab-indentation", "unclosed-quote", "unknown-anchor", "wrong-encoding", "yaml-syntax"),
    # the validators
    *("invalid-value", "missing-field", "not-a-mapping", "unknown-root-field", "wrong-type"),
    # placeholders and files
    *("placeholder-broken", "placeholder-missing", "unreadable-file"),
}
OF_OUR_OWN_FILES = {"docs-not-built", "unclosed-front-matter", "wrong-setting"}
"""Errors in what Backstage does not read: pages, the site and headland.yaml."""


def test_every_rule_for_an_error_is_backstages_or_one_of_the_few_of_our_own() -> None:
    load_rules()
    import_module("headland.portal.rules")
    errors = {rule.name for rule in RULES if rule.severity is Severity.ERROR}
    assert errors == BACKSTAGE_REFUSES_TOO | OURS_ALONE | OF_OUR_OWN_FILES


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_catalog_that_backstage_accepts_has_no_other_error_when_all_rules_are_checked(corpus: Path) -> None:
    load_rules()
    reading = read([Folder(corpus)], Settings(), Silent())
    assert reading.records
    context = CheckContext(Catalog.build(reading.records), reading, Settings(), datetime(2026, 1, 1, tzinfo=UTC))
    errors = {finding.rule for finding in check(context) if finding.severity is Severity.ERROR}
    assert errors <= OURS_ALONE
