"""Where a file is not there, the one that was probably meant is proposed, as it would be written in that place."""

from __future__ import annotations

import pytest

from headland.reading.near_files import NearFiles

FILES = NearFiles(lambda: ("a/catalog-info.yaml", "a/openapi.yaml", "a/b/schema.json", "Read\nme.yaml"))


@pytest.mark.parametrize(
    ("base", "path", "proposal"),
    [
        ("a/catalog-info.yaml", "a/open-api.yaml", "Did you mean './openapi.yaml'? "),
        ("a/catalog-info.yaml", "a/OpenAPI.yaml", "Did you mean './openapi.yaml'? "),
        ("a/catalog-info.yaml", "a/c/schema.json", "Did you mean './b/schema.json'? "),
        ("a/b/schema.json", "a/b/openapi.yaml", "Did you mean '../openapi.yaml'? "),
        ("a/catalog-info.yaml", "Readme.yaml", "Did you mean '../Read me.yaml'? "),
        ("a/catalog-info.yaml", "a/catalog-inf.yaml", ""),
        ("a/catalog-info.yaml", "a/*.json", ""),
        ("a/catalog-info.yaml", "elsewhere/other.graphql", ""),
    ],
)
def test_the_file_that_is_like_it_is_proposed(base: str, path: str, proposal: str) -> None:
    assert FILES.proposal(base, path) == proposal


def test_files_are_listed_once_and_only_if_something_is_looked_for() -> None:
    listed: list[int] = []

    def paths() -> tuple[str, ...]:
        listed.append(1)
        return ("a.yaml",)

    files = NearFiles(paths)
    assert listed == []
    assert files.proposal("x.yaml", "b.yaml") == files.proposal("x.yaml", "b.yaml") == "Did you mean './a.yaml'? "
    assert listed == [1]
