"""The command line described for the reference pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperArgument, TyperGroup, TyperOption
from typer.main import get_group

from headland.cli.app import make_app
from headland.cli.command import COMMANDS
from headland.reference import CommandDescription, ExampleDescription, ParameterDescription

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROGRAM = "headland"


def describe() -> tuple[CommandDescription, tuple[CommandDescription, ...]]:
    """The program itself, and every command that is not hidden."""
    group = get_group(make_app())
    program = CommandDescription(
        PROGRAM, f"{PROGRAM} [OPTIONS] COMMAND [ARGS]...", group.help or "", (), tuple(_options(group.params)), ()
    )
    return program, tuple(_command(group, name) for name in COMMANDS.names() if not COMMANDS[name].hidden)


def _command(group: TyperGroup, name: str) -> CommandDescription:
    command = group.commands[name]
    arguments = [parameter for parameter in command.params if isinstance(parameter, TyperArgument)]
    written = [_argument(argument) for argument in arguments]
    return CommandDescription(
        name,
        " ".join([PROGRAM, name, "[OPTIONS]", *written]),
        command.help or "",
        tuple(
            ParameterDescription(text, "", argument.help or "")
            for text, argument in zip(written, arguments, strict=True)
        ),
        tuple(_options(command.params)),
        tuple(ExampleDescription(example.line, example.meaning) for example in COMMANDS[name].examples),
    )


def _argument(argument: TyperArgument) -> str:
    name = argument.metavar or (argument.name or "").upper()
    shown = f"{name}..." if argument.nargs == -1 else name
    return shown if argument.required else f"[{shown}]"


def _options(parameters: Iterable[object]) -> Iterator[ParameterDescription]:
    for option in parameters:
        if isinstance(option, TyperOption) and not option.hidden:
            flags = ", ".join(sorted(option.opts, key=len, reverse=True) + option.secondary_opts)
            value = "" if option.is_flag else f" {option.metavar or 'VALUE'}"
            default = "" if option.is_flag or option.default in (None, []) else str(option.default)
            yield ParameterDescription(f"{flags}{value}", default, option.help or "")
