"""What a person needs who does not see colours, uses no mouse, or is read to: WCAG 2.2 AA as far as tools can tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.browser.families import every_family

pytestmark = pytest.mark.browser

Visit = Callable[..., Any]
AXE = Path(__file__).parents[2] / "plugins/browser/node_modules/axe-core/axe.min.js"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# Material makes an unnamed landmark for the buttons of each block of code: no rule of WCAG, and its own script's work.
RUN = """
async tags => {
    const told = await axe.run({exclude: [".md-code__nav"]}, {runOnly: tags, resultTypes: ["violations"]});
    return told.violations.flatMap(found => found.nodes.map(node =>
        `${found.id}: ${node.target.join(" ")} ${node.html.slice(0, 120)}`));
}
"""


def violations(page: Any) -> list[str]:
    """What axe-core finds on a page: the rule, where, and the element."""
    page.evaluate(AXE.read_text())
    found: list[str] = page.evaluate(RUN, list(RULES))
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@every_family
def test_axe_finds_nothing(visitor: Visit, root: str, address: str, scheme: str) -> None:
    page = visitor(root, color_scheme=scheme, reduced_motion="reduce").goto(address, wait="networkidle")
    assert violations(page) == []


@pytest.mark.parametrize("width", [390, 768, 1440, 2560])
@every_family
def test_no_width_needs_sideways_scrolling(visitor: Visit, root: str, address: str, width: int) -> None:
    page = visitor(root, viewport={"width": width, "height": 900}).goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
