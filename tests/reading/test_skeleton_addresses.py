"""A Template may fetch its skeleton by a web address of the very repository that it stands in."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import JsonValue

from headland.reading.skeletons import skeleton_folders
from headland.revisions import Repository


def repository(remote: str | None, prefix: str = "") -> Repository:
    return Repository(
        top=Path("repo"),
        prefix=prefix,
        git_dir=Path("repo/.git"),
        head=None,
        branch="main",
        remote=remote,
        shallow=False,
        bare=False,
    )


def folders(url: str, remote: str | None, prefix: str = "") -> set[str]:
    value: JsonValue = {"kind": "Template", "spec": {"steps": [{"action": "fetch:template", "input": {"url": url}}]}}
    return set(skeleton_folders("t/template.yaml", value, repository(remote, prefix)))


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("https://github.com/acme/templates.git", "https://github.com/acme/templates/tree/main/skeletons/go"),
        ("git@github.com:acme/templates.git", "https://github.com/acme/templates/tree/main/skeletons/go/"),
        ("ssh://git@github.com/acme/templates", "https://github.com/Acme/Templates/blob/v1/skeletons/go"),
        ("https://gitlab.example.org/a/b/c.git", "https://gitlab.example.org/a/b/c/-/tree/main/skeletons/go"),
        ("https://bitbucket.org/acme/templates", "https://bitbucket.org/acme/templates/src/main/skeletons/go"),
    ],
)
def test_an_address_of_the_same_repository_names_a_folder(remote: str, url: str) -> None:
    assert folders(url, remote) == {"skeletons/go"}


@pytest.mark.parametrize(
    ("remote", "url"),
    [
        ("https://github.com/acme/templates.git", "https://github.com/acme/templates-2/tree/main/skeletons/go"),
        ("https://github.com/acme/templates.git", "https://github.com/other/templates/tree/main/skeletons/go"),
        ("https://github.com/acme/templates.git", "https://github.com/acme/templates"),
        (None, "https://github.com/acme/templates/tree/main/skeletons/go"),
    ],
)
def test_other_addresses_name_none(remote: str | None, url: str) -> None:
    assert folders(url, remote) == set()


def test_a_folder_of_the_repository_is_told_from_where_reading_began() -> None:
    remote, url = "https://github.com/acme/templates", "https://github.com/acme/templates/tree/main/portal/skeletons/go"
    assert folders(url, remote, "portal") == {"skeletons/go"}
    assert folders(url, remote, "elsewhere") == set()


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"spec": []},
        {"spec": {"steps": {}}},
        {"spec": {"steps": [1, {"action": 1}, {"action": "fetch:x"}]}},
        {"spec": {"steps": [{"action": "fetch:plain", "input": {"url": 1}}]}},
        {"spec": {"steps": [{"action": "fetch:plain", "input": {"url": "../../../up"}}]}},
        {"spec": {"steps": [{"action": "publish:github", "input": {"url": "./x"}}]}},
    ],
)
def test_templates_of_any_shape_are_looked_through(value: JsonValue) -> None:
    assert skeleton_folders("t/template.yaml", value, None) == frozenset()
