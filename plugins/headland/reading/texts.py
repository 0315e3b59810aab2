"""The texts of records in a file, told apart without reading any of them: for versions that nobody will look at."""

from __future__ import annotations

import re

from headland.core.refs import Ref
from headland.reading.records import reference_in, reference_sketched
from headland.reading.yaml_stream import ParsedDocument, parse_yaml_stream

_MARKER = re.compile(rb"^(?:---|\.\.\.)(?=\s|\Z)", re.MULTILINE)


def record_texts(data: bytes) -> list[bytes]:
    """The documents of a stream, each without the blank lines around it; line ends do not count."""
    texts = (text.strip() for text in _MARKER.split(data.replace(b"\r\n", b"\n")))
    return [text for text in texts if text]


def reference_of_text(text: bytes) -> Ref | None:
    """The reference of the record that a text holds; None where it holds none."""
    sketched = reference_sketched(text)
    if sketched is not None:
        return sketched
    parsed = next(iter(parse_yaml_stream(text)), None)
    return reference_in(parsed.value) if isinstance(parsed, ParsedDocument) else None
