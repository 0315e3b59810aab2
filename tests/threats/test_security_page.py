"""docs/security.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/security.md").read_text()


def test_every_row_of_the_table_names_tests_that_exist() -> None:
    rows = [line.split(" | ")[-1] for line in PAGE.splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 15
    for row in rows:
        files = [name if "/" in name else f"tests/threats/{name}" for name in re.findall(r"`([\w/]+\.py)`", row)]
        texts = [(ROOT / file).read_text() for file in files]
        assert texts or row.startswith("-"), row
        for name in re.findall(r"`(test_\w+)`", row):
            assert any(f"def {name}(" in text for text in texts), name
