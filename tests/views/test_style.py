"""Icons and colours of kinds, from the kinds' own files to a style sheet."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from headland.kinds import KINDS
from headland.views.colouring import MOST_HIGHLIGHTED, coloured
from headland.views.icons import exists, icon, icon_address
from headland.views.kind_style import kind_style
from headland.views.paging import PAGE_SIZE, paged


def test_every_kind_has_an_icon_of_the_set_and_its_colours_in_both_schemes() -> None:
    style = kind_style().content.decode()
    for kind in KINDS:
        assert exists(kind.icon), kind.name
        assert f'[data-kind="{kind.name.lower()}"]{{--hl-kind:{kind.color};--hl-icon:url("data:image/svg+xml,' in style
        assert f'[data-md-color-scheme=slate] [data-kind="{kind.name.lower()}"]{{--hl-kind:{kind.dark_color}}}' in style


def test_a_new_kind_is_in_the_style_sheet_without_another_line() -> None:
    robot = replace(next(iter(KINDS)), name="Robot", icon="robot-outline", color="#123456")
    assert '[data-kind="robot"]{--hl-kind:#123456' in kind_style([robot]).content.decode()


@pytest.mark.parametrize("name", ["no-such-icon", "../../../../etc/passwd", "", "A B", "x" * 300])
def test_a_name_that_is_no_icon_gives_the_fallback(name: str) -> None:
    assert not exists(name)
    assert icon(name) == icon("shape-outline")


def test_an_address_of_an_icon_needs_no_quoting_in_a_style_sheet() -> None:
    assert not set(icon_address("cube-outline")) & set('"<>#()\\\n')


def test_code_is_coloured_where_it_is_short_and_has_a_language() -> None:
    assert coloured("yaml", "a: 1 # <b>") == '<span class="nt">a</span>: 1 <span class="c1"># &lt;b&gt;</span>'
    assert coloured("text", "a <b>") == "a &lt;b&gt;"
    long = "a: 1\n" * MOST_HIGHLIGHTED
    assert coloured("yaml", long) == long


def test_colours_change_no_character() -> None:
    text = '\n{"a": [1, true, "x<y"], "b": {}}\n  # end\n'
    for language in ("json", "yaml", "graphql", "protobuf"):
        html = coloured(language, text)
        assert html.striptags().split() == text.split()


@pytest.mark.parametrize("number", [0, 1, PAGE_SIZE, PAGE_SIZE + 1, 3 * PAGE_SIZE])
def test_pages_hold_everything_once_and_know_their_neighbours(number: int) -> None:
    found = list(paged(range(number), lambda page: f"p/{page}/"))
    assert [item for _, items in found for item in items] == list(range(number))
    assert [pager.number for pager, _ in found] == list(range(1, len(found) + 1))
    for (before, _), (after, _) in pairwise(found):
        assert before.next == f"p/{after.number}/"
        assert after.previous == f"p/{before.number}/"
