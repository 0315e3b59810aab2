"""The guides' recipes are true: their files can be read, and their commands are those of the command line."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.main import get_group

from headland.cli.app import make_app, run
from headland.core.source import Folder
from headland.reading import ParsedDocument, load_settings, parse_yaml_stream

if TYPE_CHECKING:
    from tests.conftest import GitRepo

ROOT = Path(__file__).parents[2]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))
BLOCK = re.compile(r"^(`{3,})(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^\1$", re.MULTILINE | re.DOTALL)
OR_FINDINGS = " || test $? -eq 1"

BROKEN = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: broken}\nspec: {type: service}\n"
SOUND = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team}
spec: {type: team, children: []}
"""


@dataclass(frozen=True)
class Block:
    """A fenced block of a guide: its language, the file that its title names, and its text."""

    guide: str
    language: str
    file: str
    text: str


def _blocks() -> Iterator[Block]:
    for guide in GUIDES:
        for _, language, title, text in BLOCK.findall(guide.read_text(encoding="utf-8")):
            yield Block(guide.name, language, title, text)


BLOCKS = list(_blocks())


def _value(text: str) -> Any:
    """The value of a text that holds one YAML document, read as Headland reads YAML."""
    [document] = parse_yaml_stream(text.encode())
    assert isinstance(document, ParsedDocument), document
    return document.value


def _strings(value: Any) -> Iterator[str]:
    """All texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _lines(block: Block) -> Iterator[str]:
    """The command lines of a block: those that a console is given, and those in a CI job."""
    if block.language == "console":
        yield from (line.removeprefix("$ ") for line in block.text.splitlines() if line.startswith("$ "))
    elif block.language == "yaml" and (block.file.startswith((".github/", ".gitlab")) or not block.file):
        yield from _strings(_value(block.text))


def _headland_lines() -> list[tuple[str, str]]:
    """Every command of ours that a guide tells: in a block, or in the running text."""
    in_blocks = [(block.guide, line) for block in BLOCKS for line in _lines(block)]
    in_text = [
        (guide.name, line)
        for guide in GUIDES
        for line in re.findall(r"`(headland [^`]+)`", BLOCK.sub("", guide.read_text(encoding="utf-8")))
    ]
    return sorted({(guide, line) for guide, line in [*in_blocks, *in_text] if line.startswith("headland ")})


def test_the_guides_that_the_readme_names_are_there_and_have_recipes() -> None:
    names = {guide.name for guide in GUIDES}
    assert names >= {"from-backstage.md", "embedding.md", "github-actions.md", "gitlab-ci.md", "editing.md"}
    assert {"github-actions.md", "gitlab-ci.md", "from-backstage.md"} <= {guide for guide, _ in _headland_lines()}


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.language in ("yaml", "json")], ids=str)
def test_a_block_of_yaml_or_json_can_be_read(block: Block) -> None:
    if block.language == "json":
        json.loads(block.text)
    assert all(isinstance(document, ParsedDocument) for document in parse_yaml_stream(block.text.encode()))


@pytest.mark.parametrize(("guide", "line"), _headland_lines())
def test_a_command_has_only_words_that_the_command_line_knows(guide: str, line: str) -> None:
    name, *arguments = shlex.split(line.removesuffix(OR_FINDINGS))[1:]
    commands = get_group(make_app()).commands
    assert name in commands, f"{guide} tells `{line}`, and there is no such command"
    commands[name].make_context(name, arguments)


CHECKS = sorted({line for _, line in _headland_lines() if line.startswith("headland check")})


@pytest.mark.parametrize("line", CHECKS)
def test_a_check_ends_with_the_exit_codes_that_the_guides_tell(
    line: str, git_repo: Callable[..., GitRepo], monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = shlex.split(line.removesuffix(OR_FINDINGS))[1:]
    sound, broken, empty = git_repo("sound"), git_repo("broken"), git_repo("empty")
    sound.write("team.yaml", SOUND)
    broken.write("team.yaml", SOUND)
    broken.write("catalog-info.yaml", BROKEN)

    for repo, code in ((sound, 0), (broken, 1), (empty, 2)):
        monkeypatch.chdir(repo.path)
        assert run(arguments) == code


@pytest.mark.parametrize("line", [line for line in CHECKS if "--fail-on" not in line])
def test_a_check_of_the_sample_finds_no_error(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = shlex.split(line.removesuffix(OR_FINDINGS))[1:]
    if "--output" in arguments:
        at = arguments.index("--output") + 1
        arguments[at] = str(tmp_path / arguments[at])

    monkeypatch.chdir(ROOT)
    assert run(arguments) == 0, capsys.readouterr().out


def test_the_workflows_of_github_have_the_parts_that_github_asks_for() -> None:
    workflows = [_value(block.text) for block in BLOCKS if block.file.startswith(".github/workflows/")]
    assert len(workflows) == 3
    for workflow in workflows:
        assert {"name", "on", "permissions", "jobs"} <= set(workflow)
        for job in workflow["jobs"].values():
            assert job["runs-on"] == "ubuntu-latest"
            assert all(("uses" in step) != ("run" in step) for step in job["steps"])
            assert all(re.fullmatch(r"[\w.-]+/[\w./-]+@v\d+", step["uses"]) for step in job["steps"] if "uses" in step)


def test_the_pipeline_of_gitlab_publishes_what_it_builds_and_reports_what_it_writes() -> None:
    [pipeline] = [_value(block.text) for block in BLOCKS if block.file == ".gitlab-ci.yml"]
    check, pages = pipeline["check"], pipeline["pages"]
    assert any("--out public" in line for line in pages["script"])
    assert pages["artifacts"]["paths"] == ["public"]
    assert any(check["artifacts"]["reports"]["codequality"] in line for line in check["script"])
    assert {check["stage"], pages["stage"]} == set(pipeline["stages"])


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.file == "headland.yaml"], ids=str)
def test_settings_in_a_guide_are_settings(block: Block, tmp_path: Path) -> None:
    (tmp_path / "headland.yaml").write_text(block.text)

    _, findings = load_settings(Folder(tmp_path))

    assert findings == ()


def test_the_records_of_the_guide_on_writing_them_have_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for block in BLOCKS:
        if block.guide == "writing-records.md" and block.language in ("yaml", "markdown") and block.file:
            target = tmp_path / block.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text)

    monkeypatch.chdir(tmp_path)
    code = run(["check", "--fail-on", "warning", "--format", "json"])

    told = capsys.readouterr().out
    assert code == 0, told
    assert json.loads(told)["summary"].startswith("8 records in 4 files")


def test_the_records_of_the_guide_to_begin_with_are_sound_and_what_it_says_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    blocks = [block for block in BLOCKS if block.guide == "getting-started.md"]
    [runbook] = [block for block in blocks if block.language == "markdown"]
    [first, more] = [block for block in blocks if block.language == "yaml"]
    (tmp_path / runbook.file).parent.mkdir(parents=True)
    (tmp_path / "catalog").mkdir()
    (tmp_path / runbook.file).write_text(runbook.text)
    (tmp_path / first.file).write_text(first.text)
    monkeypatch.chdir(tmp_path)

    assert run(["check"]) == 0
    capsys.readouterr()
    (tmp_path / first.file).write_text(first.text + more.text)
    run(["check", "--format", "json"])
    missing = [one for one in json.loads(capsys.readouterr().out)["findings"] if one["rule"] == "dangling-reference"]

    assert sum(one["file"] == first.file for one in missing) == 2


def test_the_finding_in_the_guide_on_editing_is_what_a_wrong_owner_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [shown] = [block.text for block in BLOCKS if block.guide == "editing.md" and block.language == "text"]
    [records] = [block.text for block in BLOCKS if block.file == "catalog/payments.yaml"]
    [people] = [block.text for block in BLOCKS if block.file == "catalog/people.yaml"]
    (tmp_path / "catalog").mkdir()
    (tmp_path / "catalog" / "people.yaml").write_text(people)
    (tmp_path / "catalog" / "payments.yaml").write_text(records.replace("team-payments", "team-payment", 1))
    monkeypatch.chdir(tmp_path)

    run(["check"])

    told = capsys.readouterr().out
    assert [line for line in shown.splitlines() if line.strip() not in told] == []


def test_the_schema_that_the_guide_names_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    [line] = [line for _, line in _headland_lines() if line.startswith("headland schema --write")]
    [block] = [block for block in BLOCKS if block.file == ".vscode/settings.json"]

    monkeypatch.chdir(tmp_path)
    assert run(shlex.split(line)[1:]) == 0
    for name in json.loads(block.text)["yaml.schemas"]:
        assert (tmp_path / name).is_file()


def test_the_plugins_of_the_guide_on_embedding_are_installed_and_take_these_options() -> None:
    known = {entry.name: entry for entry in entry_points(group="mkdocs.plugins")}
    for block in (block for block in BLOCKS if block.file == "mkdocs.yml"):
        for item in _value(block.text)["plugins"]:
            name, options = (item, {}) if isinstance(item, str) else next(iter(item.items()))
            assert name in known or name == "search"
            if options:
                plugin = known[name].load()()
                errors, warnings = plugin.load_config(options)
                assert (errors, warnings) == ([], [])


def test_every_link_of_a_guide_leads_to_a_file_and_a_heading() -> None:
    broken = []
    for guide in GUIDES:
        for target in re.findall(r"\]\((?!https?:|entity:)([^)]+)\)", BLOCK.sub("", guide.read_text(encoding="utf-8"))):
            path, _, anchor = target.partition("#")
            file = (guide.parent / path).resolve() if path else guide
            if not file.is_file() or (anchor and anchor not in _anchors(file)):
                broken.append(f"{guide.name}: {target}")
    assert broken == []


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


@pytest.mark.parametrize("block", [block for block in BLOCKS if block.file == "mkdocs.yml"], ids=str)
def test_mkdocs_makes_the_portal_with_the_lines_of_the_guide_on_embedding(block: Block, tmp_path: Path) -> None:
    [records] = [block.text for block in BLOCKS if block.file == "catalog/people.yaml"]
    (tmp_path / "mkdocs.yml").write_text(block.text)
    (tmp_path / "people.yaml").write_text(records)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n\n[The team](entity:group:team-payments)\n")

    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "site/catalog/default/group/team-payments/index.html").is_file()
    assert 'href="./catalog/default/group/team-payments/"' in (tmp_path / "site/index.html").read_text()
