"""`entity:` links in Markdown and in finished HTML."""

from __future__ import annotations

from headland.prose import LinkTarget, find_entity_links, rewrite_links


def targets(text: str) -> list[str]:
    return [link.target for link in find_entity_links(text)]


def test_every_form_of_a_link_is_found_in_order() -> None:
    text = '[a](entity:component:a) [b](<entity:api:b>) [c][r] <a href="entity:d">\n\n[r]: entity:system:x/c\n'
    assert targets(text) == ["component:a", "api:b", "d", "system:x/c"]


def test_links_in_code_and_comments_are_none() -> None:
    fences = "```\n[b](entity:b)\n```\n\n~~~~md\n[c](entity:c)\n~~~~\n"
    text = f"`[a](entity:a)`\n\n{fences}<!-- [d](entity:d) -->\n[e](entity:e)"
    assert targets(text) == ["e"]


def test_a_fence_that_never_closes_hides_the_rest() -> None:
    assert targets("[a](entity:a)\n```\n[b](entity:b)\n") == ["a"]


def test_places_are_bytes() -> None:
    text = "é ü [x](entity:component:naïve) end"
    (link,) = find_entity_links(text)
    assert text.encode()[link.start : link.end].decode() == "component:naïve"


def test_a_title_is_no_part_of_the_target() -> None:
    assert targets('[a](entity:component:a "The A")') == ["component:a"]


def test_a_resolved_link_keeps_its_other_attributes() -> None:
    html = rewrite_links(
        '<a class="md-button" href="entity:c:x" title="t">y</a>', lambda _: LinkTarget("x/?a=1&b=2", "X")
    )
    assert html == '<a class="md-button" href="x/?a=1&amp;b=2" title="t">y</a>'


def test_text_that_only_looks_like_a_link_is_left_alone() -> None:
    html = "<code>&lt;a href=&quot;entity:x&quot;&gt;</code><p title='x'>entity:x</p>"
    assert rewrite_links(html, lambda _: LinkTarget("/", "X")) == html


def test_a_reference_is_unescaped_once_before_it_is_resolved() -> None:
    html = rewrite_links('<a href="entity:component:a%20b&amp;c">x</a>', lambda text: LinkTarget(f"?{text}", "X"))
    assert html == '<a href="?component:a b&amp;c">x</a>'


def test_an_unknown_reference_cannot_add_markup() -> None:
    html = rewrite_links('<a href="entity:&quot;&gt;&lt;b&gt;"></a>', lambda _: None)
    assert "<b>" not in html
    assert '">' not in html.replace('catalog">', "")
