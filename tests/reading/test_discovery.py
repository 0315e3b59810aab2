"""Records are found by their content, whatever files and folders are called; the rest is passed over or set aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reading.conftest import ReadFiles, component, template, write

from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.reading import Reading, SetAside, read

DEPLOYMENT = "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: payments\ndata: {a: b}\n"


def names(reading: Reading) -> list[str]:
    return [record.ref.name for record in reading.records]


@pytest.mark.parametrize(
    "path",
    [
        "catalog-info.yaml",
        "catalog-info.yml",
        "docs/acme/whatever.yaml",
        "users/anna.yml",
        "CATALOG-INFO.YAML",
        "a b/é.yaml",
    ],
)
def test_a_record_is_found_in_any_yaml_file(read_files: ReadFiles, path: str) -> None:
    assert names(read_files({path: component()})) == ["payments"]


@pytest.mark.parametrize(
    "first",
    [
        "apiVersion: backstage.io/v1alpha1",
        "apiVersion:   'backstage.io/v1alpha1'",
        'apiVersion: "backstage.io/v1alpha1"',
        '"apiVersion": "backstage.io/v1alpha1"',
        "apiVersion : backstage.io/v1alpha1 # why",
    ],
)
def test_the_field_is_found_however_it_is_written(read_files: ReadFiles, first: str) -> None:
    reading = read_files({"x.yaml": component().replace("apiVersion: backstage.io/v1alpha1", first)})
    assert names(reading) == ["payments"]


def test_json_inside_of_yaml_is_found(read_files: ReadFiles) -> None:
    text = '{"apiVersion":"backstage.io/v1alpha1","kind":"System","metadata":{"name":"s"},"spec":{"owner":"a"}}'
    assert names(read_files({"x.yaml": text})) == ["s"]


def test_files_of_other_tools_are_passed_over(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "values.yaml": "a: {{ .Values.x }}\n",
            "deployment.yaml": DEPLOYMENT,
            "config.yaml": "data: |\n  apiVersion: backstage.io/v1alpha1\n  kind: Component\n",
            "record.json": '{"apiVersion": "backstage.io/v1alpha1"}',
            "x.txt": component(),
        }
    )
    assert (names(reading), reading.findings, reading.set_aside) == ([], (), ())


def test_beside_a_record_a_document_of_another_tool_is_passed_over(read_files: ReadFiles) -> None:
    reading = read_files({"all.yaml": f"{DEPLOYMENT}---\n{component()}---\n{{{{ broken }} by: helm\n"})
    assert (names(reading), reading.findings) == (["payments"], ())


def test_a_document_that_has_lost_its_api_version_beside_records_is_a_finding(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    without = "kind: Component\nmetadata:\n  name: b\nspec: {}\n"
    assert "x.yaml:10:1 missing-field" in told(read_files({"x.yaml": f"{component()}---\n{without}"}))


def test_a_list_of_records_is_told_to_be_several_documents(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    text = "".join(f"{'- ' if at == 0 else '  '}{line}\n" for at, line in enumerate(component().splitlines()))
    assert told(read_files({"x.yaml": text})) == ["x.yaml:1:1 not-a-mapping"]


def test_all_documents_of_a_catalog_info_file_are_meant_as_records(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    reading = read_files(
        {"catalog-info.yaml": "apiVersion: acme.io/v1\nkind: Product\nmetadata:\n  name: p\n---\n- 1\n"}
    )
    assert names(reading) == ["p"]
    assert told(reading) == ["catalog-info.yaml:6:1 not-a-mapping"]


def test_an_empty_file_and_one_of_comments_are_no_mistake(read_files: ReadFiles) -> None:
    reading = read_files({"catalog-info.yaml": "", "a/catalog-info.yaml": "# apiVersion: backstage.io/v1alpha1\n"})
    assert (reading.records, reading.findings) == ((), ())


def test_a_broken_record_is_a_finding_and_its_reference_is_known(
    read_files: ReadFiles, told: Callable[[Reading], list[str]]
) -> None:
    broken = component("orders", metadata="  namespace: shop\n  title: 'never closed\n")
    reading = read_files({"x.yaml": f"{component()}---\n{broken}---\n{component('ledger')}"})
    assert names(reading) == ["payments", "ledger"]
    assert told(reading) == ["x.yaml:15:10 unclosed-quote"]
    assert {str(ref): finding.rule for ref, finding in reading.broken.items()} == {
        "component:shop/orders": "unclosed-quote"
    }
    assert reading.findings[0].ref in reading.broken


def test_fixtures_hidden_and_dependency_folders_hold_no_records(read_files: ReadFiles) -> None:
    folders = ("__fixtures__", ".hidden", "node_modules/x", "src/__fixtures__/y")
    reading = read_files({f"{folder}/catalog-info.yaml": component() for folder in folders})
    assert (reading.records, reading.set_aside) == ((), ())


def test_settings_name_roots_globs_and_what_is_left_out(read_files: ReadFiles) -> None:
    files = {f"{path}.yaml": component(path.replace("/", "-")) for path in ("a/one", "a/two", "b/one", "c/one", "d")}
    assert names(read_files(files, reading={"roots": ["a", "d.yaml"]})) == ["a-one", "a-two", "d"]
    assert names(read_files(files, reading={"include": ["**/one.yaml"]})) == ["a-one", "b-one", "c-one"]
    assert names(read_files(files, reading={"exclude": ["a/**", "d.yaml"]})) == ["b-one", "c-one"]
    assert names(read_files(files, reading={"roots": ["./a/"], "exclude": ["*/two.*"]})) == ["a-one"]


def test_what_the_settings_leave_out_is_set_aside(read_files: ReadFiles) -> None:
    reading = read_files({"a/catalog-info.yaml": component(), "b.yaml": "a: b"}, reading={"exclude": ["a"]})
    assert reading.set_aside == (SetAside("here", "a/catalog-info.yaml", "left out by headland.yaml"),)
    assert reading.summary() == "0 records in 0 files; 1 file left out by headland.yaml"


def test_a_file_over_the_limit_is_a_finding_when_it_looks_like_records(read_files: ReadFiles) -> None:
    files = {"catalog-info.yaml": component(), "other.yaml": "a: " + "x" * 500}
    reading = read_files(files, reading={"limits": {"file_bytes": 100}})
    assert [(finding.rule, finding.span.path) for finding in reading.findings] == [
        ("file-too-large", "catalog-info.yaml")
    ]
    assert reading.records == ()


def test_nothing_found_says_where_was_looked(read_files: ReadFiles) -> None:
    reading = read_files({"a.yaml": "a: b", "b.md": "", "c.txt": ""})
    assert reading.where_it_looked.startswith("looked in here, at 2 files of YAML and Markdown")
    assert "backstage.io/" in reading.where_it_looked
    assert reading.summary() == "0 records in 0 files"


def test_records_come_by_source_path_and_place_whatever_the_order_of_the_files(tmp_path: Path) -> None:
    write(tmp_path, {"one/b.yaml": f"{component('b1')}---\n{component('b2')}", "one/a.yaml": component("a")})
    write(tmp_path, {"two/a.yaml": component("other")})

    class Backwards(Folder):
        def paths(self) -> tuple[str, ...]:
            return tuple(reversed(super().paths()))

    kinds = (Folder, Backwards)
    readings = [
        read([kind(tmp_path / "two", "two"), kind(tmp_path / "one", "one")], Settings(), Silent()) for kind in kinds
    ]
    assert [names(reading) for reading in readings] == [["other", "a", "b1", "b2"]] * 2
    assert readings[0].files == 3
    assert [record.span.source for record in readings[0].records] == ["two", "one", "one", "one"]


def test_progress_is_told_by_files(tmp_path: Path) -> None:
    write(tmp_path, {f"{at}.yaml": component(f"c{at}") for at in range(3)})
    steps: list[tuple[str, int, int]] = []

    class Telling(Silent):
        def step(self, what: str, done: int, total: int) -> None:
            steps.append((what, done, total))

    read([Folder(tmp_path)], Settings(), Telling())
    assert steps == [("files searched", at, 3) for at in (1, 2, 3)]


# ---- skeletons ----------------------------------------------------------------------------------------------------

SKELETON = component("${{ values.name }}")
ASIDE = "belongs to a template"


def aside(reading: Reading) -> list[str]:
    assert {one.reason for one in reading.set_aside} <= {ASIDE}
    return [one.path for one in reading.set_aside]


def test_the_folder_that_a_template_fetches_is_set_aside(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "t/template.yaml": template("t", "./skeleton", "../shared/common"),
            "t/skeleton/catalog-info.yaml": component("no-expression"),
            "shared/common/deep/catalog-info.yaml": component("common"),
            "shared/other/catalog-info.yaml": component("kept"),
        }
    )
    assert names(reading) == ["kept", "t"]
    assert aside(reading) == ["shared/common/deep/catalog-info.yaml", "t/skeleton/catalog-info.yaml"]
    assert reading.summary() == "2 records in 2 files; 2 files belong to templates"


def test_below_a_template_a_file_with_expressions_is_set_aside(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "t/template.yaml": template("t"),
            "t/content/catalog-info.yaml": SKELETON,
            "t/block/catalog-info.yaml": component(metadata="{% if values.x %}\n  title: x\n{% endif %}\n"),
            "t/plain/catalog-info.yaml": component("kept"),
            "elsewhere/catalog-info.yaml": SKELETON,
        }
    )
    assert names(reading) == ["kept", "t"]
    assert aside(reading) == ["t/block/catalog-info.yaml", "t/content/catalog-info.yaml"]
    assert [finding.span.path for finding in reading.findings] == ["elsewhere/catalog-info.yaml"]


def test_an_address_with_an_expression_sets_aside_what_stands_before_it(read_files: ReadFiles) -> None:
    files = {"t/template.yaml": template("t", "./skeletons/${{ parameters.language }}/x")}
    reading = read_files({**files, "t/skeletons/go/x/catalog-info.yaml": component("go")})
    assert aside(reading) == ["t/skeletons/go/x/catalog-info.yaml"]


@pytest.mark.parametrize("url", [".", "./", "..", "../..", "${{ parameters.url }}", "./${{ parameters.x }}"])
def test_a_template_that_fetches_the_folder_it_stands_in_sets_nothing_aside_by_that(
    read_files: ReadFiles, url: str
) -> None:
    reading = read_files({"a/t/template.yaml": template("t", url), "a/t/catalog-info.yaml": component("kept")})
    assert names(reading) == ["kept", "t"]
    assert aside(reading) == []


def test_a_template_in_a_skeleton_is_no_template(read_files: ReadFiles) -> None:
    reading = read_files(
        {
            "t/template.yaml": template("t", "./skeleton"),
            "t/skeleton/template.yaml": template("inner", "../../kept"),
            "kept/catalog-info.yaml": component("kept"),
        }
    )
    assert names(reading) == ["kept", "t"]
    assert aside(reading) == ["t/skeleton/template.yaml"]


def test_the_skeleton_of_a_template_that_cannot_be_read_is_set_aside_too(read_files: ReadFiles) -> None:
    broken = template("t") + "  output: 'never closed\n"
    reading = read_files({"t/template.yaml": broken, "t/skeleton/catalog-info.yaml": SKELETON})
    assert [finding.rule for finding in reading.findings] == ["unclosed-quote"]
    assert aside(reading) == ["t/skeleton/catalog-info.yaml"]


def test_templates_beside_each_other_are_all_read(read_files: ReadFiles) -> None:
    expression = "  description: ${{ parameters.x }}\n"
    reading = read_files({"a.yaml": template("a").replace("spec:", f"{expression}spec:"), "b.yaml": template("b")})
    assert names(reading) == ["a", "b"]
