"""Blocks in Markdown: found where they stand, and left alone where they are only shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from headland.prose import find_blocks, with_blocks

TABLE = "```headland-table\nwhere: kind == 'API'\n```\n"


def test_a_block_is_found_with_the_place_of_its_text() -> None:
    text = f"# Überschrift\n\n{TABLE}"
    (block,) = find_blocks(text)
    assert (block.name, block.body) == ("table", "where: kind == 'API'\n")
    assert text.encode()[block.start :].startswith(b"where:")


def test_one_inside_a_list_or_tab_stands_where_its_mark_is_put() -> None:
    indented = "- item\n\n    ~~~ { .headland-graph }\n    of: component:x\n    ~~~\n- next\n"
    assert with_blocks(indented, lambda block: block.name) == "- item\n\n\n    graph\n\n- next\n"


def test_one_that_is_never_closed_reaches_to_the_end() -> None:
    (block,) = find_blocks("```headland-table\nwhere: a\nmore\n")
    assert block.body == "where: a\nmore\n"


def test_other_fences_comments_and_blocks_inside_them_are_left() -> None:
    for text in (f"````markdown\n{TABLE}````\n", f"<!--\n{TABLE}-->\n", "```yaml\nheadland-table\n```\n"):
        assert find_blocks(text) == ()
        assert with_blocks(text, lambda _: "gone") == text


@given(st.text(alphabet="`~ \n-headlnb:é<!>", max_size=200))
def test_a_text_without_blocks_is_given_back_as_it_is(text: str) -> None:
    if not find_blocks(text):
        assert with_blocks(text, lambda _: "gone") == text


@given(st.text(alphabet="ab: é\n-[]{}'", max_size=80))
def test_the_place_of_a_block_is_that_of_its_text(body: str) -> None:
    text = f"é\n\n```headland-table\n{body}\n```\n"
    (block,) = find_blocks(text)
    assert text.encode()[block.start :].decode().startswith(block.body)
