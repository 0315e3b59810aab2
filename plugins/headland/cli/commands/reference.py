"""`headland reference DIR`: write the reference pages of the documentation; for Headland's own makers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headland.cli.command import COMMANDS, Command
from headland.cli.console import remark
from headland.cli.errors import told
from headland.cli.rules import all_rules


def reference(*, folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")]) -> None:
    """Write the reference pages, made from what the code registers."""
    from headland.cli.describe import describe
    from headland.reference import pages

    program, commands = describe()
    made = pages(all_rules(), program, commands)
    with told(OSError, lead="the pages cannot be written: "):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    remark(f"Wrote {len(made)} pages to {folder}.")


COMMANDS.register(Command("reference", reference, hidden=True))
