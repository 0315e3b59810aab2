"""Shells: split at tokens that force quotes, filled by joining."""

import time

import pytest
from markupsafe import Markup

from headland.portal.shell import Parts, Shell, ShellError, Tokens

TOKENS = Tokens("c0ffee")
PAGE = """<!doctype html><html><head><title>{title} - Site</title>
<meta name="description" content="{description}"><link rel=canonical href='{canonical}'></head>
<body><span>{title}</span><article><h1>{content}</h1></article></body></html>"""


def page(template: str = PAGE) -> str:
    slots = ("title", "description", "canonical", "content")
    return template.format(**{slot: TOKENS.of(slot) for slot in slots})


def parts(title: str = "T", content: str = "<p>c</p>") -> Parts:
    return Parts(title, "about", "https://example.org/x/", Markup(content))


def test_a_filled_shell_holds_every_part_in_its_place() -> None:
    html = Shell.from_html(page(), TOKENS).fill(parts("Payments", "<h1>Payments</h1>"))
    assert "<title>Payments - Site</title>" in html
    assert '<meta name="description" content="about">' in html
    assert "<link rel=canonical href='https://example.org/x/'>" in html
    assert "<article><h1>Payments</h1></article>" in html
    assert "c0ffee" not in html


def test_texts_are_escaped_so_that_they_end_neither_an_attribute_nor_an_element() -> None:
    hostile = """"'><script>alert(1)</script>"""
    html = Shell.from_html(page(), TOKENS).fill(Parts(hostile, hostile, hostile, Markup("")))
    assert "<script>" not in html
    assert '"about"' not in html
    assert html.count("&#34;&#39;&gt;&lt;script&gt;") == 4


def test_a_part_that_looks_like_a_token_is_not_filled_again() -> None:
    html = Shell.from_html(page(), TOKENS).fill(parts(title=TOKENS.of("content"), content="<p>once</p>"))
    assert html.count("<p>once</p>") == 1


@pytest.mark.parametrize(
    "place",
    [
        "<meta name=description content={description}>",
        "<p {description}>",
        "<script>var x = 'about {description}'</script>",
        "<script>/* {description} */</script>",
        "<style>.x {{ content: '{description}' }}</style>",
        "<!-- {description} -->",
        '<p title="open {description}',
    ],
)
def test_a_shell_whose_token_stands_neither_in_quotes_nor_in_text_is_refused(place: str) -> None:
    with pytest.raises(ShellError, match="neither in quotes nor in text"):
        Shell.from_html(page("<article>{content}</article>" + place), TOKENS)


def test_a_scripts_string_that_is_nothing_but_a_token_is_emptied() -> None:
    html = Shell.from_html(page('<script>var name = "{title}";</script><article>{content}</article>'), TOKENS).fill(
        parts()
    )
    assert '<script>var name = "";</script>' in html


@pytest.mark.parametrize("template", ['<a title="{content}"></a>', "<title>{content}</title>"])
def test_content_can_stand_only_in_running_text(template: str) -> None:
    with pytest.raises(ShellError, match="no HTML can stand"):
        Shell.from_html(page(template), TOKENS)


@pytest.mark.parametrize("template", ["<p>{title}</p>", "<p>{content}</p><p>{content}</p>"])
def test_a_shell_needs_exactly_one_token_for_the_content(template: str) -> None:
    with pytest.raises(ShellError, match="exactly one"):
        Shell.from_html(page(template), TOKENS)


def test_an_authors_text_that_imitates_a_token_without_the_nonce_stays_text() -> None:
    imitation = Tokens("guess").of("content")
    html = Shell.from_html(page(f"<nav>{imitation}</nav><article>{{content}}</article>"), TOKENS).fill(parts())
    assert f"<nav>{imitation}</nav>" in html


def test_minified_white_space_in_a_token_is_still_a_token() -> None:
    loose = TOKENS.of("content").replace(" = ", "  =\n")
    assert Shell.from_html(f"<p>{loose}</p>", TOKENS).fill(parts()) == "<p><p>c</p></p>"


def test_ten_thousand_pages_are_filled_in_a_few_seconds() -> None:
    shell = Shell.from_html(
        page("<nav>" + "<a href='x'>link</a>" * 1500 + "</nav><article>{content}</article>"), TOKENS
    )
    start = time.perf_counter()
    assert sum(len(shell.fill(parts(content="<p>text</p>" * 200))) for _ in range(10_000)) > 300_000_000
    assert time.perf_counter() - start < 5
