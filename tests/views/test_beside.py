"""The frame of documents that stand beside a record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from markupsafe import Markup
from tests.views.reading import Html

from headland.core.refs import Ref
from headland.views.beside.view import BesideDoc, NavEntry, beside_page
from headland.views.context import ViewContext
from headland.views.registry import render_pages

Make = Callable[..., ViewContext]

ADDRESS = "catalog/default/component/payments/docs/use/"
NAV = (
    NavEntry("Start", "catalog/default/component/payments/docs/", 0),
    NavEntry("More", None, 0),
    NavEntry("Use", ADDRESS, 1),
)


def page(context: ViewContext, nav: tuple[NavEntry, ...] = NAV) -> Html:
    owner = Ref.parse("component:payments")
    span = context.catalog[owner].span
    doc = BesideDoc(owner, "Use", ADDRESS, Markup('<h1 id="use">Use</h1><p>it.</p>'), nav, span)
    made = beside_page(context, doc)
    assert (made.address, made.title, made.family, made.ref) == (ADDRESS, "Use", "beside", owner)
    assert made.description == "Use it."
    return Html(made.content)


def test_it_says_whose_it_is_who_keeps_that_and_where_it_is_written(
    context: Make, organisation: dict[str, str]
) -> None:
    html = page(context(organisation))
    assert html.words.startswith("Documents of Payments kept by Pay team")
    assert "Edit this page" in html.words
    hrefs = [link.get("href") for link in html.all("a")]
    assert "../../../../../../catalog/default/component/payments/" in hrefs


def test_its_nav_marks_where_one_is_and_has_headings_without_address(
    context: Make, organisation: dict[str, str]
) -> None:
    html = page(context(organisation))
    (here,) = [link for link in html.all("a") if link.get("aria-current") == "page"]
    assert here["href"] == f"../../../../../../{ADDRESS}"
    assert [item["data-depth"] for item in html.all("li")] == ["0", "0", "1"]
    assert "Start More Use" in html.words


def test_a_single_page_has_no_nav(context: Make, organisation: dict[str, str]) -> None:
    assert page(context(organisation), NAV[:1]).all("nav") == []


def test_home_may_stand_below_the_root_and_still_leads_everywhere(context: Make, organisation: dict[str, str]) -> None:
    made = replace(context(organisation), home="catalog/")
    pages = {one.address: one for one in render_pages(made)}
    assert "" not in pages
    assert "../explorer/" in [link.get("href") for link in Html(pages["catalog/"].content).all("a")]
