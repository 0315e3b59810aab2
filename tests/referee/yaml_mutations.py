"""YAML documents changed at random: what people's slips do to a file, and what nobody would write."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

_CORPORA = Path(__file__).resolve().parents[1] / "corpora"

_WRITTEN = (
    """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
  title: "Payments: the \\"real\\" one"
  description: |
    Long text
      more indented

    end
  annotations:
    a/b: 'it''s'
    c.d/e-f: https://example.org/x#y
  tags: [java, "x y", go]
  links:
    - url: https://example.org
      title: Site
    -   url: http://a
        icon: x
spec:
  type: service
  owner: group:default/team-a
  dependsOn:
  - resource:db
  - component:x
""",
    """\
---
# comment
a: &x {b: 1, c: [1, 2, {d: e}], "f": g}
b: *x
c: >-
  folded
  text

  more
d: plain
  continued text
  # comment
e: "double

  quoted \\n \\u00e9 text"
f: 'single
  quoted'
? complex
: value
g: ~
h: !!str 12
i: 012
j: 0x1F
k: 1e3
l: .5
m: no
n: 2020-01-01
""",
    """\
- a
- - b
  - c
-
  - d
- e: f
  g: h
- {a: 1,
   b: 2}
- [x, y,
   z]
- "q": r
- ? k
  : v
- |2
    ind
   two
- >+
  keep

- end
""",
    """\
%YAML 1.2
---
a: 1
...
---
b: 2
---\x20
c: |
 text
---
- 1
- 2
...
# end
""",
    """\
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata:
  name: t
spec:
  parameters:
    - title: Fill
      required: [name]
      properties:
        name: {title: Name, type: string, pattern: '^[a-z]+$'}
  steps:
    - id: a
      if: ${{ parameters.x == "y" and true }}
      input:
        values: {name: "${{ parameters.name }}"}
        url: ./skeleton
""",
    """{"a": "b", "c": [1, 2.5, true, null], "d": {"e": "f\\u0041"}}\n""",
    """\
key with spaces: value with: colon
"quoted key" : 'v' # c
? |
  block key
: - one
  - two
&a anchor: &b value
ref: *b
<<: {z: 1}
'': empty
: nokey
""",
    """\
a:
    b:
        c: "x"
    d: e

f:
- g
- h:\x20\x20
    i
#c
j: [ ]
k: { }
l: [a, b: c, {d}, ? e, "f":g]
m: {a, b: , c: d, ? e : f, "g":h, i:j}
""",
)

_CHARACTERS = (*":#-?*&!|>'\"{}[],%@`\t\n \r\\~=<.", "é")
_PIECES = (
    *(
        "- ",
        ": ",
        "? ",
        "---\n",
        "...\n",
        "|\n",
        ">-\n",
        "&a ",
        "*a",
        "!!str ",
        "!x ",
        "<<: ",
        " #",
        "\n\n",
        "  ",
        "\t",
    ),
    *(
        "\r\n",
        "'",
        '"',
        "{",
        "}",
        "[",
        "]",
        ", ",
        "--- x",
        "null",
        "!!int ",
        "!!map ",
        "|2-\n",
        "\ufeff",
        "\x85",
        "\u2028",
    ),
    *("%TAG ! x\n", "key: v\n", "a:b", " :"),
)


def seeds() -> list[str]:
    """Documents that are right: some written to hold everything that YAML has, some of the shared corpora."""
    found = list(_WRITTEN)
    for path in sorted(_CORPORA.rglob("*.yaml")):
        documents = re.split(r"^---\n", path.read_text(encoding="utf-8"), flags=re.M)[:12]
        found.extend(document for document in documents if 0 < len(document) < 1500)
    return found


def mutated(number: int, seed: int) -> Iterator[str]:
    """So many documents, each changed in one to three places; always the same ones for a seed."""
    dice = random.Random(seed)
    originals = seeds()
    for _ in range(number):
        text = _part(dice, dice.choice(originals))
        for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
            text = _changed(dice, text) or "a: b\n"
        yield text.replace("\n", "\r\n") if dice.random() < 0.05 else text


def _part(dice: random.Random, text: str) -> str:
    """The whole text, or a few lines of it moved to the left margin."""
    lines = text.splitlines(keepends=True)
    if len(lines) <= 6 or dice.random() < 0.5:
        return text
    start = dice.randrange(len(lines) - 3)
    lines = lines[start : start + dice.randrange(3, 12)]
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    margin = min(indents, default=0)
    return "".join(line[margin:] if line.strip() else line for line in lines)


def _changed(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) + 1)
    choice = dice.randrange(10)
    if choice < 4:
        insert = dice.choice(_PIECES if choice == 3 else _CHARACTERS) if choice else ""
        return text[:at] + insert + text[at + (choice in (0, 2)) :]
    lines = text.splitlines(keepends=True)
    if not lines:
        return text
    line = dice.randrange(len(lines))
    other = dice.randrange(len(lines))
    if choice == 4:
        lines.insert(other, lines[line])
    elif choice == 5:
        del lines[line]
    elif choice == 6:
        lines[line] = " " * dice.choice((1, 1, 2, 2, 4)) + lines[line]
    elif choice == 7:
        lines[line] = lines[line].removeprefix(" ").removeprefix(dice.choice(("", " ")))
    elif choice == 8:
        lines[line], lines[other] = lines[other], lines[line]
    else:
        indent = len(lines[line]) - len(lines[line].lstrip(" "))
        lines[line] = lines[line][:indent] + dice.choice(_PIECES) + lines[line][indent:]
    return "".join(lines)
