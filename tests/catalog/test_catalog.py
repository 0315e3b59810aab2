"""Records by reference, relations both ways, what belongs to what, indexes, and names that people type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from headland.catalog.catalog import Catalog
from headland.core.refs import Ref

CatalogOf = Callable[[str], Catalog]
TextOf = Callable[[Sequence[str]], str]


@pytest.fixture
def made(catalog_of: CatalogOf, text_of: TextOf) -> Callable[..., Catalog]:
    return lambda *lines: catalog_of(text_of(lines))


Made = Callable[..., Catalog]


def ref(text: str) -> Ref:
    return Ref.parse(text)


def told(catalog: Catalog, text: str) -> list[tuple[str, str]]:
    return [(relation.type, str(relation.target)) for relation in catalog.relations(ref(text))]


@pytest.mark.parametrize(
    ("line", "relation", "target", "inverse"),
    [
        ("component:a owner=t", "ownedBy", "group:default/t", "ownerOf"),
        ("component:a owner=user:u", "ownedBy", "user:default/u", "ownerOf"),
        ("api:a system=s", "partOf", "system:default/s", "hasPart"),
        ("component:a subcomponentOf=b", "partOf", "component:default/b", "hasPart"),
        ("component:a providesApis=x", "providesApi", "api:default/x", "apiProvidedBy"),
        ("component:a consumesApis=x", "consumesApi", "api:default/x", "apiConsumedBy"),
        ("resource:a dependsOn=component:b", "dependsOn", "component:default/b", "dependencyOf"),
        ("component:a dependencyOf=component:b", "dependencyOf", "component:default/b", "dependsOn"),
        ("system:a domain=d", "partOf", "domain:default/d", "hasPart"),
        ("domain:a subdomainOf=d", "partOf", "domain:default/d", "hasPart"),
        ("group:a parent=b", "childOf", "group:default/b", "parentOf"),
        ("group:a children=b", "parentOf", "group:default/b", "childOf"),
        ("group:a members=u", "hasMember", "user:default/u", "memberOf"),
        ("user:a memberOf=g", "memberOf", "group:default/g", "hasMember"),
    ],
)
def test_each_relation_of_the_model_goes_both_ways(
    made: Made, line: str, relation: str, target: str, inverse: str
) -> None:
    catalog = made(line)
    source = str(next(iter(catalog)))
    assert (relation, target) in told(catalog, source)
    assert (inverse, source) in told(catalog, target)


def test_a_reference_takes_the_namespace_of_the_record_that_holds_it(made: Made) -> None:
    catalog = made("component:a namespace=shop owner=t dependsOn=component:b,component:default/c")
    assert told(catalog, "component:shop/a") == [
        ("dependsOn", "component:default/c"),
        ("dependsOn", "component:shop/b"),
        ("ownedBy", "group:shop/t"),
    ]


def test_a_target_that_is_not_in_the_catalog_is_kept_and_known_to_be_missing(made: Made) -> None:
    catalog = made("component:a dependsOn=component:b,component:gone owner=t", "component:b owner=t", "group:t")
    known = {str(relation.target): relation.known for relation in catalog.relations(ref("component:a"))}
    assert known == {"component:default/b": True, "component:default/gone": False, "group:default/t": True}
    assert [str(relation.target) for relation in catalog.dangling()] == ["component:default/gone"]
    assert told(catalog, "component:gone") == [("dependencyOf", "component:default/a")]


def test_a_relation_that_both_ends_declare_is_told_once_with_its_own_place(made: Made) -> None:
    catalog = made("group:a children=b", "group:b parent=a")
    (relation,) = catalog.relations(ref("group:b"), "childOf")
    assert relation.reference is not None
    assert relation.reference.record.ref == ref("group:b")


def test_a_derived_inverse_has_no_place(made: Made) -> None:
    catalog = made("component:a dependsOn=component:b", "component:b")
    assert [relation.span for relation in catalog.relations(ref("component:b"), "dependencyOf")] == [None]


def test_a_declared_relation_has_the_place_of_its_text(catalog_of: CatalogOf, text_of: TextOf) -> None:
    text = text_of(["component:a dependsOn=component:b,component:c"])
    relations = catalog_of(text).relations(ref("component:a"), "dependsOn")
    places = [text[relation.span.start : relation.span.end] for relation in relations if relation.span]
    assert places == ["'component:b'", "'component:c'"]


def test_references_in_other_capitals_are_given_as_their_record_is_written(made: Made) -> None:
    catalog = made("component:Shop dependsOn=COMPONENT:SHOP-db", "component:shop-DB")
    (relation,) = catalog.relations(ref("component:shop"), "dependsOn")
    assert (relation.known, relation.source.name, relation.target.name) == (True, "Shop", "shop-DB")


def test_of_records_with_one_reference_the_first_stands(made: Made) -> None:
    catalog = made("component:a owner=first", "component:A owner=second")
    (twin,) = catalog.duplicates
    assert twin.kept is catalog[ref("component:a")]
    assert catalog.owner_of(ref("component:a")) == ref("group:first")
    assert told(catalog, "group:second") == []


def test_a_text_that_is_no_reference_is_kept_with_its_reason(made: Made) -> None:
    catalog = made("component:a dependsOn=b,component:", "component:b")
    assert [(bad.text, bad.lacks_kind) for bad in catalog.bad_references] == [("b", True), ("component:", False)]
    assert catalog.relation_types(ref("component:a")) == ("ownedBy",)


def test_a_kind_that_nobody_modelled_has_relations_too(made: Made) -> None:
    catalog = made("product:p owner=t system=s", "system:s owner=t")
    assert catalog.owner_of(ref("product:p")) == ref("group:t")
    assert ("hasPart", "product:default/p") in told(catalog, "system:s")


ORGANISATION = (
    "domain:sales owner=group:top",
    "domain:orders subdomainOf=sales owner=group:top",
    "system:checkout domain=orders owner=t",
    "component:shop system=checkout owner=t tags=java,web",
    "component:basket subcomponentOf=shop owner=user:ada type=service lifecycle=experimental",
    "component:alone owner=t tags=java",
    "group:t parent=top",
    "group:top",
    "user:ada memberOf=t",
)


def names(refs: Sequence[Ref]) -> list[str]:
    return [each.name for each in refs]


def test_a_subcomponent_is_in_the_system_of_its_component_and_in_the_domain_of_that(made: Made) -> None:
    catalog = made(*ORGANISATION)
    assert catalog.system_of(ref("component:basket")) == ref("system:checkout")
    assert catalog.domain_of(ref("component:basket")) == ref("domain:orders")
    assert catalog.domain_of(ref("domain:orders")) == ref("domain:sales")
    assert catalog.domain_of(ref("component:alone")) is None


def test_subcomponents_in_a_circle_have_no_system_and_the_question_ends(made: Made) -> None:
    catalog = made("component:a subcomponentOf=b", "component:b subcomponentOf=a")
    assert catalog.system_of(ref("component:a")) is None


def test_indexes_give_sorted_references(made: Made) -> None:
    catalog = made(*ORGANISATION)
    assert names(catalog.by_kind("Component")) == names(catalog.by_kind("component")) == ["alone", "basket", "shop"]
    assert names(catalog.by_owner(ref("group:t"))) == ["alone", "shop", "checkout"]
    assert names(catalog.by_owner(ref("user:ada"))) == ["basket"]
    assert names(catalog.by_system(ref("system:checkout"))) == ["basket", "shop"]
    assert names(catalog.by_domain(ref("domain:orders"))) == ["basket", "shop", "checkout"]
    assert names(catalog.by_tag("java")) == ["alone", "shop"]
    assert names(catalog.by_type("service")) == ["basket"]
    assert names(catalog.by_lifecycle("experimental")) == ["basket"]
    assert catalog.by_tag("cobol") == ()
    assert catalog.kinds() == ("Component", "Domain", "Group", "System", "User")
    assert catalog.tags() == ("java", "web")
    assert catalog.types() == ("library", "service", "team")
    assert catalog.lifecycles() == ("experimental", "production")


def test_a_catalog_is_a_mapping_in_the_order_of_references(made: Made) -> None:
    catalog = made("component:b", "api:z", "component:a")
    assert [str(each) for each in catalog] == ["api:default/z", "component:default/a", "component:default/b"]
    assert len(catalog) == 3
    assert ref("COMPONENT:A") in catalog
    assert ref("component:c") not in catalog


@pytest.mark.parametrize(
    ("typed", "default_kind", "meant"),
    [
        ("payments", None, "component:default/payments"),
        ("PAYMENTS", None, "component:default/payments"),
        ("component:payments", None, "component:default/payments"),
        ("Component:Default/Payments", None, "component:default/payments"),
        (" payments ", None, "component:default/payments"),
        ("ledger", "api", "api:default/ledger"),
        ("ledger", None, None),
        ("api:ledger", None, "api:default/ledger"),
        ("eu/only-there", None, "component:eu/only-there"),
        ("only-there", None, "component:eu/only-there"),
        ("eu/payments", None, "component:eu/payments"),
        ("payment", None, None),
        ("", None, None),
        (":", None, None),
        ("component:", None, None),
    ],
)
def test_what_people_type_is_the_one_record_that_it_can_mean(
    made: Made, typed: str, default_kind: str | None, meant: str | None
) -> None:
    catalog = made(
        "component:payments",
        "component:payments namespace=eu",
        "component:ledger",
        "api:ledger",
        "component:only-there namespace=eu",
    )
    found = catalog.resolve(typed, default_kind)
    assert (None if found is None else str(found)) == meant


def test_words_with_several_meanings_have_them_all_as_candidates(made: Made) -> None:
    catalog = made("component:ledger", "api:ledger", "api:other")
    assert [str(each) for each in catalog.candidates("ledger")] == ["api:default/ledger", "component:default/ledger"]


def test_the_nearest_names_are_those_of_the_kind_that_was_meant_before_all_others(made: Made) -> None:
    catalog = made("component:payments", "group:payment", "component:shop")
    assert [str(each) for each in catalog.nearest("component:payment")] == [
        "group:default/payment",
        "component:default/payments",
    ]
    assert [str(each) for each in catalog.nearest("paymets", kind="group")] == ["group:default/payment"]
    assert [str(each) for each in catalog.nearest("component:shp")] == ["component:default/shop"]
    assert catalog.nearest("component:zzzz") == ()


def test_nothing_is_near_in_an_empty_catalog() -> None:
    catalog = Catalog.build([])
    assert catalog.nearest("a") == ()
    assert catalog.resolve("a") is None
    assert catalog.dangling() == ()
