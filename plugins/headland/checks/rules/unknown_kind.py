"""A record is of a kind that neither Backstage nor Headland knows."""

from __future__ import annotations

from collections.abc import Iterator

from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.foreign_kinds import foreign_kinds, meant_kind, others
from headland.checks.words import article, either, quoted
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.kinds.kind import KINDS

_FILE = """\
apiVersion: {version}
kind: {kind}
metadata:
  name: checkout
spec:
  owner: team-a
"""

_OTHER_WORDS = {
    word: f"{article(word).capitalize()} is written as kind: {kind} with spec.type: {word}."
    for kind, words in {
        "Component": ("application", "app", "job", "library", "microservice", "module", "service", "website"),
        "Resource": ("bucket", "cache", "cluster", "database", "queue", "topic"),
        "Group": ("department", "organization", "squad", "team", "tribe"),
    }.items()
    for word in words
} | {"person": "A person is written as kind: User.", "employee": "A person is written as kind: User."}

RULE = RULES.register(
    Rule(
        "unknown-kind",
        Severity.NOTE,
        "A record is of a kind that neither Backstage nor Headland knows.",
        "It has its page, is found, and its owner, system and dependencies are read; but nothing says what its "
        "specification must hold, so mistakes in it go unseen. Backstage takes such a record only with a processor "
        "for its kind.",
        "Nothing, if the kind is your own and known to be so: set `unknown-kind: off` under `rules` in headland.yaml. "
        "Else use one of the kinds that are known.",
        Example({"catalog-info.yaml": _FILE.format(version="example.com/v1", kind="Product")}),
        Example({"catalog-info.yaml": _FILE.format(version="backstage.io/v1alpha1", kind="System")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such kind, however many records have it; near misses are the business of misspelt-kind."""
    for api_version, kind, records in foreign_kinds(context):
        if meant_kind(api_version, kind) is None:
            also, related = others(records)
            yield RULE.finding(
                f"nothing is known of the kind {quoted(kind)} of {quoted(api_version)}: only what all records share is "
                f"checked{also}",
                records[0].place(("kind",)),
                hint=_OTHER_WORDS.get(kind.lower(), f"The kinds that are known: {either(KINDS.names())}."),
                ref=records[0].ref,
                related=related,
            )


CHECKS.register(Check(RULE, check))
