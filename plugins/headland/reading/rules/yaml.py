"""Rules about YAML itself: what makes one document unreadable, whatever it was to hold."""

from __future__ import annotations

from headland.core.finding import RULES, Example, Rule, Severity

_GOOD = """\
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: payments
  description: "Payments: cards and transfers"
spec:
  owner: team-a
"""


def _rule(
    name: str, severity: Severity, *, summary: str, why: str, remedy: str, wrong: str, right: str = _GOOD
) -> Rule:
    return RULES.register(
        Rule(
            name,
            severity,
            summary,
            why,
            remedy,
            Example({"catalog-info.yaml": wrong}),
            Example({"catalog-info.yaml": right}),
        )
    )


SYNTAX = _rule(
    "yaml-syntax",
    Severity.ERROR,
    summary="A document is not YAML.",
    why=(
        "Nothing can be read from it, so the record is missing from the portal. Other documents of the file are not "
        "affected."
    ),
    remedy=(
        "Mend the place that the finding names. Text that holds `: ` or ` #`, or begins with one of "
        "`@ % & * ! | > [ { -`, goes in quotes."
    ),
    wrong=_GOOD.replace('"Payments: cards and transfers"', "Payments: cards and transfers"),
)

TAB = _rule(
    "tab-indentation",
    Severity.ERROR,
    summary="A line is indented with a tab.",
    why="YAML takes only spaces as indentation: a tab has no agreed width, so nobody could say what belongs to what.",
    remedy="Write spaces in its place, as the lines around it have, and let your editor insert spaces for YAML.",
    wrong=_GOOD.replace("  owner: team-a", "\towner: team-a"),
)

UNCLOSED_QUOTE = _rule(
    "unclosed-quote",
    Severity.ERROR,
    summary="A quote is opened and never closed.",
    why="All that follows is taken as part of the quoted text, and the record cannot be read.",
    remedy=(
        "Close the quote. In a text in single quotes an apostrophe is written twice: `'it''s'`; in one in double "
        'quotes a quote is written `\\"`.'
    ),
    wrong=_GOOD.replace('transfers"', "transfers"),
)

DUPLICATE_KEY = _rule(
    "duplicate-key",
    Severity.ERROR,
    summary="A mapping has one key twice.",
    why="Only one of the two values could be kept, and nobody can tell which. Backstage refuses the document.",
    remedy="Remove one of the two, or join their values under one key.",
    wrong=_GOOD + "  owner: team-b\n",
)

UNKNOWN_ANCHOR = _rule(
    "unknown-anchor",
    Severity.ERROR,
    summary="An alias names an anchor that is not set before it.",
    why="`*name` stands for the value marked `&name` earlier in the same document. Without one it stands for nothing.",
    remedy="Set the anchor first, or put the text in quotes if it only happens to begin with `*`.",
    wrong=_GOOD.replace("owner: team-a", "owner: *team"),
)

UNKNOWN_TAG = _rule(
    "unknown-tag",
    Severity.WARNING,
    summary="A value has a tag that means nothing here.",
    why=(
        "Tags such as `!vault` or `!Ref` belong to other tools. Backstage ignores them and takes the plain value, and "
        "so does Headland."
    ),
    remedy="Remove the tag, or put the text in quotes if the `!` belongs to it.",
    wrong=_GOOD.replace("owner: team-a", "owner: !team team-a"),
)

UNKNOWN_DIRECTIVE = _rule(
    "unknown-directive",
    Severity.WARNING,
    summary="A line of `%` above a document asks for something that is not done.",
    why="Documents are read as YAML 1.2, and of directives only `%TAG` is known.",
    remedy="Remove the line.",
    wrong="%YAML 1.1\n---\n" + _GOOD,
)

TOO_DEEP = _rule(
    "too-deep",
    Severity.ERROR,
    summary="A document nests deeper than the limit.",
    why="Such depth is a mistake or an attack; reading it could exhaust the machine.",
    remedy="Flatten the document, or raise `reading.limits.depth` in headland.yaml.",
    wrong=_GOOD + "  deep: " + "[" * 150 + "]" * 150 + "\n",
)

TOO_MANY_ALIASES = _rule(
    "too-many-aliases",
    Severity.ERROR,
    summary="A document's aliases stand for more nodes than the limit.",
    why="A few lines of aliases to aliases can stand for billions of values: the attack called billion laughs.",
    remedy="Write the values out, or raise `reading.limits.aliases` in headland.yaml.",
    wrong=(
        _GOOD
        + "  a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"  {this}: &{this} [{', '.join([f'*{last}'] * 10)}]\n" for last, this in zip("abcd", "bcde", strict=True)
        )
    ),
)

TOO_MANY_DOCUMENTS = RULES.register(
    Rule(
        "too-many-documents",
        Severity.ERROR,
        "A file holds more documents than the limit.",
        "What comes after the limit is not read.",
        "Split the file, or raise `reading.limits.documents` in headland.yaml.",
        Example(
            {
                "headland.yaml": "reading:\n  limits:\n    documents: 1\n",
                "catalog-info.yaml": f"{_GOOD}---\n{_GOOD.replace('name: payments', 'name: orders')}",
            }
        ),
        Example({"catalog-info.yaml": f"{_GOOD}---\n{_GOOD.replace('name: payments', 'name: orders')}"}),
    )
)
