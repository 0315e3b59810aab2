"""An API's page and the hub of APIs, as a reader uses them: with scripts, without, with the keyboard, and on paper."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import built

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
API = "catalog/default/api/shop/"
CRD = "catalog/default/api/crd/"

OPENAPI = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1.0.0"},
    "servers": [{"url": "https://shop.example"}],
    "paths": {
        f"/{name}/{{id}}": {
            "get": {
                "operationId": f"get{name.capitalize()}",
                "summary": f"One of the {name}",
                "tags": ["reading"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {
                    "200": {
                        "description": "It",
                        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}},
                    }
                },
            }
        }
        for name in ("orders", "carts", "things", "makers", "parcels", "returns", "vouchers")
    },
    "components": {"schemas": {"Thing": {"type": "object", "properties": {"colour": {"type": "string"}}}}},
}

RESOURCE = {
    "apiVersion": "apiextensions.k8s.io/v1",
    "kind": "CustomResourceDefinition",
    "metadata": {"name": "shops.example.org"},
    "spec": {
        "group": "example.org",
        "scope": "Namespaced",
        "names": {"kind": "Shop", "plural": "shops", "singular": "shop"},
        "versions": [
            {
                "name": "v1",
                "served": True,
                "storage": True,
                "schema": {
                    "openAPIV3Schema": {
                        "type": "object",
                        "properties": {
                            "spec": {
                                "type": "object",
                                "properties": {
                                    "place": {
                                        "type": "object",
                                        "properties": {name: {"type": "string"} for name in ("town", "street", "door")},
                                    },
                                    **{f"field{at}": {"type": "string"} for at in range(5)},
                                },
                            }
                        },
                    }
                },
            }
        ],
    },
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A built portal of two APIs."""
    source = tmp_path_factory.mktemp("apis")
    records = [
        "apiVersion: backstage.io/v1alpha1\nkind: API\n"
        f"metadata: {{name: {name}, title: {name.capitalize()} API, description: About it.}}\n"
        f"spec: {{type: {type_}, lifecycle: production, owner: team, definition: {json.dumps(json.dumps(text))}}}\n"
        for name, type_, text in (("shop", "openapi", OPENAPI), ("crd", "crd", RESOURCE))
    ]
    (source / "catalog-info.yaml").write_text("---\n".join(records))
    return built(source, tmp_path_factory.mktemp("shop") / "site")


@pytest.fixture
def at(shop: Path, serve: Callable[..., str]) -> str:
    """The address of that portal."""
    return serve(shop)


def test_operations_are_filtered_as_one_types_and_unfold_in_place(visitor: Visit, at: str) -> None:
    tab = visitor(at)
    page = tab.goto(API)
    page.get_by_role("searchbox", name="Filter operations").fill("parcel")
    expect(page.locator("[data-hl-list='operations'] .hl-op:visible")).to_have_count(1)
    page.locator("[data-hl-list='operations'] .hl-op:visible > summary").click()
    expect(page.get_by_text("curl 'https://shop.example/parcels/ID'")).to_be_visible()
    assert (tab.errors, tab.outside) == ([], [])


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_with_an_anchor_shows_the_operation_unfolded(visitor: Visit, at: str, *, scripts: bool) -> None:
    page = visitor(at, java_script_enabled=scripts).goto(f"{API}#operation-getCarts")
    expect(page.get_by_text("curl 'https://shop.example/carts/ID'")).to_be_visible()


def test_without_scripts_an_operation_unfolds_and_no_empty_filter_is_shown(visitor: Visit, at: str) -> None:
    page = visitor(at, java_script_enabled=False).goto(API)
    assert page.get_by_role("searchbox").count() == 0
    page.locator(".hl-op > summary").first.click()
    expect(page.locator(".hl-op__body").first).to_be_visible()


def test_the_keyboard_alone_unfolds_an_operation(visitor: Visit, at: str) -> None:
    page = visitor(at).goto(API)
    page.locator(".hl-op > summary").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".hl-op__body").first).to_be_visible()


def test_a_field_is_found_in_a_resource_and_its_path_copied(visitor: Visit, at: str) -> None:
    page = visitor(at, permissions=["clipboard-read", "clipboard-write"]).goto(CRD)
    page.get_by_role("searchbox", name="Find a field").fill("town")
    field = page.locator("li.hl-field", has=page.locator("code", has_text="town")).last
    expect(field).to_be_visible()
    field.hover()
    field.get_by_role("button", name="Copy spec.place.town").click()
    assert page.evaluate("navigator.clipboard.readText()") == "spec.place.town"
    expect(page.get_by_text("field3", exact=True)).to_be_hidden()


def test_all_fields_unfold_and_fold(visitor: Visit, at: str) -> None:
    page = visitor(at).goto(CRD)
    street = page.locator("code", has_text="street").first
    page.get_by_role("button", name="Unfold all").click()
    expect(street).to_be_visible()
    page.get_by_role("button", name="Fold all").click()
    expect(street).to_be_hidden()


def test_on_paper_every_operation_is_unfolded(visitor: Visit, at: str) -> None:
    page = visitor(at).goto(API, wait="networkidle")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".hl-op:not([open])").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".hl-op[open]").count() == 0


def test_the_hub_filters_all_operations_and_its_address_says_how(visitor: Visit, at: str) -> None:
    tab = visitor(at)
    page = tab.goto("apis/")
    rows = page.locator("#hl-operations tbody tr")
    expect(rows).to_have_count(8)
    page.get_by_role("searchbox", name="Filter operations by path, name or any word").fill("voucher")
    expect(rows).to_have_count(1)
    assert page.url.endswith("apis/?q=voucher")
    tab.goto("apis/?verb=RESOURCE")
    expect(rows).to_have_count(1)
    expect(rows).to_contain_text("example.org/v1 Shop")
    assert tab.errors == []


def test_the_search_leads_to_an_operations_place(visitor: Visit, at: str) -> None:
    page = visitor(at).goto("")
    page.keyboard.press("/")
    page.locator(".hl-search__input").fill("get /returns")
    option = page.locator(".hl-search__option").first
    expect(option).to_contain_text("/returns/{id}")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{at}{API}#operation-getReturns")
    expect(page.get_by_text("curl 'https://shop.example/returns/ID'")).to_be_visible()


@pytest.mark.parametrize("address", [API, CRD, "apis/"])
def test_a_phone_needs_no_sideways_scrolling(visitor: Visit, at: str, address: str) -> None:
    page = visitor(at, viewport={"width": 390, "height": 844}).goto(address)
    page.evaluate("document.querySelectorAll('article details').forEach((one) => { one.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
