"""Rows in columns: drawn by Rich where a person looks, plain aligned text otherwise."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import StringIO

from headland.cli.console import has_colour, is_terminal, width
from headland.core.visible import one_line
from headland.reporting.terminal import display_width, pad

GAP = "  "


def table(columns: Sequence[str], rows: Sequence[Sequence[str]], *, bold: int = 0) -> str:
    """The rows below the names of their columns; columns that are empty throughout are left out.

    `bold` is the column that one looks for. Every text is shown on one line with nothing in it that a terminal obeys.
    """
    kept = [index for index in range(len(columns)) if any(row[index] for row in rows)]
    shown = [[one_line(row[index]) for index in kept] for row in rows]
    heads = [columns[index] for index in kept]
    if is_terminal(sys.stdout):
        return _drawn(heads, shown, kept.index(bold) if bold in kept else -1)
    return _plain(heads, shown)


def _plain(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [[head.upper() for head in heads], *rows]
    widths = [max(display_width(line[index]) for line in lines) for index in range(len(heads))]
    return "".join(
        GAP.join(pad(cell, size) for cell, size in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines
    )


def _drawn(heads: Sequence[str], rows: Sequence[Sequence[str]], bold: int) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for index, head in enumerate(heads):
        drawn.add_column(head, overflow="fold", style="bold" if index == bold else "", no_wrap=index == bold)
    for row in rows:
        drawn.add_row(*(Text(cell) for cell in row))
    text = StringIO()
    console = Console(
        file=text, width=width(), force_terminal=has_colour(sys.stdout), no_color=not has_colour(sys.stdout)
    )
    console.print(drawn)
    return text.getvalue()
