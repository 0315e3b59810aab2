"""The collection of mistakes, read from its files."""

from __future__ import annotations

from pathlib import Path

from headland.reference.mistakes import Collection, read_collection

FOLDER = Path(__file__).parent / "mistakes"


def collection() -> Collection:
    """The mistakes below this folder, as their files tell them now."""
    return read_collection(
        {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    )
