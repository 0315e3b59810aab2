"""One pass over finished HTML adds what every page of a portal needs, whatever engine made it."""

from headland.portal.decorate import decorate, mark_not_found, with_diagrams

MATERIAL = """<html><head><title>T</title></head><body dir="ltr"><header class="md-header">
<nav class="md-header__inner md-grid">{inner}</nav></header>{content}
<script src="../assets/javascripts/bundle.1.min.js"></script></body></html>"""


def page(inner: str = "", content: str = "") -> str:
    return MATERIAL.format(inner=inner, content=content)


def test_styles_and_script_are_added_to_the_head_with_the_way_to_the_root() -> None:
    html = decorate(page(), "../../")
    head = html[: html.index("</head>")]
    assert '<link rel="stylesheet" href="../../assets/headland/headland.css">' in head
    assert '<script src="../../assets/headland/headland.js" defer></script>' in head


def test_the_search_button_stands_in_the_header_before_search_and_repository_of_the_theme() -> None:
    for other in ('<label class="md-header__button md-icon" for="__search">', '<div class="md-header__source">'):
        html = decorate(page(f"<p></p>{other}"), "")
        assert 0 < html.index("hl-search-button") < html.index(other)
    assert html.count("hl-search-button") == 1


def test_the_button_leads_to_the_explorer_without_javascript() -> None:
    assert 'href="../explorer/"' in decorate(page(), "../")


def test_a_site_without_records_gets_styles_alone() -> None:
    html = decorate(page(), "", search=False)
    assert "headland.css" in html
    assert "headland.js" not in html
    assert "hl-search-button" not in html


def test_mermaid_is_loaded_once_and_before_materials_script_where_there_is_a_diagram() -> None:
    html = decorate(page(content='<pre class="mermaid"><code>graph</code></pre>'), "../")
    assert html.count("mermaid.min.js") == 1
    assert html.index("mermaid.min.js") < html.index("diagrams.js") < html.index("bundle.1.min.js")
    assert with_diagrams(html, "../") == html
    assert "mermaid.min.js" not in decorate(page(content="<p>class mermaid</p>"), "../")


def test_a_page_of_another_theme_is_decorated_as_far_as_it_goes() -> None:
    assert "headland.css" in decorate("<html><head></head><body>words</body></html>", "")
    assert decorate("words", "") == "words"


def test_the_page_for_what_is_missing_is_marked() -> None:
    assert '<body data-hl-not-found dir="ltr">' in mark_not_found(page())
