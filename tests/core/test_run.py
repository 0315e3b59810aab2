"""There is one clock."""

from datetime import UTC, datetime

import pytest

from headland.core.audience import Audience
from headland.core.run import clock

NOW = datetime(2026, 3, 4, 15, 30, tzinfo=UTC)


def test_as_of_comes_before_the_environment_and_that_before_today() -> None:
    assert clock("2026-01-31", "0", NOW) == datetime(2026, 1, 31, tzinfo=UTC)
    assert clock(None, "86400", NOW) == datetime(1970, 1, 2, tzinfo=UTC)
    assert clock(None, None, NOW) == datetime(2026, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(("as_of", "epoch"), [("yesterday", None), (None, "soon"), (None, "9" * 40)])
def test_a_text_that_is_no_time_is_refused_in_words(as_of: str | None, epoch: str | None) -> None:
    with pytest.raises(ValueError, match="takes"):
        clock(as_of, epoch, NOW)


@pytest.mark.parametrize(
    ("text", "sees", "hides"),
    [
        ("public", {"public"}, {"internal", "hiring", "anything"}),
        ("internal", {"public", "internal"}, {"hiring", "people"}),
        ("internal+hiring", {"public", "internal", "hiring"}, {"people"}),
    ],
)
def test_an_audience_sees_its_labels_and_no_others(text: str, sees: set[str], hides: set[str]) -> None:
    audience = Audience.parse(text)
    assert all(audience.sees(label) for label in sees)
    assert not any(audience.sees(label) for label in hides)
    assert Audience.parse(str(audience)) == audience
