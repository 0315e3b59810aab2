"""Each mistake that people make gets the message that was agreed on, once, and none when it is mended.

The mistakes stand in `mistakes/`, one Markdown file each, in the form that `headland.reference.mistakes` describes.
`make messages` takes what is said now into them, and into docs/reference/mistakes.md; read the difference before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from tests.messages.collection import FOLDER, collection

from headland.cli.app import run
from headland.core.finding import Severity
from headland.reference.mistakes import CollectionError, Mistake, WrittenFile, mistakes_page, read_mistake, with_message

ROOT = Path(__file__).parents[2]
COLLECTION = collection()
NOTHING = "No findings.\n"

Check = Callable[[Iterable[WrittenFile]], str]

each_mistake = pytest.mark.parametrize("mistake", COLLECTION.mistakes, ids=lambda mistake: mistake.name)


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """What `headland check` prints in a folder of these files."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def checked(files: Iterable[WrittenFile]) -> str:
        for file in (*COLLECTION.beside, *files):
            path = tmp_path / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.content)
        run(["check", "--as-of", "2026-02-01"])
        return capsys.readouterr().out

    return checked


@each_mistake
def test_its_message_is_the_one_that_was_agreed_on(
    check: Check, mistake: Mistake, request: pytest.FixtureRequest
) -> None:
    said = check(mistake.wrong)
    if request.config.getoption("update_snapshots"):
        path = FOLDER / f"{mistake.name}.md"
        path.write_text(with_message(path.read_text(encoding="utf-8"), said), encoding="utf-8")
    else:
        assert said == mistake.message


@each_mistake
def test_it_gets_one_finding_or_none_if_nothing_is_wrong(mistake: Mistake) -> None:
    counts = [
        int(count) for count in re.findall(r"(\d+) (?:errors?|warnings?|notes?)", mistake.message.rsplit("\n\n")[-1])
    ]
    assert sum(counts) == bool(mistake.right)
    assert (mistake.message == NOTHING) == (not mistake.right)


@pytest.mark.parametrize("mistake", [one for one in COLLECTION.mistakes if one.right], ids=lambda mistake: mistake.name)
def test_what_is_to_be_written_instead_is_right(check: Check, mistake: Mistake) -> None:
    assert check(mistake.right) == NOTHING


def test_what_is_wrong_comes_with_a_remedy_at_a_place() -> None:
    severities = "|".join(severity.value for severity in Severity)
    for mistake in COLLECTION.mistakes:
        if mistake.right:
            assert re.search(rf"^  \S+:\d+:\d+: (?:{severities}): [a-z0-9-]+$", mistake.message, re.M), mistake.name
            assert re.search(r"^    > [A-Z'].*[.?]$", mistake.message, re.M), mistake.name


def test_there_are_the_sixty_that_were_promised_and_none_has_the_title_of_another() -> None:
    titles = [mistake.title for mistake in COLLECTION.mistakes]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)


def test_the_page_in_the_docs_is_the_one_that_the_collection_makes() -> None:
    page = (ROOT / "docs" / "reference" / "mistakes.md").read_text(encoding="utf-8")
    assert page == mistakes_page(COLLECTION), "run `make messages`"


def test_every_mistake_is_on_the_page_with_what_is_said_of_it() -> None:
    page = mistakes_page(COLLECTION)
    for mistake in COLLECTION.mistakes:
        section = page.split(f"\n### {mistake.title}\n")[1].split("\n### ")[0]
        for line in mistake.message.splitlines():
            if line.startswith("    "):
                assert line.strip() in section, mistake.name


def test_escapes_and_encodings_become_the_bytes_that_they_stand_for() -> None:
    text = '# A\n\n```yaml title="a.yaml" escaped\n\\ta: \\u00a0b\\r\n```\n\n```yaml title="b.yaml" utf-16\na: b\n```\n'
    mistake = read_mistake("1-x/a.md", text + "\n## Message\n\n```text\nNo findings.\n```\n")
    assert [file.content for file in mistake.wrong] == ["\ta: \xa0b\r\n".encode(), "a: b\n".encode("utf-16")]
    assert (mistake.message, mistake.right) == (NOTHING, ())


@pytest.mark.parametrize(
    "text", ["", "# A\n", "# A\n\n## Message\n\n```text\nx\n```\n", '# A\n\n```yaml title="a.yaml"\n```\n']
)
def test_a_file_that_lacks_a_part_is_told(text: str) -> None:
    with pytest.raises(CollectionError, match=r"a\.md"):
        read_mistake("1-x/a.md", text)
