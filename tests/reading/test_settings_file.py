"""headland.yaml: what is right in it counts, what is wrong is told with its place, and nothing in it stops a run."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.conftest import write

from headland.core.settings import Settings
from headland.core.source import Folder, Overlay
from headland.core.span import Lines
from headland.reading import load_settings


def loaded(tmp_path: Path, text: str | bytes) -> tuple[Settings, list[str]]:
    """The settings, and what is wrong as `line:column rule message | hint`."""
    write(tmp_path, {"headland.yaml": text})
    source = Folder(tmp_path, "here")
    settings, findings = load_settings(source)
    lines = Lines(source.read("headland.yaml"))
    told = []
    for finding in findings:
        place = lines.position(finding.span.start)
        told.append(f"{place.line}:{place.column} {finding.rule} {finding.message} | {finding.hint or ''}")
        assert finding.span.path == "headland.yaml"
    return settings, told


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "{}\n"])
def test_an_empty_file_gives_the_defaults(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, text) == (Settings(), [])


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    assert load_settings(Folder(tmp_path)) == (Settings(), ())


def test_what_is_written_is_read(tmp_path: Path) -> None:
    text = (
        "version: 1\nsite: {name: Ours}\nreading:\n  roots: [catalog]\n  merge_keys: true\n  limits: {depth: 50}\n"
        "rules: {unknown-owner: 'off'}\nlinks:\n  a.b/c:\n    - {title: T, url: 'https://x/{value}'}\n"
    )
    settings, told = loaded(tmp_path, text)
    assert told == []
    assert (settings.site.name, settings.reading.roots, settings.reading.limits.depth) == ("Ours", ("catalog",), 50)
    assert settings.reading.merge_keys
    assert settings.rules == {"unknown-owner": "off"}
    assert settings.links["a.b/c"][0].title == "T"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("sit:\n  name: x\n", "1:1 unknown-setting there is no setting 'sit' | Did you mean 'site'?"),
        ("site:\n  nmae: x\n", "2:3 unknown-setting there is no setting 'site.nmae' | Did you mean 'name'?"),
        ("site:\n  zzz: x\n", "2:3 unknown-setting there is no setting 'site.zzz' | The settings here are: name, "),
        ("site:\n  name: [x]\n", "2:9 wrong-setting 'site.name' is a list; expected a text | "),
        ("site: x\n", "1:7 wrong-setting 'site' is 'x'; expected a mapping of fields | "),
        ("version: 2\n", "1:10 wrong-setting 'version' is the number 2; expected 1 | "),
        ("reading: {roots: x}\n", "1:18 wrong-setting 'reading.roots' is 'x'; expected a list | "),
        ("reading: {roots: [1]}\n", "1:19 wrong-setting 'reading.roots[0]' is the number 1; expected a text | "),
        ("reading: {merge_keys: 7}\n", "1:23 wrong-setting 'reading.merge_keys' is the number 7; expected true or fa"),
        ("reading: {limits: {depth: 0}}\n", "1:27 wrong-setting 'reading.limits.depth' is the number 0; expected at l"),
        ("reading: {limits: {depth: 999}}\n", "1:27 wrong-setting 'reading.limits.depth' is the number 999; expected"),
        ("rules: {a: eror}\n", "1:12 wrong-setting 'rules.a' is 'eror'; expected one of error, warning, note, off | "),
        ("links: {a: [{title: x}]}\n", "1:13 wrong-setting 'links.a[0].url' is missing | Add it."),
        ("reading:\n", "1:1 wrong-setting 'reading' is empty; expected a mapping of fields | "),
        ("- a\n", "1:1 wrong-setting headland.yaml is a list; expected a mapping of settings | "),
        ("a: 'b\n", "1:4 unclosed-quote the quote ' is opened here and never closed | "),
        ("docs: {}\ndocs: {}\n", "2:1 duplicate-key the key 'docs' stands twice in one mapping | "),
    ],
)
def test_a_mistake_is_told_at_its_place_and_its_default_stands(tmp_path: Path, text: str, told: str) -> None:
    settings, (found,) = loaded(tmp_path, text)
    assert found.startswith(told)
    assert settings.model_copy(update={"links": {}}) == Settings()


def test_what_is_right_counts_beside_what_is_wrong(tmp_path: Path) -> None:
    text = (
        "site: {name: Ours, nmae: x}\n"
        "reading: {roots: [a, 1, b, 2], merge_keys: true, limits: {depth: 0, aliases: 5}}\n"
        "links: {a: [{title: x}, {title: y, url: z}]}\nrules: {a: warning, b: eror}\n"
    )
    settings, told = loaded(tmp_path, text)
    assert len(told) == 6
    assert settings.site.name == "Ours"
    assert settings.reading.roots == ("a", "b")
    assert settings.reading.merge_keys
    assert (settings.reading.limits.depth, settings.reading.limits.aliases) == (100, 5)
    assert [link.title for link in settings.links["a"]] == ["y"]
    assert settings.rules == {"a": "warning"}


def test_a_file_that_leads_out_of_the_root_is_not_read(tmp_path: Path) -> None:
    write(tmp_path, {"outside.yaml": "site: {name: Theirs}\n"})
    (tmp_path / "root").mkdir()
    (tmp_path / "root/headland.yaml").symlink_to(tmp_path / "outside.yaml")
    settings, findings = load_settings(Folder(tmp_path / "root"))
    assert settings == Settings()
    assert [finding.rule for finding in findings] == ["wrong-setting"]


KEYS = st.sampled_from(
    ["version", "site", "name", "reading", "roots", "limits", "depth", "rules", "links", "docs", "x"]
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=12,
)


@given(st.one_of(st.binary(), st.dictionaries(KEYS, VALUES).map(lambda value: repr(value).encode("utf-8", "replace"))))
def test_no_file_makes_it_raise(data: bytes) -> None:
    settings, findings = load_settings(Overlay(Folder(Path(__file__).parent), {"headland.yaml": data}))
    assert isinstance(settings, Settings)
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(data)
