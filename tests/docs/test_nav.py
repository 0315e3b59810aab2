"""The nav of this repository's own portal, which is written by hand, forgets nothing."""

from __future__ import annotations

import re
from pathlib import Path

from headland.views.hubs import HUBS

ROOT = Path(__file__).parents[2]
NAV = (ROOT / "mkdocs.yml").read_text().split("\nnav:")[1]
NAMED = re.findall(r"^ +- (?:[^:#\n]+: )?(\S+\.md)$", NAV, re.MULTILINE)


def test_every_hub_is_in_the_nav() -> None:
    assert [hub.title for hub in HUBS if hub.address and f"{hub.address.rstrip('/')}.md" not in NAMED] == []


def test_every_page_of_the_docs_is_in_the_nav_once() -> None:
    pages = {path.relative_to(ROOT / "docs").as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert sorted(pages - set(NAMED)) == []
    assert len(NAMED) == len(set(NAMED))
