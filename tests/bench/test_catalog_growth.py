"""Building a catalog, checking it and asking it grow with the number of records and not with its square."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from headland.catalog import graph
from headland.catalog.catalog import Catalog
from headland.catalog.query import where
from headland.checks import CheckContext, check, load_rules
from headland.core.audience import Audience
from headland.core.document import Document
from headland.core.refs import Ref
from headland.core.settings import Settings
from headland.core.span import Span
from headland.kinds import kind_of
from headland.reading.record import Record
from headland.reading.result import Reading

SMALL, FACTOR = 1_000, 8
WORSE_THAN_LINEAR = 3
"""Caches, the collector and a busy machine cost something; a square would cost FACTOR times as much."""


def components(number: int, one_for_all: bool) -> list[Record]:
    """Components with ten references each: spread over all of them, or all to one system and one resource."""
    chosen = random.Random(1)
    kind = kind_of("backstage.io/v1alpha1", "Component")
    records = []
    for at in range(number):
        needed = [f"component:c{chosen.randrange(number)}" for _ in range(8)]
        document = Document(
            Span("here", "catalog-info.yaml", at * 100, at * 100 + 99),
            {
                "apiVersion": "backstage.io/v1alpha1",
                "kind": "Component",
                "metadata": {
                    "name": f"c{at}",
                    "annotations": {"headland.dev/visibility": "people"} if at % 9 == 0 else {},
                },
                "spec": {
                    "type": "service",
                    "lifecycle": "production",
                    "owner": f"team-{0 if one_for_all else at % (number // 10)}",
                    "system": f"s{0 if one_for_all else at % (number // 10)}",
                    "dependsOn": ["resource:hub"] if one_for_all else list(needed),
                },
            },
            {(): (-1, -1, at * 100, at * 100 + 99)},
        )
        records.append(
            Record(Ref("Component", "default", f"c{at}"), kind, kind.model.model_validate(document.value), document)
        )
    return records


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


@pytest.mark.bench
@pytest.mark.parametrize("one_for_all", [False, True], ids=["spread", "one hub"])
@pytest.mark.parametrize("step", ["build", "relations", "check", "seen_by", "cycles", "where"])
def test_eight_times_the_records_take_about_eight_times_as_long(step: str, one_for_all: bool) -> None:
    load_rules()
    query = where("spec.type == 'service' && 'resource:default/hub' in relations.dependsOn")

    def run(number: int) -> float:
        records = components(number, one_for_all)
        catalog = Catalog.build(records)
        reading = Reading(tuple(records), (), (), {}, 1, (), "")
        context = CheckContext(catalog, reading, Settings(), datetime(2026, 1, 1, tzinfo=UTC))
        steps: dict[str, Callable[[], object]] = {
            "build": lambda: Catalog.build(records),
            "relations": lambda: [
                (catalog.relations(ref), catalog.domain_of(ref), catalog.by_owner(ref)) for ref in catalog
            ],
            "check": lambda: check(context),
            "seen_by": lambda: catalog.seen_by(Audience.parse("internal"), Settings()),
            "cycles": lambda: (graph.cycles(catalog), graph.blast_radius(catalog, Ref("Resource", "default", "hub"))),
            "where": lambda: [query(catalog, record) for record in catalog.values()],
        }
        return seconds(steps[step])

    small, large = run(SMALL), run(SMALL * FACTOR)
    assert large < small * FACTOR * WORSE_THAN_LINEAR
