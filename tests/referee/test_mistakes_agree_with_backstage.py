"""What is called an error in the collection of mistakes Backstage refuses, and what is called less it takes."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from typing import Any

import pytest
from tests.messages.collection import collection

from headland.reference.mistakes import Mistake

Ask = Callable[[dict[str, Any]], list[dict[str, Any]]]

OURS_ALONE = {"duplicate-reference", "wrong-encoding"}
"""What a validator that sees one document, and gets its text, cannot know."""
ABOUT_RECORDS = ("1-syntax/", "2-fields/", "3-names-and-values/", "4-references/")
TAKEN = {"accepted", "unknown", "empty"}


@pytest.mark.parametrize(
    "mistake",
    [mistake for mistake in collection().mistakes if mistake.name.startswith(ABOUT_RECORDS)],
    ids=lambda mistake: mistake.name,
)
def test_backstage_refuses_what_is_called_an_error(ask_referee: Ask, mistake: Mistake) -> None:
    errors = set(re.findall(r": error: ([a-z0-9-]+)$", mistake.message, re.M))
    verdicts = [
        document["verdict"]
        for file in mistake.wrong
        for document in ask_referee({"bytes": base64.b64encode(file.content).decode("ascii")})
    ]
    if not errors & OURS_ALONE:
        assert bool(errors) == (not TAKEN.issuperset(verdicts)), verdicts
    for file in mistake.right:
        if file.path.endswith("catalog-info.yaml") and "$text" not in file.text:
            right = ask_referee({"bytes": base64.b64encode(file.content).decode("ascii")})
            assert TAKEN.issuperset(document["verdict"] for document in right), right
