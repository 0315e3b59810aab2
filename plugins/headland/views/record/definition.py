"""An API's definition as text: its language, highlighted where that is cheap, cut where it is long."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from headland.catalog.addresses import record_address
from headland.views.colouring import coloured
from headland.views.definition.known import definition_text
from headland.views.record.model import Definition
from headland.views.record.subject import Subject
from headland.views.safe import safe_address

MOST_LINES = 1_500
MOST_SHOWN = 200_000
"""How much of a definition a page shows; the whole is a file beside it."""

MOST_LINES_FOLDED = 400
MOST_SHOWN_FOLDED = 40_000
"""The same where the text is folded, below what was read from it."""


_BY_TYPE = {"graphql": "graphql", "grpc": "protobuf"}
_SUFFIXES = {"yaml": "yaml", "json": "json", "graphql": "graphql", "protobuf": "proto", "text": "txt"}
_YAML = re.compile(r"^(?:---|[\"']?[\w.$/-]+[\"']?:(?:\s|$))", re.MULTILINE)


def language_of(type_: str, text: str) -> str:
    """The language that a definition is written in, by its API's type and its first characters."""
    known = _BY_TYPE.get(type_.lower())
    if known is not None:
        return known
    start = text.lstrip()[:2000]
    if start.startswith(("{", "[")):
        return "json"
    if start.startswith("syntax ") or re.search(r"^(?:service|message) \w+ \{", start, re.MULTILINE):
        return "protobuf"
    return "yaml" if _YAML.search(start) else "text"


def raw_name(type_: str, text: str) -> str:
    """The name of the file that holds the whole definition, beside the page."""
    return f"definition.{_SUFFIXES[language_of(type_, text)]}"


def definition(subject: Subject, *, folded: bool = False) -> Definition | None:
    """The definition's text as the page shows it, shorter where it is `folded`; None where there is none."""
    text = definition_text(subject.record)
    if text is None:
        return None
    language = language_of(subject.type, text)
    text = text.strip("\n")
    lines = text.count("\n") + 1
    most, characters = (MOST_LINES_FOLDED, MOST_SHOWN_FOLDED) if folded else (MOST_LINES, MOST_SHOWN)
    shown = "\n".join(text[:characters].split("\n", most)[:most])
    return Definition(
        language,
        lines,
        len(text.encode()),
        coloured(language, shown),
        shown.count("\n") + 1,
        record_address(subject.ref) + raw_name(subject.type, text),
    )


def note(subject: Subject) -> Markup | None:
    """Why an API has no definition to show, in a sentence; None where it has one or needs none."""
    if subject.kind != "api" or subject.record.value("spec", "remotes") or definition_text(subject.record) is not None:
        return None
    address = safe_address(subject.record.text("spec", "definition") or "")
    if address is None:
        return escape("The record gives no definition.")
    link = Markup('<a href="{0}" rel="noopener noreferrer">{0}</a>').format(address)
    return Markup("The definition is kept at {}, where this portal does not read it.").format(link)
