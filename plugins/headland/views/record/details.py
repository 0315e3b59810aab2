"""What a record says that no other part of its page tells: the rest of `spec`, and its annotations' facts."""

from __future__ import annotations

import json

from markupsafe import Markup, escape
from pydantic import JsonValue

from headland.prose.allowed import names
from headland.views.record.model import Group, Row
from headland.views.record.relations import relation_groups
from headland.views.record.subject import Subject
from headland.views.safe import safe_address
from headland.views.words import humanise

_TOLD = names(
    "type lifecycle owner system domain definition parameters steps children parent members memberOf "
    "profile dependsOn dependencyOf providesApis consumesApis subcomponentOf subdomainOf remotes"
)
LONGEST_VALUE = 4000
MOST_IN_LINE = 12
LONGEST_SHORT = 16


def detail_rows(subject: Subject) -> tuple[Row, ...]:
    """The rest of `spec` with its fields' names in words, then what the annotations say."""
    spec = subject.record.value("spec")
    references = {field.path[1] for field in subject.record.kind.references if len(field.path) > 1}
    rows = [
        Row(humanise(name), value_html(value))
        for name, value in (spec if isinstance(spec, dict) else {}).items()
        if name not in _TOLD
        and not (name == "status" and isinstance(value, str))
        and not (subject.kind == "template" and name in ("output", "presentation"))
        and name not in references
        and value not in (None, "", [], {})
    ]
    rows.extend(Row(label, value_html(value)) for label, value in subject.meaning.facts)
    return tuple(rows)


def head_rows(subject: Subject) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """What the head above somebody's prose says, from the data of a runbook or decision.

    Plain short facts (how bad, when), to stand beside the owner; and rows of their own, references first.
    """
    rows = [Row(group.title, _in_line(group)) for group in relation_groups(subject)]
    short: list[Row] = []
    for row in detail_rows(subject):
        (short if len(row.value) <= LONGEST_SHORT and "<" not in row.value else rows).append(row)
    return tuple(short), tuple(rows)


def _in_line(group: Group) -> Markup:
    links = Markup(" ").join(item.link for item in group.shown[:MOST_IN_LINE])
    more = group.total - MOST_IN_LINE
    return links + Markup(" and {} more").format(more) if more > 0 else links


def value_html(value: JsonValue) -> Markup:
    """Any plain value as HTML: texts as they are, addresses as links, short lists in a line, the rest as JSON."""
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool):
        return escape("yes" if value else "no")
    if isinstance(value, int | float):
        return escape(value)
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return Markup(", ").join(value_html(item) for item in value)
    shown = json.dumps(value, ensure_ascii=False, indent=2)
    return Markup("<pre><code>{}</code></pre>").format(_cut(shown))


def _text(value: str) -> Markup:
    address = safe_address(value)
    if address is not None:
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, value)
    if "\n" in value.strip():
        return Markup("<pre><code>{}</code></pre>").format(_cut(value))
    return escape(_cut(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"


def servers(subject: Subject) -> tuple[Row, ...]:
    """The places at which an API of type mcp-server answers."""
    remotes = subject.record.value("spec", "remotes")
    return tuple(
        Row(str(remote.get("type") or "remote"), value_html(remote.get("url")))
        for remote in (remotes if isinstance(remotes, list) else [])
        if isinstance(remote, dict) and remote.get("url")
    )
