"""Files and catalogs that ask for too much, each with the bounds that time and memory have to keep."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MB = 1_000_000
SYSTEM = "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: ships}\nspec: {owner: crew}\n"


@dataclass(frozen=True)
class Limit:
    """One thing of which there is too much.

    `write` makes the files below a folder. `rules` are found; `seconds` of the processor and `megabytes` of memory are
    the bounds. `builds` says that a site is built too, whose pages hold at most `page_bytes` each.
    """

    name: str
    write: Callable[[Path], None]
    rules: frozenset[str]
    seconds: float = 20
    megabytes: int = 400
    builds: bool = False
    page_bytes: int = 400_000
    quick: bool = True


def record(kind: str, name: str, spec: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    """A record as plain values."""
    whole = {"name": name, **metadata}
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": whole, "spec": spec}


def component(name: str, **spec: Any) -> dict[str, Any]:
    """A component, owned by the crew unless told otherwise."""
    return record("Component", name, {"type": "service", "lifecycle": "production", "owner": "crew", **spec})


CREW = record("Group", "crew", {"type": "team", "children": []})


def text(path: str, content: Callable[[], str | bytes]) -> Callable[[Path], None]:
    """Writes one file."""

    def write(folder: Path) -> None:
        made = content()
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made if isinstance(made, bytes) else made.encode())

    return write


def records(make: Callable[[], Iterable[dict[str, Any]]], size: int = 1_000) -> Callable[[Path], None]:
    """Writes records in JSON, which is YAML, `size` a file."""

    def write(folder: Path) -> None:
        made = [json.dumps(one) for one in make()]
        for at in range(0, len(made), size):
            (folder / f"catalog-{at:06}.yaml").write_text("\n---\n".join(made[at : at + size]))

    return write


def several(*writers: Callable[[Path], None]) -> Callable[[Path], None]:
    """Writes all of these."""

    def write(folder: Path) -> None:
        for writer in writers:
            writer(folder)

    return write


def sparse(path: str, size: int) -> Callable[[Path], None]:
    """Writes a file of zeros that takes no room on the disk."""

    def write(folder: Path) -> None:
        with (folder / path).open("wb") as file:
            file.truncate(size)

    return write


ONE_SYSTEM = text("system.yaml", lambda: SYSTEM)
LAUGHS = "a0: &a0 [lol]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 30))
LONG = "n" * 100_000
BLOCK = "- " * 10_000 + "\n"
LINES = "".join(f"{' ' * level}a:\n" for level in range(5_000))
MIXED = "".join(f"{' ' * level}a:\n" for level in range(50)) + " " * 50 + "[{b: " * 5_000
NUMBER = 10_000

LIMITS = (
    Limit("nothing but one record", ONE_SYSTEM, frozenset()),
    Limit(
        "catalog-info.yaml of 100 MB",
        text("catalog-info.yaml", lambda: SYSTEM.encode() + b"# much\n" * (100 * MB // 7)),
        frozenset({"file-too-large"}),
    ),
    Limit(
        "text of 100 MB in a placeholder",
        several(
            text("catalog-info.yaml", lambda: f"{SYSTEM}more: {{$text: ./huge.txt}}\n"),
            text("huge.txt", lambda: b"much " * (100 * MB // 5)),
        ),
        frozenset({"placeholder-broken"}),
    ),
    Limit(
        "page of 100 MB",
        several(
            ONE_SYSTEM,
            text("docs/index.md", lambda: "# Home\n"),
            text("docs/huge.md", lambda: b"much more\n" * (100 * MB // 10)),
        ),
        frozenset(),
        builds=True,
        seconds=30,
    ),
    Limit(
        "files of 20 GB",
        several(ONE_SYSTEM, sparse("huge.yaml", 20_000 * MB), sparse("huge.md", 20_000 * MB)),
        frozenset(),
    ),
    Limit(
        "headland.yaml of 100 MB",
        several(ONE_SYSTEM, text("headland.yaml", lambda: b"# much\n" * (100 * MB // 7))),
        frozenset({"wrong-setting"}),
    ),
    Limit("10,000 levels of block", text("catalog-info.yaml", lambda: BLOCK), frozenset({"too-deep"})),
    Limit("5,000 levels of lines", text("catalog-info.yaml", lambda: LINES), frozenset({"too-deep"})),
    Limit("10,000 levels of flow", text("catalog-info.yaml", lambda: "a: " + "[" * NUMBER), frozenset({"too-deep"})),
    Limit("10,000 levels of both", text("catalog-info.yaml", lambda: MIXED), frozenset({"too-deep"})),
    Limit(
        "10,000 levels in JSON",
        several(
            text("catalog-info.yaml", lambda: f"{SYSTEM}more: {{$json: ./deep.json}}\n"),
            text("deep.json", lambda: "[" * NUMBER + "]" * NUMBER),
        ),
        frozenset({"placeholder-broken"}),
    ),
    Limit("a billion laughs", text("catalog-info.yaml", lambda: LAUGHS), frozenset({"too-many-aliases"})),
    Limit(
        "a million documents",
        text("catalog-info.yaml", lambda: "---\na: 1\n" * 1_000_000),
        frozenset({"too-many-documents"}),
    ),
    Limit(
        "a million empty documents",
        text("catalog-info.yaml", lambda: "---\n" * 1_000_000),
        frozenset({"too-many-documents"}),
    ),
    Limit(
        "names of 100,000 characters",
        records(
            lambda: [
                component(LONG),
                component("title", owner=LONG),
                record("Component", "key", {"type": LONG, "lifecycle": "p", "owner": "crew"}, annotations={LONG: LONG}),
                record("System", "text", {"owner": "crew"}, title=LONG, description=LONG, tags=[LONG]),
            ]
        ),
        frozenset({"invalid-value"}),
        builds=True,
        page_bytes=2_000_000,
    ),
    Limit(
        "a circle of 1,000 groups",
        records(
            lambda: (
                record("Group", f"g{at}", {"type": "team", "parent": f"g{(at + 1) % 1_000}", "children": []})
                for at in range(1_000)
            )
        ),
        frozenset({"cyclic-parents"}),
        builds=True,
        seconds=60,
        megabytes=600,
        quick=False,
    ),
    Limit(
        "10,000 records that depend on one",
        records(
            lambda: [
                CREW,
                component("hub"),
                *(component(f"c{at}", dependsOn=["component:hub"]) for at in range(NUMBER)),
            ]
        ),
        frozenset(),
        builds=True,
        seconds=180,
        megabytes=1_500,
        quick=False,
    ),
    Limit(
        "10,000 parts of one system",
        records(
            lambda: [
                CREW,
                record("System", "hub", {"owner": "crew"}),
                *(component(f"c{at}", system="hub") for at in range(NUMBER)),
            ]
        ),
        frozenset(),
        builds=True,
        seconds=180,
        megabytes=1_500,
        quick=False,
    ),
    Limit(
        "10,000 members of one group",
        records(
            lambda: [
                CREW,
                *(
                    record("User", f"u{at}", {"memberOf": ["crew"], "profile": {"displayName": f"U {at}"}})
                    for at in range(NUMBER)
                ),
            ]
        ),
        frozenset(),
        builds=True,
        seconds=180,
        megabytes=1_500,
        quick=False,
    ),
    Limit(
        "a chain of 10,000 dependencies",
        records(
            lambda: [
                CREW,
                *(component(f"c{at}", dependsOn=[f"component:c{at + 1}"]) for at in range(NUMBER)),
                component(f"c{NUMBER}"),
            ]
        ),
        frozenset(),
        builds=True,
        seconds=240,
        megabytes=1_500,
        quick=False,
    ),
    Limit(
        "a chain of 2,000 groups",
        records(
            lambda: [
                record("Group", "g0", {"type": "team", "children": []}),
                *(
                    record("Group", f"g{at}", {"type": "team", "parent": f"g{at - 1}", "children": []})
                    for at in range(1, 2_000)
                ),
            ]
        ),
        frozenset(),
        builds=True,
        seconds=120,
        megabytes=1_000,
        quick=False,
    ),
)
