"""What blocks in pages ask of the catalog: tables by a query, and what is around a record."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.catalog.blocks import BlockError, Surroundings, Table, answer, cell
from headland.catalog.catalog import Catalog

FILE = """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {{name: team}}
spec: {{type: team, children: []}}
{components}"""
COMPONENT = """---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {{name: {name}, title: {title}, tags: [java, web]}}
spec: {{type: service, lifecycle: production, owner: team, tier: {tier}{more}}}
"""
"""Three of them: what is asked for in each test."""


@pytest.fixture
def catalog(catalog_of: Callable[[str], Catalog]) -> Catalog:
    """A team with three services, one of which depends on another."""
    rows = (("a", "Zebra", "2", ", dependsOn: [component:b]"), ("b", "apple", "10", ""), ("c", "Mango", "~", ""))
    components = "".join(
        COMPONENT.format(name=name, title=title, tier=tier, more=more) for name, title, tier, more in rows
    )
    return catalog_of(FILE.format(components=components))


def titles(found: object) -> list[str]:
    assert isinstance(found, Table)
    return [record.title for record in found.records]


def test_a_table_has_the_records_that_match_in_the_order_of_their_names(catalog: Catalog) -> None:
    found = answer("table", "where: kind == 'Component'\n", catalog)
    assert titles(found) == ["apple", "Mango", "Zebra"]
    assert isinstance(found, Table)
    assert found.columns == ("name", "owner", "description")


def test_numbers_are_sorted_by_value_and_what_has_none_comes_last_either_way(catalog: Catalog) -> None:
    body = "where: kind == 'Component'\ncolumns: [name, spec.tier]\nsort: {}\n"
    assert titles(answer("table", body.format("spec.tier"), catalog)) == ["Zebra", "apple", "Mango"]
    assert titles(answer("table", body.format("-spec.tier"), catalog)) == ["apple", "Zebra", "Mango"]


def test_a_limit_cuts_the_rows_and_the_whole_number_is_told(catalog: Catalog) -> None:
    found = answer("table", "where: kind == 'Component'\nlimit: 2\n", catalog)
    assert isinstance(found, Table)
    assert (len(found.records), found.total) == (2, 3)


def test_cells_are_words(catalog: Catalog) -> None:
    record = next(record for record in catalog.values() if record.ref.name == "a")
    cells = {
        column: cell(catalog, record, column) for column in ("owner", "tags", "spec.tier", "spec.none", "reference")
    }
    assert cells == {
        "owner": "team",
        "tags": "java, web",
        "spec.tier": "2",
        "spec.none": "",
        "reference": "component:default/a",
    }


def test_a_graph_is_a_record_with_what_is_around_it(catalog: Catalog) -> None:
    found = answer("graph", "of: component:a\nrelations: dependsOn\n", catalog)
    assert isinstance(found, Surroundings)
    assert [ref.name for ref in found.graph.nodes] == ["a", "b"]


@pytest.mark.parametrize(
    ("name", "body", "message", "at"),
    [
        ("chart", "x: 1\n", "there is no block headland-chart", "x: 1\n"),
        ("table", "columns: [name]\n", "'where' is missing", "columns: [name]\n"),
        ("table", "where: kind = 'x'\n", "CEL writes == for '='", "kind = 'x'"),
        ("table", "where: kind == 'x'\nlimit: 9000\n", "'limit' is a number from 1 to 500", "9000"),
        ("table", "where: kind == 'x'\ncolumns: [ownr]\n", "there is no column 'ownr'", "[ownr]"),
        ("table", "where: kind == 'x'\nsrot: name\n", "'srot' is not known here", "name"),
        ("table", "where: [\n", "", ""),
        ("table", "- a\n", "one mapping", "- a\n"),
        ("graph", "of: component:bb\n", "'component:bb' is not in the catalog", "component:bb"),
        ("graph", "of: component:a\nsteps: yes\n", "'steps' is a number from 1 to 4", "yes"),
        ("graph", "of: 7\n", "'of' is a text", "7"),
    ],
)
def test_what_cannot_be_shown_says_why_and_where(name: str, body: str, message: str, at: str, catalog: Catalog) -> None:
    with pytest.raises(BlockError) as raised:
        answer(name, body, catalog)
    assert message in str(raised.value)
    start, end = raised.value.place
    if at:
        assert body.encode()[start:end].decode() == at


def place_of_error(name: str, body: str) -> tuple[int, int]:
    try:
        answer(name, body, Catalog.build(()))
    except BlockError as error:
        return error.place
    return (0, 0)


@given(st.sampled_from(["table", "graph", "x"]), st.text(max_size=60))
def test_whatever_a_block_holds_nothing_but_a_block_error_is_raised(name: str, body: str) -> None:
    start, end = place_of_error(name, body)
    assert 0 <= start <= end <= len(body.encode())
