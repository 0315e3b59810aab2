"""Everything that the code registers is documented, and the pages in docs/reference are those that the code makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from headland.cli.command import load_commands
from headland.cli.describe import describe
from headland.cli.rules import all_rules
from headland.core.settings import Settings
from headland.kinds import KINDS
from headland.reference import pages
from headland.reference.schema_fields import model_fields
from headland.reporting import load_formats

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "reference"


def read(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["index.md", "commands.md", "kinds.md", "rules.md", "settings.md"])
def test_a_page_is_the_one_that_the_code_makes(name: str) -> None:
    program, commands = describe()
    assert read(name) == pages(all_rules(), program, commands)[name], "run `make reference`"


def test_every_rule_is_documented() -> None:
    text = read("rules.md")
    assert [rule.name for rule in all_rules() if f"\n## {rule.name}\n" not in text] == []


def test_every_kind_is_documented_with_its_references() -> None:
    text = read("kinds.md")
    for kind in KINDS:
        section = text.split(f"\n## {kind.name}\n")[1].split("\n## ")[0]
        for reference in kind.references:
            assert f"`{'.'.join(reference.path)}`" in section, (kind.name, reference)
        for field in model_fields(kind.model, "spec"):
            assert f"`spec.{field.path}`" in section, (kind.name, field.path)


def test_every_setting_is_documented_with_a_description() -> None:
    text = read("settings.md")
    fields = list(model_fields(Settings))
    assert [field.path for field in fields if not field.description] == []
    for field in fields:
        section, _, key = field.path.partition(".")
        told = text.split(f"\n## {section}\n")[1].split("\n## ")[0] if key else text.split("\n## ")[0]
        assert f"| `{key or section}` |" in told, field.path


def test_every_command_is_documented_with_all_that_it_takes() -> None:
    text = read("commands.md")
    for command in describe()[1]:
        section = text.split(f"\n## {command.name}\n")[1].split("\n## ")[0]
        for parameter in (*command.arguments, *command.options):
            assert parameter.help, (command.name, parameter)
            assert parameter.written.replace("|", "\\|") in section, (command.name, parameter.written)
        for example in command.examples:
            assert example.line in section


def test_commands_of_makers_are_not_documented() -> None:
    shown = {command.name for command in describe()[1]}
    assert {command.name for command in load_commands() if command.hidden}.isdisjoint(shown)


def test_every_report_format_is_documented() -> None:
    text = read("commands.md")
    assert [name for name in load_formats().names() if f"{name}: " not in text] == []


def prose() -> Iterator[tuple[str, str]]:
    for path in sorted((ROOT / "docs").rglob("*.md")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def test_commands_that_the_docs_name_exist() -> None:
    known = set(load_commands().names())
    named = {
        (path, found)
        for path, text in prose()
        for found in re.findall(r"(?:^|`|\$ )headland ([a-z]+)", text, flags=re.MULTILINE)
    }
    assert named
    assert sorted((path, name) for path, name in named if name not in known) == []


def test_links_to_rules_lead_to_one() -> None:
    rules = set(all_rules().names())
    linked = {(path, name) for path, text in prose() for name in re.findall(r"rules\.md#([a-z0-9-]+)", text)}
    assert sorted((path, name) for path, name in linked if name not in rules) == []
