"""What a command is, and the registry of commands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from headland.core.registry import Registry, load_room


@dataclass(frozen=True, slots=True)
class CommandExample:
    """A command line that one may copy, and what it does."""

    line: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, the function whose parameters and docstring make it, and examples.

    `hidden` ones are for Headland's own makers and stand in no list.
    """

    name: str
    function: Callable[..., None]
    examples: tuple[CommandExample, ...] = ()
    hidden: bool = False


COMMANDS: Registry[Command] = Registry("command")
"""Every command; complete after `load_commands`."""


def load_commands() -> Registry[Command]:
    """Import every command's file and give the registry."""
    load_room(import_module("headland.cli.commands"))
    return COMMANDS
