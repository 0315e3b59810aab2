"""A catalog of any size, the same for the same number: `python tests/bench/generate.py 10000 FOLDER`.

Of 100 records some 60 are components, 15 APIs, 5 resources, 5 systems, 1 domain, 4 groups and 10 users, in one
`catalog-info.yaml` a system and one file for the organisation: about as in the public catalogs that we know.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

WORDS = tuple(
    word
    for line in (
        "account billing booking cargo crew customer dock engine fare fleet freight fuel harbour invoice ledger",
        "loyalty manifest notice order passenger payment pier pricing quay refund report route schedule seat ship",
        "ticket tide timetable tracking vessel voyage wallet weather",
    )
    for word in line.split()
)
TYPES = ("service", "service", "service", "website", "library", "job")
LIFECYCLES = ("production", "production", "production", "experimental", "deprecated")
TAGS = ("go", "java", "python", "kotlin", "typescript", "kafka", "postgres", "batch", "edge", "internal")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records of each kind there are."""

    components: int
    apis: int
    resources: int
    systems: int
    domains: int
    groups: int
    users: int

    @classmethod
    def of(cls, total: int) -> Sizes:
        """The sizes for a number of records."""
        apis, resources, users = total * 15 // 100, total * 5 // 100, total * 10 // 100
        systems, groups, domains = max(1, total * 5 // 100), max(1, total * 4 // 100), max(1, total // 100)
        rest = total - apis - resources - users - systems - groups - domains
        return cls(max(0, rest), apis, resources, systems, domains, groups, users)


def generate(total: int, folder: Path) -> int:
    """Write `total` records below `folder`; the number of files that were written."""
    sizes, dice = Sizes.of(total), random.Random(total)
    files: dict[str, list[dict[str, Any]]] = {"catalog/organisation.yaml": list(_organisation(sizes, dice))}
    for at, record in enumerate(_parts(sizes, dice)):
        system = at % sizes.systems
        files.setdefault(f"systems/system-{system:04}/catalog-info.yaml", []).append(record)
    for path, records in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(yaml.dump_all(records, Dumper=yaml.CSafeDumper, sort_keys=False), encoding="utf-8")
    return len(files)


def _organisation(sizes: Sizes, dice: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(sizes.domains):
        yield _record("Domain", f"domain-{number:03}", dice, {"owner": _group(number, sizes)})
    for number in range(sizes.systems):
        domain = f"domain-{number % sizes.domains:03}"
        yield _record("System", f"system-{number:04}", dice, {"owner": _group(number, sizes), "domain": domain})
    for number in range(sizes.groups):
        team = {
            "type": "team",
            "children": [],
            "profile": {"displayName": f"Team {_words(dice, 2).title()}"},
        }
        parent = {"parent": f"group-{number // 8:04}"} if number >= 8 else {}
        yield _record("Group", f"group-{number:04}", dice, {**team, **parent})
    for number in range(sizes.users):
        spec = {
            "memberOf": [_group(number, sizes).removeprefix("group:")],
            "profile": {"displayName": f"Person {number}"},
        }
        yield _record("User", f"user-{number:05}", dice, spec)


def _parts(sizes: Sizes, dice: random.Random) -> Iterator[dict[str, Any]]:
    for number in range(sizes.components):
        spec: dict[str, Any] = {
            "type": dice.choice(TYPES),
            "lifecycle": dice.choice(LIFECYCLES),
            "owner": _group(dice.randrange(sizes.groups), sizes),
            "system": f"system-{number % sizes.systems:04}",
        }
        if number and dice.random() < 0.8:
            spec["dependsOn"] = sorted(
                {f"component:component-{dice.randrange(number):05}" for _ in range(dice.randint(1, 4))}
            )
        if sizes.resources and dice.random() < 0.3:
            spec.setdefault("dependsOn", []).append(f"resource:resource-{dice.randrange(sizes.resources):04}")
        if number < sizes.apis:
            spec["providesApis"] = [f"api-{number:05}"]
        if sizes.apis and dice.random() < 0.5:
            spec["consumesApis"] = sorted({f"api-{dice.randrange(sizes.apis):05}" for _ in range(dice.randint(1, 3))})
        yield _record("Component", f"component-{number:05}", dice, spec)
    for number in range(sizes.apis):
        spec = {"type": "openapi", "lifecycle": dice.choice(LIFECYCLES), "owner": _group(number, sizes)}
        yield _record(
            "API",
            f"api-{number:05}",
            dice,
            {**spec, "system": f"system-{number % sizes.systems:04}", "definition": _DEFINITION},
        )
    for number in range(sizes.resources):
        spec = {"type": "database", "owner": _group(number, sizes), "system": f"system-{number % sizes.systems:04}"}
        yield _record("Resource", f"resource-{number:04}", dice, spec)


def _record(kind: str, name: str, dice: random.Random, spec: dict[str, Any]) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "name": name,
        "title": _words(dice, 3).capitalize(),
        "description": f"Keeps the {_words(dice, 2)} of every {_words(dice, 1)}, and tells the {_words(dice, 2)}.",
    }
    if kind in ("Component", "API", "Resource"):
        metadata["tags"] = sorted(dice.sample(TAGS, dice.randint(0, 3)))
        metadata["annotations"] = {"github.com/project-slug": f"example/{name}"}
        metadata["links"] = [{"url": f"https://grafana.example.org/d/{name}", "title": "Dashboard"}]
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": metadata, "spec": spec}


def _group(number: int, sizes: Sizes) -> str:
    return f"group:group-{number % sizes.groups:04}"


def _words(dice: random.Random, number: int) -> str:
    return " ".join(dice.sample(WORDS, number))


_DEFINITION = """\
openapi: 3.0.3
info: {title: Orders, version: 1.0.0}
paths:
  /orders/{id}:
    get:
      summary: One order
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: The order}, '404': {description: There is none}}
"""


def main() -> int:
    """Read the command line and write the catalog."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("records", type=int)
    parser.add_argument("folder", type=Path)
    arguments = parser.parse_args()
    files = generate(arguments.records, arguments.folder)
    sys.stdout.write(f"{arguments.records} records in {files} files below {arguments.folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
