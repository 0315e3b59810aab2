"""What holds of every catalog, whatever its records."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from headland.catalog import graph
from headland.catalog.catalog import Catalog
from headland.core.audience import Audience
from headland.core.refs import Ref, RefError
from headland.core.settings import Settings
from headland.reading.record import Record

CatalogOf = Callable[[str], Catalog]
RecordsOf = Callable[[str], tuple[Record, ...]]
TextOf = Callable[[Sequence[str]], str]

NAMES = st.sampled_from(["a", "b", "c", "D", "d"])
LABELS = st.sampled_from(["public", "internal", "people", "no-such"])


def several(prefix: str, separator: str = ",") -> st.SearchStrategy[str]:
    return st.lists(NAMES, min_size=1, max_size=3).map(lambda found: separator.join(prefix + name for name in found))


COMPONENT = st.builds(
    "component:{} visibility={} owner={} dependsOn={},resource:{} subcomponentOf={} consumesApis={}".format,
    NAMES, LABELS, NAMES, several("component:"), NAMES, NAMES, several("api:"),
)  # fmt: skip
API = st.builds("api:{} visibility={} owner=user:{} system={}".format, NAMES, LABELS, NAMES, NAMES)
GROUP = st.builds(
    "group:{} visibility={} parent={} children={} members={}".format, NAMES, LABELS, NAMES, several(""), several("")
)
USER = st.builds("user:{} memberOf={}".format, NAMES, several("group:"))
SYSTEM = st.builds("system:{} visibility={} owner={} domain={}".format, NAMES, LABELS, NAMES, NAMES)
LINES = st.lists(st.one_of(COMPONENT, API, GROUP, USER, SYSTEM), max_size=12)


@settings(max_examples=60, deadline=None)
@given(lines=LINES, data=st.data())
def test_the_order_of_records_changes_nothing_where_none_is_told_twice(
    records_of: RecordsOf, text_of: TextOf, lines: list[str], data: st.DataObject
) -> None:
    once = {line.split()[0].lower(): line for line in lines}
    records = records_of(text_of(list(once.values())))
    shuffled = data.draw(st.permutations(records))
    catalog, other = Catalog.build(records), Catalog.build(shuffled)
    assert list(catalog.items()) == list(other.items())
    assert catalog.references == other.references
    assert [catalog.relations(ref) for ref in catalog] == [other.relations(ref) for ref in other]
    assert graph.cycles(catalog) == graph.cycles(other)
    for ref in catalog:
        assert graph.blast_radius(catalog, ref) == graph.blast_radius(other, ref)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_every_relation_has_its_inverse(catalog_of: CatalogOf, text_of: TextOf, lines: list[str]) -> None:
    catalog = catalog_of(text_of(lines))
    for reference in catalog.references:
        source, target, to = reference.record.ref, reference.target, reference.field.to
        assert target in catalog.targets(source, to.relation)
        assert source in catalog.targets(target, to.inverse)
    ends = {ref for reference in catalog.references for ref in (reference.record.ref, reference.target)}
    for ref in ends:
        for relation in catalog.relations(ref):
            assert any(back.target == ref for back in catalog.relations(relation.target))


@settings(max_examples=100, deadline=None)
@given(lines=LINES, audience=st.sampled_from(["public", "internal", "internal+people"]))
def test_an_audience_never_meets_a_reference_to_what_is_hidden_from_it(
    catalog_of: CatalogOf, text_of: TextOf, lines: list[str], audience: str
) -> None:
    catalog = catalog_of(text_of(lines))
    seen = catalog.seen_by(Audience.parse(audience), Settings())
    hidden = {ref for ref in catalog if ref not in seen}
    ends = {ref for reference in catalog.references for ref in (reference.record.ref, reference.target)}
    for ref in ends:
        assert not hidden & set(seen.targets(ref))
        for relation in seen.relations(ref):
            assert relation.reference is None or relation.reference.record is seen[ref]
    for ref in hidden:
        assert seen.relations(ref) == ()
        assert not {ref} & {*seen.by_kind(ref.kind), *seen.nearest(ref.name), *seen.candidates(ref.name)}
    for record in (*seen.values(), *(twin.other for twin in seen.duplicates)):
        for field in record.kind.references:
            for _, text in field.found_in(record.document.value):
                target = Ref.parse(text, default_kind=field.to.default_kind, default_namespace=record.ref.namespace)
                assert target not in hidden
    nodes = graph.neighbourhood(seen, next(iter(seen)), 4).nodes if seen else ()
    assert not hidden & set(nodes)


@settings(max_examples=60, deadline=None)
@given(lines=LINES)
def test_masking_again_changes_nothing(catalog_of: CatalogOf, text_of: TextOf, lines: list[str]) -> None:
    seen = catalog_of(text_of(lines)).seen_by(Audience.parse("internal"), Settings())
    again = seen.seen_by(Audience.parse("internal"), Settings())
    assert list(seen.items()) == list(again.items())


TEXTS = st.text(alphabet="aB:/-._ \u00e9\u0130", max_size=12)


@given(text=TEXTS, kind=st.sampled_from(["Component", "API"]), namespace=st.sampled_from(["default", "shop"]))
def test_a_reference_that_is_printed_is_read_as_the_same(text: str, kind: str, namespace: str) -> None:
    try:
        ref = Ref.parse(text, default_kind=kind, default_namespace=namespace)
    except RefError:
        return
    assert Ref.parse(str(ref)).key == str(ref)
    assert Ref.parse(ref.short(kind, namespace), default_kind=kind, default_namespace=namespace) == ref
