"""Kubernetes resources and JSON Schemas."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.definitions.reading import definition, properties, type_named

from headland.reading.yaml_stream import ParsedDocument, parse_yaml_stream

CORPUS = Path(__file__).parents[1] / "corpora/giantswarm-catalogs"

CRD = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: lamps.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Lamp, plural: lamps, singular: lamp, shortNames: [lp], categories: [all]}
  versions:
    - name: v1alpha1
      served: true
      storage: false
      deprecated: true
      deprecationWarning: use v1
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}
    - name: v1
      served: true
      storage: true
      subresources: {status: {}, scale: {}}
      additionalPrinterColumns: [{name: Lit, type: boolean, jsonPath: .status.lit, priority: 1}]
      selectableFields: [{jsonPath: .spec.color}]
      schema:
        openAPIV3Schema:
          type: object
          description: A lamp.
          properties:
            spec:
              type: object
              required: [color]
              x-kubernetes-validations: [{rule: self.min <= self.max, message: min is at most max}]
              properties:
                color: {type: string, enum: [red, green], default: red}
                port: {x-kubernetes-int-or-string: true}
                parts:
                  type: array
                  x-kubernetes-list-type: map
                  x-kubernetes-list-map-keys: [name]
                  items: {type: object, properties: {name: {type: string}}}
            status: {type: object, x-kubernetes-preserve-unknown-fields: true}
"""


def test_a_resource_tells_names_versions_columns_and_rules() -> None:
    made = definition(CRD)
    assert (made.family, made.title, made.version, made.description) == ("crd", "Lamp", "v1", "A lamp.")
    (lamp,) = made.resources
    assert (lamp.kind, lamp.group, lamp.plural, lamp.scope) == ("Lamp", "example.com", "lamps", "Namespaced")
    assert (lamp.short_names, lamp.categories) == (("lp",), ("all",))
    old, new = lamp.versions
    assert (old.deprecated, old.deprecation, old.storage) == (True, "use v1", False)
    assert (new.storage, new.subresources, new.selectable) == (True, ("status", "scale"), (".spec.color",))
    assert (new.columns[0].name, new.columns[0].json_path, new.columns[0].priority) == ("Lit", ".status.lit", 1)
    spec = new.part("spec")
    assert spec is not None
    assert spec.validations[0].rule == "self.min <= self.max"
    parts = properties(spec)
    assert [value.name for value in parts["color"].enum] == ["red", "green"]
    assert parts["port"].type == "integer or string"
    assert parts["parts"].constraints == ("one item for each name",)
    assert parts["parts"].items is not None
    assert parts["parts"].items.properties[0].name == "name"
    status = new.part("status")
    assert status is not None
    assert status.constraints == ("unknown fields are kept",)


def test_several_resources_in_one_text_and_in_a_list_are_read() -> None:
    other = CRD.replace("Lamp", "Desk").replace("lamp", "desk")
    made = definition(f"# two of them\n---\n{CRD}---\n{other}")
    assert [one.kind for one in made.resources] == ["Lamp", "Desk"]
    anchors = [one.anchor for one in made.resources] + [v.anchor for one in made.resources for v in one.versions]
    assert len(set(anchors)) == 6
    indented = "".join(f"    {line}\n" for line in CRD.splitlines())
    listed = definition(f"apiVersion: v1\nkind: List\nitems:\n  -\n{indented}")
    assert [one.kind for one in listed.resources] == ["Lamp"]


def test_the_oldest_form_of_resources_is_read() -> None:
    made = definition(
        "apiVersion: apiextensions.k8s.io/v1beta1\nkind: CustomResourceDefinition\nspec:\n  group: g\n  version: v1\n"
        "  names: {kind: A}\n  additionalPrinterColumns: [{name: Age, type: date, JSONPath: .metadata.age}]\n"
        "  validation: {openAPIV3Schema: {properties: {spec: {type: string}}}}\n"
    )
    (version,) = made.resources[0].versions
    assert (version.name, version.columns[0].json_path) == ("v1", ".metadata.age")
    assert version.part("spec") is not None


def test_every_resource_of_the_corpus_is_read_without_a_problem() -> None:
    read = 0
    for path in sorted(CORPUS.rglob("*.yaml")):
        for document in parse_yaml_stream(path.read_bytes()):
            value = document.value if isinstance(document, ParsedDocument) else None
            spec = value.get("spec") if isinstance(value, dict) else None
            if isinstance(spec, dict) and spec.get("type") == "crd" and isinstance(spec.get("definition"), str):
                made = definition(str(spec["definition"]), "crd")
                assert made.problems == ()
                assert all(version.schema.properties for one in made.resources for version in one.versions)
                read += 1
    assert read >= 16


def test_a_json_schema_is_a_root_type_with_its_definitions() -> None:
    made = definition(
        """\
{"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://example.com/tree", "title": "Tree",
 "type": "object",
 "properties": {"left": {"$ref": "#"}, "right": {"$ref": "https://example.com/tree"}, "leaf": {"$ref": "#leaf"},
                "pair": {"prefixItems": [{"type": "string"}, {"const": 3}]}},
 "patternProperties": {"^x-": {"type": "string"}},
 "if": {"required": ["left"]}, "then": {"properties": {"right": true}},
 "dependentRequired": {"left": ["right"]},
 "not": {"required": ["nothing"]},
 "$defs": {"leaf": {"$anchor": "leaf", "type": "string", "format": "date"}}}
"""
    )
    assert (made.family, made.format, made.title) == ("json-schema", "JSON Schema 2020-12", "Tree")
    assert made.problems == ()
    tree = type_named(made, "Tree")
    assert made.root == tree.anchor
    parts = properties(tree.schema)
    assert parts["left"].reference == parts["right"].reference == tree.anchor
    assert parts["leaf"].reference == type_named(made, "leaf").anchor
    assert [one.type for one in parts["pair"].prefix_items] == ["string", "integer"]
    assert tree.schema.pattern_properties[0].name == "^x-"
    assert tree.schema.conditions[0].then is not None
    assert tree.schema.constraints == ("with left also right",)
    assert tree.schema.not_ is not None


@pytest.mark.parametrize(
    ("schema", "words"),
    [
        ('{"type": "number", "exclusiveMinimum": 0, "maximum": 10}', ("at most 10", "more than 0")),
        ('{"type": "number", "minimum": 0, "exclusiveMinimum": true}', ("more than 0",)),
        ('{"type": "array", "minItems": 2, "maxItems": 2, "uniqueItems": true}', ("2 items", "no item twice")),
        ('{"type": "object", "maxProperties": 1}', ("at most 1 field",)),
        ('{"type": "string", "minLength": 1}', ("at least 1 character",)),
        ('{"type": "integer", "multipleOf": 5}', ("multiple of 5",)),
    ],
)
def test_constraints_are_told_in_words(schema: str, words: tuple[str, ...]) -> None:
    made = definition(f'{{"$schema": "http://json-schema.org/draft-07/schema#", "$defs": {{"a": {schema}}}}}')
    assert type_named(made, "a").schema.constraints == words
