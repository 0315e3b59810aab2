"""Texts on which a careless regular expression or parser takes for ever: every one of ours ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.portal.conftest import CREW, write

LENGTH = 5_000
PIECES = (
    "a",
    " ",
    "\t",
    "\n",
    "\n\n",
    "<",
    "<a ",
    "<!--",
    "&",
    "&amp",
    "[",
    "![",
    "](",
    "[](",
    "*",
    "**a",
    "_ ",
    "`",
    "``` ",
    "~",
    "{{",
    "${{ ",
    "{%",
    "a@",
    "a.",
    "-",
    "a-",
    "/",
    "../",
    "//a",
    "http://",
    "entity:",
    "component:",
    ":",
    "%",
    "%2e",
    "\\",
    '"',
    "'",
    "|-",
    "|a",
    "1. ",
    "- ",
    "> ",
    "#",
    "=",
    "\u202e",
    "<b>",
    "<b\n",
    "a=a ",
    "1",
    "=== ",
    "!!! ",
    "[^1]",
    "++",
    ":a:",
)
"""What is said again and again: each the beginning of something that an expression looks for."""


def test_no_text_that_repeats_the_beginning_of_something_takes_for_ever(tmp_path: Path) -> None:
    """Patterns meet inputs of a contributor: names, descriptions, addresses, annotations, pages, front matter."""
    records, pages = [], {}
    for number, piece in enumerate(PIECES):
        text = (piece * LENGTH)[:LENGTH]
        record = {
            "apiVersion": "backstage.io/v1alpha1",
            "kind": "Component",
            "metadata": {
                "name": f"slow-{number}",
                "title": text,
                "description": text,
                "annotations": {"backstage.io/source-location": text, "headland.dev/note": text},
                "links": [{"url": f"https://x.example/{text}", "title": text}],
            },
            "spec": {"type": text, "lifecycle": text, "owner": text, "dependsOn": [text], "definition": text},
        }
        records.append(record)
        pages[f"docs/slow-{number}.md"] = f"---\ntitle: {json.dumps(text[:2_000])}\n---\n\n# Slow\n\n{text}\n"
    files = {"crew.yaml": CREW, "slow.yaml": "\n---\n".join(json.dumps(record) for record in records)}
    write(tmp_path, {**files, **pages, "docs/index.md": "# Home\n"})
    command = [sys.executable, "-m", "headland.cli", "build", "--out", str(tmp_path / "site"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    for number in range(len(PIECES)):
        assert (tmp_path / f"site/slow-{number}/index.html").is_file()
