"""The options that several commands have, each said once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer

from headland.core.finding import Severity
from headland.portal.engines.registry import ENGINES

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar="PATH",
        help="Folders to read, each a root of its own; by default the current one.",
        show_default=False,
    ),
]

Folders = Annotated[
    list[Path] | None,
    typer.Option(
        "--path",
        "-C",
        metavar="PATH",
        help="Folder to read; by default the current one. May be given several times.",
        show_default=False,
    ),
]

At = Annotated[
    str | None,
    typer.Option(
        "--at",
        metavar="REV",
        help="Read this git revision (branch, tag, commit) without a checkout.",
        show_default=False,
    ),
]

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="Take this date as today, such as 2026-01-31; by default SOURCE_DATE_EPOCH, else today in UTC.",
        show_default=False,
    ),
]


Out = Annotated[
    Path | None,
    typer.Option(
        "--out", "-o", metavar="DIR", help="Where the site goes; by default site in the first PATH.", show_default=False
    ),
]

Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name every file that was set aside, and why.")]


def choice(*flags: str, names: Iterable[str], help: str) -> Any:
    """An option whose value is one of the names; another one is refused with all of them named."""
    known = tuple(names)

    def check(value: str) -> str:
        if value not in known:
            raise typer.BadParameter(f"{value!r} is not one of: {', '.join(known)}")
        return value

    return typer.Option(*flags, metavar="|".join(known), help=help, callback=check)


FailOn = Annotated[
    str,
    choice("--fail-on", names=Severity, help="The least severity of a finding that makes the exit code 1."),
]

Engine = Annotated[
    str,
    choice(
        "--engine",
        names=(entry.name for entry in ENGINES),
        help="What draws the frame of the pages and renders the docs; one that is missing says how it is installed.",
    ),
]
