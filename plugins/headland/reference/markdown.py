"""The little Markdown that reference pages are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from headland.core.visible import visible

NOTE = "<!-- Made by `make reference` from the code: edit the descriptions there. -->"


def page(title: str, description: str, parts: Iterable[str], note: str = NOTE) -> str:
    """A whole page: front matter, heading, parts with a blank line between them, one newline at the end."""
    head = f'---\ntitle: "{title}"\ndescription: "{description}"\n---\n\n{note}\n\n# {title}'
    return "\n\n".join([head, *(part.strip("\n") for part in parts if part.strip())]) + "\n"


def cell(text: str) -> str:
    """A text as it may stand in a cell of a table."""
    return " ".join(text.split()).replace("|", "\\|")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; columns that are empty throughout are left out. Nothing where there is no row."""
    filled = list(rows)
    kept = [index for index in range(len(heads)) if any(row[index] for row in filled)]
    lines = [[heads[index] for index in kept], ["---"] * len(kept)]
    lines += [[cell(row[index]) for index in kept] for row in filled]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) if filled else ""


def code(text: str) -> str:
    """A text set as code, whatever it holds; an empty text stays empty."""
    if not text:
        return ""
    ticks = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def fence(text: str, language: str = "", title: str | None = None) -> str:
    """A block of code, fenced longer than any fence in it; characters that cannot be seen are escaped."""
    text = visible(text, keep="\n\t")
    ticks = "`" * max(3, 1 + max((len(run) for run in re.findall("`{3,}", text)), default=0))
    named = f' title="{title}"' if title else ""
    return f"{ticks}{language}{named}\n{text.rstrip(chr(10))}\n{ticks}"


def either(choices: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`."""
    return choices[0] if len(choices) == 1 else f"{', '.join(choices[:-1])} or {choices[-1]}"
