"""`headland list`: which records there are, filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import remark, result
from headland.cli.errors import told
from headland.cli.loading import load_portal, reporting, tell_reading
from headland.cli.options import AsOf, At, Paths, Verbose, choice
from headland.cli.records import summary_value
from headland.cli.table import table
from headland.core.refs import Ref, RefError
from headland.reporting.plain import Plain, to_json, to_yaml
from headland.reporting.source_texts import SourceTexts

if TYPE_CHECKING:
    from headland.catalog.catalog import Catalog
    from headland.reading import Record

    Filter = Callable[[Catalog, Record], bool]

Words = list[str] | None
COLUMNS = ("ref", "title", "type", "lifecycle", "owner", "system", "tags")


def _only(what: str) -> str:
    return f"Only records with this {what}; several are alternatives."


def list_(
    *,
    paths: Paths = None,
    kind: Annotated[
        Words, typer.Option("--kind", metavar="KIND", help=_only("kind, in any case"), show_default=False)
    ] = None,
    type_: Annotated[
        Words, typer.Option("--type", metavar="TYPE", help=_only("`spec.type`"), show_default=False)
    ] = None,
    owner: Annotated[
        Words,
        typer.Option(
            "--owner",
            metavar="REF",
            help=_only("owner: a reference, of a Group where no kind is written"),
            show_default=False,
        ),
    ] = None,
    system: Annotated[
        Words,
        typer.Option("--system", metavar="REF", help=_only("system, through a component too"), show_default=False),
    ] = None,
    domain: Annotated[
        Words,
        typer.Option(
            "--domain", metavar="REF", help=_only("domain, through systems and subdomains too"), show_default=False
        ),
    ] = None,
    lifecycle: Annotated[
        Words, typer.Option("--lifecycle", metavar="LIFECYCLE", help=_only("`spec.lifecycle`"), show_default=False)
    ] = None,
    tag: Annotated[Words, typer.Option("--tag", metavar="TAG", help=_only("tag"), show_default=False)] = None,
    where: Annotated[
        str | None,
        typer.Option(
            "--where",
            metavar="CEL",
            help="Only records for which this CEL expression holds. It sees ref, kind, metadata, spec, relations "
            "and owner; a field that is missing is no match.",
            show_default=False,
        ),
    ] = None,
    format_: Annotated[
        str,
        choice(
            "--format",
            names=("table", "json", "yaml", "names"),
            help="The form of the list; names gives one reference a line.",
        ),
    ] = "table",
    at: At = None,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """List records, all or those that match every filter."""
    filters: list[Filter] = []
    if where is not None:
        from headland.catalog.query import QueryError
        from headland.catalog.query import where as compile_where

        with told(QueryError, lead="--where: "):
            filters.append(compile_where(where))
    with reporting() as reporter:
        portal = load_portal(paths, at, as_of, reporter)
    catalog = portal.catalog
    filters.extend(_field_filters(kind, type_, lifecycle, tag))
    filters.extend(_belonging_filters(catalog, owner, system, domain))
    found = list(_matching(catalog, filters))
    if format_ == "names":
        result("".join(f"{record.ref}\n" for record in found))
    elif format_ == "table":
        if found:
            result(table(COLUMNS, [_row(catalog, record) for record in found]))
    else:
        texts = SourceTexts(portal.sources)
        value: Plain = {"version": 1, "records": [summary_value(catalog, record, texts) for record in found]}
        result(to_json(value) if format_ == "json" else to_yaml(value))
    tell_reading(portal, verbose=verbose, lead=f"{len(found):,} of {len(catalog):,} records. ")


def _matching(catalog: Catalog, filters: list[Filter]) -> Iterator[Record]:
    from headland.catalog.query import QueryError

    with told(QueryError, lead="--where: "):
        yield from (record for record in catalog.values() if all(holds(catalog, record) for holds in filters))


def _field_filters(kind: Words, type_: Words, lifecycle: Words, tag: Words) -> Iterator[Filter]:
    if kind:
        kinds = {name.lower() for name in kind}
        yield lambda _, record: record.ref.kind.lower() in kinds
    if type_:
        types = set(type_)
        yield lambda _, record: record.text("spec", "type") in types
    if lifecycle:
        lifecycles = set(lifecycle)
        yield lambda _, record: record.text("spec", "lifecycle") in lifecycles
    if tag:
        tags = set(tag)
        yield lambda _, record: not tags.isdisjoint(record.entity.metadata.tags)


def _belonging_filters(catalog: Catalog, owner: Words, system: Words, domain: Words) -> Iterator[Filter]:
    if owner:
        yield _is_in(ref for target in _targets(catalog, owner, "Group") for ref in catalog.by_owner(target))
    if system:
        yield _is_in(ref for target in _targets(catalog, system, "System") for ref in catalog.by_system(target))
    if domain:
        yield _is_in(ref for target in _targets(catalog, domain, "Domain") for ref in catalog.by_domain(target))


def _is_in(refs: Iterable[Ref]) -> Filter:
    chosen = frozenset(refs)
    return lambda _, record: record.ref in chosen


def _targets(catalog: Catalog, words: Iterable[str], kind: str) -> Iterator[Ref]:
    """The records that the words mean; where there is none, the reference as written: it may be a dangling one."""
    for word in words:
        found = catalog.candidates(word, kind)
        if found:
            yield from found
            continue
        with told(RefError):
            target = Ref.parse(word, default_kind=kind)
        nearest = catalog.nearest(word, kind=kind)
        if nearest:
            remark(f"There is no record {target}; the nearest: {', '.join(map(str, nearest))}.")
        yield target


def _row(catalog: Catalog, record: Record) -> list[str]:
    owner, system = catalog.owner_of(record.ref), catalog.system_of(record.ref)
    return [
        record.ref.key,
        record.title if record.title != record.ref.name else "",
        record.text("spec", "type") or "",
        record.text("spec", "lifecycle") or "",
        owner.short("Group") if owner else "",
        system.short("System") if system else "",
        ", ".join(record.entity.metadata.tags),
    ]


COMMANDS.register(
    Command(
        "list",
        list_,
        (
            CommandExample("headland list --kind component --owner payments", "what a team looks after"),
            CommandExample("headland list --where '!has(spec.system)' --format names", "references, one a line"),
        ),
    )
)
