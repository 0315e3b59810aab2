"""The SARIF report obeys the standard's rules (2.1.0, by section) and those of code scanning services."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from headland.core.finding import RULES, Related, Severity
from headland.core.refs import Ref
from headland.reading.rules import yaml as _yaml_rules
from headland.reporting import FindingsReport, Style, load_formats

FilesOf = Callable[..., Any]
KNOWN_RULE = _yaml_rules.DUPLICATE_KEY.name


def render(report: FindingsReport) -> Any:
    return json.loads(load_formats()["sarif"].render(report, Style()))


def check_places(value: Any) -> int:
    """Hold every physical location below a value against 3.29 to 3.30; how many there were."""
    if isinstance(value, list):
        return sum(check_places(item) for item in value)
    if not isinstance(value, dict):
        return 0
    if "region" not in value:
        return sum(check_places(item) for item in value.values())
    region, artifact = value["region"], value["artifactLocation"]
    assert region["startLine"] >= 1
    assert region["startColumn"] >= 1
    assert (region["endLine"], region["endColumn"]) >= (region["startLine"], region["startColumn"])
    assert artifact["uriBaseId"] == "SRCROOT"
    assert artifact["uri"]
    assert not artifact["uri"].startswith("/")
    assert artifact["uri"].isascii()
    assert " " not in artifact["uri"]
    return 1


def test_the_log_has_what_the_standard_requires(files_of: FilesOf) -> None:
    files = files_of({"sub/ä b.yaml": "a: 1\na: 2\nowner: x\n"}, "root")
    related = Related("the first one", files.span("sub/ä b.yaml", "a: 1"))
    findings = (
        files.finding("sub/ä b.yaml", "a: 2", rule=KNOWN_RULE, related=(related,), hint="Remove one."),
        files.finding("sub/ä b.yaml", "x", severity=Severity.NOTE, ref=Ref("Component", "default", "A")),
    )
    log = render(files.report(*findings, prefix="services"))

    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-2.1.0.json")
    [run] = log["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert "SRCROOT" in run["originalUriBaseIds"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "Headland"
    assert [rule["id"] for rule in driver["rules"]] == sorted({KNOWN_RULE, "unknown-owner"})
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        assert len(result["locations"]) == 1
        assert all(result["partialFingerprints"].values())
    assert check_places(run["results"]) == 3
    first, second = run["results"]
    assert first["message"]["text"] == "there is no group 'x'\nRemove one."
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "services/sub/%C3%A4%20b.yaml", "uriBaseId": "SRCROOT"},
        "region": {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 5},
    }
    assert first["relatedLocations"][0]["message"]["text"] == "the first one"
    assert second["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "component:default/a", "name": "A"}]


def test_a_rule_brings_its_help(files_of: FilesOf) -> None:
    files = files_of({"a.yaml": "a"})
    [rule] = render(files.report(files.finding("a.yaml", "a", rule=KNOWN_RULE)))["runs"][0]["tool"]["driver"]["rules"]
    known = RULES[KNOWN_RULE]

    assert rule["name"] == "DuplicateKey"
    assert rule["shortDescription"]["text"] == known.summary
    assert rule["defaultConfiguration"]["level"] == known.severity.value
    for told in (known.why, known.remedy):
        assert told in rule["help"]["text"]
        assert told in rule["help"]["markdown"]


def test_fingerprints_stay_when_lines_above_come_and_tell_alike_findings_apart(files_of: FilesOf) -> None:
    def marks(text: str) -> list[str]:
        files = files_of({"a.yaml": text})
        one = files.finding("a.yaml", "owner: x")
        results = render(files.report(one, one))["runs"][0]["results"]
        return [next(iter(result["partialFingerprints"].values())) for result in results]

    assert marks("owner: x\n") == marks("# new\n\n  owner: x\n")
    assert len(set(marks("owner: x\n"))) == 2


@pytest.mark.parametrize("name", ["a\x1b.yaml", "a%b.yaml", "a#b?.yaml", "日本.yaml"])
def test_every_file_name_is_an_address(files_of: FilesOf, name: str) -> None:
    files = files_of({name: "x"})
    assert check_places(render(files.report(files.finding(name, "x")))) == 1
