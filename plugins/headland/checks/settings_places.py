"""Where something stands in headland.yaml: settings are plain values once loaded, rules about them need places."""

from __future__ import annotations

from headland.checks.context import CheckContext
from headland.core.document import Document, NodePath
from headland.core.settings import FILE_NAME
from headland.core.source import SourceError
from headland.core.span import Span
from headland.reading.yaml_stream import ParsedDocument, parse_yaml_stream


def settings_document(context: CheckContext) -> Document | None:
    """The document of the first source's settings file; None where there is none that can be read."""
    if not context.reading.sources:
        return None
    source = context.reading.sources[0]
    try:
        data = source.read(FILE_NAME)
    except SourceError:
        return None
    for parsed in parse_yaml_stream(data):
        if isinstance(parsed, ParsedDocument):
            return Document(Span(source.name, FILE_NAME, parsed.start, parsed.end), parsed.value, parsed.places)
    return None


def key_place(document: Document | None, path: NodePath) -> Span:
    """Where the key at `path` stands; the head of the file where the settings came from elsewhere."""
    return Span("", FILE_NAME, 0, 0) if document is None else document.key_span(path)
