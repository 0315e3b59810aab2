"""What OpenAPI 2 and 3 share: parameters, answers, the order of methods, and the operations of paths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.limits import MOST_EXAMPLES, MOST_OPERATIONS
from headland.definitions.model import Example, Nature, Operation
from headland.definitions.parsing import Path
from headland.definitions.schemas import example, examples
from headland.definitions.tree import Mapping, Node, Tree, mapping, text

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


def operations(
    tree: Tree, value: JsonValue, path: Path, read: Callable[[str, str, Node, Node], Operation]
) -> Iterator[Operation]:
    """The operations below a mapping of paths; `read` takes verb, path, the path's item and the operation."""
    count = 0
    for name, item in tree.nodes(value, path):
        if name.startswith("x-"):
            continue
        for key, given in item.value.items():
            verb = key if key in METHODS else ""
            if not verb or not isinstance(given, dict):
                if key in METHODS and given is not None:
                    tree.problem(Nature.BROKEN, f"'{key}' of '{name}' is not a mapping", item.at(key))
                continue
            count += 1
            if count > MOST_OPERATIONS:
                tree.problem(Nature.LEFT_OUT, f"only the first {MOST_OPERATIONS:,} operations are read", item.at(key))
                return
            yield read(verb.upper(), name, item, Node(given, item.at(key)))
        more = mapping(item.value.get("additionalOperations"))
        for key, given in more.items():
            if isinstance(given, dict):
                yield read(key.upper(), name, item, Node(given, item.at("additionalOperations", key)))


def parameter_nodes(tree: Tree, item: Node, operation: Node) -> Iterator[Node]:
    """The parameters of an operation, its own before those of its path, none of them twice."""
    seen: set[tuple[str, str]] = set()
    for holder in (operation, item):
        for _, node in tree.nodes(holder.value.get("parameters"), holder.at("parameters")):
            key = (text(node.value.get("name")), text(node.value.get("in")))
            if key not in seen and key[0] + key[1]:
                seen.add(key)
                yield node


def named_examples(tree: Tree, value: Mapping, path: Path) -> tuple[Example, ...]:
    """The examples beside a parameter or in a body: `example`, and `examples` by their names."""
    given = value.get("examples")
    if not isinstance(given, dict):
        return examples(value)
    found: list[Example] = []
    for name, node in tree.nodes(given, (*path, "examples")):
        said = (name, text(node.value.get("summary")), text(node.value.get("description")))
        shown = next((node.value[key] for key in ("value", "dataValue", "serializedValue") if key in node.value), None)
        made = example(shown, *said) if shown is not None else Example("", "text", *said)
        found.append(replace(made, url=text(node.value.get("externalValue"))))
        if len(found) == MOST_EXAMPLES:
            break
    return tuple(found) or (examples({"example": value["example"]}) if "example" in value else ())


def is_error(status: str) -> bool:
    """Whether an answer tells of a failure: 4XX and 5XX, and `default`, which stands for all that is not told."""
    return status[:1] in ("4", "5") or status == "default"
