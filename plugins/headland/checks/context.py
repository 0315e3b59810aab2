"""What the rules see, and how much of it an audience may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from headland.catalog.audience import is_seen, known_labels
from headland.catalog.catalog import Catalog
from headland.core.audience import Audience
from headland.core.finding import Finding
from headland.core.refs import Ref
from headland.core.settings import Settings
from headland.core.span import Span
from headland.kinds.kind import KINDS
from headland.reading.result import Reading


@dataclass(frozen=True, slots=True)
class MarkdownPage:
    """A Markdown file that is a page of the portal: the source's name, the path in it, and its bytes."""

    source: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class CheckContext:
    """All that rules may look at.

    `pages` are the Markdown pages of the docs.
    """

    catalog: Catalog
    reading: Reading
    settings: Settings
    as_of: datetime
    pages: tuple[MarkdownPage, ...] = ()

    def seen_by(self, audience: Audience) -> CheckContext:
        """The context of an audience: what is found in it tells nothing of what is hidden.

        The catalog is masked, so that neither messages nor proposals of near names can hold a hidden name;
        what reading found in a hidden record goes. A record that is broken has no label that could be
        trusted: it is shown only if the audience sees its kind by default.

        Rules may find in it what is only missing because it is hidden; `check_seen_by` knows better.
        """
        catalog = self.catalog.seen_by(audience, self.settings)
        hidden = {ref for ref in self.catalog if ref not in catalog}
        places = _Places(record.span for record in self.reading.records if not is_seen(record, audience, self.settings))

        def shown(finding: Finding) -> bool:
            ref = finding.ref
            if ref is not None and (ref in hidden or (ref in self.reading.broken and not self._sees(ref, audience))):
                return False
            return not any(places.hold(span) for span in (finding.span, *(also.span for also in finding.related)))

        reading = replace(
            self.reading,
            records=tuple(record for record in self.reading.records if record.ref not in hidden),
            findings=tuple(finding for finding in self.reading.findings if shown(finding)),
        )
        return replace(self, catalog=catalog, reading=reading)

    def _sees(self, ref: Ref, audience: Audience) -> bool:
        by_settings = {kind.lower(): label for kind, label in self.settings.visibility.kinds.items()}
        known = {kind.name.lower(): kind.visibility for kind in KINDS}
        label = by_settings.get(ref.kind.lower(), known.get(ref.kind.lower()))
        return label is None or (label in known_labels(self.settings) and audience.sees(label))


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
