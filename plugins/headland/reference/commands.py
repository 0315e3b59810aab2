"""Commands as documentation. The command line hands in what it has; this room knows no command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from headland.reference.markdown import code, fence, page, table


@dataclass(frozen=True, slots=True)
class ParameterDescription:
    """An option or an argument: how it is written, its default, and what it does."""

    written: str
    default: str
    help: str


@dataclass(frozen=True, slots=True)
class ExampleDescription:
    """A command line and what it does."""

    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CommandDescription:
    """A command: its name, how it is called, what it does, its parameters and examples."""

    name: str
    usage: str
    help: str
    arguments: tuple[ParameterDescription, ...]
    options: tuple[ParameterDescription, ...]
    examples: tuple[ExampleDescription, ...]


def commands_page(program: CommandDescription, commands: Iterable[CommandDescription]) -> str:
    """All commands on one page; `program` is what comes before the name of a command."""
    ordered = sorted(commands, key=lambda command: command.name)
    return page(
        "Commands",
        "The command line of Headland",
        [
            program.help,
            "Results go to stdout, progress and remarks to stderr. Exit codes: 0 done; 1 findings at or above "
            "`--fail-on`; 2 could not run.",
            table(
                ("Command", "What it does"),
                ((f"[`{command.name}`](#{command.name})", command.help.split("\n\n")[0]) for command in ordered),
            ),
            fence(program.usage),
            _parameters("Option", program.options),
            *(_section(command) for command in ordered),
        ],
    )


def _section(command: CommandDescription) -> str:
    parts = [
        f"## {command.name}",
        command.help,
        fence(command.usage),
        _parameters("Argument", command.arguments),
        _parameters("Option", command.options),
        *(
            f"{example.meaning[:1].upper()}{example.meaning[1:]}:\n\n{fence(example.line, 'sh')}"
            for example in command.examples
        ),
    ]
    return "\n\n".join(part for part in parts if part)


def _parameters(head: str, parameters: Iterable[ParameterDescription]) -> str:
    return table(
        (head, "Default", "What it does"),
        ((code(parameter.written), code(parameter.default), parameter.help) for parameter in parameters),
    )
