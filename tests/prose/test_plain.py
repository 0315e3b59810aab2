"""Finished HTML as words."""

from __future__ import annotations

from headland.prose import Section, plain_text, sections


def test_words_are_kept_and_tags_are_not() -> None:
    assert (
        plain_text("<p>Pay <b>now</b>, <code>a&lt;b</code>.</p><ul><li>one</li><li>two</li></ul>")
        == "Pay now, a<b. one two"
    )


def test_inline_tags_do_not_part_words_and_blocks_do() -> None:
    assert plain_text("<p>H<sub>2</sub>O</p><p>next</p>") == "H2O next"


def test_what_nobody_reads_is_left_out() -> None:
    heading = '<h1 id="a">A<a class="headerlink" href="#a">¶</a></h1>'
    html = f"{heading}<svg><title>no</title></svg><script>no()</script><p>yes</p>"
    assert plain_text(html) == "A yes"


def test_text_without_tags_is_unescaped_once() -> None:
    assert plain_text("a &amp;lt; b") == "a &lt; b"


def test_a_page_is_parted_at_the_headings_that_can_be_linked_to() -> None:
    html = '<p>before</p><h2 id="x">X <em>y</em></h2><p>one</p><h3>no anchor</h3><p>two</p><h2 id="z">Z</h2>'
    assert sections(html) == (
        Section("", "", "before"),
        Section("X y", "x", "one no anchor two"),
        Section("Z", "z", ""),
    )


def test_unclosed_things_do_not_hide_the_rest_of_the_sections_before() -> None:
    assert sections('<h2 id="x">X</h2><p>one<svg><p>lost') == (Section("X", "x", "one"),)
