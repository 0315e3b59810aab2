"""Definitions of APIs that were written to break out of the pages that draw them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.threats.test_views_hostile import PAYLOADS, Judge

from headland.core.run import Run
from headland.portal.load import load
from headland.portal.places import SourcePlaces
from headland.portal.publish import view_context
from headland.views.context import DocsIndex, ViewContext
from headland.views.registry import make_artifacts, render_pages


def schema(bad: str) -> dict[str, Any]:
    return {
        "type": "object",
        "title": bad,
        "description": bad,
        "required": [bad],
        "properties": {
            bad: {"type": bad, "format": bad, "enum": [bad, "b"], "default": bad, "pattern": bad, "description": bad},
            "nested": {"type": "object", "properties": {bad: {"const": bad, "examples": [bad]}}},
            "list": {
                "type": "array",
                "items": {"oneOf": [{"title": bad, "type": "string"}, {"$ref": "#/components/schemas/X"}]},
            },
        },
        "additionalProperties": {"type": "string", "description": bad},
        "x-kubernetes-validations": [{"rule": bad, "message": bad}],
    }


def openapi(bad: str) -> dict[str, Any]:
    content = {bad: {"schema": schema(bad), "example": bad, "examples": {bad: {"summary": bad, "value": {"x": bad}}}}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": bad,
            "version": bad,
            "description": bad,
            "termsOfService": bad,
            "contact": {"name": bad, "url": bad, "email": bad},
            "license": {"name": bad, "url": bad},
        },
        "externalDocs": {"url": bad, "description": bad},
        "servers": [{"url": bad, "description": bad, "variables": {bad: {"default": bad}}}],
        "tags": [{"name": bad, "description": bad}],
        "security": [{bad: [bad]}],
        "paths": {
            f"/{bad}": {
                "post": {
                    "operationId": bad,
                    "summary": bad,
                    "description": bad,
                    "tags": [bad],
                    "parameters": [{"name": bad, "in": "query", "required": True, "description": bad, "example": bad}],
                    "requestBody": {"required": True, "description": bad, "content": content},
                    "responses": {
                        bad: {"description": bad, "content": content, "headers": {bad: {"description": bad}}}
                    },
                    "callbacks": {bad: {bad: {"post": {"summary": bad, "responses": {}}}}},
                    "externalDocs": {"url": bad},
                }
            },
            "/gone": {"get": {"responses": {"200": {"$ref": f"#/{bad}"}}}},
        },
        "components": {
            "schemas": {"X": schema(bad), bad: schema(bad)},
            "securitySchemes": {
                bad: {
                    "type": "oauth2",
                    "description": bad,
                    "flows": {"implicit": {"authorizationUrl": bad, "scopes": {bad: bad}}},
                }
            },
        },
    }


def asyncapi(bad: str) -> dict[str, Any]:
    return {
        "asyncapi": "2.6.0",
        "info": {"title": bad, "version": bad, "description": bad},
        "servers": {bad: {"url": bad, "protocol": bad, "description": bad}},
        "channels": {
            bad: {
                "description": bad,
                "parameters": {bad: {"description": bad}},
                "publish": {
                    "operationId": bad,
                    "summary": bad,
                    "message": {"name": bad, "title": bad, "payload": schema(bad)},
                },
            }
        },
    }


def crd(bad: str) -> dict[str, Any]:
    return {
        "apiVersion": "apiextensions.k8s.io/v1",
        "kind": "CustomResourceDefinition",
        "metadata": {"name": bad},
        "spec": {
            "group": bad,
            "scope": bad,
            "names": {"kind": bad, "plural": bad, "singular": bad, "shortNames": [bad], "categories": [bad]},
            "versions": [
                {
                    "name": bad,
                    "served": True,
                    "storage": True,
                    "deprecated": True,
                    "deprecationWarning": bad,
                    "additionalPrinterColumns": [{"name": bad, "type": bad, "jsonPath": bad, "description": bad}],
                    "schema": {
                        "openAPIV3Schema": {"type": "object", "properties": {"spec": schema(bad), bad: schema(bad)}}
                    },
                }
            ],
        },
    }


def graphql(bad: str) -> str:
    said = json.dumps(bad)
    return (
        f"type Query {{ {said} x({said} a: Int): T }}\n{said} type T {{ {said} id: ID! @deprecated(reason: {said}) }}"
    )


def protobuf(bad: str) -> str:
    line = bad.replace("\n", " ")
    service = f"// {line}\nservice S {{\n  // {line}\n  rpc A(M) returns (M);\n}}"
    return f'syntax = "proto3";\n{service}\n// {line}\nmessage M {{ int32 a = 1; }}\n'


def context_of(folder: Path, bad: str) -> ViewContext:
    definitions = {
        "openapi": json.dumps(openapi(bad)),
        "asyncapi": json.dumps(asyncapi(bad)),
        "crd": json.dumps(crd(bad)),
        "graphql": graphql(bad),
        "grpc": protobuf(bad),
        "json-schema": json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema(bad)}),
    }
    many = openapi(bad)
    many["paths"] = {f"/{at}/{bad}": many["paths"][f"/{bad}"] for at in range(41)}
    definitions["many"] = json.dumps(many)
    records = "---\n".join(
        "apiVersion: backstage.io/v1alpha1\nkind: API\n"
        f"metadata: {{name: {name}}}\n"
        f"spec: {{type: {name}, lifecycle: x, owner: team, definition: {json.dumps(text)}}}\n"
        for name, text in definitions.items()
    )
    (folder / "catalog-info.yaml").write_text(records)
    portal = load([folder], Run(as_of=datetime(2026, 3, 1, tzinfo=UTC)))
    places = SourcePlaces(portal.sources, portal.settings)
    return view_context(portal, DocsIndex(), places, site_name="x", home="", more=())


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_in_every_field_of_every_format_stays_text(name: str, tmp_path: Path) -> None:
    made = context_of(tmp_path, PAYLOADS[name])
    drawn = {page.address: page for page in render_pages(made)}
    for format_ in ("openapi", "asyncapi", "crd", "graphql", "grpc"):
        assert "hl-op" in drawn[f"catalog/default/api/{format_}/"].content, format_
    assert any(address.startswith("catalog/default/api/many/operations/") for address in drawn)
    for address, page in drawn.items():
        assert Judge(page.content).wrong == [], address
    for artifact in make_artifacts(made):
        if artifact.path.startswith("assets/") and artifact.path.endswith(".json"):
            assert b"</" not in artifact.content
            json.loads(artifact.content)


def test_addresses_of_a_definition_that_must_not_be_followed_are_no_links(tmp_path: Path) -> None:
    made = context_of(tmp_path, "javascript:alert('canary')")
    for page in render_pages(made):
        assert 'href="javascript' not in page.content


def test_addresses_of_pages_hold_nothing_but_letters_digits_and_lines(tmp_path: Path) -> None:
    made = context_of(tmp_path, "../../../etc/passwd\n<b> %2e%2e")
    for page in render_pages(made):
        assert ".." not in page.address
        assert set(page.address) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/."), page.address
