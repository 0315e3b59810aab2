"""A source lists what is its own and gives nothing from outside its root."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.core.source import FileMissing, Folder, OutsideRoot, Overlay, join


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "root"
    for name in ["b.yaml", "a/c.yaml", ".hidden/d.yaml", "node_modules/e.yaml", "site/f.yaml", ".g.yaml"]:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    (tmp_path / "secret.yaml").write_text("secret", encoding="utf-8")
    return root


def test_hidden_and_dependency_folders_and_the_output_are_left_out(folder: Path) -> None:
    assert Folder(folder, leave_out=folder / "site").paths() == ("a/c.yaml", "b.yaml")


def test_a_link_inside_the_root_is_followed_and_one_that_leaves_it_is_refused(folder: Path) -> None:
    (folder / "inside.yaml").symlink_to(folder / "b.yaml")
    (folder / "outside.yaml").symlink_to(folder.parent / "secret.yaml")
    (folder / "up").symlink_to(folder.parent)
    source = Folder(folder)
    assert source.read("inside.yaml") == b"b.yaml"
    for path in ["outside.yaml", "up/secret.yaml", "../secret.yaml"]:
        with pytest.raises(OutsideRoot):
            source.read(path)


def test_a_file_that_is_not_there_is_missing(folder: Path) -> None:
    with pytest.raises(FileMissing):
        Folder(folder).read("nowhere.yaml")
    with pytest.raises(FileMissing):
        Folder(folder).read("b.yaml/below")


def test_an_overlay_replaces_and_adds(folder: Path) -> None:
    overlay = Overlay(Folder(folder, leave_out=folder / "site"), {"b.yaml": b"new", "z.yaml": b"added"})
    assert overlay.paths() == ("a/c.yaml", "b.yaml", "z.yaml")
    assert (overlay.read("b.yaml"), overlay.read("a/c.yaml")) == (b"new", b"a/c.yaml")


@pytest.mark.parametrize("target", ["/etc/passwd", "../../x", "C:\\x", "\\\\host\\x", "a/../../../x"])
def test_a_target_outside_the_root_is_refused(target: str) -> None:
    with pytest.raises(OutsideRoot):
        join("folder/file.yaml", target)


@given(st.lists(st.sampled_from(["a", "b", ".", "..", ""]), max_size=8))
def test_a_joined_path_never_leaves_the_root(parts: list[str]) -> None:
    try:
        path = join("x/y/file.yaml", "/".join(["s", *parts]))
    except OutsideRoot:
        return
    assert ".." not in path.split("/")
    assert not path.startswith("/")
