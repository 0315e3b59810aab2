"""What record pages draw: neighbours, parts with what crosses the border, the way of harm."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape

from headland.core.refs import Ref
from headland.views.context import ViewContext
from headland.views.record.model import Picture
from headland.views.record.view import record_page

Make = Callable[..., ViewContext]


def component(name: str, **spec: object) -> str:
    said = "".join(f", {key}: {value}" for key, value in spec.items())
    return (
        f"apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {{name: {name}}}\n"
        f"spec: {{type: service, lifecycle: x, owner: crew{said}}}\n"
    )


def of_kind(kind: str, name: str, spec: str = "owner: crew", title: str = "") -> str:
    titled = f", title: {title!r}" if title else ""
    return f"apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata: {{name: {name}{titled}}}\nspec: {{{spec}}}\n"


def one_file(*documents: str) -> Mapping[str, str]:
    return {"catalog-info.yaml": "---\n".join(documents)}


def picture(context: ViewContext, ref: str) -> Picture | None:
    return record_page(context, context.catalog[Ref.parse(ref)]).picture


def titles(drawing: Picture | None) -> list[str]:
    assert drawing is not None
    found = re.findall(r"<text>(.*?)</text>", drawing.svg)
    return [unescape(re.sub(r"\s*<tspan[^>]*>", " ", text).replace("</tspan>", "")).strip() for text in found]


def test_neighbours_are_one_step_in_and_out_and_lead_to_their_pages(
    context: Make, organisation: dict[str, str]
) -> None:
    drawing = picture(context(organisation), "component:payments")
    assert sorted(titles(drawing)) == ["Ledger", "Payments", "Payments API", "Shop", "crane", "gone"]
    assert drawing is not None
    assert 'href="../../../../catalog/default/api/payments-api/"' in drawing.svg
    assert 'class="hl-graph__node hl-graph__node--missing"' in drawing.svg


def test_a_record_without_neighbours_has_no_drawing(context: Make) -> None:
    assert picture(context(one_file(component("alone"))), "component:alone") is None


def test_many_neighbours_are_counted(context: Make) -> None:
    needs = "['component:base']"
    files = one_file(component("base"), *(component(f"c{at:03}", dependsOn=needs) for at in range(100)))
    assert titles(picture(context(files), "component:base"))[-2:] == ["92 more", "base"]


def test_a_system_is_a_box_and_what_crosses_its_border_stands_beside_it_as_systems(context: Make) -> None:
    made = context(
        one_file(
            of_kind("System", "pay", title="Pay & go"),
            of_kind("System", "shop"),
            component("charge", system="pay", dependsOn="['component:ledger', 'component:cart']"),
            component("ledger", system="pay"),
            component("idle", system="pay"),
            component("cart", system="shop", dependsOn="['component:ledger']"),
        )
    )
    drawing = picture(made, "system:pay")
    assert sorted(titles(drawing)) == ["charge", "idle", "ledger", "shop", "shop"]
    assert drawing is not None
    assert "Pay &amp; go" in drawing.svg
    assert drawing.svg.count("hl-graph__edges--border") == 1
    assert "Dashed ones cross the border" in drawing.caption


def test_a_domain_is_drawn_as_its_systems(context: Make) -> None:
    made = context(
        one_file(
            of_kind("Domain", "sales"),
            of_kind("Domain", "fleet"),
            of_kind("System", "pay", "owner: crew, domain: sales"),
            of_kind("System", "shop", "owner: crew, domain: sales"),
            of_kind("System", "ships", "owner: crew, domain: fleet"),
            component("charge", system="pay"),
            component("cart", system="shop", dependsOn="['component:charge', 'component:position']"),
            component("position", system="ships"),
        )
    )
    assert titles(picture(made, "domain:sales")) == ["shop", "pay", "fleet"]


def test_a_system_of_a_thousand_parts_is_drawn_with_a_count(context: Make) -> None:
    made = context(one_file(of_kind("System", "big"), *(component(f"c{at:04}", system="big") for at in range(1000))))
    drawn = titles(picture(made, "system:big"))
    assert len(drawn) == 40
    assert drawn[-1] == "961 more Components"


def test_harm_that_spreads_further_than_the_neighbours_is_drawn(context: Make) -> None:
    made = context(
        one_file(
            component("base"),
            component("middle", dependsOn="['component:base']"),
            component("top", dependsOn="['component:middle']"),
        )
    )
    page = record_page(made, made.catalog[Ref.parse("component:base")])
    assert titles(page.impact_picture) == ["base", "middle", "top"]
    assert record_page(made, made.catalog[Ref.parse("component:middle")]).impact_picture is None


def test_a_hostile_title_stays_text_in_a_drawing(context: Make) -> None:
    bad = "</text><script>hit(0)</script>"
    made = context(one_file(of_kind("System", "pay", title=bad), component("c", system="pay")))
    drawing = picture(made, "system:pay")
    assert drawing is not None
    assert "<script" not in drawing.svg


def test_a_resource_tells_its_writers_and_readers_apart(context: Make) -> None:
    made = context(
        one_file(
            of_kind("Resource", "orders", "owner: crew, type: queue"),
            component("shop", writesTo="[orders]"),
            component("packing", readsFrom="'resource:orders'", writesTo="[orders]"),
            component("report", readsFrom="[orders]"),
            component("other", dependsOn="['resource:orders']"),
        )
    )
    page = record_page(made, made.catalog[Ref.parse("resource:orders")])
    said = {group.title: group.total for group in page.relations}
    assert said == {"Used by": 1, "Written by": 2, "Read by": 2}
    assert [row.label for row in page.face.glance] == ["Written by", "Read by"]
    assert page.picture is not None
    assert re.findall(r'class="hl-graph__label"[^>]*>([^<]*)<', page.picture.svg) == [
        "writes and reads",
        "reads",
        "writes",
    ]
    assert page.impact is not None
    assert page.impact.total == 4
