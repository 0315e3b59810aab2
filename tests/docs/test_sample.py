"""The sample organisation holds what its pages promise, and no flaws but those that are meant."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headland.catalog.catalog import Catalog
from headland.catalog.graph import blast_radius
from headland.core.finding import Severity
from headland.core.refs import Ref
from headland.core.run import Run
from headland.definitions import read_definition
from headland.portal.load import Portal, load

ROOT = Path(__file__).parents[2]
RUNBOOKS = sorted((ROOT / "docs/runbooks").glob("*.md"))
PLAYBOOK = sorted(page for page in (ROOT / "docs/playbook").glob("*.md") if page.name != "index.md")
HEADING = re.compile(r"^## (.+)$", re.MULTILINE)
FORMATS = {"asyncapi": 3, "crd": 1, "graphql": 2, "grpc": 3, "jsonschema": 1, "openapi": 11}


@pytest.fixture(scope="module")
def portal() -> Portal:
    """The repository's own portal, read on the day for which the sample's dates were written."""
    return load([ROOT], Run(as_of=datetime(2026, 11, 24, tzinfo=UTC)))


@pytest.fixture(scope="module")
def catalog(portal: Portal) -> Catalog:
    return portal.catalog


def ref(text: str) -> Ref:
    kind, _, name = text.partition(":")
    return Ref(kind, "default", name)


def test_it_is_as_large_as_it_is_said_to_be(catalog: Catalog) -> None:
    least = {"domain": 5, "system": 12, "component": 40, "api": 20, "resource": 15, "user": 40, "runbook": 20}
    assert {kind: number for kind, number in least.items() if len(catalog.by_kind(kind)) < number} == {}
    teams = [group for group in catalog.by_kind("group") if catalog[group].text("spec", "type") == "team"]
    assert len(teams) == 12
    companys = [page for page in catalog.by_kind("decision") if "/pharos/" in catalog[page].span.path]
    assert len(companys) >= 15


def test_its_flaws_are_those_that_are_meant(portal: Portal) -> None:
    flaws = Counter(
        (finding.rule, finding.span.path) for finding in portal.findings if finding.severity is not Severity.NOTE
    )
    assert flaws == {
        ("dangling-reference", "catalog/customer/care.yaml"): 1,
        ("dangling-reference", "catalog/fleet/sailings.yaml"): 1,
        ("unknown-owner", "catalog/fleet/boarding.yaml"): 1,
        ("superseded-decision", "docs/decisions/pharos/0016-positions-by-asking.md"): 1,
    }


def test_some_services_have_no_runbook_and_some_runbooks_are_overdue(portal: Portal) -> None:
    notes = Counter(finding.rule for finding in portal.findings if finding.severity is Severity.NOTE)
    assert notes["no-runbook"] == 5
    assert notes["runbook-not-drilled"] == 2


def test_nobody_calls_one_of_its_apis_and_one_way_is_too_long(catalog: Catalog) -> None:
    assert not catalog.targets(ref("api:berths-api"), "apiConsumedBy")
    stopped = {reached.ref: reached.distance for reached in blast_radius(catalog, ref("resource:ledger-db"))}
    assert stopped[ref("component:care-desk")] >= 5


def test_every_owner_but_one_can_be_reached(catalog: Catalog) -> None:
    owners = {
        owner
        for kind in ("component", "api", "resource")
        for name in catalog.by_kind(kind)
        if (owner := catalog.owner_of(name)) is not None
    }
    silent = [owner for owner in owners if owner in catalog and not catalog[owner].entity.metadata.links]
    assert silent == []
    assert [owner.name for owner in owners if owner not in catalog] == ["harbour-it"]


def test_its_definitions_are_of_every_format_and_are_read_whole(catalog: Catalog) -> None:
    types: Counter[str] = Counter()
    for name in catalog.by_kind("api"):
        record = catalog[name]
        if record.value("spec", "remotes"):
            continue
        type_, text = record.text("spec", "type"), record.text("spec", "definition")
        assert type_, name
        assert text, name
        read = read_definition(type_, text)
        assert read is not None, name
        assert read.problems == (), name
        types[type_] += 1
    assert types == FORMATS


@pytest.mark.parametrize("page", RUNBOOKS, ids=lambda page: page.stem)
def test_a_runbook_says_first_what_is_needed_first(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wanted = ["Symptom", "Impact", "First checks", "Whom to call", "Mitigation", "Rollback"]
    assert HEADING.findall(text)[: len(wanted)] == wanted
    assert "```sh" in text.split("## First checks")[1].split("## Whom to call")[0]
    assert "entity:" in text.split("## Whom to call")[1].split("## Mitigation")[0]


@pytest.mark.parametrize("page", PLAYBOOK, ids=lambda page: page.stem)
def test_a_page_of_the_playbook_goes_from_the_pain_to_the_records_it_applies_to(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    wanted = {
        "How it shows itself",
        "What to try, in this order",
        "How one knows that it worked",
        "Not too early",
        "Here it applies to",
    }
    assert wanted <= set(HEADING.findall(text))
    assert "entity:" in text.split("## Here it applies to")[1]


def test_the_playbook_has_a_page_for_each_of_fourteen_pains_and_its_first_page_leads_to_all() -> None:
    index = (ROOT / "docs/playbook/index.md").read_text(encoding="utf-8")
    assert len(PLAYBOOK) == 14
    assert [page.name for page in PLAYBOOK if f"({page.name})" not in index] == []
