"""Locations name further files, which are read whatever they are called; nothing outside the root is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.conftest import ReadFiles, component, template, write

from headland.core.finding import Severity
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.reading import Reading, read
from headland.reading.globs import matches


def location(*targets: str, name: str = "all", spec: str = "") -> str:
    """A Location with some targets."""
    listed = "".join(f"    - {target!r}\n" for target in targets)
    head = f"apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata:\n  name: {name}\n"
    return f"{head}spec:\n{spec}  targets:\n{listed}"


def custom(name: str) -> str:
    """A record of a kind of somebody's own, which is found by its content nowhere."""
    return f"apiVersion: acme.io/v1\nkind: Product\nmetadata:\n  name: {name}\n"


def names(reading: Reading) -> list[str]:
    return [record.ref.name for record in reading.records]


def test_targets_are_relative_to_the_file_that_names_them(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "a/b/location.yaml": location("./one.yaml", "../two.yml", "../../three.yaml", "deep/four.yaml"),
            "a/b/one.yaml": custom("one"),
            "a/two.yml": custom("two"),
            "three.yaml": custom("three"),
            "a/b/deep/four.yaml": custom("four"),
            "a/b/unnamed.yaml": custom("unnamed"),
        }
    )
    assert sorted(names(reading)) == ["all", "four", "one", "three", "two"]
    assert reading.findings == ()


def test_a_single_target_is_read_too(read_files: ReadFiles) -> None:
    text = location().replace("  targets:\n", "  target: ./one.yaml\n")
    assert names(read_files({"location.yaml": text, "one.yaml": custom("one")})) == ["all", "one"]


def test_a_path_from_the_root_is_taken_from_the_root_of_what_is_read(read_files: ReadFiles) -> None:
    reading = read_files({"a/location.yaml": location("/b/one.yaml"), "b/one.yaml": custom("one")})
    assert sorted(names(reading)) == ["all", "one"]


@pytest.mark.parametrize(
    ("glob", "expected"),
    [
        ("./x/*.yaml", ["a", "b"]),
        ("./x/**/*.yaml", ["a", "b", "c", "d"]),
        ("./**/c.yaml", ["c"]),
        ("./x/?.yaml", ["a", "b"]),
        ("./x/{a,b}.yaml", ["a", "b"]),
        ("./x/[ab].yaml", ["a", "b"]),
        ("./x/y/*", ["c"]),
        ("x/**", ["a", "b", "c", "d"]),
    ],
)
def test_targets_may_hold_globs(read_files: ReadFiles, glob: str, expected: list[str]) -> None:
    files = {f"x/{path}.yaml": custom(path[-1]) for path in ("a", "b", "y/c", "y/z/d")}
    reading = read_files({"location.yaml": location(glob), **files})
    assert sorted(names(reading)) == sorted([*expected, "all"])


def test_locations_may_name_locations_and_each_other(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "a.yaml": location("./b.yaml", "./a.yaml", name="a"),
            "b.yaml": location("./a.yaml", "./c.yaml", "./c.yaml", name="b"),
            "c.yaml": custom("c"),
        }
    )
    assert names(reading) == ["a", "b", "c"]
    assert reading.findings == ()


def test_every_document_of_a_named_file_is_meant_as_a_record(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    mixed = f"{component()}---\n{custom('product')}---\n- no record\n"
    reading = read_files({"location.yaml": location("./mixed.yaml"), "mixed.yaml": mixed})
    assert names(reading) == ["all", "payments", "product"]
    assert told(reading) == ["mixed.yaml:15:1 not-a-mapping"]


def test_a_file_that_no_location_names_gives_the_records_of_our_groups_alone(read_files: ReadFiles) -> None:
    reading = read_files({"mixed.yaml": f"{component()}---\n{custom('product')}---\n- no record\n"})
    assert (names(reading), reading.findings) == (["payments"], ())


@pytest.mark.parametrize("target", ["./missing.yaml", "./missing/*.yaml", "./folder.yaml/x.yaml"])
def test_a_missing_target_is_a_warning_at_its_place(
    read_files: ReadFiles, told: Callable[[Reading], list[str]], target: str
) -> None:
    reading = read_files(
        {"location.yaml": location("./there.yaml", target), "there.yaml": custom("x"), "folder.yaml": ""}
    )
    assert told(reading) == ["location.yaml:8:7 missing-location-target"]
    assert reading.findings[0].severity is Severity.WARNING
    assert str(reading.findings[0].ref) == "location:default/all"


def test_an_optional_target_may_be_missing(read_files: ReadFiles) -> None:
    reading = read_files({"location.yaml": location("./missing.yaml", spec="  presence: optional\n")})
    assert (names(reading), reading.findings) == (["all"], ())


@pytest.mark.parametrize("target", ["https://example.org/x.yaml", "http://example.org/**/x.yaml", "s3://x/y"])
def test_the_web_is_not_asked_and_a_note_says_so(
    read_files: ReadFiles, told: Callable[[Reading], list[str]], target: str
) -> None:
    reading = read_files({"location.yaml": location(target)})
    assert told(reading) == ["location.yaml:7:7 location-not-fetched"]
    assert reading.findings[0].severity is Severity.NOTE
    assert target in reading.findings[0].message


@pytest.mark.parametrize(
    "target", ["../outside.yaml", "a/../../outside.yaml", "/etc/hostname", "C:\\x.yaml", "..\\outside.yaml"]
)
def test_nothing_outside_the_root_is_read(tmp_path: Path, target: str) -> None:
    write(tmp_path, {"outside.yaml": custom("secret"), "root/location.yaml": location(target)})
    reading = read([Folder(tmp_path / "root")], Settings(), Silent())
    assert names(reading) == ["all"]
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [
        ("location-outside-root", Severity.ERROR)
    ]


def test_no_link_leads_out_of_the_root(tmp_path: Path) -> None:
    write(tmp_path, {"outside.yaml": custom("secret"), "root/location.yaml": location("./link.yaml")})
    (tmp_path / "root/link.yaml").symlink_to(tmp_path / "outside.yaml")
    (tmp_path / "root/catalog-info.yaml").symlink_to(tmp_path / "outside.yaml")
    reading = read([Folder(tmp_path / "root")], Settings(), Silent())
    assert names(reading) == ["all"]
    assert [finding.rule for finding in reading.findings] == ["location-outside-root"]
    assert {aside.path for aside in reading.set_aside} == {"link.yaml", "catalog-info.yaml"}
    assert reading.summary().endswith("2 files lead out of the root")


def test_a_target_outside_the_roots_of_the_settings_is_read_and_one_left_out_is_not(read_files: ReadFiles) -> None:
    files = {
        "a/location.yaml": location("../b/x.yaml", "../c/y.yaml"),
        "b/x.yaml": custom("x"),
        "c/y.yaml": custom("y"),
    }
    reading = read_files(files, reading={"roots": ["a"], "exclude": ["c"]})
    assert names(reading) == ["all", "x"]
    assert [(aside.path, aside.reason) for aside in reading.set_aside] == [("c/y.yaml", "left out by headland.yaml")]


def test_a_skeleton_that_a_glob_meets_stays_aside(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "location.yaml": location("./t/**/*.yaml"),
            "t/template.yaml": template("t", "./skeleton"),
            "t/skeleton/catalog-info.yaml": component("${{ values.name }}"),
        }
    )
    assert names(reading) == ["all", "t"]
    assert reading.findings == ()


def test_a_folder_as_target_is_an_error(read_files: ReadFiles, told: Callable[[Reading], list[str]]) -> None:
    reading = read_files({"location.yaml": location("./folder"), "folder/x.txt": ""})
    assert told(reading) == ["location.yaml:7:7 unreadable-file"]


def test_a_named_file_over_the_limit_is_not_read(read_files: ReadFiles) -> None:
    files = {"location.yaml": location("./big.yaml"), "big.yaml": component() + "#" * 1000}
    reading = read_files(files, reading={"limits": {"file_bytes": 500}})
    assert names(reading) == ["all"]
    assert [(finding.rule, finding.span.path) for finding in reading.findings] == [("file-too-large", "big.yaml")]


@pytest.mark.parametrize(
    ("path", "glob", "meant"),
    [
        ("a/b.yaml", "a", True),
        ("a/b.yaml", "a/", True),
        ("ab/c.yaml", "a", False),
        ("a/b.yaml", "./a/*.yaml", True),
        ("a/b/c.yaml", "a/*.yaml", False),
        ("a/b/c.yaml", "a/**", True),
        ("a/b/c.yaml", "**/c.yaml", True),
        ("c.yaml", "**/c.yaml", True),
        ("a/b/c.yaml", "a/**/c.yaml", True),
        ("a/c.yaml", "a/**/c.yaml", True),
        ("a.yaml", "[!b].yaml", True),
        ("b.yaml", "[!b].yaml", False),
        ("a+b.yaml", "a+b.yaml", True),
        ("a\nb.yaml", "*.yaml", True),
        ("a.yaml", ".", True),
        ("a{b.yaml", "a{b.yaml", True),
        ("a[b.yaml", "a[b.yaml", True),
    ],
)
def test_globs_mean_paths(path: str, glob: str, meant: bool) -> None:
    assert matches(path, glob) is meant
