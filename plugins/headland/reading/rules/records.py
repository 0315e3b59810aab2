"""Rules about what a record holds: what Backstage's own validators refuse, told field by field."""

from __future__ import annotations

from headland.core.finding import RULES, Example, Rule, Severity

_GOOD = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
  tags: [java]
spec:
  type: service
  lifecycle: production
  owner: team-a
"""


def _rule(name: str, *, summary: str, why: str, remedy: str, wrong: str) -> Rule:
    return RULES.register(
        Rule(
            name,
            Severity.ERROR,
            summary,
            why,
            remedy,
            Example({"catalog-info.yaml": wrong}),
            Example({"catalog-info.yaml": _GOOD}),
        )
    )


NOT_A_MAPPING = _rule(
    "not-a-mapping",
    summary="A document is not a mapping of fields.",
    why="A record has the fields `apiVersion`, `kind`, `metadata` and mostly `spec`. A list or a text has none.",
    remedy="Write one record a document, separated by lines of `---`; remove what is no record.",
    wrong="- " + _GOOD.replace("\n", "\n  ").rstrip() + "\n",
)

MISSING_FIELD = _rule(
    "missing-field",
    summary="A field that the kind requires is not there.",
    why="Backstage refuses a record without it, and the portal could not answer what the field is for.",
    remedy="Add the field. If it is there under another name, mend the name.",
    wrong=_GOOD.replace("  owner: team-a\n", ""),
)

WRONG_TYPE = _rule(
    "wrong-type",
    summary="A field has a value of another type than its kind asks for.",
    why=(
        "Backstage refuses the record. YAML reads `8080` as a number, `true` as a truth value and nothing as null, "
        "where a text may be meant."
    ),
    remedy="Write a value of the type that the message names; put a text that looks like a number in quotes.",
    wrong=_GOOD.replace("owner: team-a", "owner: 42"),
)

INVALID_VALUE = _rule(
    "invalid-value",
    summary="A field has a value of the right type that is not allowed.",
    why="Addresses and references depend on the form of names, namespaces, tags and labels; Backstage refuses others.",
    remedy="Write a value of the form that the message names.",
    wrong=_GOOD.replace("[java]", "[Java]"),
)

UNKNOWN_ROOT_FIELD = _rule(
    "unknown-root-field",
    summary="A record has a field beside `apiVersion`, `kind`, `metadata` and `spec` that does not exist.",
    why="Backstage refuses the record. Most often a field has lost its indentation.",
    remedy="Indent it under `metadata` or `spec`, mend its name, or remove it.",
    wrong=_GOOD + "owner: team-a\n",
)
