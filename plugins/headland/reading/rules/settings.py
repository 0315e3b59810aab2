"""Rules about headland.yaml."""

from __future__ import annotations

from headland.core.finding import RULES, Example, Rule, Severity

_RIGHT = Example({"headland.yaml": "site:\n  name: Ours\n"})

UNKNOWN_SETTING = RULES.register(
    Rule(
        "unknown-setting",
        Severity.WARNING,
        "headland.yaml has a key that does not exist.",
        "What it was to change stays as it was.",
        "Mend the key; the page of settings lists all of them.",
        Example({"headland.yaml": "site:\n  nmae: Ours\n"}),
        _RIGHT,
    )
)

WRONG_SETTING = RULES.register(
    Rule(
        "wrong-setting",
        Severity.ERROR,
        "A setting in headland.yaml has a value that it cannot have.",
        "The default is used in its place, which may not be what was meant.",
        "Write a value of the kind that the message names.",
        Example({"headland.yaml": "reading:\n  merge_keys: perhaps\n"}),
        _RIGHT,
    )
)
