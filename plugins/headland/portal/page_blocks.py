"""Blocks of Markdown pages: taken out before an engine renders a page, and put into the page that it made."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from headland.prose import Block, with_blocks


@dataclass
class PageBlocks:
    """The blocks of one build's pages. `nonce` is a word that no author can know: it marks their places in pages."""

    nonce: str
    _found: list[Block] = field(default_factory=list)

    def take(self, markdown: str) -> str:
        """A page's Markdown with marks in the place of its blocks."""
        return with_blocks(markdown, self._mark)

    def put(self, html: str, render: Callable[[Block, int], Markup]) -> str:
        """The rendered page, with what `render` makes of each block in the place of its mark."""
        if self.nonce not in html:
            return html

        def rendered(mark: re.Match[str]) -> str:
            number = int(mark[1] or mark[2])
            return str(render(self._found[number], number))

        return self._marks.sub(rendered, html)

    def without(self, html: str) -> str:
        """The rendered page without marks, for those who read its words."""
        return self._marks.sub("", html) if self.nonce in html else html

    def _mark(self, block: Block) -> str:
        self._found.append(block)
        return f"headland{self.nonce}block{len(self._found) - 1}end"

    @property
    def _marks(self) -> re.Pattern[str]:
        mark = rf"headland{re.escape(self.nonce)}block(\d+)end"
        return re.compile(rf"<p>\s*{mark}\s*</p>|{mark}")
