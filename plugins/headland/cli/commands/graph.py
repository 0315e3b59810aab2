"""`headland graph REF`: what a record is related to, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import result
from headland.cli.loading import load_portal, reporting, tell_reading
from headland.cli.mermaid import flowchart
from headland.cli.options import AsOf, At, Folders, Verbose, choice
from headland.cli.records import find
from headland.cli.table import table
from headland.core.visible import one_line
from headland.reporting.plain import Plain, to_json, to_yaml

if TYPE_CHECKING:
    from headland.catalog.catalog import Catalog
    from headland.catalog.graph import Reached, Subgraph
    from headland.core.refs import Ref


def graph(
    *,
    ref: Annotated[str, typer.Argument(help="The record: its name, or [kind:][namespace/]name.", metavar="REF")],
    paths: Folders = None,
    depth: Annotated[int, typer.Option("--depth", min=0, help="How many steps to go.")] = 2,
    relation: Annotated[
        list[str] | None,
        typer.Option("--relation", metavar="TYPE", help="Only go along relations of this type.", show_default=False),
    ] = None,
    format_: Annotated[
        str,
        choice(
            "--format",
            names=("tree", "table", "json", "yaml", "mermaid"),
            help="The form. A tree shows each record once, at the end of a shortest way; others every edge.",
        ),
    ] = "tree",
    at: At = None,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """Show what a record is related to, both ways, some steps far."""
    from headland.catalog.graph import neighbourhood, reachable

    with reporting() as reporter:
        portal = load_portal(paths, at, as_of, reporter)
    catalog = portal.catalog
    start = find(portal, ref)
    types = relation or []
    found = neighbourhood(catalog, start, depth, types)
    if format_ == "tree":
        result(_tree(catalog, start, reachable(catalog, start, types, depth)))
    elif format_ == "table":
        result(table(("from", "relation", "to"), [(e.source.key, e.type, e.target.key) for e in found.edges]))
    elif format_ == "mermaid":
        result(flowchart(catalog, found, start))
    else:
        value = _value(catalog, start, depth, found)
        result(to_json(value) if format_ == "json" else to_yaml(value))
    size = f"{len(found.nodes):,} records and {len(found.edges):,} relations; depth {depth} from {start}. "
    tell_reading(portal, verbose=verbose, lead=size)


def _tree(catalog: Catalog, start: Ref, reached: Sequence[Reached]) -> str:
    """The walk as a tree; drawn with a stack of its own, since a chain may be longer than Python can recurse."""
    below: dict[Ref, list[Reached]] = {}
    for step in reached:
        below.setdefault(step.before.ref if step.before else start, []).append(step)
    lines = [_name(catalog, start)]
    stack = [(step, "", index == 0) for index, step in enumerate(reversed(below.get(start, [])))]
    while stack:
        step, indent, last = stack.pop()
        lines.append(f"{indent}{'└── ' if last else '├── '}{step.via.type} {_name(catalog, step.ref)}")
        deeper = indent + ("    " if last else "│   ")
        stack.extend((child, deeper, index == 0) for index, child in enumerate(reversed(below.get(step.ref, []))))
    return "\n".join(lines) + "\n"


def _name(catalog: Catalog, ref: Ref) -> str:
    return one_line(ref.key) + ("" if ref in catalog else " (not in the catalog)")


def _value(catalog: Catalog, start: Ref, depth: int, found: Subgraph) -> dict[str, Plain]:
    return {
        "version": 1,
        "start": start.key,
        "depth": depth,
        "nodes": [
            {"ref": node.key, "title": catalog[node].title if node in catalog else None, "known": node in catalog}
            for node in found.nodes
        ],
        "edges": [{"source": edge.source.key, "type": edge.type, "target": edge.target.key} for edge in found.edges],
    }


COMMANDS.register(
    Command(
        "graph",
        graph,
        (
            CommandExample("headland graph payments-api --depth 1", "the neighbours"),
            CommandExample("headland graph payments-api --relation apiConsumedBy", "who calls it, and who calls these"),
            CommandExample("headland graph checkout --format mermaid", "a drawing for a Markdown page"),
        ),
    )
)
