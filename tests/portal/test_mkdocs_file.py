"""mkdocs.yml as data: docs and nav, whatever else it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.portal.conftest import write

from headland.core.source import Folder, OutsideRoot
from headland.portal.mkdocs_file import MkDocsFile, NavItem, docs_folder, read_mkdocs_file


def read(folder: Path, text: str) -> MkDocsFile:
    found = read_mkdocs_file(Folder(write(folder, {"a/mkdocs.yml": text})), "a")
    assert found is not None
    return found


def test_name_docs_and_nav_are_read(tmp_path: Path) -> None:
    found = read(tmp_path, "site_name: S\ndocs_dir: ../text\nnav:\n- index.md\n- Part:\n  - One: one.md\n  - two.md\n")
    assert (found.site_name, found.docs_dir, found.problem) == ("S", "text", None)
    assert found.nav == (
        NavItem(None, "index.md", 0),
        NavItem("Part", None, 0),
        NavItem("One", "one.md", 1),
        NavItem(None, "two.md", 1),
    )


def test_tags_are_passed_over(tmp_path: Path) -> None:
    text = (
        "site_name: !ENV [NAME, x]\nx: !!python/object/apply:os.system [exit 1]\ny: !relative $docs_dir\nnav: [a.md]\n"
    )
    found = read(tmp_path, text)
    assert found.nav == (NavItem(None, "a.md", 0),)
    assert found.site_name is None


def test_a_docs_dir_that_leads_out_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutsideRoot):
        read(tmp_path, "docs_dir: ../../elsewhere\n")


@pytest.mark.parametrize(
    "text",
    ["nav: [", "just words", "a: &a [*a]\nnav: {b: [*a]}\n{", "[" * 5000, "x: !!timestamp 2026-99-99\n", "{[a]: b}\n"],
)
def test_a_file_that_cannot_be_understood_says_why_and_has_default_docs(tmp_path: Path, text: str) -> None:
    found = read(tmp_path, text)
    assert found.problem
    assert (found.docs_dir, found.nav) == ("a/docs", None)


def test_a_nav_that_holds_itself_ends(tmp_path: Path) -> None:
    assert len(read(tmp_path, "nav: &n [a.md, {b: *n}]\n").nav or ()) < 100


def test_a_nav_of_aliases_that_grows_without_end_is_cut(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} [{{a: *l{n - 1}}}, {{b: *l{n - 1}}}]\n" for n in range(1, 30))
    found = read(tmp_path, f"l0: &l0 [x.md]\n{levels}nav: *l29\n")
    assert len(found.nav or ()) <= 10_000


def test_merge_keys_that_multiply_are_a_problem_and_take_no_time(tmp_path: Path) -> None:
    levels = "".join(f"l{n}: &l{n} {{<<: [{', '.join([f'*l{n - 1}'] * 9)}]}}\n" for n in range(1, 30))
    found = read(tmp_path, f"l0: &l0 {{a: 1, b: 2, c: 3}}\n{levels}nav: [x.md]\n")
    assert found.problem
    assert "merge keys" in found.problem


def test_a_sources_own_docs_are_where_its_mkdocs_yml_says_and_where_there_is_markdown(tmp_path: Path) -> None:
    assert docs_folder(Folder(write(tmp_path / "a", {"docs/x.md": ""}))) == "docs"
    assert docs_folder(Folder(write(tmp_path / "b", {"docs/x.png": ""}))) is None
    assert docs_folder(Folder(write(tmp_path / "c", {"mkdocs.yml": "docs_dir: text", "text/x.md": ""}))) == "text"
    assert docs_folder(Folder(write(tmp_path / "d", {"mkdocs.yml": "docs_dir: ../x"}))) is None
