"""Record pages answer their reader's first question, for every kind."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from syrupy.assertion import SnapshotAssertion
from tests.views.reading import Html

from headland.core.refs import Ref
from headland.views.context import DocPage, DocsIndex, ViewContext
from headland.views.page import Page
from headland.views.record.view import record_page, with_record_head
from headland.views.registry import make_artifacts, render_model, render_pages

Make = Callable[..., ViewContext]


def page_of(context: ViewContext, ref: str) -> Page:
    return render_model("record", record_page(context, context.catalog[Ref.parse(ref)]))


def words(context: ViewContext, ref: str) -> str:
    return Html(page_of(context, ref).content).words


@pytest.mark.parametrize("ref", ["component:payments", "group:pay-team", "api:payments-api", "robot:crane"])
def test_the_page_is_as_it_was(
    ref: str, context: Make, organisation: dict[str, str], snapshot: SnapshotAssertion
) -> None:
    html = page_of(context(organisation), ref).content
    assert re.sub(r"<svg.*?</svg>", "<svg/>", html) == snapshot


def test_every_page_is_well_formed_with_one_title_and_headings_in_order(
    context: Make, organisation: dict[str, str]
) -> None:
    for page in render_pages(context(organisation)):
        html = Html(page.content)
        assert (html.unclosed, html.misnested) == ([], []), page.address
        levels = html.headings()
        assert levels.count(1) == 1, page.address
        assert all(after <= before + 1 for before, after in pairwise(levels)), page.address
        ids = [attributes["id"] for _, attributes in html.tags if "id" in attributes]
        assert len(ids) == len(set(ids)), page.address


def test_links_within_the_page_lead_somewhere(context: Make, organisation: dict[str, str]) -> None:
    for page in render_pages(context(organisation)):
        html = Html(page.content)
        ids = {attributes.get("id") for _, attributes in html.tags}
        anchors = [str(link["href"])[1:] for link in html.all("a") if str(link.get("href", "")).startswith("#")]
        assert set(anchors) <= ids, page.address


def test_links_between_pages_lead_to_pages(context: Make, organisation: dict[str, str]) -> None:
    made = context(organisation)
    pages = list(render_pages(made))
    known = {page.address for page in pages} | {artifact.path for artifact in make_artifacts(made)}
    for page in pages:
        for link in Html(page.content).all("a"):
            href = str(link.get("href", ""))
            if href and not href.startswith(("#", "http", "mailto:", "?")):
                assert href.startswith(page.head.root), (page.address, href)
                target = href.removeprefix(page.head.root).split("?")[0].split("#")[0]
                assert target in known or f"{target}index.html" in known, (page.address, href)


def test_the_first_screen_says_what_it_is_whose_it_is_and_what_hangs_on_it(
    context: Make, organisation: dict[str, str]
) -> None:
    html = page_of(context(organisation), "component:payments").content
    head = Html(html[: html.index("</header>")])
    for part in (
        "Sales",
        "Pay",
        "Payments",
        "Component",
        "service",
        "production",
        "Pay team",
        "pay@example.org",
        "#pay",
    ):
        assert part in head.words
    assert "Charges and refunds, through two providers." in head.words
    assert "20 charges a second" not in head.words
    assert re.search(r"used by 2\b", head.words)
    assert re.search(r"uses 2\b", head.words)
    assert re.search(r"blast radius 3\b", head.words)


def test_buttons_lead_to_the_runbook_first_then_to_what_annotations_mean_each_once(
    context: Make, organisation: dict[str, str]
) -> None:
    html = Html(page_of(context(organisation), "component:payments").content)
    buttons = [str(link["href"]) for link in html.all("a") if "md-button" in str(link.get("class"))]
    assert buttons == [
        "../../../../catalog/default/runbook/card-provider-down/",
        "https://grafana.example/d?q=tags%20%40%3E%20%27pay%27",
        "https://github.com/pharos/payments",
        "https://github.com/pharos/payments/issues",
        "https://github.com/pharos/payments/pulls",
        "https://status.example/pay",
    ]


def test_an_annotation_that_needs_a_base_address_is_a_fact_and_an_unknown_one_is_folded(
    context: Make, organisation: dict[str, str]
) -> None:
    said = words(context(organisation), "component:payments")
    assert "SonarQube project payments-key" in said
    assert "1 more annotation pharos.example/cost 12" in said


def test_users_are_told_with_the_api_that_they_call(context: Make, organisation: dict[str, str]) -> None:
    assert "Used by 2 crane Shop through Payments API" in words(context(organisation), "component:payments")


def test_a_reference_to_nothing_is_shown_as_such(context: Make, organisation: dict[str, str]) -> None:
    html = page_of(context(organisation), "component:payments").content
    said = 'title="component:default/gone is not in the catalog">gone</span>'
    assert f'class="hl-ref hl-ref--missing" data-kind="component" {said}' in html


def test_what_stops_is_told_with_the_way_that_the_harm_takes(context: Make, organisation: dict[str, str]) -> None:
    assert "What stops with it 4 crane through Payments" not in words(context(organisation), "component:payments")
    said = words(context(organisation), "resource:ledger-db")
    assert "Payments directly" in said
    assert "crane through Payments" in said
    assert "Shop through Payments, Payments API" in said


def test_a_hundred_users_are_counted_and_the_nearest_forty_shown(context: Make) -> None:
    base = (
        "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: NAME}\n"
        "spec: {type: service, lifecycle: x, owner: t DEPS}\n"
    )
    files = {"base.yaml": base.replace("NAME", "base").replace("DEPS", "")}
    for number in range(100):
        needs = ', dependsOn: ["component:base"]'
        files[f"c{number}.yaml"] = base.replace("NAME", f"c{number}").replace(" DEPS", needs)
    said = words(context(files), "component:base")
    assert "What stops with it 100 The nearest 40 of 100." in said
    assert "60 more" in said


def test_a_service_without_a_runbook_says_so_and_gives_the_beginning_of_one(
    context: Make, organisation: dict[str, str]
) -> None:
    del organisation["docs/runbooks/card-provider-down.md"]
    said = words(context(organisation), "component:payments")
    assert "No runbook covers this service." in said
    assert 'covers: ["component:default/payments"]' in said
    assert "No runbook" not in words(context({}), "component:shop")


def test_where_it_is_written_can_be_edited_at_its_line(context: Make, organisation: dict[str, str]) -> None:
    html = Html(page_of(context(organisation), "component:payments").content)
    assert "https://forge.example/edit/pay.yaml#L11" in [link.get("href") for link in html.all("a")]
    assert "pay.yaml:11" in html.words
    assert "kind: Component metadata: name: payments" in html.words


def test_a_folder_without_git_says_why_there_is_no_last_change(context: Make, organisation: dict[str, str]) -> None:
    assert "The folder is in no git repository" in words(context(organisation), "component:payments")


def test_findings_are_counted_at_the_top_and_told_below_with_what_to_do(
    context: Make, organisation: dict[str, str]
) -> None:
    said = words(context(organisation), "component:payments")
    assert re.search(r"1 warning(, \d notes?)? to look at", said)
    assert "component:default/gone, which is not in the catalog" in said


def test_what_is_not_known_is_left_out_or_said_in_a_sentence(context: Make, organisation: dict[str, str]) -> None:
    said = words(context(organisation), "component:shop")
    assert "Nothing says what this is. Add a description." in said
    for heading in ("About", "Runbooks", "Decisions", "People", "Details"):
        assert f" {heading} " not in said
    assert "None" not in said


def test_a_group_shows_its_people_what_it_looks_after_and_its_place(
    context: Make, organisation: dict[str, str]
) -> None:
    made = context(organisation)
    page = Html(page_of(made, "group:pay-team").content)
    assert "People 2 AL Ada Lovelace NK nobody.known" in page.words
    assert "Looks after" in page.words
    assert "Engineering" in page.words
    assert not page.all("img")
    above = words(made, "group:engineering")
    assert "Place in the tree Engineering Pay team 2 people" in above
    assert "People 2 people in the teams below." in above
    assert "The teams below look after 6 more records." in above


def test_a_picture_is_shown_where_its_host_is_allowed(context: Make, organisation: dict[str, str]) -> None:
    organisation["headland.yaml"] += "pictures: {hosts: [pictures.example]}\n"
    organisation["user.yaml"] = (
        organisation["teams.yaml"]
        .split("---\n")[2]
        .replace("ada.lovelace", "nobody.known")
        .replace("profile: {", "profile: {picture: 'https://pictures.example/n.png', ")
    )
    html = Html(page_of(context(organisation), "group:pay-team").content)
    assert [image["src"] for image in html.all("img")] == ["https://pictures.example/n.png"]


def test_a_person_shows_teams_and_what_they_look_after_through_them(
    context: Make, organisation: dict[str, str]
) -> None:
    said = words(context(organisation), "user:ada.lovelace")
    assert "Teams Pay team" in said
    assert "Looks after Systems 1" in said


def test_a_system_shows_its_parts_and_what_crosses_its_border(context: Make, organisation: dict[str, str]) -> None:
    said = words(context(organisation), "system:pay")
    assert "Components 1 Name" in said
    assert "Used from outside by 2 crane Shop" in said


def test_a_kind_that_nobody_knows_has_owner_relations_and_all_that_it_says(
    context: Make, organisation: dict[str, str]
) -> None:
    said = words(context(organisation), "robot:crane")
    assert "Pay team" in said
    assert "Depends on 1 Payments" in said
    assert "Colours red, blue" in said
    assert '"tons": 4' in said


def test_an_api_shows_its_definition_with_lines_and_the_file_beside_it(
    context: Make, organisation: dict[str, str]
) -> None:
    made = context(organisation)
    said = words(made, "api:payments-api")
    assert "YAML, 3 lines" in said
    assert "1 2 3 openapi: 3.1.0" in said
    files = {artifact.path: artifact.content for artifact in make_artifacts(made)}
    assert files["catalog/default/api/payments-api/definition.yaml"].startswith(b"openapi: 3.1.0\n")


def test_a_definition_of_ten_megabytes_is_cut_and_its_whole_is_a_file(
    context: Make, organisation: dict[str, str]
) -> None:
    lines = "".join(f"    key{number}: {'x' * 80}\n" for number in range(110_000))
    organisation["big.yaml"] = (
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: big}\n"
        "spec:\n  type: openapi\n  lifecycle: x\n  owner: pay-team\n  definition: |\n" + lines
    )
    made = context(organisation)
    page = page_of(made, "api:big")
    assert len(page.content) < 400_000
    assert "The whole definition" in Html(page.content).words
    files = {artifact.path: len(artifact.content) for artifact in make_artifacts(made)}
    assert files["catalog/default/api/big/definition.yaml"] > 9_000_000


def test_an_mcp_server_shows_where_it_answers(context: Make) -> None:
    files = {
        "a.yaml": (
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: m}\n"
            "spec: {type: mcp-server, lifecycle: x, owner: t, remotes: [{type: sse, url: 'https://mcp.example/'}]}\n"
        )
    }
    assert "Servers sse https://mcp.example/" in words(context(files), "api:m")


def test_a_template_shows_what_it_asks_and_does(context: Make) -> None:
    template = """\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: service, title: A service}
spec:
  type: service
  parameters:
    - title: Name it
      required: [name]
      properties:
        name: {type: string, title: Its name, description: Short., ui:field: EntityNamePicker}
        size: {type: integer, enum: [1, 2], default: 1}
  steps:
    - {id: fetch, name: Write it, action: "fetch:template", if: "${{ parameters.name }}"}
"""
    said = words(context({"t/template.yaml": template}), "template:service")
    assert "Name it Question Takes About it Its name required name entity name picker Short." in said
    assert "one of 1 2" in said
    assert "Write it fetch:template if ${{ parameters.name }}" in said


def test_the_head_of_a_runbook_stands_below_its_title_and_holds_its_data(
    context: Make, organisation: dict[str, str]
) -> None:
    ref = Ref.parse("runbook:card-provider-down")
    docs = DocsIndex((DocPage("A card provider is down", "runbooks/card/", record=ref),))
    made = context(organisation, docs=docs)
    html = with_record_head(made, made.catalog[ref], "runbooks/card/", '<h1 id="x">A card</h1>\n<p>Switch.</p>')
    assert html.startswith('<h1 id="x">A card</h1>')
    said = Html(html).words
    for part in ("Covers Payments", "Call, in order Ada Lovelace", "Severity critical", "Last drilled 2026-01-31"):
        assert part in said
    assert 'href="../../catalog/default/component/payments/"' in html


def test_a_markdown_record_outside_the_documents_has_its_prose_on_its_page(
    context: Make, organisation: dict[str, str]
) -> None:
    html = page_of(context(organisation), "runbook:card-provider-down").content
    assert re.search(r'<a href="../../../../catalog/default/component/payments/"[^>]*>Payments</a>', html)
    assert Html(html).headings().count(1) == 1


def test_a_record_among_the_documents_has_no_second_page_but_its_address_leads_there(
    context: Make, organisation: dict[str, str]
) -> None:
    ref = Ref.parse("runbook:card-provider-down")
    made = context(organisation, docs=DocsIndex((DocPage("Down", "runbooks/down/", record=ref),)))
    assert "catalog/default/runbook/card-provider-down/" not in {page.address for page in render_pages(made)}
    (redirect,) = [one for one in make_artifacts(made) if one.path.startswith("catalog/default/runbook/")]
    assert redirect.path.endswith("/index.html")
    assert b'url=../../../../runbooks/down/"' in redirect.content
    assert 'href="../../../../runbooks/down/"' in page_of(made, "component:payments").content


def test_docs_beside_a_record_are_a_button(context: Make, organisation: dict[str, str]) -> None:
    ref = Ref.parse("component:payments")
    made = context(
        organisation,
        docs=DocsIndex((DocPage("Start", "x/docs/", owner=ref), DocPage("More", "x/docs/more/", owner=ref))),
    )
    assert 'href="../../../../x/docs/"' in page_of(made, "component:payments").content


def test_records_of_one_title_are_told_apart_by_their_names(context: Make) -> None:
    record = (
        "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: NAME, title: Silence NAMESPACE}\n"
        "spec: {owner: 'group:default/team'}\n"
    )
    names = {"one": "", "two": "", "three": ", namespace: other"}
    files = {
        f"{name}.yaml": record.replace("NAMESPACE", where).replace("Silence ,", "Silence,").replace("NAME", name)
        for name, where in names.items()
    }
    files["team.yaml"] = (
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: team}\nspec: {type: team, children: []}\n"
    )
    said = words(context(files), "group:team")
    assert "Silence (one) Silence (two) Silence (other/three)" in said


def test_a_tangle_of_groups_is_shown_each_once_and_soon(context: Make) -> None:
    """Layers in which every group has every group of the next one for a child: more ways than one could walk."""
    width, depth = 12, 12
    groups = []
    for layer in range(depth):
        below = [f"g{layer + 1}-{at}" for at in range(width)] if layer + 1 < depth else ["g0-0"]
        groups += [
            "apiVersion: backstage.io/v1alpha1\nkind: Group\n"
            f"metadata: {{name: g{layer}-{at}}}\nspec: {{type: team, children: [{', '.join(below)}]}}\n"
            for at in range(width)
        ]
    html = Html(page_of(context({"catalog-info.yaml": "---\n".join(groups)}), "group:g0-0").content)
    tree = html.words[html.words.rindex("Place in the tree") : html.words.rindex("Where it is written")]
    assert tree.count("g1-0 ") == 1
    assert tree.count(" g") <= width * depth


def test_a_page_has_a_budget_however_many_hang_on_its_record(context: Make) -> None:
    head = "apiVersion: backstage.io/v1alpha1\nkind: "
    many = [
        f"{head}User\nmetadata: {{name: u{at}}}\nspec: {{memberOf: [team]}}\n---\n"
        f"{head}Component\nmetadata: {{name: c{at}}}\n"
        "spec: {type: t, lifecycle: x, owner: team, dependsOn: ['component:base']}\n"
        for at in range(1000)
    ]
    many.append(f"{head}Group\nmetadata: {{name: team}}\nspec: {{type: team, children: []}}\n")
    many.append(f"{head}Component\nmetadata: {{name: base}}\nspec: {{type: t, lifecycle: x, owner: team}}\n")
    made = context({"catalog-info.yaml": "---\n".join(many)})
    team, base = page_of(made, "group:team").content, page_of(made, "component:base").content
    assert len(team) < 100_000
    assert len(base) < 120_000
    assert "People 1,000" in Html(team).words
    assert "All 1,001 records" in Html(team).words
    assert "Used by 1,000" in Html(base).words
    assert "And 500 more." in Html(base).words


def test_a_definition_that_was_not_fetched_is_a_link(context: Make) -> None:
    files = {
        "a.yaml": (
            "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {name: far}\n"
            "spec: {type: openapi, lifecycle: x, owner: t, definition: {$text: 'https://api.example/openapi.yaml'}}\n"
        )
    }
    made = context(files)
    assert "The definition is kept at https://api.example/openapi.yaml, where" in words(made, "api:far")
    assert not [one.path for one in make_artifacts(made) if "definition" in one.path]


def test_whom_to_call_stands_in_the_order_of_the_author(context: Make, organisation: dict[str, str]) -> None:
    path = "docs/runbooks/card-provider-down.md"
    both = 'escalation: ["user:ada.lovelace", "group:pay-team", "user:aaron"]'
    organisation[path] = organisation[path].replace('escalation: ["user:ada.lovelace"]', both)
    said = words(context(organisation), "runbook:card-provider-down")
    named = said.split("Call, in order")[1]
    assert named.index("Ada Lovelace") < named.index("Pay team") < named.index("aaron")


def test_a_group_leads_to_the_findings_about_what_is_theirs(organisation: dict[str, str], context: Make) -> None:
    made = context(organisation)
    refs = [ref for ref in made.findings_to_mend if ref in made.catalog and ref.kind.lower() == "group"]
    assert refs
    for ref in refs:
        html = str(page_of(made, ref.key).content)
        assert f"findings/?owner={ref.key.replace(':', '%3A').replace('/', '%2F')}" in html
    quiet = next(ref for ref in made.catalog if ref.kind.lower() == "group" and ref not in refs)
    assert "to mend" not in words(made, quiet.key)
