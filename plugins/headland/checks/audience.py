"""What an audience may see of what the rules see."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from headland.catalog.audience import VISIBILITY_ANNOTATION, is_seen, known_labels
from headland.checks.context import CheckContext
from headland.core.audience import INTERNAL, Audience
from headland.core.finding import Finding
from headland.core.settings import Settings
from headland.core.source import Source, SourceError
from headland.core.span import Span
from headland.kinds.kind import KINDS

_SEPARATOR = re.compile(rb"^(?:---|\.\.\.)(?=\s|\Z)", re.M)
_LABEL = re.compile(rb"%s[\"']?[ \t]*:[ \t]*[\"']?([^\s\"'#,}]+)" % re.escape(VISIBILITY_ANNOTATION).encode())
_KIND = re.compile(rb"^[\"']?kind[\"']?[ \t]*:[ \t]*[\"']?([A-Za-z0-9]+)", re.M)


def seen_by(context: CheckContext, audience: Audience) -> CheckContext:
    """The context of an audience: what is found in it tells nothing of what is hidden.

    The catalog is masked, so that neither messages nor proposals of near names can hold a hidden name. Of what
    reading found, what stands in a hidden record goes, and so does what stands in a broken record that
    would have been hidden, as far as its text still tells.

    Rules may find in it what is only missing because it is hidden; `check_seen_by` knows better. Where nothing is
    hidden it is the same context.
    """
    settings = context.settings
    catalog = context.catalog.seen_by(audience, settings)
    hidden = {ref for ref in context.catalog if ref not in catalog}
    places = _Places(record.span for record in context.reading.records if not is_seen(record, audience, settings))
    whole = {record.ref for record in context.reading.records}
    texts = _BrokenTexts(context.reading.sources, settings)

    def shown(finding: Finding) -> bool:
        if finding.ref in hidden or any(places.hold(span) for span in spans_of(finding)):
            return False
        if finding.ref in whole:
            return True
        label = texts.label(finding)
        return label in known_labels(settings) and audience.sees(label)

    findings = tuple(finding for finding in context.reading.findings if shown(finding))
    nothing_hidden = len(catalog) == len(context.catalog) and len(catalog.duplicates) == len(context.catalog.duplicates)
    if nothing_hidden and len(findings) == len(context.reading.findings):
        return context
    reading = replace(
        context.reading,
        records=tuple(record for record in context.reading.records if record.ref not in hidden),
        findings=findings,
    )
    return replace(context, catalog=catalog, reading=reading)


def spans_of(finding: Finding) -> tuple[Span, ...]:
    """Every place that a finding speaks of, its own first."""
    return (finding.span, *(also.span for also in finding.related))


class _Places:
    """Spans of whole documents, by file."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._files: dict[tuple[str, str], list[Span]] = {}
        for span in spans:
            self._files.setdefault((span.source, span.path), []).append(span)

    def hold(self, span: Span) -> bool:
        """Whether one of them has the span's beginning in it."""
        return any(
            place.start <= span.start < max(place.end, place.start + 1)
            for place in self._files.get((span.source, span.path), ())
        )


class _BrokenTexts:
    """The labels of documents that could not be read, from the text around a finding."""

    def __init__(self, sources: Iterable[Source], settings: Settings) -> None:
        self._sources = {source.name: source for source in sources}
        self._by_settings = {kind.lower(): label for kind, label in settings.visibility.kinds.items()}
        self._by_kind = {kind.name.lower(): kind.visibility for kind in KINDS}

    def label(self, finding: Finding) -> str:
        """What the document says, else its kind's label, else internal, which is what most kinds are."""
        text = self._text(finding.span)
        written = _LABEL.search(text)
        if written is not None:
            return written[1].decode("utf-8", errors="replace")
        found = _KIND.search(text)
        kind = finding.ref.kind if finding.ref else found[1].decode() if found else ""
        return self._by_settings.get(kind.lower()) or self._by_kind.get(kind.lower(), INTERNAL)

    def _text(self, span: Span) -> bytes:
        source = self._sources.get(span.source)
        if source is None:
            return b""
        try:
            data = source.read(span.path)
        except SourceError:
            return b""
        cuts = [0, *(found.start() for found in _SEPARATOR.finditer(data)), len(data)]
        start = max((cut for cut in cuts if cut <= span.start), default=0)
        return data[start : min((cut for cut in cuts if cut > span.start), default=len(data))]
