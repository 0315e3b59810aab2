"""The hub Graph: its data, and its page without scripts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

from tests.views.reading import Html

from headland.core.artifact import Artifact
from headland.views.context import ViewContext
from headland.views.graph.data import links
from headland.views.registry import VIEWS, load_views, render_model
from headland.views.words import IN_SENTENCES

Make = Callable[..., ViewContext]


def artifacts(context: ViewContext) -> dict[str, Artifact]:
    load_views()
    return {found.path.removeprefix("assets/headland/"): found for found in VIEWS["graph"].artifacts(context)}


def graph(context: ViewContext) -> Any:
    return json.loads(artifacts(context)["graph.json"].content)


def sentences(data: Any) -> set[str]:
    names = [node[2] for node in data["nodes"]]
    steps = zip(*[iter(data["edges"])] * 3, strict=True)
    return {f"{names[source]} {data['relations'][how][1]} {names[target]}" for source, how, target in steps}


def test_every_link_is_told_once_from_what_needs_to_what_is_needed(context: Make, organisation: dict[str, str]) -> None:
    said = sentences(graph(context(organisation)))
    assert {
        "payments-api is provided by payments",
        "shop calls payments-api",
        "payments depends on ledger-db",
        "payments is part of pay",
        "pay is part of sales",
        "pay-team is part of engineering",
        "ada.lovelace is a member of pay-team",
        "card-provider-down covers payments",
    } <= said
    assert not any("provides" in one or "has the" in one for one in said)


def test_what_both_ends_declare_is_one_link(context: Make, organisation: dict[str, str]) -> None:
    found = links(context(organisation).catalog)
    pairs = [(link.source.name, link.target.name) for link in found if link.relation in ("memberOf", "childOf")]
    assert pairs.count(("ada.lovelace", "pay-team")) == pairs.count(("pay-team", "engineering")) == 1


def test_what_is_named_and_not_there_is_a_node_without_a_page(context: Make, organisation: dict[str, str]) -> None:
    data = graph(context(organisation))
    nodes = {node[2]: node for node in data["nodes"]}
    assert nodes["gone"][8] == ""
    assert nodes["payments"][8] == 0
    assert nodes["card-provider-down"][8] in (0, "catalog/default/runbook/card-provider-down/")


def test_a_record_is_sent_with_its_owner_system_and_domain(context: Make, organisation: dict[str, str]) -> None:
    data = graph(context(organisation))
    names = [node[2] for node in data["nodes"]]
    payments = data["nodes"][names.index("payments")]
    assert [names[number] for number in payments[4:7]] == ["pay-team", "pay", "sales"]
    assert data["lifecycles"][payments[7]] == "production"
    texts = json.loads(artifacts(context(organisation))["graph-texts.json"].content)["texts"]
    assert len(texts) == len(names)
    assert texts[names.index("payments")] == "Charges and refunds, through two providers."


def test_an_address_that_does_not_follow_from_the_reference_is_sent(context: Make) -> None:
    odd = "apiVersion: x.example/v1\nkind: Wid%get\nmetadata: {name: a}\nspec: {dependsOn: ['component:b']}\n"
    data = graph(context({"x.yaml": odd.replace("%", "ü")}))
    assert [node[8] for node in data["nodes"] if node[2] == "a"] in ([], ["catalog/default/wid%C3%BCget/a/"])


def test_every_relation_of_our_kinds_has_words_for_a_sentence() -> None:
    from headland.kinds import KINDS

    used = {name for kind in KINDS for field in kind.references for name in (field.to.relation, field.to.inverse)}
    assert used <= set(IN_SENTENCES)


def test_the_table_has_every_link(context: Make, organisation: dict[str, str]) -> None:
    made = context(organisation)
    text = artifacts(made)["graph.csv"].content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert len(rows) == len(links(made.catalog))
    assert {
        "from": "component:default/shop",
        "words": "calls",
        "to": "api:default/payments-api",
        "relation": "consumesApi",
    } in rows


def test_without_scripts_the_page_says_so_and_leads_to_the_records_with_most_links(
    context: Make, organisation: dict[str, str]
) -> None:
    load_views()
    (model,) = VIEWS["graph"].models(context(organisation))
    html = Html(render_model("graph", model).content)
    assert "need JavaScript" in html.words
    assert "Linked with most Payments 5 links" in html.words
    assert "../catalog/default/component/payments/" in [link.get("href") for link in html.all("a")]


def test_a_catalog_without_links_says_how_to_write_one(context: Make) -> None:
    load_views()
    (model,) = VIEWS["graph"].models(context({"x.txt": ""}))
    assert "No record names another yet." in Html(render_model("graph", model).content).words
