"""Somebody else's package adds one of each, and it is found wherever ours are: no list but the registries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXTENSION = '''
from dataclasses import dataclass, field

from headland.checks import Check
from headland.cli.command import Command
from headland.core.finding import Example, Rule, Severity
from headland.definitions.formats import Fit, Format
from headland.definitions.model import ApiDefinition, Nature, Operation, Problem
from headland.extension import Extension
from headland.kinds.envelope import Entity
from headland.kinds.kind import Kind
from headland.reporting import ReportFormat
from headland.views.page import PageHead
from headland.views.registry import View

RULE = Rule(
    "robot-without-battery", Severity.WARNING, "A robot says nothing of its battery",
    "It stops.", "Write spec.battery.", Example({}), Example({}),
)

def run(context):
    for record in context.catalog.values():
        if record.ref.kind == "Robot" and not record.value("spec", "battery"):
            yield RULE.finding("this robot has no battery", record.span, ref=record.ref)

@dataclass(frozen=True)
class Model:
    count: int
    head: PageHead = field(default_factory=lambda: PageHead("robots/", "Robots", "All robots"))

def models(context):
    yield Model(len(context.catalog.by_kind("Robot")))

def hello() -> None:
    """Say hello to robots."""
    print("hello robots")

def fit(content):
    return Fit.SURE if content.text.startswith("robots! ") else Fit.NONE

def read(content):
    verbs = content.text.split()[1:]
    operations = tuple(Operation(f"operation-{verb}", "DO", verb) for verb in verbs)
    return ApiDefinition("acme", "Acme", operations=operations, problems=(Problem(Nature.BROKEN, "too few robots", 1),))

EXTENSION = Extension(
    "acme",
    kinds=(Kind("Robot", ("acme.example/v1",), Entity, "Robot", "Robots", "robot", "#123456", "A machine."),),
    checks=(Check(RULE, run),),
    views=(View("robots", models, package="acme_headland"),),
    definitions=(Format("acme", "Acme", frozenset({"acme"}), fit, read),),
    formats=(ReportFormat("count", "how many there are", lambda report, style: f"{len(report.findings)} findings"),),
    commands=(Command("hello-robots", hello),),
)
'''

RECORD = """\
apiVersion: acme.example/v1
kind: Robot
metadata:
  name: welder
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: shop-floor}
spec: {owner: nobody}
"""


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Where the extension is installed, and a catalog that has a record of its kind."""
    installed = tmp_path_factory.mktemp("installed")
    package = installed / "acme_headland"
    (package / "robots").mkdir(parents=True)
    (package / "__init__.py").write_text(EXTENSION, encoding="utf-8")
    (package / "robots/page.html.j2").write_text("<h1>{{ page.count }} robots</h1>", encoding="utf-8")
    facts = installed / "acme_headland-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-headland\nVersion: 1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[headland]\nacme = acme_headland:EXTENSION\n", encoding="utf-8")
    catalog = tmp_path_factory.mktemp("catalog")
    (catalog / "catalog-info.yaml").write_text(RECORD, encoding="utf-8")
    return installed, catalog


def headland(folders: tuple[Path, Path], *arguments: str) -> subprocess.CompletedProcess[str]:
    installed, catalog = folders
    path = os.pathsep.join([str(installed), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-m", "headland.cli", *arguments]
    environment = {**os.environ, "PYTHONPATH": path}
    return subprocess.run(
        command, cwd=catalog, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_its_kind_is_known_and_its_rule_finds(folders: tuple[Path, Path]) -> None:
    found = json.loads(headland(folders, "check", "--format", "json").stdout)["findings"]
    rules = {finding["rule"] for finding in found}
    assert "robot-without-battery" in rules
    assert "unknown-kind" not in rules


def test_its_rule_is_explained_and_its_format_and_command_are_offered(folders: tuple[Path, Path]) -> None:
    assert "It stops." in headland(folders, "explain", "robot-without-battery").stdout
    assert headland(folders, "check", "--format", "count").stdout.strip() == "2 findings"
    assert "count" in headland(folders, "check", "--help").stdout
    assert headland(folders, "hello-robots").stdout == "hello robots\n"


def test_its_kind_has_a_schema(folders: tuple[Path, Path]) -> None:
    assert "acme.example/v1" in headland(folders, "schema", "Robot").stdout


def test_its_pages_are_in_the_site(folders: tuple[Path, Path], tmp_path: Path) -> None:
    built = headland(folders, "build", "--out", str(tmp_path / "site"))
    assert built.returncode == 0, built.stderr
    assert "1 robots" in (tmp_path / "site/robots/index.html").read_text(encoding="utf-8")
    assert "Robot" in (tmp_path / "site/catalog/default/robot/welder/index.html").read_text(encoding="utf-8")


def test_its_format_of_definitions_is_read(folders: tuple[Path, Path], tmp_path: Path) -> None:
    record = "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: arms}\nspec:\n  type: openapi\n"
    written = f"{record}  lifecycle: production\n  owner: nobody\n  definition: robots! lift weld\n"
    (tmp_path / "catalog-info.yaml").write_text(written, encoding="utf-8")
    found = json.loads(headland((folders[0], tmp_path), "check", "--format", "json").stdout)["findings"]
    said = {finding["rule"]: finding["message"] for finding in found}
    assert said["broken-definition"] == "line 1 of the definition: too few robots"
    assert said["definition-mismatch"] == "the type is 'openapi', and the definition is in Acme"


def test_an_extension_that_cannot_be_imported_is_named_in_one_line(folders: tuple[Path, Path], tmp_path: Path) -> None:
    facts = tmp_path / "broken-1.0.dist-info"
    facts.mkdir()
    (facts / "METADATA").write_text("Metadata-Version: 2.1\nName: broken\nVersion: 1.0\n", encoding="utf-8")
    (facts / "entry_points.txt").write_text("[headland]\nbroken = nowhere_at_all:X\n", encoding="utf-8")
    run = headland((tmp_path, folders[1]), "check")
    assert run.returncode == 2
    assert "'broken'" in run.stderr
    assert "Traceback" not in run.stderr
