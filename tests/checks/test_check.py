"""Running the rules: severities, order, one finding for one cause, and whom a finding concerns."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from headland.checks import CheckContext, check, concerning
from headland.core.finding import Finding, Severity
from headland.core.refs import Ref

ContextOf = Callable[[Mapping[str, str]], CheckContext]
FindingsOf = Callable[[Mapping[str, str]], tuple[Finding, ...]]


def component(name: str, *lines: str, owner: str = "team-a", kind: str = "Component") -> str:
    """A record as text; `lines` are added to its spec."""
    spec = [
        "  type: library",
        "  lifecycle: production",
        f"  owner: {owner}",
        *(f"  {line}" for line in lines),
    ]
    head = ["---", "apiVersion: backstage.io/v1alpha1", f"kind: {kind}", "metadata:", f"  name: {name}", "spec:"]
    return "\n".join([*head, *spec]) + "\n"


TEAM_A = """\
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-a
spec:
  type: team
  children: []
"""


def rules_of(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_catalog_in_which_all_is_known_has_no_finding(findings_of: FindingsOf) -> None:
    assert (
        findings_of({"catalog-info.yaml": TEAM_A + component("a", "dependsOn: ['component:b']") + component("b")}) == ()
    )


def test_an_owner_that_many_records_name_and_nobody_wrote_down_is_one_finding(findings_of: FindingsOf) -> None:
    text = "".join(component(f"c{number}", owner="team-x") for number in range(43))
    (finding,) = findings_of({"catalog-info.yaml": text})
    assert finding.rule == "unknown-owner"
    assert finding.message == (
        "spec.owner names group:default/team-x, which is not in the catalog; 42 other places name it too"
    )
    assert finding.ref == Ref("Component", "default", "c0")
    assert len(finding.related) == 42


def test_a_finding_concerns_every_record_in_which_it_has_a_place(context_of: ContextOf) -> None:
    context = context_of({"catalog-info.yaml": "".join(component(name, owner="team-x") for name in "abc") + TEAM_A})
    findings = check(context)
    found = concerning(findings, context.catalog.values())
    assert {ref.name for ref in found} == {"a", "b", "c"}
    assert all(each == findings for each in found.values())


def test_a_name_that_is_wrong_by_a_letter_is_given_the_nearest_one(findings_of: FindingsOf) -> None:
    text = TEAM_A + component("payments") + component("shop", "dependsOn: ['component:paymnets']")
    (finding,) = findings_of({"catalog-info.yaml": text})
    assert finding.rule == "dangling-reference"
    assert finding.hint is not None
    assert finding.hint.startswith("Did you mean component:default/payments?")


def test_a_target_that_exists_under_another_kind_is_proposed(findings_of: FindingsOf) -> None:
    text = TEAM_A + component("db") + component("shop", "dependsOn: ['resource:db']")
    (finding,) = findings_of({"catalog-info.yaml": text})
    assert finding.hint is not None
    assert "component:default/db" in finding.hint


def test_a_reference_to_a_broken_record_is_not_told_beside_what_broke_it(context_of: ContextOf) -> None:
    context = context_of({"catalog-info.yaml": TEAM_A + component("shop", "dependsOn: ['component:broken']")})
    broken = Ref("Component", "default", "broken")
    (dangling,) = check(context)
    mended = CheckContext(
        context.catalog,
        type(context.reading)(
            context.reading.records,
            (),
            (),
            {broken: dangling},
            context.reading.files,
            context.reading.sources,
            context.reading.where_it_looked,
        ),
        context.settings,
        context.as_of,
    )
    assert check(mended) == ()


def test_a_setting_changes_the_severity_of_a_rule_or_silences_it(findings_of: FindingsOf) -> None:
    text = component("a", owner="team-x")
    files = {"catalog-info.yaml": text, "headland.yaml": "rules:\n  unknown-owner: error\n"}
    assert [finding.severity for finding in findings_of(files)] == [Severity.ERROR]
    assert findings_of({**files, "headland.yaml": "rules:\n  unknown-owner: off\n"}) == ()


def test_an_error_of_reading_cannot_be_silenced_only_made_a_note(findings_of: FindingsOf) -> None:
    files = {"catalog-info.yaml": component("a").replace("  owner: team-a\n", "")}
    (finding,) = findings_of(files)
    assert finding.severity is Severity.ERROR
    (note,) = findings_of({**files, "headland.yaml": f"rules:\n  {finding.rule}: off\n"})
    assert note.severity is Severity.NOTE


def test_findings_come_in_the_order_of_their_places(findings_of: FindingsOf) -> None:
    found = findings_of(
        {
            "b.yaml": component("b", "system: x", owner="team-x"),
            "a.yaml": component("a", "system: y", owner="team-y"),
        }
    )
    assert [(finding.span.path, finding.rule) for finding in found] == [
        ("a.yaml", "unknown-owner"),
        ("a.yaml", "dangling-reference"),
        ("b.yaml", "unknown-owner"),
        ("b.yaml", "dangling-reference"),
    ]


def test_a_duplicate_names_both_places(findings_of: FindingsOf) -> None:
    found = findings_of({"a.yaml": TEAM_A, "b.yaml": TEAM_A.replace("team-a", "Team-A")})
    assert rules_of(found) == ["duplicate-reference"]
    assert found[0].span.path == "b.yaml"
    assert [related.span.path for related in found[0].related] == ["a.yaml"]
    assert "in a.yaml" in found[0].message


def test_an_owner_of_a_wrong_kind_is_told_once_and_not_as_missing_too(findings_of: FindingsOf) -> None:
    (finding,) = findings_of({"catalog-info.yaml": TEAM_A + component("a", owner="'component:team-a'")})
    assert finding.rule == "wrong-reference-kind"
    assert finding.hint is not None
    assert "group:default/team-a" in finding.hint


def test_a_reference_without_its_kind_is_told_how_to_write_it(findings_of: FindingsOf) -> None:
    (finding,) = findings_of({"catalog-info.yaml": TEAM_A + component("db") + component("a", "dependsOn: [db]")})
    assert finding.rule == "reference-without-kind"
    assert finding.hint is not None
    assert "component:default/db" in finding.hint


def test_groups_that_are_each_others_parents_are_one_finding_with_the_way_round(findings_of: FindingsOf) -> None:
    text = "".join(
        TEAM_A.replace("team-a", name).replace("  children: []", f"  parent: {parent}\n  children: []")
        for name, parent in (("a", "b"), ("b", "c"), ("c", "a"))
    )
    (finding,) = findings_of({"catalog-info.yaml": text})
    assert finding.rule == "cyclic-parents"
    assert "group:default/a → group:default/b → group:default/c → group:default/a" in finding.message
    assert len(finding.related) == 2


def test_a_group_that_is_its_own_parent_is_found(findings_of: FindingsOf) -> None:
    text = TEAM_A.replace("  children: []", "  parent: team-a\n  children: []")
    assert rules_of(findings_of({"catalog-info.yaml": text})) == ["cyclic-parents"]


def test_parents_and_children_who_say_the_same_are_no_circle(findings_of: FindingsOf) -> None:
    child = TEAM_A.replace("team-a", "child").replace("  children: []", "  parent: team-a\n  children: []")
    assert findings_of({"catalog-info.yaml": TEAM_A.replace("[]", "[child]") + child}) == ()


SERVICES = TEAM_A + "".join(component(name).replace("library", "service") for name in ("a", "b", "c"))
RUNBOOK = "---\napiVersion: headland.dev/v1\nkind: Runbook\nmetadata:\n  name: r\nspec:\n  covers: [{}]\n---\nText.\n"


def test_a_catalog_without_any_runbook_has_one_note_for_all_its_services(findings_of: FindingsOf) -> None:
    (finding,) = findings_of({"catalog-info.yaml": SERVICES})
    assert finding.rule == "no-runbook"
    assert finding.message == "none of 3 services has a runbook"


def test_a_catalog_with_runbooks_has_a_note_for_each_service_without_one(findings_of: FindingsOf) -> None:
    found = findings_of({"catalog-info.yaml": SERVICES, "r.md": RUNBOOK.format("a")})
    assert [finding.ref for finding in found] == [Ref("Component", "default", name) for name in "bc"]


def test_a_runbook_of_a_system_covers_the_services_in_it(findings_of: FindingsOf) -> None:
    system = "---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: s\nspec:\n  owner: team-a\n"
    part = component("a", "system: s").replace("library", "service")
    assert findings_of({"catalog-info.yaml": TEAM_A + system + part, "r.md": RUNBOOK.format("'system:s'")}) == ()


def test_an_age_is_counted_to_the_clock_of_the_run(context_of: ContextOf) -> None:
    context = context_of(
        {
            "catalog-info.yaml": SERVICES,
            "r.md": RUNBOOK.format("a, b, c").replace("---\nT", "  lastDrilled: 2025-11-24\n---\nT"),
        }
    )
    assert check(context) == ()
    later = context.as_of.replace(day=25)
    (finding,) = check(CheckContext(context.catalog, context.reading, context.settings, later))
    assert finding.rule == "runbook-not-drilled"
    assert "366 days ago" in finding.message


def test_a_superseded_decision_that_nothing_supersedes_is_found(findings_of: FindingsOf) -> None:
    text = "---\napiVersion: headland.dev/v1\nkind: Decision\nmetadata:\n  name: d\nspec:\n  status: superseded\n---\n"
    assert rules_of(findings_of({"d.md": text})) == ["superseded-decision"]


def test_a_link_to_nothing_in_a_page_has_the_place_of_its_reference(findings_of: FindingsOf) -> None:
    page = "# Überblick\n\nSee [the shop](entity:component:shopp) and [A](entity:component:a).\n"
    text = TEAM_A + component("shop") + component("a")
    (finding,) = findings_of({"catalog-info.yaml": text, "docs/page.md": page})
    assert finding.rule == "unknown-entity-link"
    assert finding.span.path == "docs/page.md"
    assert page.encode()[finding.span.start : finding.span.end] == b"component:shopp"
    assert finding.hint is not None
    assert "component:default/shop" in finding.hint


def test_a_link_in_the_prose_of_a_record_is_checked_and_belongs_to_it(findings_of: FindingsOf) -> None:
    runbook = RUNBOOK.format("a, b, c").replace("Text.", "[gone](entity:component:gone)")
    (finding,) = findings_of({"catalog-info.yaml": SERVICES, "r.md": runbook})
    assert finding.rule == "unknown-entity-link"
    assert finding.ref == Ref("Runbook", "default", "r")
    assert runbook.encode()[finding.span.start : finding.span.end] == b"component:gone"


def test_a_misspelt_kind_is_one_finding_however_many_records_have_it(findings_of: FindingsOf) -> None:
    text = "".join(component(name, kind="component") for name in "abc")
    (finding, *owners) = findings_of({"catalog-info.yaml": TEAM_A + text})
    assert owners == []
    assert finding.rule == "misspelt-kind"
    assert finding.hint is not None
    assert "Component" in finding.hint
    assert len(finding.related) == 2


def test_a_kind_of_another_product_is_a_note_and_no_misspelling(findings_of: FindingsOf) -> None:
    text = component("a", kind="Components").replace("backstage.io/v1alpha1", "example.com/v1")
    (finding,) = findings_of({"catalog-info.yaml": TEAM_A + text})
    assert (finding.rule, finding.severity) == ("unknown-kind", Severity.NOTE)


@pytest.mark.parametrize("prefix", ["", "component:", "component:/"])
def test_a_text_of_a_record_is_cut_in_messages(findings_of: FindingsOf, prefix: str) -> None:
    (finding,) = findings_of({"catalog-info.yaml": TEAM_A + component("a", f"dependsOn: ['{prefix}{'x' * 5000}']")})
    assert len(finding.message) < 300
    assert finding.hint is not None
    assert len(finding.hint) < 300


def test_a_label_or_a_rule_that_nobody_knows_in_the_settings_is_found_at_its_key(findings_of: FindingsOf) -> None:
    settings = "visibility:\n  kinds:\n    Component: secret\nrules:\n  no-such: off\n"
    found = findings_of({"catalog-info.yaml": TEAM_A, "headland.yaml": settings})
    places = {finding.rule: settings[finding.span.start : finding.span.end] for finding in found}
    assert places == {"unknown-visibility": "Component", "unknown-rule": "no-such"}
