"""Code in colours, made at build time, where that is cheap."""

from __future__ import annotations

import re
from functools import lru_cache

from markupsafe import Markup, escape
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name

from headland.prose.trusted import trusted

MOST_HIGHLIGHTED = 200_000
"""Characters beyond which a text is not highlighted: it would cost more than all the rest of the page."""

_COLOURLESS = re.compile(r'<span class="(?:p(?: [^"]*)?|w|n|l l-Scalar[^"]*)">([^<]*)</span>')
"""Punctuation, space, names and plain scalars: in the text's own colour, and nine tenths of a JSON text's tags."""


def coloured(language: str, text: str) -> Markup:
    """A text as highlighted HTML, or escaped where it is too long for that or has no language."""
    if language == "text" or len(text) > MOST_HIGHLIGHTED:
        return escape(text)
    return _highlighted(language, text)


_FORMATTER = HtmlFormatter(nowrap=True)


@lru_cache(maxsize=16)
def _lexer(language: str) -> Lexer:
    return get_lexer_by_name(language, stripnl=False, ensurenl=False)


def _highlighted(language: str, text: str) -> Markup:
    html: str = highlight(text, _lexer(language), _FORMATTER)
    return trusted(_COLOURLESS.sub(r"\1", html).rstrip("\n"))
