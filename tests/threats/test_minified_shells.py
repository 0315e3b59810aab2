"""A shell from which a minifier has taken what it could gains no attribute and no element by hostile texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markupsafe import Markup
from tests.portal.conftest import built

from headland.portal.shell import Parts, Shell, ShellError, Tokens

TOKENS = Tokens("c0ffee")
HOSTILE = "x onload=alert(1) y><img src=x onerror=alert(1)> \"'`"
SAFE_UNQUOTED = re.compile(r"""=(["'])([^\s"'=<>`]+)\1""")
"""The attributes from which minifiers take the quotes: those that need none (HTML standard, 13.1.2.3)."""


class Seen(HTMLParser):
    """The names of all elements and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.names.extend([tag, *(name for name, _ in attributes)])


def minified(html: str) -> str:
    return SAFE_UNQUOTED.sub(r"=\2", re.sub(r"\s+", " ", html))


def test_a_page_of_the_theme_is_safe_when_it_is_minified_before_it_is_filled(tmp_path: Path) -> None:
    """Tried, no advisory: `<meta name=description content=TOKEN>` filled with escaped text gained an `onload=`."""
    page = built(tmp_path / "portal", {"docs/index.md": "# Hi"}).html("findings")
    marked = re.sub(r"<article.*?</article>", f"<article>{TOKENS.of('content')}</article>", page, flags=re.DOTALL)
    marked = re.sub(r"<title>.*?</title>", f"<title>{TOKENS.of('title')}</title>", marked, flags=re.DOTALL)
    marked = re.sub(r'(<meta name="description" content=")[^"]*', rf"\g<1>{TOKENS.of('description')}", marked)
    assert marked.count("c0ffee") == 3
    shell = Shell.from_html(minified(marked), TOKENS)
    plain = Seen(shell.fill(Parts("t", "d", "c", Markup("")))).names
    assert Seen(shell.fill(Parts(HOSTILE, HOSTILE, HOSTILE, Markup("")))).names == plain
    assert "onload" not in plain


@pytest.mark.parametrize("attribute", ["content=TOKEN", "content= TOKEN", "TOKEN", "content=a TOKEN"])
def test_a_shell_whose_token_lost_its_quotes_all_the_same_is_refused(attribute: str) -> None:
    place = attribute.replace("TOKEN", TOKENS.of("description"))
    with pytest.raises(ShellError, match="neither in quotes nor in text"):
        Shell.from_html(f"<html><meta name=description {place}><p>{TOKENS.of('content')}</p></html>", TOKENS)
