"""The list of what is on a page."""

from __future__ import annotations

from collections.abc import Callable

from tests.views.reading import Html

from headland.core.refs import Ref
from headland.prose import render_markdown
from headland.views.contents import contents
from headland.views.context import DocPage, DocsIndex, ViewContext
from headland.views.record.view import record_page
from headland.views.registry import render_model

Make = Callable[..., ViewContext]


def test_sections_are_told_without_their_counts_and_marks() -> None:
    html = (
        '<h2 id="a">A &amp; b <span class="hl-count">3</span></h2><h3 id="no">no</h3>'
        '<h2 id="c"><code>c</code></h2><h2 class="x" id="d">D<a class="headerlink" href="#d">¶</a></h2><h2>none</h2>'
    )
    assert [(one.anchor, one.title) for one in contents(html)] == [("a", "A &amp; b"), ("c", "c"), ("d", "D")]


def test_a_page_of_two_sections_needs_no_list() -> None:
    assert contents('<h2 id="a">A</h2><h2 id="b">B</h2>') == ()


def test_headings_of_prose_stay_text() -> None:
    html = render_markdown("## a <img src=x onerror=hit(0)>\n\n## `<b>`\n\n## c\n", picture_hosts=())
    assert not [one for one in contents(html) if "<" in one.title]


def test_every_section_of_a_record_is_listed_and_leads_to_it(context: Make, organisation: dict[str, str]) -> None:
    made = context(organisation)
    html = str(render_model("record", record_page(made, made.catalog[Ref.parse("component:payments")])).content)
    nav = html[html.index('<nav class="hl-contents"') :]
    links = [str(link["href"])[1:] for link in Html(nav[: nav.index("</nav>")]).all("a")]
    assert links[:3] == ["about", "relations", "impact"]
    assert links == [attributes["id"] for name, attributes in Html(html).tags if name == "h2" and "id" in attributes]


def test_documents_beside_a_record_are_a_tab_of_it(context: Make, organisation: dict[str, str]) -> None:
    ref = Ref.parse("component:payments")
    docs = DocsIndex((DocPage("Start", "catalog/default/component/payments/docs/", owner=ref),))
    made = context(organisation, docs=docs)
    html = str(render_model("record", record_page(made, made.catalog[ref])).content)
    tabs = html[html.index('<nav class="hl-tabs"') :]
    assert [(link["href"], link.get("aria-current")) for link in Html(tabs[: tabs.index("</nav>")]).all("a")] == [
        ("../../../../catalog/default/component/payments/", "page"),
        ("../../../../catalog/default/component/payments/docs/", None),
    ]
