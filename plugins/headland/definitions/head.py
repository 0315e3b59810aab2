"""What OpenAPI and AsyncAPI say of the API as a whole: contact, licence, tags, links, variables of servers."""

from __future__ import annotations

from pydantic import JsonValue

from headland.definitions.model import Contact, Link, Tag, Variable
from headland.definitions.parsing import Path
from headland.definitions.tree import Tree, mapping, text, texts


def contact(value: JsonValue) -> Contact | None:
    """`info.contact`."""
    given = mapping(value)
    found = Contact(text(given.get("name")), text(given.get("url")), text(given.get("email")))
    return found if found != Contact() else None


def licence(value: JsonValue) -> Link | None:
    """`info.license`: its name or SPDX identifier, and its address."""
    given = mapping(value)
    return link(text(given.get("name")) or text(given.get("identifier")), text(given.get("url")))


def docs(value: JsonValue) -> Link | None:
    """`externalDocs`."""
    given = mapping(value)
    return link(text(given.get("description")), text(given.get("url")))


def link(label: str, url: str) -> Link | None:
    """A link, None where it has neither words nor address."""
    return Link(label, url) if label or url else None


def tags(tree: Tree, value: JsonValue, path: Path) -> tuple[Tag, ...]:
    """The tags that the definition tells something of, each once."""
    found: dict[str, Tag] = {}
    for _, node in tree.nodes(value, path):
        name = text(node.value.get("name"))
        if name:
            found.setdefault(name, Tag(name, text(node.value.get("description")), docs(node.value.get("externalDocs"))))
    return tuple(found.values())


def variables(value: JsonValue) -> tuple[Variable, ...]:
    """The variables of a server's address."""
    return tuple(
        Variable(name, text(given.get("default")), texts(given.get("enum")), text(given.get("description")))
        for name, given in mapping(value).items()
        if isinstance(given, dict)
    )
