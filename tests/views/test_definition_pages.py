"""What an API's page shows of its definition, in every format, and how long ones are split."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from markupsafe import Markup
from tests.views.reading import Html

from headland.core.refs import Ref
from headland.definitions import read_definition
from headland.definitions.model import ApiDefinition, Operation, Property, Schema
from headland.views.context import ViewContext
from headland.views.definition.calls import request, shell_word
from headland.views.definition.layout import HEAVY_PAGE, MOST_OPERATIONS, lay_out
from headland.views.definition.manifests import manifest
from headland.views.definition.rights import authentication
from headland.views.definition.samples import sample
from headland.views.definition.texts import Budget, Texts, simple_html, without_lost_links
from headland.views.definition.trees import moved_branches
from headland.views.page import Page
from headland.views.registry import make_artifacts, render_pages

Make = Callable[..., ViewContext]
PAGE = "catalog/default/api/shop/"

OPENAPI = """\
openapi: 3.1.0
info:
  title: Shop
  version: 2.4.0
  description: Everything that can be **bought**.
  contact: {name: Shop team, email: shop@example.org}
servers:
  - {url: "https://{region}.shop.example/v2", description: Production, variables: {region: {default: eu}}}
security:
  - key: []
tags:
  - {name: orders, description: What was ordered.}
paths:
  /orders/{id}:
    get:
      operationId: getOrder
      summary: One order
      tags: [orders]
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}, example: o-1}
        - {name: fields, in: query, description: "Which `fields` to give.", schema: {type: string, maxLength: 80}}
      responses:
        "200":
          description: The order
          content: {application/json: {schema: {$ref: "#/components/schemas/Order"}}}
        "404": {description: No such order}
  /orders:
    post:
      operationId: makeOrder
      deprecated: true
      summary: Order something
      tags: [orders]
      security: [{key: [], login: [write]}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/Order"}
            example: {item: "a 'cup'", count: 2}
      responses: {"201": {description: Made}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Api-Key}
    login:
      type: oauth2
      flows: {clientCredentials: {tokenUrl: "https://login.example/token", scopes: {write: Order things}}}
  schemas:
    Order:
      type: object
      required: [item]
      properties:
        item: {type: string, minLength: 1, maxLength: 100, description: What it is.}
        count: {type: integer, minimum: 1, default: 1}
        colour: {type: string, enum: [red, blue]}
        parts: {type: array, items: {$ref: "#/components/schemas/Order"}}
        to: {type: object, properties: {street: {type: string}, town: {type: string}}}
        id: {type: string, readOnly: true}
"""

GRAPHQL = """\
type Query { "Things that are for sale." things(first: Int!, after: ID): [Thing!]! }
type Mutation { buy(id: ID!): Thing }
"Something to buy."
type Thing { id: ID! name: String maker: Maker colour: Colour }
type Maker { name: String! }
enum Colour { RED BLUE }
"""

PROTOBUF = """\
syntax = "proto3";
package shop.v1;
// Prices of things.
service Prices {
  // The price of one thing.
  rpc Quote(QuoteRequest) returns (QuoteReply);
  rpc Watch(QuoteRequest) returns (stream QuoteReply);
}
message QuoteRequest { string thing = 1; }
message QuoteReply { int64 cents = 1; }
"""

ASYNCAPI = """\
asyncapi: 3.0.0
info: {title: Events, version: "1"}
servers: {kafka: {host: "kafka.example:9092", protocol: kafka}}
channels:
  sold:
    address: shop.sold.v1
    messages: {sold: {payload: {type: object, properties: {thing: {type: string}}}}}
operations:
  tellSold: {action: send, channel: {$ref: "#/channels/sold"}, summary: Something was sold}
"""

CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: shops.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Shop, plural: shops, singular: shop, shortNames: [sh]}
  versions:
    - name: v1
      served: true
      storage: true
      additionalPrinterColumns: [{name: Town, type: string, jsonPath: .spec.place.town}]
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties:
            apiVersion: {type: string}
            spec:
              type: object
              required: [place]
              x-kubernetes-validations: [{rule: "self.size > 0", message: A shop has a size.}]
              properties:
                size: {type: integer, minimum: 1}
                place:
                  type: object
                  required: [town]
                  properties: {town: {type: string, description: Where it is.}, street: {type: string}}
                shelves:
                  type: array
                  items: {type: object, required: [name], properties: {name: {type: string}}}
            status: {type: object, properties: {open: {type: boolean}}}
"""

JSON_SCHEMA = """\
{"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "Receipt", "type": "object",
 "required": ["total"], "properties": {"total": {"type": "number", "exclusiveMinimum": 0},
 "line": {"$ref": "#/$defs/line"}},
 "$defs": {"line": {"type": "object", "properties": {"next": {"$ref": "#/$defs/line"}}}}}
"""


def api(definition: str, type_: str = "openapi", name: str = "shop") -> str:
    quoted = json.dumps(definition)
    return (
        f"apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata: {{name: {name}, title: {name.capitalize()}}}\n"
        f"spec: {{type: {type_}, lifecycle: production, owner: team, definition: {quoted}}}\n"
    )


def pages(context: ViewContext) -> dict[str, Page]:
    return {page.address: page for page in render_pages(context)}


def shown(context: Make, definition: str, type_: str = "openapi") -> Html:
    return Html(pages(context({"a.yaml": api(definition, type_)}))[PAGE].content)


def read(definition: str, type_: str = "openapi") -> ApiDefinition:
    found = read_definition(type_, definition)
    assert found is not None
    return found


def many(operations: int, *, tags: int = 3, fields: int = 20) -> str:
    paths: dict[str, Any] = {
        f"/things/{at}": {
            "get": {
                "operationId": f"getThing{at}",
                "summary": f"Thing number {at}",
                "tags": [f"tag {at % tags}"],
                "responses": {
                    "200": {
                        "description": "It",
                        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/T{at}"}}},
                    }
                },
            }
        }
        for at in range(operations)
    }
    schemas = {
        f"T{at}": {
            "type": "object",
            "properties": {f"field{n}": {"type": "string", "description": "x " * 40} for n in range(fields)},
        }
        for at in range(operations)
    }
    return json.dumps(
        {
            "openapi": "3.0.3",
            "info": {"title": "Many", "version": "1"},
            "paths": paths,
            "components": {"schemas": schemas},
        }
    )


def test_the_first_screen_says_version_authentication_and_server(context: Make) -> None:
    words = shown(context, OPENAPI).words
    head = words[: words.index("Operations 2")]
    assert "2.4.0, OpenAPI 3.1.0" in head
    assert "An API key in the header X-Api-Key" in head
    assert "https://eu.shop.example/v2 Production" in head


def test_an_operation_says_its_parameters_body_answers_errors_rights_and_request(context: Make) -> None:
    html = shown(context, OPENAPI)
    words = html.words
    assert "id required path string" in words
    assert "Which fields to give. at most 80 characters" in words
    assert words.index("Answers 200 The order") < words.index("Errors 404 No such order")
    assert "with the scope write" in words
    assert "deprecated" in words
    assert "curl 'https://eu.shop.example/v2/orders/o-1' \\ -H 'X-Api-Key: SECRET'" in words
    anchors = [tag["id"] for tag in html.all("div") if tag.get("id")]
    assert {"operation-getOrder", "operation-makeOrder", "type-Order"} <= set(anchors)


def test_a_schema_unfolds_without_a_script_and_a_circle_is_a_link(context: Make) -> None:
    page = pages(context({"a.yaml": api(OPENAPI)}))[PAGE].content
    type_ = page[page.index('id="type-Order"') :]
    assert re.search(r"<summary>2 fields <span[^>]*>street, town</span></summary>", type_)
    assert re.search(r'<a href="#type-Order">list of Order</a>', type_)
    assert "1 to 100 characters" in type_
    assert "one of <code>red</code>, <code>blue</code>" in type_
    assert "read only" in type_


@pytest.mark.parametrize(
    ("definition", "type_", "expected"),
    [
        (
            GRAPHQL,
            "graphql",
            ["Queries 1", "QUERY things", "first required", "Mutations 1", "enum, 2 values", "things(first: 1"],
        ),
        (
            PROTOBUF,
            "grpc",
            ["RPC /shop.v1.Prices/Quote", "The price of one thing.", "SERVER STREAM", "field 1", "grpcurl -d"],
        ),
        (
            ASYNCAPI,
            "asyncapi",
            ["Channels 1", "SEND shop.sold.v1", "Something was sold", "thing string", "kafka.example:9092"],
        ),
        (
            CRD,
            "crd",
            [
                "Shop in example.org, namespaced, short sh",
                "v1 stored, served",
                "town string required",
                "Town .spec.place.town",
            ],
        ),
        (JSON_SCHEMA, "json-schema", ["Types 2", "total number required", "more than 0"]),
    ],
    ids=["graphql", "protobuf", "asyncapi", "crd", "json-schema"],
)
def test_every_format_has_the_same_look(context: Make, definition: str, type_: str, expected: list[str]) -> None:
    html = shown(context, definition, type_)
    assert [words for words in expected if words not in html.words] == []
    assert (html.unclosed, html.misnested) == ([], [])


def test_a_resources_fields_can_be_linked_to_and_their_paths_copied(context: Make) -> None:
    html = shown(context, CRD, "crd")
    assert "version-Shop-v1.spec.place.town" in {tag.get("id") for tag in html.all("li")}
    assert "spec.shelves[].name" in {tag.get("data-copy") for tag in html.all("button")}
    assert "A shop has a size. Holds: self.size > 0" in html.words
    assert "kubectl explain shops.example.org --api-version=example.org/v1 --recursive" in html.words


def test_a_manifest_has_what_is_required_and_nothing_else() -> None:
    (resource,) = read(CRD, "crd").resources
    assert manifest(resource, resource.versions[0]).splitlines() == [
        "apiVersion: example.org/v1",
        "kind: Shop",
        "metadata:",
        "  name: my-shop",
        "  namespace: default",
        "spec:",
        "  place:",
        '    town: "text"',
    ]


def test_headings_are_in_order_and_ids_are_unique_on_every_page(context: Make) -> None:
    formats = [
        (OPENAPI, "openapi"),
        (GRAPHQL, "graphql"),
        (PROTOBUF, "grpc"),
        (ASYNCAPI, "asyncapi"),
        (CRD, "crd"),
        (many(60), "openapi"),
    ]
    files = {f"{at}.yaml": api(text, type_, f"a{at}") for at, (text, type_) in enumerate(formats)}
    for page in render_pages(context(files)):
        html = Html(page.content)
        levels = html.headings()
        assert levels[0] == 1
        assert all(below - above <= 1 for above, below in pairwise(levels)), page.address
        ids = [tag["id"] for _, tag in html.tags if tag.get("id")]
        assert len(ids) == len(set(ids)), page.address


def test_what_could_not_be_read_is_said_with_its_line_and_the_rest_is_shown(context: Make) -> None:
    broken = OPENAPI.replace('"#/components/schemas/Order"}}}', '"#/components/schemas/Gone"}}}')
    words = shown(context, broken).words
    assert "What could not be read 1" in words
    assert "line " in words[words.index("What could not be read") :][:300]
    assert "POST /orders" in words


def test_a_text_in_no_known_format_is_shown_as_it_is(context: Make) -> None:
    words = shown(context, "hello: world", "home-made").words
    assert "Operations" not in words
    assert "hello: world" in words


def test_up_to_forty_operations_stand_on_the_records_page_and_more_on_pages_by_tag(context: Make) -> None:
    few = pages(context({"a.yaml": api(many(MOST_OPERATIONS, fields=2))}))
    assert not [address for address in few if address.startswith(f"{PAGE}operations/")]
    made = pages(context({"a.yaml": api(many(MOST_OPERATIONS + 1, fields=2))}))
    below = sorted(address for address in made if address.startswith(f"{PAGE}operations/"))
    assert below == [f"{PAGE}operations/tag-{at}/" for at in range(3)]
    record = made[PAGE].content
    assert f'href="{"../" * 4}{PAGE}operations/tag-1/#operation-getThing1"' in record


def test_every_link_of_a_split_definition_leads_to_an_anchor_that_is_there(context: Make) -> None:
    made = pages(context({"a.yaml": api(many(120)), "b.yaml": api(CRD, "crd", "crd")}))
    ids = {
        address: {tag["id"] for _, tag in Html(page.content).tags if tag.get("id")} for address, page in made.items()
    }
    for address, page in made.items():
        if not address.startswith(("catalog/default/api/", "apis/")):
            continue
        for tag in Html(page.content).all("a"):
            way, _, anchor = (tag.get("href") or "").partition("#")
            target = address if not way else way.replace("../" * address.count("/"), "", 1)
            if anchor and "?" not in way and target in ids:
                assert anchor in ids[target], (address, tag["href"])


def test_no_page_of_a_definition_is_heavy_however_long_it_is(context: Make) -> None:
    made = render_pages(context({"a.yaml": api(many(160, tags=2))}))
    sizes = {page.address: len(page.content.encode()) for page in made if page.address.startswith((PAGE, "apis/"))}
    assert len(sizes) > 10
    assert max(sizes.values()) < 220_000


def test_types_that_are_many_are_split_by_letter_and_operations_lead_to_them(context: Make) -> None:
    made = pages(context({"a.yaml": api(many(200))}))
    letters = [address for address in made if address.startswith(f"{PAGE}types/t")]
    assert len(letters) > 1
    assert "Types 200 T 200" in Html(made[PAGE].content).words


def test_large_branches_leave_a_tree_of_fields_and_no_page_is_heavier_than_it_may_be() -> None:
    def tree(depth: int) -> Schema:
        if depth == 0:
            return Schema("string", description="x" * 50)
        return Schema("object", properties=tuple(Property(f"f{at}", tree(depth - 1)) for at in range(8)))

    branches = list(moved_branches(tree(4), "spec", 20_000, HEAVY_PAGE))
    paths = [branch.path for branch in branches]
    assert paths
    assert len(paths) == len(set(paths))
    assert all(path.startswith("spec.") for path in paths)
    assert list(moved_branches(tree(1), "spec", 20_000, HEAVY_PAGE)) == []


def test_groups_of_the_same_words_have_addresses_of_their_own() -> None:
    paths = {
        f"/x{at}": {"get": {"tags": [tag], "responses": {}}} for at, tag in enumerate(["A b", "a-b", "a-2", "ä"] * 15)
    }
    definition = read(json.dumps({"openapi": "3.0.0", "info": {}, "paths": paths}))
    layout = lay_out(definition, PAGE)
    addresses = [group.address for group in layout.groups]
    assert len(set(addresses)) == 4
    assert len({part.address for part in layout.parts}) == len(layout.parts)


def test_without_tags_operations_are_grouped_where_their_paths_part() -> None:
    paths: dict[str, Any] = {
        f"/api/v1/{name}/{at}": {"get": {"responses": {}}} for name in ("pets", "shops") for at in range(30)
    }
    definition = read(json.dumps({"openapi": "3.0.0", "info": {}, "paths": paths}))
    assert [group.title for group in lay_out(definition, PAGE).groups] == ["pets", "shops"]


def test_the_hub_lists_every_operation_with_its_api_and_says_which_apis_are_silent(context: Make) -> None:
    made = context({"a.yaml": api(OPENAPI), "b.yaml": api(CRD, "crd", "crd"), "c.yaml": api("nothing", "none", "mute")})
    words = Html(pages(made)["apis/"].content).words
    assert "3 operations of 3 APIs" in words
    assert "POST /orders deprecated Order something Shop" in words
    assert "RESOURCE example.org/v1 Shop" in words
    assert "1 API of which no operation is known Mute" in words


def test_the_hub_is_split_into_linked_pages(context: Make) -> None:
    made = pages(context({"a.yaml": api(many(520, fields=1))}))
    assert {"apis/", "apis/2/", "apis/3/"} <= set(made)
    assert "Page 2 of 3" in Html(made["apis/2/"].content).words


def test_the_operations_data_leads_to_every_anchor(context: Make) -> None:
    made = context({"a.yaml": api(OPENAPI), "b.yaml": api(many(100), name="many")})
    known = pages(made)
    (artifact,) = [one for one in make_artifacts(made) if one.path == "assets/headland/operations.json"]
    data = json.loads(artifact.content)
    assert len(data["rows"]) == 102
    for row in data["rows"]:
        address, _, anchor = (data["apis"][row[0]][-1] + row[5]).partition("#")
        assert f'id="{anchor}"' in known[address].content


def test_a_spreadsheet_takes_no_path_for_a_formula(context: Make) -> None:
    made = context({"a.yaml": api(GRAPHQL.replace("things(", "_things("), "graphql")})
    (artifact,) = [one for one in make_artifacts(made) if one.path == "assets/headland/operations.csv"]
    lines = artifact.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("api,api_title,format,owner,verb,path")
    assert any(",QUERY,_things," in line for line in lines)


def operation(name: str, definition: ApiDefinition) -> Operation:
    return next(one for one in definition.operations if name in (one.name, one.path))


def test_a_request_quotes_for_the_shell_and_carries_what_is_required() -> None:
    definition = read(OPENAPI)
    types = {one.anchor: one for one in definition.types}
    made = request(definition, operation("makeOrder", definition), types)
    assert made is not None
    lines = made.text.splitlines()
    assert lines[0] == "curl -X POST 'https://eu.shop.example/v2/orders' \\"
    assert "  -H 'X-Api-Key: SECRET' \\" in lines
    assert "  -H 'Authorization: Bearer SECRET' \\" in lines
    assert "  -H 'Content-Type: application/json' \\" in lines
    assert "a '\\''cup'\\''" in made.text
    assert "fields=" not in made.text


@pytest.mark.parametrize("text", ["a'b", "$(rm -rf /)", "`x`", "a\nb", "'"])
def test_a_word_of_the_shell_stays_one_word(text: str) -> None:
    assert shlex.split(shell_word(text)) == [text]


def test_a_sample_follows_types_ends_in_circles_and_leaves_out_what_only_the_server_writes() -> None:
    definition = read(OPENAPI)
    types = {one.anchor: one for one in definition.types}
    order = next(one for one in definition.types if one.name == "Order")
    value = sample(order.schema, types)
    assert isinstance(value, dict)
    assert value["item"] == "text"
    assert value["count"] == 1
    assert value["colour"] == "red"
    assert "id" not in value
    assert len(json.dumps(value)) < 20_000


def test_authentication_is_told_in_one_sentence() -> None:
    said = authentication(read(OPENAPI))
    assert Html(said).words == "An API key in the header X-Api-Key."
    open_ = OPENAPI.replace("security: [{key: [], login: [write]}]", "security: [{}]")
    assert Html(authentication(read(open_))).words.endswith("1 operation works without it.")
    assert authentication(read(GRAPHQL, "graphql")) == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("With `code <b>` and **strong**.", "<p>With <code>code &lt;b&gt;</code> and <strong>strong</strong>.</p>"),
        ("One\n\nTwo", "<p>One</p><p>Two</p>"),
        ("- one\n- two", "<ul><li>one</li><li>two</li></ul>"),
        ("snake_case & more", "<p>snake_case &amp; more</p>"),
        ("<p>Wrapped</p>", "<p>Wrapped</p>"),
    ],
)
def test_simple_texts_need_no_markdown(text: str, html: str) -> None:
    assert simple_html(text) == html


@pytest.mark.parametrize(
    "text", ["*em*", "# heading", "<b>x</b>", "a | b\n--|--", "1. one", "    code", "[x](/y)", "~~x~~", "&lt;"]
)
def test_texts_that_may_be_markdown_are_left_to_it(text: str) -> None:
    assert simple_html(text) is None


def test_links_to_the_authors_own_pages_are_no_links() -> None:
    html = Markup('<a href="/reference/x">x</a> <a href="#y" title="z">y</a> <a href="https://ok.example/">ok</a>')
    assert without_lost_links(html) == '<a>x</a> <a title="z">y</a> <a href="https://ok.example/">ok</a>'


def test_past_the_budget_texts_are_shown_as_written() -> None:
    texts = Texts(lambda text: Markup("<p>slow</p>"), Budget(1))
    assert texts.html("*a*") == "<p>slow</p>"
    assert texts.html("*a*") == "<p>slow</p>"
    assert texts.html("*b* <i>") == "<p>*b* &lt;i&gt;</p>"


def test_a_definition_is_laid_out_once_for_all_families_of_pages(context: Make) -> None:
    made = context({"a.yaml": api(OPENAPI)})
    record = made.catalog[Ref.parse("api:shop")]
    assert made.definitions.layout(record) is made.definitions.layout(record)
