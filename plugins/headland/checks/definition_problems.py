"""Findings of the rules that tell what could not be read of an API's definition, one nature of problem each."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.definitions import FIELD, definition_text, facts_of
from headland.checks.context import CheckContext
from headland.checks.definition_places import DefinitionPlaces
from headland.checks.words import counted
from headland.core.finding import Finding, Rule
from headland.core.visible import one_line
from headland.definitions.model import Nature

MOST_TOLD = 20
"""Findings of one rule for one definition; the last says how many more there are."""


def problems_of(context: CheckContext, rule: Rule, nature: Nature) -> Iterator[Finding]:
    """One finding for each problem of a nature, at its line where that can be found."""
    sources = {source.name: source for source in context.reading.sources}
    for ref in context.catalog.by_kind("API"):
        record = context.catalog[ref]
        text = definition_text(record)
        definition = None if text is None else facts_of(record)
        if text is None or definition is None:
            continue
        found = [problem for problem in definition.problems if problem.nature is nature]
        places = DefinitionPlaces(record, text, sources.get(record.span.source)) if found else None
        for number, problem in enumerate(found, start=1):
            if places is None:
                break
            if number > MOST_TOLD:
                more = counted(len(found) - MOST_TOLD, "more problem")
                yield rule.finding(f"the definition has {more} of this sort", record.place(FIELD), ref=ref)
                break
            span, exact = places.place(problem.line, problem.column)
            where = "" if exact or problem.line is None else f"line {problem.line} of the definition: "
            yield rule.finding(f"{where}{one_line(problem.message)}", span, hint=problem.hint, ref=ref)
