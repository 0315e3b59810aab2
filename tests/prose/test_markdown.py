"""Markdown of records and of pages beside them."""

from __future__ import annotations

import time

import pytest

from headland.prose import LinkTarget, render_markdown, render_page


def test_a_plain_sentence_is_a_paragraph() -> None:
    assert render_markdown("Takes money: cards, vouchers.") == "<p>Takes money: cards, vouchers.</p>"


def test_no_text_is_no_html() -> None:
    assert render_markdown(" \n ") == ""


@pytest.mark.parametrize(
    "text",
    ["Fish & chips", "a < b", "snake_case_name", "one\ntwo", "1. first", "# Title", "see https://a.example/b", "a@b.c"],
)
def test_the_fast_way_gives_what_markdown_gives(text: str) -> None:
    padded = f"{text}\n\n[//]: # (forces the long way)"
    assert render_markdown(text).strip() == render_markdown(padded).strip()


def test_what_records_use_is_rendered() -> None:
    html = render_markdown(
        "## Why\n\n* **fast**\n* `safe`\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n```yaml\na: 1\n```\n- [x] done"
    )
    for part in (
        "<h3>Why</h3>",
        "<strong>fast</strong>",
        "<code>safe</code>",
        "text-align:right",
        "highlight",
        "checkbox",
    ):
        assert part in html


def test_a_list_needs_no_empty_line_before_it() -> None:
    html = render_markdown("It does:\n- this\n- that\n\n```\nleft:\n- alone\n```")
    assert "<p>It does:</p>\n<ul>\n<li>this</li>\n<li>that</li>\n</ul>" in html
    assert "left:\n- alone" in html


def test_headings_stand_below_those_of_the_page_and_keep_their_order() -> None:
    html = render_markdown("# One\n\n### Three", heading_level=4)
    assert "<h4>One</h4>" in html
    assert "<h6>Three</h6>" in html


def test_entity_links_are_resolved() -> None:
    def resolve(text: str) -> LinkTarget | None:
        return LinkTarget("../pay/", "Payments") if text == "component:pay" else None

    html = render_markdown(
        "[it](entity:component:pay), [](entity:component:pay), [gone](entity:api:gone)", resolve=resolve
    )
    assert '<a href="../pay/">it</a>' in html
    assert '<a href="../pay/">Payments</a>' in html
    assert 'class="hl-ref hl-ref--missing" title="api:gone is not in the catalog">gone</a>' in html


def test_a_text_that_is_too_long_is_shown_as_it_is() -> None:
    text = "**x** " * 20_000
    assert render_markdown(text) == f"<pre>{text}</pre>"


@pytest.mark.parametrize("text", [">" * 5000 + " deep", "- " * 3000 + "x", "[" * 20_000, "*a **b " * 5000, "`" * 9999])
def test_hostile_nesting_ends_soon_and_raises_nothing(text: str) -> None:
    started = time.process_time()
    assert render_markdown(text)
    assert time.process_time() - started < 10


def test_a_text_that_the_parser_gives_up_on_leaves_the_next_one_alone() -> None:
    assert render_markdown("- " * 3000 + "x").startswith("<pre>")
    assert render_markdown("Charges and **refunds**.") == "<p>Charges and <strong>refunds</strong>.</p>"


def test_a_page_has_its_title_its_contents_and_what_material_understands() -> None:
    page = render_page(
        "# Pay\n\n## Use {#use}\n\n!!! warning\n    hot\n\n??? note\n    cold\n\n"
        '=== "A"\n    a\n\n=== "B"\n    b\n\n```mermaid\ngraph LR\n```\n\nNote[^1] ++ctrl+k++ ==m==\n\n[^1]: foot\n'
    )
    assert page.title == "Pay"
    assert [(heading.level, heading.title, heading.anchor) for heading in page.headings] == [
        (1, "Pay", "pay"),
        (2, "Use", "use"),
    ]
    for part in (
        'class="admonition warning"',
        '<details class="note">',
        'id="__tabbed_1_1" name="__tabbed_1" type="radio"',
        '<label for="__tabbed_1_1">',
        '<pre class="mermaid"><code>graph LR',
        'href="#fn:1"',
        'class="key-control"',
        "<mark>m</mark>",
    ):
        assert part in page.html


def test_contents_and_links_follow_an_id_that_was_renamed() -> None:
    page = render_page("# X {#__config}\n\n[there](#__config)")
    assert page.headings[0].anchor == "author-config"
    assert 'id="author-config"' in page.html
    assert 'href="#author-config"' in page.html


def test_a_page_reads_no_files_and_runs_no_formatter() -> None:
    html = render_page('--8<-- "/etc/passwd"\n\n![x](../../secret.png)\n\n```python exec="on"\nprint(1)\n```').html
    assert "root:" not in html
