"""The hub of teams."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

from tests.views.reading import Html

from headland.views.context import ViewContext
from headland.views.page import Page
from headland.views.registry import VIEWS, load_views, render_model
from headland.views.teams.view import DEEPEST, LARGEST_PAGE, TEAMS_CSV

Make = Callable[..., ViewContext]
GROUP = """\
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {{name: {name}}}
spec: {{type: team, children: [], {more}}}
"""


def teams(context: ViewContext) -> dict[str, Page]:
    load_views()
    return {page.address: page for page in (render_model("teams", model) for model in VIEWS["teams"].models(context))}


def test_a_team_has_its_people_what_it_looks_after_and_how_to_reach_it(
    context: Make, organisation: dict[str, str]
) -> None:
    said = Html(teams(context(organisation))["teams/"].content).words
    assert said.startswith("Teams 2")
    assert "Engineering department Everyone. nobody directly 2 with its teams 1 record 7 with its teams" in said
    assert "1 team in it Pay team team Takes the money. 2 people 6 records #pay pay@example.org" in said


def test_people_in_no_team_are_told(context: Make, organisation: dict[str, str]) -> None:
    organisation["loner.yaml"] = (
        "apiVersion: backstage.io/v1alpha1\nkind: User\nmetadata: {name: loner}\nspec: {memberOf: []}\n"
    )
    assert "1 person in no team loner" in Html(teams(context(organisation))["teams/"].content).words


def test_every_team_of_a_tall_tree_is_on_exactly_one_page_and_each_page_is_linked(context: Make) -> None:
    tall = 3 * DEEPEST + 2
    files = {
        "g.yaml": "".join(GROUP.format(name=f"g{at}", more=f"parent: g{at - 1}" if at else "") for at in range(tall))
    }
    assert_whole(teams(context(files)), tall)


def test_every_team_of_a_wide_tree_is_on_exactly_one_page_and_each_page_is_linked(context: Make) -> None:
    wide = 2 * LARGEST_PAGE + 1
    files = {
        "g.yaml": GROUP.format(name="top", more="")
        + "".join(GROUP.format(name=f"g{at}", more="parent: top") for at in range(wide))
    }
    made = teams(context(files))
    assert_whole(made, wide + 1)
    assert {"teams/", "teams/default/top/", "teams/default/top/2/", "teams/default/top/3/"} == set(made)


def assert_whole(made: dict[str, Page], total: int) -> None:
    shown: list[str | None] = []
    for address, page in made.items():
        html = Html(page.content)
        on_page = [item["data-ref"] for item in html.all("li") if "data-ref" in item]
        assert len(on_page) <= LARGEST_PAGE
        shown += on_page
        links = {link.get("href") for other in made.values() for link in Html(other.content).all("a")}
        assert address == "teams/" or any(str(link).endswith(address) for link in links)
    assert len(shown) == len(set(shown)) == total


def test_the_table_has_a_row_for_each_team(context: Make, organisation: dict[str, str]) -> None:
    load_views()
    (table,) = VIEWS["teams"].artifacts(context(organisation))
    assert table.path == TEAMS_CSV
    rows = {row["ref"]: row for row in csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline=""))}
    assert set(rows) == {"group:default/engineering", "group:default/pay-team"}
    assert rows["group:default/engineering"]["people_with_teams_below"] == "2"
    assert rows["group:default/pay-team"]["parent"] == "group:default/engineering"
    assert rows["group:default/pay-team"]["contact"] == "#pay"


def test_a_catalog_without_teams_says_how_to_begin(context: Make) -> None:
    assert "There are no teams yet." in Html(teams(context({"x.txt": ""}))["teams/"].content).words
