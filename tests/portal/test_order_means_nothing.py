"""Where order means nothing, it changes nothing: of files, of documents in a file, of keys, of a listing."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.portal.conftest import make_run, write

from headland.core.settings import Settings
from headland.core.source import Folder
from headland.portal.load import Portal, load
from headland.portal.places import SourcePlaces
from headland.portal.publish import view_context
from headland.reading import Reading, read
from headland.views.context import DocsIndex
from headland.views.registry import make_artifacts
from headland.views.search import search_entries, search_index

API_VERSION = "backstage.io/v1alpha1"


def record(kind: str, name: str, spec: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"apiVersion": API_VERSION, "kind": kind, "metadata": {"name": name, **metadata}, "spec": spec}


RECORDS: Sequence[dict[str, Any]] = (
    record("Domain", "sea", {"owner": "crew"}, title="The sea"),
    record("System", "ships", {"owner": "crew", "domain": "sea"}),
    record(
        "Group", "crew", {"type": "team", "children": ["mates"], "profile": {"displayName": "Crew", "email": "c@x.y"}}
    ),
    record("Group", "mates", {"type": "team", "parent": "crew", "children": []}),
    record("Group", "hen", {"type": "team", "parent": "egg", "children": []}),
    record("Group", "egg", {"type": "team", "parent": "nest", "children": ["hen"]}),
    record("Group", "nest", {"type": "team", "parent": "hen", "children": []}),
    record("User", "ada", {"memberOf": ["mates"], "profile": {"displayName": "Ada"}}),
    record(
        "Component",
        "ferry",
        {
            "type": "service",
            "lifecycle": "production",
            "owner": "mates",
            "system": "ships",
            "dependsOn": ["component:barge", "resource:sea-chart", "component:gone"],
            "providesApis": ["tickets"],
        },
        title="Same title",
        tags=["java", "boat"],
        annotations={"a.example/one": "1", "b.example/two": "2"},
        labels={"tier": "one", "area": "north"},
    ),
    record(
        "Component", "barge", {"type": "service", "lifecycle": "experimental", "owner": "nobody"}, title="Same title"
    ),
    record(
        "API",
        "tickets",
        {"type": "openapi", "lifecycle": "production", "owner": "crew", "definition": "openapi: 3.1.0"},
    ),
    record("Resource", "sea-chart", {"type": "database", "owner": "crew", "system": "ships"}),
    record("Component", "Not Allowed", {"type": "service", "lifecycle": "production", "owner": "crew"}),
    record("Component", "no-owner", {"type": "service", "lifecycle": "production"}),
)
"""Of most things one, with a missing target and owner, a circle of groups, two of one title, two that are refused."""


@dataclass(frozen=True)
class Outcome:
    """What may not depend on order; places are left out, because they do depend on where things are written."""

    records: tuple[str, ...]
    relations: tuple[str, ...]
    findings: Counter[tuple[str, str, str, str]]
    data: dict[str, bytes]


def outcome(portal: Portal) -> Outcome:
    places = SourcePlaces(portal.sources, portal.settings)
    context = view_context(portal, DocsIndex(), places, site_name="Ships", home="", more=())
    artifacts = [*make_artifacts(context), search_index(search_entries(context), ())]
    catalog = portal.catalog
    return Outcome(
        tuple(sorted(str(ref) for ref in catalog)),
        tuple(
            sorted(
                f"{one.source} {one.type} {one.target} {one.known}" for ref in catalog for one in catalog.relations(ref)
            )
        ),
        Counter((one.rule, one.severity.value, one.message, str(one.ref)) for one in portal.findings),
        {
            one.path: one.content
            for one in artifacts
            if one.path.endswith(("explorer.json", "search.json", "kinds.css"))
        },
    )


def loaded(files: dict[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory() as folder:
        return outcome(load([write(Path(folder) / "portal", files)], make_run()))


@st.composite
def arrangements(draw: st.DrawFn) -> dict[str, str]:
    """The records over some files, in any order, with the keys of every mapping in any order."""
    names = draw(st.permutations(["a.yaml", "b/catalog-info.yaml", "c/d/e.yml", "z.yaml"]))
    files: dict[str, list[Any]] = {}
    for one in draw(st.permutations(RECORDS)):
        files.setdefault(names[draw(st.integers(0, len(names) - 1))], []).append(shuffled(draw, one))
    return {path: yaml.safe_dump_all(documents, sort_keys=False) for path, documents in files.items()}


def shuffled(draw: st.DrawFn, value: Any) -> Any:
    if isinstance(value, dict):
        return {key: shuffled(draw, value[key]) for key in draw(st.permutations(list(value)))}
    return [shuffled(draw, item) for item in value] if isinstance(value, list) else value


AS_WRITTEN = loaded({"catalog-info.yaml": yaml.safe_dump_all(RECORDS, sort_keys=False)})


def test_what_is_compared_holds_relations_and_findings_of_several_rules() -> None:
    assert len(AS_WRITTEN.records) == 12
    assert len(AS_WRITTEN.relations) > 10
    assert len({rule for rule, *_ in AS_WRITTEN.findings}) >= 4
    assert sorted(AS_WRITTEN.data) == [
        "assets/headland/explorer.json",
        "assets/headland/kinds.css",
        "assets/headland/search.json",
    ]


@given(arrangements())
@settings(max_examples=20)
def test_the_order_of_files_documents_and_keys_changes_neither_catalog_nor_findings_nor_data(
    files: dict[str, str],
) -> None:
    other = loaded(files)
    assert other.records == AS_WRITTEN.records
    assert other.relations == AS_WRITTEN.relations
    assert other.findings == AS_WRITTEN.findings
    assert other.data == AS_WRITTEN.data


class Listed(Folder):
    """A folder whose files a file system, or a forge, lists in some order."""

    order: Sequence[int] = ()

    def paths(self) -> tuple[str, ...]:
        paths = super().paths()
        return tuple(paths[at] for at in self.order)


@given(st.permutations(range(4)))
@settings(max_examples=24)
def test_the_order_in_which_files_are_listed_changes_nothing_places_included(order: Sequence[int]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        parts = [RECORDS[at : at + 3] for at in range(0, len(RECORDS), 3)]
        files = {f"{at}.yaml": yaml.safe_dump_all(part, sort_keys=False) for at, part in enumerate(parts)}
        write(Path(folder), files)

        def reading(order: Sequence[int]) -> Reading:
            source = Listed(Path(folder), "here")
            source.order = order
            return read([source], Settings(), make_run().reporter)

        one, other = reading(range(4)), reading(order)
        assert [record.span for record in one.records] == [record.span for record in other.records]
        assert one.findings == other.findings
        assert one.set_aside == other.set_aside
