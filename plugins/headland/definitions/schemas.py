"""Schemas in the dialects of JSON Schema, as OpenAPI, AsyncAPI and Kubernetes write them, to the model's schemas.

A `$ref` becomes the anchor of a named type; what it leads to is read once, in its turn, so that circles cost nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace

from pydantic import JsonValue

from headland.definitions.constraints import constraints
from headland.definitions.limits import MOST_DEPTH, MOST_EXAMPLE, MOST_EXAMPLES, MOST_SCHEMAS, MOST_TYPES
from headland.definitions.model import (
    Condition,
    Example,
    Nature,
    Property,
    Schema,
    Type,
    Validation,
    Value,
)
from headland.definitions.parsing import Path
from headland.definitions.tree import Mapping, Tree, as_json, as_text, cut, mapping, sequence, text, texts

_DEEPEST = MOST_DEPTH // 2
_NAMED_IN_WORDS = 4
_STRUCTURE = frozenset(
    {"schema", "schemas", "properties", "items", "content", "responses", "parameters", "requestBody", "components"}
    | {"definitions", "$defs", "paths", "additionalProperties", "allOf", "anyOf", "oneOf", "payload", "headers"}
)
"""Parts of a pointer that say where something is, and not what it is called."""


class Schemas:
    """Reads the schemas of one tree and gathers the named types that they lead to."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._anchors: dict[Path, tuple[str, str]] = {}
        self._waiting: deque[tuple[JsonValue, Path]] = deque()
        self._read: dict[Path, Type] = {}
        self._count = 0
        self._known: dict[int, tuple[JsonValue, Schema, int]] = {}

    def declare(self, value: JsonValue, path: Path, kind: str = "schema") -> None:
        """Make a named type of every schema below a mapping of them, in its order."""
        for name, child in mapping(value).items():
            self._name((*path, name), child, name)

    def types(self) -> tuple[Type, ...]:
        """Every named type, those that references lead to included; reads what is still to be read."""
        while self._waiting:
            value, path = self._waiting.popleft()
            name, anchor = self._anchors[path]
            schema = self.schema(value, path)
            kind = "enum" if schema.enum else "schema"
            self._read[path] = Type(
                name, anchor, kind, replace(schema, description=""), schema.description, deprecated=schema.deprecated
            )
        return tuple(self._read[path] for path in self._anchors if path in self._read)

    def anchor(self, path: Path, value: JsonValue, name: str) -> str | None:
        """The anchor of the named type at a path, which is made one; None where there are too many."""
        return self._name(path, value, name)

    def _name(self, path: Path, value: JsonValue, name: str) -> str | None:
        known = self._anchors.get(path)
        if known is not None:
            return known[1]
        if len(self._anchors) >= MOST_TYPES:
            self._tree.problem(Nature.LEFT_OUT, f"only the first {MOST_TYPES:,} types are read", path)
            return None
        anchor = self._tree.anchors.give("type", name)
        self._anchors[path] = (name, anchor)
        self._waiting.append((value, path))
        return anchor

    def schema(self, value: JsonValue, path: Path, depth: int = 0) -> Schema:
        """The schema that a value tells."""
        if not isinstance(value, dict):
            return Schema("nothing") if value is False else Schema()
        known = self._known.get(id(value))
        if known is not None and self._count + known[2] <= MOST_SCHEMAS:
            # An alias: it is not read again, but counts in full, as whoever draws it draws it again.
            self._count += known[2]
            return known[1]
        before = self._count
        made = self._made(value, path, depth)
        self._known[id(value)] = (value, made, self._count - before)
        return made

    def _made(self, value: Mapping, path: Path, depth: int) -> Schema:
        self._count += 1
        if self._count > MOST_SCHEMAS or depth > _DEEPEST:
            what = f"deeper than {_DEEPEST} levels" if depth > _DEEPEST else f"beyond {MOST_SCHEMAS:,}"
            self._tree.problem(Nature.LEFT_OUT, f"schemas {what} are left out", path)
            return Schema(cut=True)
        ref = value.get("$ref", value.get("$dynamicRef"))
        if isinstance(ref, str):
            return self._beside(self._referred(ref, path), value, path)
        return self._written_out(value, path, depth)

    def _referred(self, ref: str, path: Path) -> Schema:
        found = self._tree.resolve(ref, (*path, "$ref"))
        name = _name_of(ref)
        if found is None:
            return Schema(cut(name), cut=True)
        value, target = found
        name = _name_of_path(target) if target else text(mapping(value).get("title")) or "root"
        anchor = self._name(target, value, name)
        return Schema(self._anchors[target][0] if anchor else name, reference=anchor, cut=anchor is None)

    def _beside(self, schema: Schema, value: Mapping, path: Path) -> Schema:
        """A reference with what stands beside it."""
        nullable = value.get("nullable") is True
        return replace(
            schema,
            type=f"{schema.type} or null" if nullable else schema.type,
            nullable=nullable,
            title=text(value.get("title")),
            description=text(value.get("description")),
            default=as_text(value["default"]) if "default" in value else None,
            deprecated=value.get("deprecated") is True,
            read_only=value.get("readOnly") is True,
            write_only=value.get("writeOnly") is True,
            examples=examples(value),
        )

    def _written_out(self, value: Mapping, path: Path, depth: int) -> Schema:
        below = depth + 1
        alone = self._alone(value, path, below)
        if alone is not None:
            return alone
        nullable = value.get("nullable") is True
        any_of, null_any = self._variants(value, "anyOf", path, below)
        one_of, null_one = self._variants(value, "oneOf", path, below)
        all_of, _ = self._variants(value, "allOf", path, below)
        required = set(texts(value.get("required")))
        properties = tuple(
            Property(name, self.schema(child, (*path, "properties", name), below), name in required)
            for name, child in mapping(value.get("properties")).items()
        )
        patterns = tuple(
            Property(name, self.schema(child, (*path, "patternProperties", name), below))
            for name, child in mapping(value.get("patternProperties")).items()
        )
        further = value.get("additionalProperties", value.get("unevaluatedProperties"))
        additional = (
            self.schema(further, (*path, "additionalProperties"), below)
            if isinstance(further, dict) and further
            else None
        )
        items, prefix = self._items(value, path, below)
        enum = _enum(value)
        schema = Schema(
            format=text(value.get("format")),
            title=text(value.get("title")),
            description=text(value.get("description")),
            properties=properties,
            pattern_properties=patterns,
            additional=additional,
            closed=further is False,
            items=items,
            prefix_items=prefix,
            one_of=one_of,
            any_of=any_of,
            all_of=all_of,
            not_=self.schema(value["not"], (*path, "not"), below) if isinstance(value.get("not"), dict) else None,
            conditions=tuple(self._conditions(value, path, below)),
            discriminator=_discriminator(value.get("discriminator")),
            enum=enum,
            const=as_text(value["const"]) if "const" in value else None,
            default=as_text(value["default"]) if "default" in value else None,
            constraints=tuple(dict.fromkeys(constraints(value))),
            validations=_validations(value.get("x-kubernetes-validations")),
            examples=examples(value),
            read_only=value.get("readOnly") is True,
            write_only=value.get("writeOnly") is True,
            deprecated=value.get("deprecated") is True,
        )
        words, reference, null = _in_words(value, schema, further is True)
        nullable = nullable or null or null_any or null_one
        return replace(
            schema,
            type=f"{words} or null" if nullable and words not in ("null", "any") else words,
            reference=reference,
            nullable=nullable,
        )

    def _alone(self, value: Mapping, path: Path, depth: int) -> Schema | None:
        """A schema that is nothing but one other (`allOf` of one reference, a nullable one) is told as that one."""
        for key in ("allOf", "anyOf", "oneOf"):
            variants = sequence(value.get(key))
            named = [at for at, child in enumerate(variants) if not _is_null(child)]
            if len(named) != 1 or any(
                part in value for part in ("properties", "items", "enum", "additionalProperties")
            ):
                continue
            if sum(bool(value.get(other)) for other in ("allOf", "anyOf", "oneOf")) > 1:
                continue
            schema = self.schema(variants[named[0]], (*path, key, named[0]), depth)
            nullable = (len(variants) > 1 or value.get("nullable") is True) and not schema.nullable
            return replace(
                schema,
                type=f"{schema.type} or null" if nullable else schema.type,
                nullable=nullable or schema.nullable,
                title=text(value.get("title")) or schema.title,
                description=text(value.get("description")) or schema.description,
                default=as_text(value["default"]) if "default" in value else schema.default,
                deprecated=value.get("deprecated") is True or schema.deprecated,
                read_only=value.get("readOnly") is True or schema.read_only,
                write_only=value.get("writeOnly") is True or schema.write_only,
                examples=examples(value) or schema.examples,
                constraints=tuple(dict.fromkeys((*constraints(value), *schema.constraints))),
                validations=(*_validations(value.get("x-kubernetes-validations")), *schema.validations),
            )
        return None

    def _variants(self, value: Mapping, key: str, path: Path, depth: int) -> tuple[tuple[Schema, ...], bool]:
        variants = sequence(value.get(key))
        bare = [child for child in variants if isinstance(child, dict) and set(child) <= {"required"}]
        if variants and len(bare) == len(variants):
            # Variants that only say which fields must be there: told by their names, not as schemas without a type.
            return tuple(Schema(f"with {' and '.join(texts(child.get('required')))}") for child in bare), False
        read = tuple(
            self.schema(child, (*path, key, at), depth) for at, child in enumerate(variants) if not _is_null(child)
        )
        return read, len(read) < len(variants)

    def _items(self, value: Mapping, path: Path, depth: int) -> tuple[Schema | None, tuple[Schema, ...]]:
        items, key = value.get("items"), "items"
        prefix = value.get("prefixItems")
        where = "prefixItems"
        if isinstance(items, list):
            prefix, items, where, key = items, value.get("additionalItems"), "items", "additionalItems"
        return (
            self.schema(items, (*path, key), depth) if isinstance(items, dict) else None,
            tuple(self.schema(child, (*path, where, at), depth) for at, child in enumerate(sequence(prefix))),
        )

    def _conditions(self, value: Mapping, path: Path, depth: int) -> Iterator[Condition]:
        when = value.get("if")
        if isinstance(when, dict):
            branches = [
                self.schema(value[key], (*path, key), depth) if isinstance(value.get(key), dict) else None
                for key in ("then", "else")
            ]
            yield Condition(self.schema(when, (*path, "if"), depth), branches[0], branches[1])
        for key in ("dependentSchemas", "dependencies"):
            for name, child in mapping(value.get(key)).items():
                if isinstance(child, dict):
                    yield Condition(Schema(f"with {cut(name)}"), self.schema(child, (*path, key, name), depth))


def examples(value: Mapping) -> tuple[Example, ...]:
    """The examples beside a schema: `examples`, and `example` as OpenAPI has it."""
    given = value.get("examples")
    found = list(given) if isinstance(given, list) else []
    if "example" in value:
        found.append(value["example"])
    return tuple(example(item) for item in found[:MOST_EXAMPLES])


def example(value: JsonValue, name: str = "", summary: str = "", description: str = "") -> Example:
    """A value as an example: a text as it is, all else as JSON with lines of its own."""
    if isinstance(value, str):
        return Example(value[:MOST_EXAMPLE], "text", name, summary, description)
    return Example(as_json(value, indent=2), "json", name, summary, description)


def _is_null(value: JsonValue) -> bool:
    return isinstance(value, dict) and (value.get("type") == "null" or ("const" in value and value["const"] is None))


def _discriminator(value: JsonValue) -> str:
    return text(value) or text(mapping(value).get("propertyName"))


def _validations(value: JsonValue) -> tuple[Validation, ...]:
    return tuple(
        Validation(text(rule.get("rule")), text(rule.get("message")) or text(rule.get("messageExpression")))
        for rule in sequence(value)
        if isinstance(rule, dict)
    )


def _enum(value: Mapping) -> tuple[Value, ...]:
    """The values that are allowed, with what extensions say of each."""
    given = value.get("enum")
    told = next((value[key] for key in _TELLING if key in value), None)
    found: list[Value] = []
    for at, item in enumerate(sequence(given)):
        name = as_text(item)
        said = told[at] if isinstance(told, list) and at < len(told) else mapping(told).get(name)
        found.append(Value(name, text(said)))
    return tuple(found)


_TELLING = ("x-enum-descriptions", "x-enumDescriptions", "x-enum-varnames", "x-enumNames")


def _in_words(value: Mapping, schema: Schema, open_: bool) -> tuple[str, str | None, bool]:
    """What a schema is in words, the anchor of the type that it holds, and whether it may be null."""
    given = value.get("type")
    names = [name for name in texts(given) if name]
    null = "null" in names and len(names) > 1
    names = [name for name in names if name != "null"] or names
    if value.get("x-kubernetes-int-or-string") is True:
        return "integer or string", None, null
    if not names:
        return (*_inferred(value, schema), null)
    words: list[str] = []
    reference: str | None = None
    for name in names:
        if name == "array" and schema.items is not None:
            words.append(f"list of {schema.items.type}")
            reference = schema.items.reference
        elif name == "array":
            words.append("list")
        elif name == "object" and not schema.properties and (schema.additional is not None or open_):
            words.append(f"map of string to {'any' if schema.additional is None else schema.additional.type}")
            reference = None if schema.additional is None else schema.additional.reference
        else:
            words.append(cut(name))
    if len(names) == 1 and names[0] == "object" and not (schema.properties or schema.additional):
        variants = schema.one_of or schema.any_of
        if variants and all(variant.reference for variant in variants):
            return _one_of(variants), None, null
    return " or ".join(words), reference, null


def _inferred(value: Mapping, schema: Schema) -> tuple[str, str | None]:
    if schema.one_of or schema.any_of:
        return _one_of(schema.one_of or schema.any_of), None
    if schema.properties or schema.pattern_properties or schema.all_of:
        return "object", None
    if schema.additional is not None:
        return f"map of string to {schema.additional.type}", schema.additional.reference
    if schema.items is not None:
        return f"list of {schema.items.type}", schema.items.reference
    if schema.prefix_items:
        return "list", None
    given = sequence(value.get("enum")) or ([value["const"]] if "const" in value else [])
    return (" or ".join(sorted({_NAMES[type(item)] for item in given})) or "any"), None


_NAMES: dict[type, str] = {
    str: "string",
    bool: "boolean",
    int: "integer",
    float: "number",
    type(None): "null",
    dict: "object",
    list: "list",
}


def _one_of(variants: tuple[Schema, ...]) -> str:
    names = list(dict.fromkeys(variant.type for variant in variants))
    if len(names) > _NAMED_IN_WORDS:
        return f"one of {len(variants)} forms"
    return " or ".join(names)


def _name_of(ref: str) -> str:
    """What a reference that cannot be followed seems to name."""
    return ref.rstrip("/#").rpartition("/")[2].rpartition("#")[2].replace("~1", "/").replace("~0", "~") or ref


def _name_of_path(path: Path) -> str:
    """The name of what stands at a path: its last key, with the one before where it is a number or says nothing."""
    telling = [str(part) for part in path if part not in _STRUCTURE]
    if path[-1] in _STRUCTURE or isinstance(path[-1], int):
        return " ".join([*telling[-2:], *([str(path[-1])] if path[-1] in _STRUCTURE else [])])
    return str(path[-1])
