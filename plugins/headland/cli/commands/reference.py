"""`headland reference DIR`: write the reference pages of the documentation; for Headland's own makers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from headland.cli.command import COMMANDS, Command
from headland.cli.console import remark
from headland.cli.errors import told
from headland.cli.rules import all_rules


def reference(
    *,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write them.")],
    mistakes: Annotated[
        Path | None,
        typer.Option("--mistakes", metavar="DIR", help="The collection of mistakes, to make a page of it too."),
    ] = None,
) -> None:
    """Write the reference pages, made from what the code registers."""
    from headland.cli.describe import describe
    from headland.reference import CollectionError, mistakes_page, pages, read_collection

    program, commands = describe()
    made = pages(all_rules(), program, commands)
    if mistakes is not None:
        with told(OSError, CollectionError, lead="the mistakes cannot be read: "):
            texts = {path.relative_to(mistakes).as_posix(): path.read_text("utf-8") for path in mistakes.rglob("*.md")}
            made["mistakes.md"] = mistakes_page(read_collection(texts))
    with told(OSError, lead="the pages cannot be written: "):
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in made.items():
            (folder / name).write_text(text, encoding="utf-8")
    remark(f"Wrote {len(made)} pages to {folder}.")


COMMANDS.register(Command("reference", reference, hidden=True))
