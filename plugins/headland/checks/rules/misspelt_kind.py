"""A record's kind or apiVersion is nearly one that is known."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.foreign_kinds import foreign_kinds, meant_kind, others
from headland.checks.words import either, quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity

_FILE = """\
apiVersion: {version}
kind: {kind}
metadata:
  name: checkout
spec:
  owner: team-a
"""

RULE = RULES.register(
    Rule(
        "misspelt-kind",
        Severity.WARNING,
        "A record's kind or apiVersion is nearly one that is known.",
        "Kinds and versions are compared to the letter. Written otherwise, a record is of a kind that nobody knows: "
        "its specification is not checked, and Backstage ends with an error that no processor recognised it.",
        "Write the kind and the apiVersion as the message gives them, capital letters included.",
        Example({"catalog-info.yaml": _FILE.format(version="backstage.io/v1alpha1", kind="system")}),
        Example({"catalog-info.yaml": _FILE.format(version="backstage.io/v1alpha1", kind="System")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each kind and apiVersion that are written so, however many records have them."""
    for api_version, kind, records in foreign_kinds(context):
        meant = meant_kind(api_version, kind)
        if meant is None:
            continue
        also, related = others(records)
        wrong = "kind" if kind != meant.name else "apiVersion"
        meant_words = [] if kind == meant.name else [f"kind {meant.name}"]
        if api_version not in meant.api_versions:
            meant_words.append(f"apiVersion {either(meant.api_versions)}")
        yield RULE.finding(
            f"there is no kind {quoted(kind)} in {quoted(api_version)}{also}",
            records[0].place((wrong,)),
            hint=f"Did you mean {' with '.join(meant_words)}?",
            ref=records[0].ref,
            related=related,
        )


CHECKS.register(Check(RULE, check))
