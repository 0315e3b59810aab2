"""The program as a whole: exit codes, streams, colour, pipes, unexpected errors, and how soon it answers."""

from __future__ import annotations

import os
import pty
import re
import resource
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from headland.cli.app import make_app, run
from headland.cli.command import COMMANDS, Command, load_commands
from headland.cli.console import TerminalReporter
from headland.core.version import headland_version

Cli = Callable[..., Any]
Register = Callable[[Command], None]
OF_THE_CALLER = {"NO_COLOR", "HEADLAND_DEBUG", "TERM", "PYTHONUNBUFFERED", "SOURCE_DATE_EPOCH"}
PROGRAM = [sys.executable, "-m", "headland.cli"]


def clean_environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OF_THE_CALLER}
    return {**kept, "TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40", **more}


def on_a_terminal(folder: Path, arguments: Sequence[str], **environment: str) -> tuple[int, str]:
    """Run the program with its three streams on a terminal; the exit code and all that was shown."""
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*PROGRAM, *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=clean_environment(**environment),
    )
    os.close(theirs)
    shown = rest_of(ours)
    return program.wait(60), shown


def rest_of(terminal: int) -> str:
    """All that is still shown on a terminal, until the last program leaves it."""
    shown = b""
    while True:
        try:
            piece = os.read(terminal, 65536)
        except OSError:
            piece = b""
        if not piece:
            os.close(terminal)
            return shown.decode()
        shown += piece


@pytest.fixture
def register() -> Iterator[Callable[[Command], None]]:
    """Register commands for the length of a test."""
    before = set(COMMANDS.names())

    def register_(command: Command) -> None:
        COMMANDS.register(command)

    yield register_
    for name in set(COMMANDS.names()) - before:
        # A registry only grows, as it should; a test has to put it back.
        del COMMANDS._items[name]


def test_every_file_of_the_room_is_a_command_of_the_program(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path, "--help")
    shown = [command.name for command in load_commands() if not command.hidden]
    assert told.code == 0
    assert [name for name in shown if f"\n  {name} " not in told.out] == []
    assert {"build", "check", "explain", "graph", "init", "list", "schema", "serve", "show"} <= set(shown)


def test_a_command_that_somebody_registers_is_one_too(cli: Cli, tmp_path: Path, register: Register) -> None:
    def greet() -> None:
        """Greet."""

    register(Command("greet", greet))
    assert "greet" in cli(tmp_path, "--help").out


def test_without_arguments_help_is_shown(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path)
    assert "Usage: headland" in told.out + told.err


def test_the_version_is_told(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path, "--version")
    assert (told.code, told.out) == (0, f"headland {headland_version()}\n")


@pytest.mark.parametrize("arguments", [["nonsense"], ["--nonsense"], ["show"], ["list", "--kind"]])
def test_a_command_line_that_makes_no_sense_is_exit_2(cli: Cli, tmp_path: Path, arguments: list[str]) -> None:
    told = cli(tmp_path, *arguments)
    assert told.code == 2
    assert told.out == ""
    assert told.err


def test_every_option_and_argument_has_help() -> None:
    from typer.main import get_group

    commands = get_group(make_app()).commands
    assert [
        f"{name} {parameter.name}"
        for name, command in commands.items()
        for parameter in command.params
        if not getattr(parameter, "help", None)
    ] == []


def test_every_shown_command_has_a_summary_of_one_line_and_an_example() -> None:
    for command in load_commands():
        if not command.hidden:
            summary = (command.function.__doc__ or "").split("\n\n")[0]
            assert summary.endswith(".")
            assert "\n" not in summary
            assert command.examples, command.name
            assert all(example.line.startswith(f"headland {command.name}") for example in command.examples)


def test_what_is_unexpected_is_told_in_a_line_and_as_a_traceback_only_on_request(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, register: Register
) -> None:
    def fail() -> None:
        raise RuntimeError("a \x1b[2J\nb")

    register(Command("fail", fail, hidden=True))
    told = cli(tmp_path, "fail")
    assert told.code == 2
    assert told.err.splitlines()[0].startswith(r"headland: unexpected RuntimeError: a \x1b[2J b.")
    assert "report it" in told.err
    assert "Traceback" not in told.err
    assert "Traceback" in cli(tmp_path, "--debug", "fail").err
    monkeypatch.setenv("HEADLAND_DEBUG", "1")
    assert "Traceback" in cli(tmp_path, "fail").err


def test_an_interrupt_ends_it_in_silence(cli: Cli, tmp_path: Path, register: Register) -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    register(Command("interrupt", interrupt, hidden=True))
    told = cli(tmp_path, "interrupt")
    assert (told.code, told.out, told.err) == (130, "", "")


def test_a_reader_that_goes_away_is_no_error(org: Path) -> None:
    records = "".join(
        f"---\napiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {{name: s{number}}}\nspec: {{owner: o}}\n"
        for number in range(3000)
    )
    (org / "many.yaml").write_text(records)
    with subprocess.Popen(
        [*PROGRAM, "list", "--format", "json"],
        cwd=org,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=clean_environment(),
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.read(10)
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait(60) == 141


def test_results_and_remarks_go_to_their_own_streams(org: Path) -> None:
    done = subprocess.run([*PROGRAM, "list", "--format", "names"], cwd=org, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[0] == "api:default/payments-api"
    assert done.stderr == "9 of 9 records. 9 records in 2 files.\n"


def test_a_stream_that_cannot_hold_a_character_gets_it_escaped(org: Path) -> None:
    (org / "a.yaml").write_text(
        "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: a, title: 日本}\nspec: {owner: o}\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        [*PROGRAM, "list", "--kind", "system"],
        cwd=org,
        capture_output=True,
        check=True,
        env=clean_environment(PYTHONIOENCODING="ascii"),
    )
    assert rb"\u65e5\u672c" in done.stdout


def test_a_terminal_gets_colour_and_a_pipe_does_not(cli: Cli, org: Path) -> None:
    code, shown = on_a_terminal(org, ["check"])
    assert code == 0
    assert "\x1b[1;33mwarning\x1b[0m" in shown
    assert "\x1b" not in cli(org, "check").out


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
@pytest.mark.parametrize("arguments", [["check"], ["list"], ["show", "shop"], ["explain", "unknown-owner"]])
def test_no_colour_is_no_colour(org: Path, arguments: list[str], environment: dict[str, str]) -> None:
    assert re.findall(r"\x1b\[[0-9;]*m", on_a_terminal(org, arguments, **environment)[1]) == []


def test_on_a_terminal_a_table_is_drawn_and_names_are_whole(org: Path) -> None:
    code, shown = on_a_terminal(org, ["list"], NO_COLOR="1")
    assert code == 0
    assert "resource:default/payments-db" in shown
    assert "─" in shown


def test_a_title_on_a_terminal_is_not_taken_for_markup(make_folder: Callable[..., Path]) -> None:
    folder = make_folder(
        {
            "a.yaml": "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata:\n  name: a\n"
            '  title: "[bold]x[/bold] [link=http://y]z[/link] :smile: \\e[2J"\nspec: {owner: o}\n'
        }
    )
    shown = on_a_terminal(folder, ["list"], NO_COLOR="1", COLUMNS="200")[1]
    assert r"[bold]x[/bold] [link=http://y]z[/link] :smile: \x1b[2J" in shown


def test_init_asks_on_a_terminal_and_writes_nothing_when_nobody_agrees(org: Path) -> None:
    ours, theirs = pty.openpty()
    program = subprocess.Popen(
        [*PROGRAM, "init"], cwd=org, stdin=theirs, stdout=theirs, stderr=theirs, env=clean_environment()
    )
    os.close(theirs)
    shown = b""
    while b"Which of these" not in shown:
        shown += os.read(ours, 65536)
    os.write(ours, b"\x03")
    assert "Nothing was written." in rest_of(ours)
    assert program.wait(60) == 0
    assert not (org / "mkdocs.yml").exists()


def test_progress_is_shown_on_a_terminal_when_work_lasts(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    monkeypatch.setenv("TERM", "xterm")
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr(sys, "stderr", terminal)
        reporter = TerminalReporter(shown_after=0.0)
        reporter.step("files [read]", 1, 3)
        reporter.remark("one \x1b[2J [bold]file[/bold]")
        reporter.step("files [read]", 3, 3)
        reporter.close()
    shown = rest_of(ours)
    assert "files [read]" in shown
    assert "/3" in shown
    assert r"one \x1b[2J [bold]file[/bold]" in shown


def test_short_work_and_work_that_nobody_watches_shows_no_progress(capsys: pytest.CaptureFixture[str]) -> None:
    reporter = TerminalReporter(shown_after=0.0)
    reporter.step("files", 1, 3)
    reporter.close()
    assert capsys.readouterr().err == ""


def test_help_answers_soon(tmp_path: Path) -> None:
    subprocess.run([*PROGRAM, "--help"], cwd=tmp_path, check=True, capture_output=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    subprocess.run([*PROGRAM, "--help"], cwd=tmp_path, check=True, capture_output=True)
    # Processor time, since the clock also counts what else the machine does. Measured: 0.17 s.
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < 0.5


@pytest.mark.parametrize(
    "module", ["headland.portal.load", "mkdocs", "git", "rich", "rapidfuzz", "headland.core.settings"]
)
def test_help_imports_nothing_heavy(tmp_path: Path, module: str) -> None:
    probe = f"import sys; from headland.cli.app import run; run(['--help']); sys.exit({module!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=tmp_path, capture_output=True, check=False).returncode == 0


def test_the_date_of_a_run_is_as_of_else_source_date_epoch(
    cli: Cli, org: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert "SOURCE_DATE_EPOCH takes seconds since 1970" in cli(org, "list").err
    assert cli(org, "list", "--as-of", "2026-01-31").code == 0


def test_run_gives_codes_and_never_raises() -> None:
    assert run(["check", "\0"]) == 2
