"""Home, explorer, lists, findings and rules."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.views.conftest import AS_OF
from tests.views.reading import Html

from headland.core.audience import Audience
from headland.core.finding import RULES
from headland.core.run import Run
from headland.portal.load import load
from headland.portal.places import SourcePlaces
from headland.portal.publish import view_context
from headland.views.context import DocsIndex, ViewContext
from headland.views.csv_table import harmless
from headland.views.hubs import HUBS
from headland.views.page import Page
from headland.views.registry import VIEWS, make_artifacts, render_pages
from headland.views.search import DocSection, search_entries, search_index

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., ViewContext]


def pages(context: ViewContext) -> dict[str, Page]:
    return {page.address: page for page in render_pages(context)}


def words(context: ViewContext, address: str) -> str:
    return Html(pages(context)[address].content).words


def data(context: ViewContext, path: str) -> Any:
    (found,) = [artifact for artifact in make_artifacts(context) if artifact.path == path]
    return json.loads(found.content)


def many(number: int) -> dict[str, str]:
    head = "apiVersion: backstage.io/v1alpha1\nkind: Component\n"
    record = f"{head}metadata: {{name: c%d}}\nspec: {{type: t, lifecycle: x, owner: o}}\n"
    return {"catalog-info.yaml": "---\n".join(record % at for at in range(number))}


def test_every_hub_has_its_page_and_every_view_its_folder(context: Make, organisation: dict[str, str]) -> None:
    made = pages(context(organisation))
    assert [made[hub.address].family for hub in HUBS] == [hub.family for hub in HUBS]
    folders = {path.parent.name for path in (Path(__file__).parents[2] / "plugins/headland/views").glob("*/view.py")}
    assert set(VIEWS.names()) == folders


def test_no_two_pages_or_files_have_one_address(context: Make, organisation: dict[str, str]) -> None:
    made = context(organisation)
    addresses = [f"{page.address}index.html" for page in render_pages(made)]
    addresses += [artifact.path for artifact in make_artifacts(made)]
    assert len(addresses) == len({address.lower() for address in addresses})


def test_pages_are_the_same_each_time(context: Make, organisation: dict[str, str]) -> None:
    first, second = context(organisation), context(organisation)
    assert list(render_pages(first)) == list(render_pages(second))
    assert list(make_artifacts(first)) == list(make_artifacts(second))


def test_home_has_search_four_verbs_five_numbers_and_what_needs_care(
    context: Make, organisation: dict[str, str]
) -> None:
    organisation["headland.yaml"] += "site: {notice: This is a sample.}\n"
    organisation["t.yaml"] = (
        "apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata: {name: t}\nspec: {type: s, steps: []}\n"
    )
    made = context(organisation)
    html = Html(pages(made)[""].content)
    assert html.words.startswith("This is a sample. Pharos Search services, APIs, teams and documents")
    assert [html.words.find(verb) > 0 for verb in ("Find", "Fix", "Start", "Join")] == [True] * 4
    assert "2 Components 1 API 1 System 1 Resource 2 Groups" in html.words
    care = html.words[html.words.index("What needs care") :]
    assert "warnings" in care
    assert "dangling-reference 2" in html.words
    (box,) = [link for link in html.all("a") if "data-hl-search" in link]
    assert box["href"] == "./explorer/"


def test_home_offers_only_what_there_is(context: Make) -> None:
    said = words(context(many(1)), "")
    assert "Templates" not in said
    assert "Start" not in said
    assert "Join" not in said


def test_home_tells_what_changed_last_by_commit(context: Make, git_repo: Callable[..., GitRepo]) -> None:
    repo = git_repo("org")
    for path, text in many(6).items():
        repo.write(path, text)
    repo.commit("Write six", author="Grace Hopper")
    repo.write("catalog-info.yaml", many(6)["catalog-info.yaml"].replace("name: c3", "name: c3, title: Third"))
    repo.commit("Name the third", author="Alan Turing")
    said = words(context({}, folder=repo.path), "")
    assert "What changed last Name the third 2026-01-02 Third Write six 2026-01-01 c0, c1, c2 and 3 more" in said
    assert "All changes" in said


def test_home_tells_of_the_week_before_the_build(context: Make, git_repo: Callable[..., GitRepo]) -> None:
    repo = git_repo("org")
    for path, text in many(1).items():
        repo.write(path, text)
    repo.commit("Long ago")
    for day, subject in ((21, "Before that week"), (23, "In that week")):
        repo.write("catalog-info.yaml", many(1)["catalog-info.yaml"] + f"# {day}\n")
        repo.commit(subject, when=datetime(2026, 2, day, tzinfo=UTC))
    said = words(context({}, folder=repo.path), "")
    assert "What changed this week 1 In that week 2026-02-23 c0 All changes" in said
    assert "Before that week" not in said


def test_the_explorer_works_without_scripts(context: Make, organisation: dict[str, str]) -> None:
    html = Html(pages(context(organisation))["explorer/"].content)
    assert "Components 2" in html.words
    assert "../explorer/component/" in [link.get("href") for link in html.all("a")]


def test_lists_come_in_pages_of_five_hundred(context: Make) -> None:
    made = pages(context(many(1201)))
    assert [address for address in made if address.startswith("explorer/component/")] == [
        "explorer/component/",
        "explorer/component/2/",
        "explorer/component/3/",
    ]
    last = Html(made["explorer/component/3/"].content)
    assert "Page 3 of 3" in last.words
    assert len(last.all("tr")) == 1 + 201
    assert "../../../explorer/component/2/" in [link.get("href") for link in last.all("a") if link.get("rel") == "prev"]


def test_an_empty_catalog_says_how_to_begin(context: Make) -> None:
    made = context({"readme.txt": "nothing"})
    assert "There are no records yet. Write the first one" in words(made, "explorer/")
    assert "There is nothing to mend." in words(made, "findings/")
    assert words(made, "")


def test_the_explorers_rows_say_what_its_columns_promise(context: Make, organisation: dict[str, str]) -> None:
    found = data(context(organisation), "assets/headland/explorer.json")
    rows = {row[0]: dict(zip(found["columns"], row, strict=True)) for row in found["rows"]}
    assert found["version"] == 1
    assert rows["component:default/payments"] == {
        "ref": "component:default/payments",
        "kind": "component",
        "namespace": "default",
        "name": "payments",
        "title": "Payments",
        "type": "service",
        "lifecycle": "production",
        "owner": "group:default/pay-team",
        "system": "system:default/pay",
        "tags": ["go", "pci"],
        "description": "Charges and refunds, through two providers.",
        "address": "catalog/default/component/payments/",
        "findings": 1,
    }
    assert found["owners"]["group:default/pay-team"] == "Pay team"
    assert found["owners"]["group:default/missing-team"] == "missing-team"
    assert found["systems"] == {"system:default/pay": "Pay"}
    titles = [row["title"].lower() for row in rows.values()]
    assert titles == sorted(titles)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1"])
def test_no_cell_of_the_table_is_a_formula(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_the_table_has_a_row_for_each_record_whatever_is_in_it(context: Make, organisation: dict[str, str]) -> None:
    organisation["x.yaml"] = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: x, title: '=HYPERLINK("https://evil.example")', description: "a \\"b\\",\\nc"}
spec: {owner: pay-team}
"""
    made = context(organisation)
    (table,) = [artifact for artifact in make_artifacts(made) if artifact.path.endswith("explorer.csv")]
    rows = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"), newline="")))
    assert len(rows) == len(made.catalog)
    (row,) = [row for row in rows if row["name"] == "x"]
    assert row["title"].startswith("'=")
    assert row["description"] == 'a "b", c'


def test_findings_are_counted_by_severity_owner_rule_and_file_and_listed_with_place_and_remedy(
    context: Make, organisation: dict[str, str]
) -> None:
    said = words(context(organisation), "findings/")
    assert "0 errors 3 warnings" in said
    assert "By owner" in said
    assert "By rule Rule Errors Warnings Notes dangling-reference 2" in said
    assert "spec.owner names group:default/missing-team, which is not in the catalog" in said
    assert "Mend the reference" in said
    assert "pay.yaml:61 Edit unknown-owner Shop owner missing-team" in said


def test_rows_of_findings_carry_what_the_filter_needs(context: Make, organisation: dict[str, str]) -> None:
    html = Html(pages(context(organisation))["findings/"].content)
    rows = [row for row in html.all("li") if row.get("class") == "hl-finding"]
    assert {row["data-severity"] for row in rows} == {"warning", "note"}
    assert {"pay.yaml", "teams.yaml"} <= {row["data-file"] for row in rows}
    assert {"group:default/missing-team", "group:default/pay-team"} <= {row["data-owner"] for row in rows}
    assert all(row["data-rule"] in RULES for row in rows)


def test_many_findings_come_in_pages_and_as_data(context: Make) -> None:
    one = many(1)["catalog-info.yaml"]
    made = context(
        {f"f{at}.yaml": one.replace("c0", f"c{at}").replace("owner: o", f"owner: o{at}") for at in range(501)}
    )
    address = pages(made)
    assert "findings/2/" in address
    assert "Page 2 of 2" in Html(address["findings/2/"].content).words
    assert len(data(made, "assets/headland/findings.json")["rows"]) == len(made.findings)


def test_every_rule_has_a_page_that_says_what_it_wants(context: Make, organisation: dict[str, str]) -> None:
    made = pages(context(organisation))
    for rule in RULES:
        said = Html(made[f"findings/{rule.name}/"].content).words
        for heading in ("Why it matters", "How to mend it", "Wrong", "Right", "Where it was found"):
            assert heading in said
    assert "Shop" in Html(made["findings/unknown-owner/"].content).words


def test_a_rule_that_is_switched_off_says_so(context: Make, organisation: dict[str, str]) -> None:
    organisation["headland.yaml"] += "rules: {unknown-owner: 'off'}\n"
    assert "switched off here" in words(context(organisation), "findings/unknown-owner/")


def test_the_search_knows_every_record_and_every_section(context: Make, organisation: dict[str, str]) -> None:
    made = context(organisation)
    index = json.loads(
        search_index(search_entries(made), [DocSection("Page", "Head", "w" * 5000, "page/#head")]).content
    )
    assert len(index["records"]) == len(made.catalog)
    assert [
        "Payments",
        "payments",
        "Component",
        "Pay team",
        "go pci",
        "Charges and refunds, through two providers.",
        "catalog/default/component/payments/",
    ] in index["records"]
    assert index["docs"] == [["Page", "Head", "w" * 2000, "page/#head"]]


def test_what_an_audience_may_not_see_is_on_no_page_and_in_no_file(context: Make, organisation: dict[str, str]) -> None:
    organisation["secret.yaml"] = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: merger-model
  title: Merger model
  description: Projekt Albatros.
  annotations: {headland.dev/visibility: people}
spec:
  type: service
  lifecycle: production
  owner: pay-team
  system: pay
  dependsOn: ["component:payments", "component:albatros-gone"]
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: open, title: Open}
spec: {type: bucket, owner: pay-team, dependsOn: ["component:merger-model"]}
"""
    made = context(organisation)
    everything = "".join(page.content for page in render_pages(made))
    everything += "".join(artifact.content.decode() for artifact in make_artifacts(made))
    everything += json.dumps([(entry.title, entry.description) for entry in search_entries(made)])
    assert "open" in everything
    for word in ("merger", "Merger", "Albatros", "albatros"):
        assert word not in everything
    trusted = context(organisation, audience=Audience.parse("internal+people"))
    assert "Merger model" in "".join(page.content for page in render_pages(trusted))


def test_with_several_roots_every_place_says_which(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "catalog-info.yaml").write_text(many(1)["catalog-info.yaml"].replace("c0", name))
    portal = load([tmp_path / "one", tmp_path / "two"], Run(as_of=AS_OF))
    places = SourcePlaces(portal.sources, portal.settings)
    made = view_context(portal, DocsIndex(), places, site_name="x", home="", more=())
    assert "two/catalog-info.yaml:1" in words(made, "catalog/default/component/two/")
    assert "one/catalog-info.yaml:4" in words(made, "findings/")
    assert str(tmp_path) not in words(made, "findings/")
