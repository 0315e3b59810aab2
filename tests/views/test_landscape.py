"""The hub Landscape."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pytest
from tests.views.reading import Html

from headland.views.context import ViewContext
from headland.views.landscape.view import LARGEST_MAP, SHOWN_OF_BLOCK, size_of
from headland.views.page import Page
from headland.views.registry import VIEWS, load_views, render_model

Make = Callable[..., ViewContext]
HEAD = "---\napiVersion: backstage.io/v1alpha1\n"
COMPONENT = (
    HEAD + "kind: Component\nmetadata: {{name: {name}}}\nspec: {{type: t, lifecycle: x, owner: {owner}{more}}}\n"
)
SYSTEM = HEAD + "kind: System\nmetadata: {{name: {name}}}\nspec: {{owner: o{more}}}\n"
DOMAIN = HEAD + "kind: Domain\nmetadata: {{name: {name}}}\nspec: {{owner: o{more}}}\n"


def maps(context: ViewContext) -> dict[str, Page]:
    load_views()
    found = (render_model("landscape", model) for model in VIEWS["landscape"].models(context))
    return {page.address: page for page in found}


def tiles(page: Page) -> list[dict[str, str | None]]:
    return [link for link in Html(page.content).all("a") if link.get("class") == "hl-tile"]


def test_parts_stand_in_their_systems_and_these_in_their_domains(context: Make, organisation: dict[str, str]) -> None:
    said = Html(maps(context(organisation))["landscape/"].content).words
    assert "4 parts in 2 areas" in said
    sales, none = said.index("Sales 3"), said.index("In no domain 1")
    assert sales < said.index("Pay 3") < said.index("Payments production") < said.index("Ledger") < none
    assert "in no system, looked after by missing-team 1 Shop experimental" in said[none:]


def test_a_tile_says_what_colours_say_and_leads_to_its_record(context: Make, organisation: dict[str, str]) -> None:
    made = maps(context(organisation))["landscape/"]
    (payments,) = [tile for tile in tiles(made) if str(tile["href"]).endswith("/component/payments/")]
    assert payments["data-lifecycle"] == "production"
    assert payments["data-findings"] == "warning"
    assert payments["data-owner"] == "1"
    assert payments["title"] == "Component Payments, looked after by Pay team"
    said = Html(made.content).words
    assert "Payments production Pay team 1 finding, worst: warning" in said
    assert "Colour: lifecycle production 2 experimental 1 no lifecycle 1" in said


def test_each_domain_has_its_map_and_so_has_what_is_in_none(context: Make, organisation: dict[str, str]) -> None:
    made = maps(context(organisation))
    assert set(made) == {"landscape/", "landscape/default/sales/", "landscape/no-domain/"}
    assert len(tiles(made["landscape/default/sales/"])) == 3
    links = [link.get("href") for link in Html(made["landscape/"].content).all("a")]
    assert {"../landscape/default/sales/", "../landscape/no-domain/"} <= set(links)


def test_where_there_are_many_parts_the_overview_has_systems_and_every_part_is_on_one_map(context: Make) -> None:
    total = LARGEST_MAP + 50
    files = {"d.yaml": DOMAIN.format(name="d", more="") + DOMAIN.format(name="empty", more="")}
    files["s.yaml"] = "".join(SYSTEM.format(name=f"s{at}", more=", domain: d") for at in range(10))
    files["c.yaml"] = "".join(
        COMPONENT.format(name=f"c{at}", owner="o", more=f", system: s{at % 10}") for at in range(total)
    )
    made = maps(context(files))
    assert tiles(made["landscape/"]) == []
    assert "s3" in Html(made["landscape/"].content).words
    assert "landscape/default/d/2/" in made
    hrefs = [tile["href"] for address, page in made.items() for tile in tiles(page)]
    assert len({str(href).split("/")[-2] for href in hrefs}) == len(hrefs) == total
    assert "no parts yet" not in Html(made["landscape/"].content).words


def test_a_block_that_is_too_large_says_how_many_more_there_are(context: Make) -> None:
    many = "".join(COMPONENT.format(name=f"c{at}", owner="o", more="") for at in range(LARGEST_MAP + 1))
    made = maps(context({"c.yaml": many}))
    assert len(tiles(made["landscape/no-domain/"])) == SHOWN_OF_BLOCK
    assert f"And {LARGEST_MAP + 1 - SHOWN_OF_BLOCK} more." in Html(made["landscape/no-domain/"].content).words


def test_a_domain_that_is_only_named_has_no_map_of_its_own(context: Make) -> None:
    files = {
        "s.yaml": SYSTEM.format(name="s", more=", domain: gone")
        + COMPONENT.format(name="c", owner="o", more=", system: s")
    }
    assert set(maps(context(files))) == {"landscape/", "landscape/no-domain/"}


def test_the_table_has_a_row_for_each_part(context: Make, organisation: dict[str, str]) -> None:
    load_views()
    (table,) = VIEWS["landscape"].artifacts(context(organisation))
    rows = {row["ref"]: row for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline=""))}
    assert len(rows) == 4
    payments = rows["component:default/payments"]
    assert (payments["domain"], payments["system"]) == ("domain:default/sales", "system:default/pay")


def test_an_empty_catalog_says_how_to_begin(context: Make) -> None:
    assert "There is nothing to map yet." in Html(maps(context({"x.txt": ""}))["landscape/"].content).words


@pytest.mark.parametrize(("parts", "size"), [(0, 1), (1, 1), (2, 2), (4, 2), (5, 3), (26, 6), (5000, 6)])
def test_sizes_grow_with_the_square_root_of_the_parts(parts: int, size: int) -> None:
    assert size_of(parts) == size
