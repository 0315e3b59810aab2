"""CEL expressions over records: what they see, what is no match, and what is refused with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from headland.catalog.catalog import Catalog
from headland.catalog.query import MAX_LENGTH, QueryError, where

CatalogOf = Callable[[str], Catalog]
TextOf = Callable[[Sequence[str]], str]


@pytest.fixture
def catalog(catalog_of: CatalogOf, text_of: TextOf) -> Catalog:
    return catalog_of(
        text_of(
            [
                "component:shop owner=team-a type=service dependsOn=component:lib tags=java,web",
                "component:lib owner=user:ada",
                "group:team-a",
                "product:odd owner=team-a",
            ]
        )
        + "---\napiVersion: example.com/v1\nkind: Odd\nmetadata:\n  name: bare\n  number: 12\n  half: 1.5\n"
        "  annotations: {backstage.io/view-url: 'x', example.com/a: 'b'}\n"
    )


def matches(catalog: Catalog, expression: str) -> list[str]:
    test = where(expression)
    return [ref.name for ref, record in catalog.items() if test(catalog, record)]


@pytest.mark.parametrize(
    ("expression", "found"),
    [
        ("spec.type == 'service'", ["shop"]),
        ("kind == 'Component'", ["lib", "shop"]),
        ("ref == 'component:default/shop'", ["shop"]),
        ("owner == 'group:default/team-a'", ["shop", "odd"]),
        ("owner == null", ["team-a", "bare"]),
        ("'component:default/lib' in relations.dependsOn", ["shop"]),
        ("relations.dependencyOf.exists(r, r == 'component:default/shop')", ["lib"]),
        ("'java' in metadata.tags && metadata.name.startsWith('s')", ["shop"]),
        ("metadata.name.matches('^s.*p$')", ["shop"]),
        ("metadata.annotations['example.com/a'] == 'b'", ["bare"]),
        ("metadata.number > 10", ["bare"]),
        ("!has(spec.owner)", ["team-a", "bare"]),
        ("size(metadata.tags) == 2", ["shop"]),
        ("true", ["lib", "shop", "team-a", "bare", "odd"]),
    ],
)
def test_an_expression_sees_the_record_its_relations_and_its_owner(
    catalog: Catalog, expression: str, found: list[str]
) -> None:
    assert matches(catalog, expression) == found


@pytest.mark.parametrize(
    "expression",
    [
        "spec.no == 'x'",
        "!(spec.no == 'x')",
        "spec.no.deeper.still == 1",
        "metadata.name.inside == 1",
        "metadata.name > 3",
        "metadata.number.startsWith('1')",
        "metadata.name[0] == 's'",
        "metadata.tags[99] == 's'",
        "int(metadata.name) == 1",
        "relations.no.exists(r, true)",
        "1 / (metadata.number - 12) == 1",
    ],
)
def test_a_missing_field_or_one_of_another_type_is_no_match_and_no_error(catalog: Catalog, expression: str) -> None:
    assert matches(catalog, expression) == []


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("spec.type ==", "column 13: it ends too early"),
        ("kind = 'x'", "CEL writes == for '='"),
        ("kind == 'a' and kind == 'b'", "column 13: 'and' is not expected there; CEL writes && for 'and'"),
        ("kind == 'a'\n|| =", "line 2"),
        ("spce.type == 'x'", "there is no 'spce' here; did you mean 'spec'?"),
        ("lower(kind) == 'x'", "there is no 'lower' here"),
        ("'a'.matches('(')", "regular expression"),
        ("", "empty"),
        ("   ", "empty"),
        ("kind == '" + "x" * MAX_LENGTH + "'", f"at most {MAX_LENGTH}"),
        ("[1].all(a, [1].all(b, [1].all(c, true)))", "too much work"),
        ("[1]" + ".map(a, a + a)" * 7 + " == []", "too much work"),
        ("(" * 900 + "1" + ")" * 900, "cannot be read"),
    ],
)
def test_an_expression_that_cannot_be_used_is_refused_with_the_place_and_the_reason(
    expression: str, message: str
) -> None:
    with pytest.raises(QueryError) as refused:
        where(expression)
    assert message in str(refused.value)
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("expression", ["kind", "metadata.number", "metadata", "metadata.tags", "owner"])
def test_an_expression_that_is_neither_true_nor_false_says_what_it_gives(catalog: Catalog, expression: str) -> None:
    with pytest.raises(QueryError, match="not true or false; compare it with something"):
        matches(catalog, expression)


def test_a_name_that_does_not_exist_is_told_even_where_it_is_reached_late(catalog: Catalog) -> None:
    with pytest.raises(QueryError, match="there is no 'nope'"):
        matches(catalog, "spec.type == 'service' && nope")


@pytest.mark.parametrize(
    "chain", ["ref" + ".a" * 900, "1" + "+1" * 900 + " > 0", "!" * 1900 + "true", "true" + "||true" * 300]
)
def test_a_long_chain_within_the_limit_does_not_end_the_process(catalog: Catalog, chain: str) -> None:
    assert matches(catalog, chain) in ([], ["lib", "shop", "team-a", "bare", "odd"])


def test_brackets_in_texts_do_not_count_as_work(catalog: Catalog) -> None:
    assert matches(catalog, "metadata.name == '.all(.all(.all(' || kind == \".map(.map(.map(\"") == []
