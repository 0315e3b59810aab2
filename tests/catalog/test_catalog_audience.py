"""What an audience sees of a catalog, and that nothing else is left in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from headland.catalog.audience import label_of
from headland.catalog.catalog import AudienceCatalog, Catalog
from headland.core.audience import Audience
from headland.core.refs import Ref
from headland.core.settings import Settings, VisibilitySettings

CatalogOf = Callable[[str], Catalog]
TextOf = Callable[[Sequence[str]], str]
Made = Callable[..., Catalog]

INTERNAL, PUBLIC = Audience.parse("internal"), Audience.parse("public")


@pytest.fixture
def made(catalog_of: CatalogOf, text_of: TextOf) -> Made:
    return lambda *lines: catalog_of(text_of(lines))


def ref(text: str) -> Ref:
    return Ref.parse(text)


def names(catalog: Catalog) -> list[str]:
    return [each.name for each in catalog]


def test_the_annotation_counts_before_the_settings_and_these_before_the_kind(made: Made) -> None:
    catalog = made("component:plain", "component:marked visibility=people")
    settings = Settings(visibility=VisibilitySettings(kinds={"component": "public"}))
    plain, marked = catalog[ref("component:plain")], catalog[ref("component:marked")]
    assert label_of(plain, Settings()) == "internal"
    assert label_of(plain, settings) == "public"
    assert label_of(marked, settings) == "people"


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("public", ["p"]),
        ("internal", ["i", "p"]),
        ("internal+hiring", ["h", "i", "p"]),
        ("internal+board", ["b", "i", "p"]),
    ],
)
def test_an_audience_sees_the_labels_that_it_has(made: Made, audience: str, seen: list[str]) -> None:
    catalog = made(
        "component:p visibility=public",
        "component:i",
        "component:h visibility=hiring",
        "component:b visibility=board",
        "component:x visibility=no-such",
    )
    settings = Settings(visibility=VisibilitySettings(compartments=("board",)))
    assert names(catalog.seen_by(Audience.parse(audience), settings)) == seen


def test_a_label_that_nobody_knows_hides_even_from_an_audience_that_asks_for_it(made: Made) -> None:
    catalog = made("component:x visibility=no-such")
    assert names(catalog.seen_by(Audience.parse("internal+no-such"), Settings())) == []


def test_nothing_of_a_hidden_record_is_left_in_records_that_refer_to_it(made: Made) -> None:
    catalog = made(
        "component:a dependsOn=component:b,component:secret,component:c owner=group:secret system=secret",
        "component:b",
        "component:c",
        "component:secret visibility=people dependsOn=component:b",
        "group:secret visibility=people members=u",
        "system:secret visibility=people",
        "user:u memberOf=secret",
    )
    seen = catalog.seen_by(INTERNAL, Settings())
    record = seen[ref("component:a")]
    assert isinstance(seen, AudienceCatalog)
    assert [str(target) for target in seen.targets(record.ref)] == ["component:default/b", "component:default/c"]
    assert seen.relations(ref("component:b"), "dependencyOf")[0].target == record.ref
    assert len(seen.relations(ref("component:b"), "dependencyOf")) == 1
    assert seen.owner_of(record.ref) is None
    assert record.value("spec", "dependsOn") == ["component:b", "component:c"]
    assert "secret" not in repr(record.document.value)
    assert "secret" not in repr(record.entity)
    assert "secret" not in repr(seen[ref("user:u")].entity)
    assert "secret" not in repr([seen.references, seen.bad_references, seen.duplicates, seen.dangling()])


def test_what_remains_of_a_masked_record_keeps_its_places(catalog_of: CatalogOf, text_of: TextOf) -> None:
    text = text_of(
        [
            "component:a dependsOn=component:x,component:b,component:y,component:c",
            "component:x visibility=people",
            "component:y visibility=people",
        ]
    )
    document = catalog_of(text).seen_by(INTERNAL, Settings())[ref("component:a")].document
    places = [document.value_span(("spec", "dependsOn", at)) for at in (0, 1)]
    assert [text[place.start : place.end] for place in places] == ["'component:b'", "'component:c'"]
    assert ("spec", "dependsOn", 2) not in document.nodes
    assert sum(path[:2] == ("spec", "dependsOn") for path in document.nodes) == 3
    assert len(list(document.nodes)) == len(document.nodes)


def test_a_hidden_record_cannot_be_guessed_by_name(made: Made) -> None:
    seen = made("component:secret-plan visibility=people", "component:other").seen_by(INTERNAL, Settings())
    assert seen.nearest("component:secret-plam") == ()
    assert seen.resolve("secret-plan") is None
    assert seen.relations(ref("component:secret-plan")) == ()
    assert seen.by_kind("component") == (ref("component:other"),)


def test_a_duplicate_is_told_only_where_both_may_be_seen(made: Made) -> None:
    catalog = made(
        "component:a", "component:a visibility=people", "component:b", "component:b", "component:c visibility=people"
    )
    assert [twin.other.ref.name for twin in catalog.duplicates] == ["a", "b"]
    assert [twin.other.ref.name for twin in catalog.seen_by(INTERNAL, Settings()).duplicates] == ["b"]


def test_the_first_record_stands_for_every_audience_even_where_the_second_would_be_seen(made: Made) -> None:
    catalog = made("component:a visibility=people", "component:a owner=visible")
    seen = catalog.seen_by(INTERNAL, Settings())
    assert names(seen) == []
    assert seen.duplicates == ()


def test_a_public_catalog_shows_public_records_alone(made: Made) -> None:
    catalog = made("component:a visibility=public owner=t dependsOn=component:b", "component:b", "group:t")
    seen = catalog.seen_by(PUBLIC, Settings())
    assert names(seen) == ["a"]
    assert seen.relations(ref("component:a")) == ()
