"""The Typer application, made of the registered commands, and what happens when one of them fails."""

from __future__ import annotations

import os
import traceback
from collections.abc import Sequence
from typing import Annotated

import typer

from headland.cli.command import Command, load_commands
from headland.cli.console import prepare_streams, remark, result
from headland.cli.errors import CommandError, ExitCode
from headland.core.version import headland_version
from headland.core.visible import one_line
from headland.extension import ExtensionError, install_extensions

DEBUG = "HEADLAND_DEBUG"
REPORT_TO = "Please report it, with the command and what --debug prints, to those who gave you Headland."


def make_app() -> typer.Typer:
    """The application with every registered command."""
    app = typer.Typer(
        name="headland",
        help="An engineering organisation's portal from a git repository: a Backstage-compatible catalog, checked, "
        "linked and searchable, as a static site.",
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
        epilog="Exit codes: 0 done, 1 findings at or above --fail-on, 2 could not run.",
    )
    app.callback()(_global_options)
    for command in load_commands():
        app.command(command.name, epilog=_epilog(command), hidden=command.hidden)(command.function)
    return app


def run(arguments: Sequence[str]) -> int:
    """Run one command line and give its exit code. Nothing is raised: what is unexpected is told in one line."""
    prepare_streams()
    debug = "--debug" in arguments or bool(os.environ.get(DEBUG))
    try:
        install_extensions()
        make_app()(args=list(arguments), prog_name="headland")
    except SystemExit as end:
        return _code(end)
    except (CommandError, ExtensionError) as error:
        remark(f"headland: {error}")
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.BROKEN_PIPE
    except Exception as error:
        _tell_unexpected(error, debug)
    return ExitCode.COULD_NOT_RUN


def _code(end: SystemExit) -> int:
    if end.code is None:
        return ExitCode.DONE
    return end.code if isinstance(end.code, int) else ExitCode.COULD_NOT_RUN


def _tell_unexpected(error: Exception, debug: bool) -> None:
    if debug:
        remark("".join(traceback.format_exception(error)).rstrip())
    remark(f"headland: unexpected {type(error).__name__}: {one_line(str(error))}. This is a fault of Headland's.")
    remark(REPORT_TO)


def _epilog(command: Command) -> str | None:
    if not command.examples:
        return None
    lines = [f"  {example.line}\n      {example.meaning}" for example in command.examples]
    return "\b\nExamples:\n" + "\n".join(lines)


def _show_version(wanted: bool) -> None:
    if wanted:
        result(f"headland {headland_version()}\n")
        raise typer.Exit()


def _global_options(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the code an unexpected error arose.")] = False,
    version_: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_show_version, is_eager=True)
    ] = False,
) -> None:
    """Declares the options; `run` looks for --debug itself, since it is needed where parsing fails too."""
