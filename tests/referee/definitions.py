"""Counts what is read of the definitions below some folders, beside counts that know nothing of our reader.

    python tests/referee/definitions.py FOLDER... [--protoc "python -m grpc_tools.protoc" --include FOLDER]

Operations and types are counted again from PyYAML's and json's own values, from graphql-core's own document, and from
the descriptors of protoc where one is given. Tells a line for each format, and every file in which the two differ.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shlex
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from graphql import GraphQLError, parse
from graphql.language import FieldDefinitionNode, TypeDefinitionNode

from headland.definitions import ApiDefinition, read_definition

SUFFIXES = frozenset({".yaml", ".yml", ".json", ".graphql", ".graphqls", ".gql", ".proto"})
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})

MORE = frozenset({"openapi", "asyncapi", "json-schema"})

Counts = tuple[int, int]
"""Operations (of a resource: its versions) and types (of a resource: the fields of its schemas)."""


@dataclass(slots=True)
class Sum:
    """What was read in one format."""

    files: int = 0
    bytes: int = 0
    operations: int = 0
    types: int = 0
    seconds: float = 0.0
    slowest: float = 0.0
    compared: int = 0
    differing: int = 0
    problems: Counter[str] = field(default_factory=Counter)


def ours(made: ApiDefinition) -> Counts:
    """What our reader found."""
    if made.family == "crd":
        versions = [version for resource_ in made.resources for version in resource_.versions]
        return len(versions), sum(_properties_of(version.schema) for version in versions)
    if made.family == "graphql":
        return len(made.operations), sum(one.kind != "directive" for one in made.types)
    operations = sum(one.verb not in ("WEBHOOK", "CHANNEL") for one in made.operations)
    return operations, len(made.types)


def _properties_of(schema: Any) -> int:
    below = [one.schema for one in schema.properties]
    below += [schema.items, schema.additional, schema.not_, *schema.one_of, *schema.any_of, *schema.all_of]
    return len(schema.properties) + sum(_properties_of(one) for one in below if one is not None)


def theirs(made: ApiDefinition, path: Path, text: str, protoc: list[str], include: str) -> Counts | None:
    """The same counted in another way; None where nothing else can read it."""
    if made.family == "graphql":
        return _graphql(text)
    if made.family == "protobuf":
        return _protobuf(path, protoc, include) if protoc else None
    try:
        if text.lstrip()[:1] == "{":
            documents = [json.loads(text)]
        else:
            documents = [one for one in yaml.load_all(text, Loader=yaml.CSafeLoader) if isinstance(one, dict)]
    except (ValueError, yaml.YAMLError, RecursionError):
        return None
    if made.family == "crd":
        return _resources(documents)
    root = documents[0]
    components = root.get("components") or {}
    if made.family == "openapi":
        found = sum(
            len(METHODS & set(_local(root, item)))
            for path_, item in (root.get("paths") or {}).items()
            if path_[:2] != "x-"
        )
        return found, len(root.get("definitions") or components.get("schemas") or {})
    if made.family == "asyncapi":
        if str(root["asyncapi"]).startswith("3"):
            return len(root.get("operations") or {}), len(components.get("schemas") or {})
        channels = [_local(root, item) for item in (root.get("channels") or {}).values()]
        return sum(len({"publish", "subscribe"} & set(one)) for one in channels), len(components.get("schemas") or {})
    named = {**(root.get("$defs") or {}), **(root.get("definitions") or {})}
    return 0, len(named) + (made.root is not None)


def _local(root: dict[str, Any], item: Any) -> dict[str, Any]:
    """A mapping, its local reference followed once."""
    ref = item.get("$ref") if isinstance(item, dict) else None
    if not isinstance(ref, str) or not ref.startswith("#/"):
        return item if isinstance(item, dict) else {}
    here: Any = root
    for part in ref[2:].split("/"):
        here = here.get(part.replace("~1", "/").replace("~0", "~"), {})
    return here if isinstance(here, dict) else {}


def _resources(documents: list[Any]) -> Counts:
    versions = properties = 0
    for root in documents:
        for one in [root, *(root.get("items") or [])] if root.get("kind") == "List" else [root]:
            if str(one.get("kind")).endswith("ResourceDefinition"):
                spec = one["spec"]
                for version in spec.get("versions") or [spec]:
                    versions += 1
                    properties += _fields(version.get("schema") or spec.get("validation") or {})
    return versions, properties


def _fields(value: Any) -> int:
    """Keys of every `properties` below a value, examples and defaults aside."""
    if isinstance(value, list):
        return sum(_fields(one) for one in value)
    if not isinstance(value, dict):
        return 0
    own = value.get("properties")
    if isinstance(own, dict):
        inside = sum(_fields(one) for one in own.values())
        rest = sum(_fields(one) for key, one in value.items() if key not in ("properties", "default", "example"))
        return len(own) + inside + rest
    return sum(_fields(one) for key, one in value.items() if key not in ("default", "example"))


def _graphql(text: str) -> Counts | None:
    try:
        document = parse(text, no_location=True)
    except GraphQLError:
        return None
    names = dict(ROOTS_OF)
    fields: dict[str, int] = defaultdict(int)
    types: set[str] = set()
    for node in document.definitions:
        for root in getattr(node, "operation_types", None) or ():
            names[root.operation.value] = root.type.name.value
        name = getattr(getattr(node, "name", None), "value", "")
        fields[name] += sum(isinstance(one, FieldDefinitionNode) for one in getattr(node, "fields", None) or ())
        if isinstance(node, TypeDefinitionNode):
            types.add(name)
    roots = set(names.values())
    return sum(fields[name] for name in roots), len(types - roots)


ROOTS_OF = {"query": "Query", "mutation": "Mutation", "subscription": "Subscription"}


def _protobuf(path: Path, protoc: list[str], include: str) -> Counts | None:
    """Methods, and messages with enums, from protoc's descriptor of a file; None where it does not compile."""
    root = Path(include or path.parent).resolve()
    made = subprocess.run(
        [*protoc, f"-I{root}", "--descriptor_set_out=/dev/stdout", str(path.resolve())],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        return None
    told = subprocess.run(
        [*protoc, "--decode=google.protobuf.FileDescriptorSet", "google/protobuf/descriptor.proto"],
        input=made.stdout,
        capture_output=True,
        check=False,
    )
    words = told.stdout.decode()
    methods = len(re.findall(r"^ +method \{", words, re.M))
    types = len(re.findall(r"^ +(?:message_type|nested_type|enum_type) \{", words, re.M))
    return methods, types - len(re.findall(r"^ +map_entry: true", words, re.M))


def files_below(folders: list[str]) -> Iterator[Path]:
    """Every file that may be a definition."""
    for folder in folders:
        path = Path(folder)
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        yield from (one for one in found if one.suffix in SUFFIXES and one.is_file() and "package" not in one.name)


def tell(line: str) -> None:
    """A line to stdout."""
    sys.stdout.write(f"{line}\n")


def main() -> int:
    """Read all, tell the counts, and give 1 where they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--protoc", default="", help="the command of a protoc to compare with")
    parser.add_argument("--include", default="", help="the folder that imports of Protocol Buffers start from")
    options = parser.parse_args()
    sums: dict[str, Sum] = defaultdict(Sum)
    for path in files_below(options.folders):
        text = path.read_text(encoding="utf-8", errors="replace")
        start = time.process_time()
        made = read_definition("", text)
        seconds = time.process_time() - start
        if made is None:
            continue
        one = sums[made.family]
        counted = ours(made)
        one.files, one.bytes, one.seconds = one.files + 1, one.bytes + len(text.encode()), one.seconds + seconds
        one.operations, one.types = one.operations + counted[0], one.types + counted[1]
        one.slowest = max(one.slowest, seconds)
        one.problems.update(problem.nature.value for problem in made.problems)
        again = theirs(made, path, text, shlex.split(options.protoc), options.include)
        if again is not None:
            one.compared += 1
            # What a reference names anywhere becomes a type of ours too: there may be more of them.
            fewer = again[1] > counted[1] if made.family in MORE else again[1] != counted[1]
            if again[0] != counted[0] or fewer:
                one.differing += 1
                tell(f"differs: {path}: ours {counted}, counted {again}")
    for family, one in sorted(sums.items()):
        tell(
            f"{family:12} {one.files:5,} files {one.bytes / 1e6:7.2f} MB {one.operations:7,} operations "
            f"{one.types:7,} types {one.seconds:7.2f} s (slowest {one.slowest:.2f}) "
            f"compared {one.compared:,} differing {one.differing:,} problems {dict(one.problems)}"
        )
    tell(f"largest memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")
    return int(any(one.differing for one in sums.values()))


if __name__ == "__main__":
    sys.exit(main())
