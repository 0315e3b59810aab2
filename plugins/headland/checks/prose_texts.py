"""Every Markdown text that the portal shows, with its place: pages, the prose of records, descriptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from headland.checks.context import CheckContext
from headland.core.refs import Ref
from headland.core.source import SourceError
from headland.core.span import Span
from headland.reading.front_matter import front_matter


@dataclass(frozen=True, slots=True)
class ProseText:
    """A Markdown text. `exact` says that its bytes are those of its place, so that offsets in it are places too."""

    text: str
    span: Span
    ref: Ref | None
    exact: bool

    def place(self, start: int, end: int) -> Span:
        """Where the bytes `start` to `end` of the text stand; all of it where YAML has changed them."""
        if not self.exact:
            return self.span
        return Span(self.span.source, self.span.path, self.span.start + start, self.span.start + end)


def prose_texts(context: CheckContext) -> Iterator[ProseText]:
    """All such texts: pages in their order, then records' prose that is no page, then records' descriptions."""
    bodies = {
        (record.document.body.source, record.document.body.path): record
        for record in context.catalog.values()
        if record.document.body is not None
    }
    seen: set[tuple[str, str]] = set()
    for page in context.pages:
        seen.add((page.source, page.path))
        record = bodies.get((page.source, page.path))
        yield _below_front_matter(page.source, page.path, page.content, None if record is None else record.ref)
    sources = {source.name: source for source in context.reading.sources}
    for (name, path), record in bodies.items():
        if (name, path) not in seen and name in sources:
            try:
                content = sources[name].read(path)
            except SourceError:
                continue
            yield _below_front_matter(name, path, content, record.ref)
    for ref, record in context.catalog.items():
        if record.description:
            yield ProseText(record.description, record.place(("metadata", "description")), ref, exact=False)


def _below_front_matter(source: str, path: str, content: bytes, ref: Ref | None) -> ProseText:
    matter = front_matter(content)
    start = 0 if matter is None else matter.body
    # A byte that is no UTF-8 becomes three, so that offsets after it would be wrong: such a text has only its whole.
    text = content[start:].decode("utf-8", errors="replace")
    exact = "\ufffd" not in text
    return ProseText(text, Span(source, path, start, len(content)), ref, exact)
