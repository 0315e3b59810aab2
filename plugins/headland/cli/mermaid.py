"""A part of the catalog as a Mermaid flowchart.

Source of the form: Mermaid's documentation of flowcharts. In its quoted texts a character is written `#code;`; every
character that is not a letter, a digit or one of a few signs is written so, and nothing of a name can end the text,
begin Markdown or HTML, or start a statement.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headland.catalog.catalog import Catalog
    from headland.catalog.graph import Subgraph
    from headland.core.refs import Ref

_SPECIAL = re.compile(r"[^\w .,/()-]")


def flowchart(catalog: Catalog, part: Subgraph, start: Ref) -> str:
    """The flowchart, from left to right; `start` is drawn thick, and what is not in the catalog dashed."""
    ids = {ref: f"n{number}" for number, ref in enumerate(part.nodes)}
    lines = ["flowchart LR"]
    for ref, node in ids.items():
        title = catalog[ref].title if ref in catalog else ref.name
        lines.append(f'  {node}["{label(title)}<br/>{label(ref.kind)}"]')
    lines += [f'  {ids[edge.source]} -->|"{label(edge.type)}"| {ids[edge.target]}' for edge in part.edges]
    unknown = [node for ref, node in ids.items() if ref not in catalog]
    if unknown:
        lines += ["  classDef unknown stroke-dasharray: 4 4", f"  class {','.join(unknown)} unknown"]
    lines += ["  classDef start stroke-width: 3px", f"  class {ids[start]} start"]
    return "\n".join(lines) + "\n"


def label(text: str) -> str:
    """A text as it may stand between the quotes of a Mermaid label."""
    return _SPECIAL.sub(lambda found: f"#{ord(found[0])};", " ".join(text.split()))
