"""`headland schema`: JSON Schema of the kinds, for editors and for other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import remark, result
from headland.cli.errors import CommandError, told
from headland.reporting.plain import to_json


def schema(
    *,
    kind: Annotated[
        str | None,
        typer.Argument(metavar="KIND", help="The kind, in any case; by default all are listed.", show_default=False),
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option("--write", metavar="DIR", help="Write the schemas of all kinds here.", show_default=False),
    ] = None,
) -> None:
    """Print the JSON Schema of a kind, or write those of all kinds."""
    from headland.kinds import KINDS, json_schema, write_schemas

    if write is not None:
        if kind is not None:
            raise typer.BadParameter("--write writes the schemas of all kinds; leave KIND out")
        with told(OSError, lead="the schemas cannot be written: "):
            written = write_schemas(write)
        remark(f"Wrote {len(written)} schemas to {write}.")
    elif kind is None:
        result("".join(f"{known.name}\n" for known in KINDS))
        remark("Name one of these kinds to see its schema, or give --write DIR to write all.")
    else:
        found = next((known for known in KINDS if known.name.lower() == kind.lower()), None)
        if found is None:
            raise CommandError(f"there is no kind {kind!r} with a schema; there are: {', '.join(KINDS.names())}")
        result(to_json(json_schema(found)))


COMMANDS.register(
    Command(
        "schema",
        schema,
        (
            CommandExample("headland schema component", "print one"),
            CommandExample("headland schema --write .schemas", "write all, for an editor's YAML support"),
        ),
    )
)
