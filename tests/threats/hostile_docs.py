"""Hostile documentation: prose, front matter, names of files and folders, and a mkdocs.yml beside a record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from tests.threats.hostile_records import document
from tests.threats.payloads import (
    ALL,
    ALONE,
    CLOBBERS,
    FILE_NAMES,
    FORMULAS,
    INVISIBLE,
    LINKS,
    LONG,
    TEMPLATES,
    Marks,
)

PER_PAGE: Final = 12
MATTER: Final = (
    "title",
    "description",
    "author",
    "template",
    "icon",
    "status",
    "subtitle",
    "image",
    "location",
    "hide",
    "search",
)
IMAGE: Final = "<img src=x onerror=RUN>"

WORKS: Final = """\
---
title: It works
---
# It works {#__config}

## Tabs {#__search}

=== "First tab"

    First words.

=== "Second tab"

    Second words.

```python
print("copied")
```

```mermaid
graph LR
  A[left] --> B[right]
```

??? note "Folded"

    Inside.
"""
"""A page with what Material's scripts work on, in the middle of ids that would take the place of theirs."""


def site_docs(marks: Marks) -> Iterator[tuple[str, str]]:
    """The site's own pages."""
    clobbers = "\n\n".join(marks.put(text, "clobbers") for text in CLOBBERS if text not in ALONE)
    yield "docs/works.md", f"{WORKS}\n\n{clobbers}\n"
    whole = [payload for payload in ALL if payload not in ALONE]
    for at, payloads in enumerate(_shares(whole)):
        matter: dict[str, Any] = {
            key: marks.put(ALL[(at * PER_PAGE + n * 5) % len(ALL)], f"front matter {key}")
            for n, key in enumerate(MATTER)
        }
        matter |= {"tags": [marks.put(IMAGE, "tag")], marks.put(IMAGE, "front matter key"): "x"}
        yield f"docs/attack-{at}.md", _page(matter, payloads, marks)
    for at, payload in enumerate(ALONE):
        yield f"docs/alone-{at}.md", marks.put(f"words {payload} {IMAGE}", "alone")
    titles = (*LINKS[:3], *TEMPLATES, *INVISIBLE, *FORMULAS, f'">{IMAGE}', "</title><script>RUN</script>", LONG[0])
    for at, title in enumerate(titles):
        yield f"docs/titled/title-{at}.md", _page({"title": marks.put(title, "title")}, (), marks)
    headings = [marks.put(f"# {' '.join(title.split())} {{#__config}}", "heading") for title in titles]
    yield "docs/headings.md", "\n\n".join(heading for heading in headings if "\ud800" not in heading)
    for at, location in enumerate(("https://evil.example/template", "javascript:RUN")):
        matter = {"template": "redirect.html", "location": marks.put(location, "template that leads away")}
        yield f"docs/leads-away-{at}.md", _page(matter, (), marks)
    for at, name in enumerate(FILE_NAMES):
        yield "docs/" + marks.put(f"{name} {at}/{name}.md", "file and folder name"), "words\n"
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='RUN'/>"
    yield "docs/x.html", marks.put("<script>RUN</script>", "html file")
    yield "docs/x.svg", marks.put(svg, "svg file")
    yield "docs/calm.svg", svg.replace("onload='RUN'", "width='9' height='9'")
    yield "docs/shown.md", "# Shown\n\n![x](x.svg) [x](x.html) ![y](calm.svg)\n"


def docs_beside(marks: Marks) -> Iterator[tuple[str, str]]:
    """Docs beside a record, with a mkdocs.yml that would like to run, load and publish."""
    here = {"backstage.io/techdocs-ref": "dir:."}
    yield "beside/catalog-info.yaml", document({"metadata": {"name": "beside", "annotations": here}})
    nav: list[Any] = [{"Start": "index.md"}]
    nav += [{marks.put(payload, "nav title"): f"page-{at % 8}.md"} for at, payload in enumerate(ALL)]
    nav += [{marks.put(IMAGE, "nav section"): [{"javascript:RUN": "page-1.md"}]}, "../../../etc/passwd"]
    settings = {
        "site_name": marks.put(IMAGE, "site_name beside"),
        "docs_dir": "docs",
        "nav": nav,
        "hooks": ["hook.py"],
        "extra_javascript": ["https://evil.example/s.js"],
        "theme": {"custom_dir": "theme"},
    }
    yield "beside/mkdocs.yml", json.dumps(settings)
    yield "beside/theme/main.html", marks.put("<script>RUN</script>", "theme beside")
    yield "beside/docs/index.md", "# Start\n"
    for at, payloads in enumerate(_shares(ALL)):
        yield f"beside/docs/page-{at}.md", _page({"title": marks.put(payloads[0], "title beside")}, payloads, marks)


def _shares(payloads: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(payloads), PER_PAGE):
        yield payloads[at : at + PER_PAGE]


def _page(matter: dict[str, Any], payloads: Sequence[str], marks: Marks) -> str:
    words = "\n\n".join(marks.put(payload, f"page: {payload[:60]}") for payload in payloads) or "words"
    return f"---\n{json.dumps(matter)}\n---\n{words}\n"
