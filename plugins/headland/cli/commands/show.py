"""`headland show REF`: one record, what it is related to, where it stands and what is wrong with it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Annotated

import typer

from headland.cli.command import COMMANDS, Command, CommandExample
from headland.cli.console import has_colour, remark, result, width
from headland.cli.loading import load_portal, reporting, tell_reading
from headland.cli.options import AsOf, At, Folders, Verbose, choice
from headland.cli.records import document_value, find, relation_value, summary_value
from headland.core.visible import one_line
from headland.reporting import FindingsReport, SourceTexts, Style, load_formats
from headland.reporting.json import finding_value
from headland.reporting.plain import Plain, to_json, to_yaml
from headland.reporting.terminal import display_width, pad
from headland.reporting.text import file_name

if TYPE_CHECKING:
    from headland.core.finding import Finding
    from headland.history import Commit
    from headland.portal.load import Portal
    from headland.reading import Record


def show(
    *,
    ref: Annotated[str, typer.Argument(help="The record: its name, or [kind:][namespace/]name.", metavar="REF")],
    paths: Folders = None,
    format_: Annotated[str, choice("--format", names=("table", "json", "yaml"), help="The form.")] = "table",
    at: At = None,
    as_of: AsOf = None,
    verbose: Verbose = False,
) -> None:
    """Show a record: what it says, its relations both ways, where it stands, its last change and its findings."""
    from headland.checks import concerning
    from headland.portal.load import read_record_history

    with reporting() as reporter:
        portal = load_portal(paths, at, as_of, reporter)
        record = portal.catalog[find(portal, ref)]
        findings = concerning(portal.findings, [record]).get(record.ref, ())
        history = read_record_history(portal)
        change, note = history.last_change(record), history.note(record)
    if format_ == "table":
        result(_table(portal, record, findings, change, note))
    else:
        value = _value(portal, record, findings, change)
        result(to_json(value) if format_ == "json" else to_yaml(value))
        if note and change is None:
            remark(note)
    tell_reading(portal, verbose=verbose)


def _value(portal: Portal, record: Record, findings: tuple[Finding, ...], change: Commit | None) -> dict[str, Plain]:
    texts = SourceTexts(portal.sources)
    commit: Plain = None
    if change is not None:
        commit = {
            "sha": change.sha,
            "author": change.author,
            "when": change.when.isoformat(),
            "subject": change.subject,
        }
    return {
        "version": 1,
        **summary_value(portal.catalog, record, texts),
        "record": document_value(record),
        "relations": [relation_value(relation) for relation in portal.catalog.relations(record.ref)],
        "lastChange": commit,
        "findings": [finding_value(finding, texts) for finding in findings],
    }


def _table(
    portal: Portal, record: Record, findings: tuple[Finding, ...], change: Commit | None, note: str | None
) -> str:
    lines = [record.ref.key if record.title == record.ref.name else f"{record.title} ({record.ref.key})"]
    lines += [one_line(record.description)] if record.description else []
    lines += ["", *_aligned(_facts(portal, record, change, note))]
    relations = list(_relations(portal, record))
    lines += ["", "Relations", *_aligned(relations)] if relations else ["", "No relations."]
    text = "\n".join([one_line(lines[0]), *lines[1:]]) + "\n\n"
    if not findings:
        return f"{text}No findings.\n"
    report = FindingsReport(findings, portal.sources)
    return f"{text}Findings\n\n{load_formats()['text'].render(report, Style(has_colour(sys.stdout), width()))}"


def _facts(portal: Portal, record: Record, change: Commit | None, note: str | None) -> Iterator[tuple[str, str]]:
    value = summary_value(portal.catalog, record, SourceTexts(portal.sources))
    yield "kind", f"{record.ref.kind} ({record.text('apiVersion')})"
    for name in ("type", "lifecycle", "owner", "system", "domain"):
        if value[name]:
            yield name, str(value[name])
    if record.entity.metadata.tags:
        yield "tags", ", ".join(record.entity.metadata.tags)
    yield "written in", f"{file_name(record.span.source, record.span.path)}:{value['line']}"
    if change is not None:
        yield "last change", f"{change.when:%Y-%m-%d} by {change.author}: {change.subject} ({change.sha[:10]})"
    else:
        yield "last change", note or "not committed yet"


def _relations(portal: Portal, record: Record) -> Iterator[tuple[str, str]]:
    for type_, relations in groupby(portal.catalog.relations(record.ref), key=lambda relation: relation.type):
        for index, relation in enumerate(relations):
            mark = "" if relation.known else " (not in the catalog)"
            yield type_ if index == 0 else "", f"{relation.target}{mark}"


def _aligned(pairs: Iterable[tuple[str, str]]) -> list[str]:
    rows = [(one_line(name), one_line(value)) for name, value in pairs]
    size = max(display_width(name) for name, _ in rows)
    return [f"  {pad(name, size)}  {value}" for name, value in rows]


COMMANDS.register(
    Command(
        "show",
        show,
        (
            CommandExample("headland show payments-api", "a record by its name"),
            CommandExample("headland show group:default/payments --format json", "for a program"),
        ),
    )
)
