"""Kubernetes CustomResourceDefinitions, v1 and v1beta1, and what Crossplane makes of them; several in one text.

Source: the Kubernetes API reference, apiextensions.k8s.io; Crossplane's CompositeResourceDefinition.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import JsonValue

from headland.definitions.anchors import Anchors
from headland.definitions.formats import FORMATS, Content, Fit, Format
from headland.definitions.model import ApiDefinition, Column, Nature, Problem, Resource, ResourceVersion, Schema
from headland.definitions.schemas import Schemas
from headland.definitions.tree import Mapping, Node, Tree, mapping, sequence, text, texts

_KINDS = frozenset({"CustomResourceDefinition", "CompositeResourceDefinition"})


def fit(content: Content) -> Fit:
    """Sure where one of the documents is one, or is a list with one."""
    return Fit.SURE if any(True for _, root in content.mappings for _ in _definitions(root, 0)) else Fit.NONE


def read(content: Content) -> ApiDefinition:
    """Every resource that the text defines."""
    anchors = Anchors()
    resources: list[Resource] = []
    problems: list[Problem] = list(content.parsed.problems)
    version = ""
    for number, root in content.mappings:
        tree = Tree(root, number, anchors)
        for node in _definitions(root, number):
            version = version or text(node.value.get("apiVersion")).rpartition("/")[2]
            resources.append(_resource(tree, Node(mapping(node.value.get("spec")), node.at("spec"))))
        problems.extend(tree.problems(content.text))
    if not resources and not problems:
        problems.append(Problem(Nature.BROKEN, "this holds no CustomResourceDefinition"))
    only = resources[0] if len(resources) == 1 else None
    stored = next((found for found in only.versions if found.storage), None) if only else None
    latest = stored or (only.versions[-1] if only and only.versions else None)
    return ApiDefinition(
        "crd",
        f"CustomResourceDefinition {version}".strip(),
        title=only.kind if only else "",
        version=latest.name if latest else "",
        description=latest.schema.description if latest else "",
        resources=tuple(resources),
        problems=tuple(problems),
    )


def _definitions(root: Mapping, number: int) -> Iterator[Node]:
    """The definitions of one document: itself, or the items of a list."""
    if root.get("kind") in _KINDS:
        yield Node(root, ())
    elif root.get("kind") in ("List", "CustomResourceDefinitionList"):
        for at, item in enumerate(sequence(root.get("items"))):
            if isinstance(item, dict) and item.get("kind") in _KINDS:
                yield Node(item, ("items", at))


def _resource(tree: Tree, spec: Node) -> Resource:
    value = spec.value
    names = mapping(value.get("names"))
    kind = text(names.get("kind"))
    if not kind:
        tree.problem(Nature.BROKEN, "this does not say the resource's kind: it has no 'spec.names.kind'", spec.path)
    group = text(value.get("group"))
    conversion = mapping(value.get("conversion"))
    return Resource(
        kind,
        group,
        tree.anchors.give("resource", kind),
        text(names.get("plural")),
        text(names.get("singular")),
        texts(names.get("shortNames")),
        texts(names.get("categories")),
        text(value.get("scope")),
        tuple(_versions(tree, spec, kind)),
        text(conversion.get("strategy")),
    )


def _versions(tree: Tree, spec: Node, kind: str) -> Iterator[ResourceVersion]:
    value = spec.value
    given = value.get("versions")
    nodes = list(tree.nodes(given, spec.at("versions")))
    if not nodes and text(value.get("version")):
        nodes = [("0", Node({"name": value["version"], "served": True, "storage": True}, spec.path))]
    if not nodes:
        tree.problem(Nature.BROKEN, f"the resource '{kind}' has no versions", spec.path)
    for _, node in nodes:
        own = node.value
        schemas = Schemas(tree)
        holder = own if "schema" in own else mapping(spec.value)
        inner = mapping(holder.get("schema") if holder is own else holder.get("validation"))
        where = node.at("schema") if holder is own else spec.at("validation")
        schema = inner.get("openAPIV3Schema")
        made = schemas.schema(schema, (*where, "openAPIV3Schema")) if isinstance(schema, dict) else Schema("object")
        name = text(own.get("name"))
        columns = own.get("additionalPrinterColumns", value.get("additionalPrinterColumns"))
        subresources = mapping(own.get("subresources", value.get("subresources")))
        yield ResourceVersion(
            name,
            tree.anchors.give("version", f"{kind} {name}"),
            made,
            own.get("served") is not False,
            own.get("storage") is True or own.get("referenceable") is True,
            own.get("deprecated") is True,
            text(own.get("deprecationWarning")),
            tuple(_columns(columns)),
            tuple(subresources),
            tuple(text(mapping(found).get("jsonPath")) for found in sequence(own.get("selectableFields"))),
        )


def _columns(value: JsonValue) -> Iterator[Column]:
    for given in sequence(value):
        if isinstance(given, dict):
            priority = given.get("priority")
            yield Column(
                text(given.get("name")),
                text(given.get("type")),
                text(given.get("jsonPath")) or text(given.get("JSONPath")),
                text(given.get("description")),
                priority if isinstance(priority, int) else 0,
            )


FORMATS.register(
    Format(
        "crd",
        "CustomResourceDefinition",
        frozenset({"crd", "customresourcedefinition", "kubernetes-crd", "k8s-crd", "xrd"}),
        fit,
        read,
    )
)
