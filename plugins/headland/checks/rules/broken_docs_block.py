"""A table or graph in a Markdown page asks for something that cannot be shown."""

from __future__ import annotations

from collections.abc import Iterator

from headland.catalog.blocks import BlockError, answer
from headland.checks.check import CHECKS, Check
from headland.checks.context import CheckContext
from headland.checks.prose_texts import prose_texts
from headland.core.finding import RULES, Example, Finding, Rule, Severity
from headland.prose import find_blocks

_PAGE = """\
# Our services

```headland-table
where: kind == 'Component'
columns: [name, {column}]
```
"""

RULE = RULES.register(
    Rule(
        "broken-docs-block",
        Severity.WARNING,
        "A table or graph in a Markdown page cannot be shown.",
        "In its place the page shows this message, and readers miss what they came for.",
        "Mend what the message says; `where` is an expression as the option `--where` takes it.",
        Example({"docs/index.md": _PAGE.format(column="ownr")}),
        Example({"docs/index.md": _PAGE.format(column="owner")}),
    )
)


def check(context: CheckContext) -> Iterator[Finding]:
    """One finding for each such block, at what is wrong in it."""
    for text in prose_texts(context):
        if not text.exact:
            continue
        for block in find_blocks(text.text):
            try:
                answer(block.name, block.body, context.catalog)
            except BlockError as error:
                start, end = error.place
                yield RULE.finding(
                    f"headland-{block.name[:40]}: {error.message}",
                    text.place(block.start + start, block.start + end),
                    hint=error.hint,
                    ref=text.ref,
                )


CHECKS.register(Check(RULE, check))
