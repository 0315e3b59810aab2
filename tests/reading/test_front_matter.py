"""Front matter: the data at the head of a Markdown page, and the prose below it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.conftest import ReadFiles

from headland.reading import Reading, front_matter

RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata:
  name: payments
spec:
  covers: [payments]
  severity: high
tags: [a page's own key]
---
# When payments stop

Breathe.
"""


@pytest.mark.parametrize(
    ("page", "data", "prose"),
    [
        (b"---\na: 1\n---\n# Title\n", b"a: 1\n", b"# Title\n"),
        (b"---\r\na: 1\r\n---\r\nprose", b"a: 1\r\n", b"prose"),
        (b"\xef\xbb\xbf---\na: 1\n---\n", b"a: 1\n", b""),
        (b"---\n---\nprose\n", b"", b"prose\n"),
        (b"---  \na: 1\n---\t\nprose\n---\nmore\n", b"a: 1\n", b"prose\n---\nmore\n"),
        (b"---\na: 1\n---", b"a: 1\n", b""),
    ],
)
def test_front_matter_stands_between_two_lines_of_dashes(page: bytes, data: bytes, prose: bytes) -> None:
    matter = front_matter(page)
    assert matter is not None
    assert (page[matter.start : matter.end], page[matter.body :]) == (data, prose)


@pytest.mark.parametrize(
    "page", [b"", b"# Title\n---\na: 1\n---\n", b"---\na: 1\n", b"----\na: 1\n----\n", b"\n---\na\n---\n"]
)
def test_other_pages_have_none(page: bytes) -> None:
    assert front_matter(page) is None


def test_a_page_with_a_records_front_matter_is_a_record_with_places_in_the_page(
    read_files: ReadFiles, tmp_path: Path
) -> None:
    reading = read_files({"docs/runbooks/payments.md": RUNBOOK})
    (record,) = reading.records
    page = (tmp_path / "docs/runbooks/payments.md").read_text()
    place = record.place(("metadata", "name"))
    assert page[place.start : place.end] == "payments"
    assert (place.path, page[: place.start].count("\n")) == ("docs/runbooks/payments.md", 4)
    assert record.document.body is not None
    assert page[record.document.body.start :] == "# When payments stop\n\nBreathe.\n"
    assert page[record.span.start : record.span.end].startswith("---\napiVersion:")
    assert reading.findings == ()


@pytest.mark.parametrize(
    "head",
    [
        "title: A page\n",
        "apiVersion: headland.dev/v1\n",
        "kind: Runbook\n",
        "apiVersion: apps/v1\nkind: Deployment\n",
        "description: 'apiVersion: backstage.io/v1alpha1'\n",
    ],
)
def test_a_page_without_both_fields_of_ours_is_no_record(read_files: ReadFiles, head: str) -> None:
    reading = read_files({"page.md": f"---\n{head}---\nprose with apiVersion: backstage.io/v1alpha1 and kind: X\n"})
    assert (reading.records, reading.findings) == ((), ())


def test_prose_that_shows_a_record_is_no_record(read_files: ReadFiles) -> None:
    prose = "# How to write one\n\n```yaml\napiVersion: backstage.io/v1alpha1\nkind: Component\n```\n"
    assert read_files({"guide.md": prose}).findings == ()


def test_front_matter_that_is_no_yaml_is_a_broken_record(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    reading = read_files({"page.md": RUNBOOK.replace("severity: high", "severity: 'high")})
    assert told(reading) == ["page.md:8:13 unclosed-quote"]
    assert [str(ref) for ref in reading.broken] == ["runbook:default/payments"]
