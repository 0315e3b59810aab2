"""The tables and graphs in this repository's own pages, and in the examples that they show, can all be shown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from headland.catalog.blocks import Surroundings, Table, answer
from headland.catalog.catalog import Catalog
from headland.core.run import Silent
from headland.core.source import Folder
from headland.prose import Block, find_blocks
from headland.reading.reader import read
from headland.reading.settings_file import load_settings

ROOT = Path(__file__).parents[2]
EXAMPLE = re.compile(r"^````markdown\n(.*?)^````$", re.MULTILINE | re.DOTALL)


def _blocks() -> list[Block]:
    found: list[Block] = []
    for page in sorted((ROOT / "docs").rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        found.extend(find_blocks(text))
        for example in EXAMPLE.findall(text):
            found.extend(find_blocks(example))
    return found


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The records of this repository."""
    source = Folder(ROOT, "here")
    settings, _ = load_settings(source)
    return Catalog.build(read([source], settings, Silent()).records)


@pytest.mark.parametrize("block", _blocks(), ids=lambda block: f"{block.name}-{block.start}")
def test_each_block_shows_records(catalog: Catalog, block: Block) -> None:
    found = answer(block.name, block.body, catalog)
    if isinstance(found, Table):
        assert found.records
    else:
        assert isinstance(found, Surroundings)
        assert len(found.graph.nodes) > 1
