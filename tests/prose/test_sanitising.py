"""What people may write in HTML stays as it is."""

from __future__ import annotations

import pytest

from headland.prose import sanitise

KEPT = [
    '<table><thead><tr><th style="text-align:left" scope="col">a</th></tr></thead></table>',
    '<div class="admonition note"><p class="admonition-title">x</p></div>',
    '<details open=""><summary>x</summary>y</details>',
    '<span class="twemoji"><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1"></path></svg></span>',
    '<span class="arithmatex">\\(x\\)</span>',
    '<input id="__tabbed_1_2" name="__tabbed_1" type="radio">',
    '<a id="__codelineno-0-1" href="#__codelineno-0-1"></a>',
    '<pre class="mermaid"><code>graph</code></pre>',
    '<a class="md-button md-button--primary" href="x/">x</a>',
    '<kbd class="key-control">Ctrl</kbd>',
    '<img src="a.png" alt="a" width="10">',
    '<a href="mailto:a@b.example">m</a>',
    '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>',
    '<abbr title="x">y</abbr>',
]


@pytest.mark.parametrize("html", KEPT)
def test_what_extensions_make_is_kept_to_the_letter(html: str) -> None:
    assert sanitise(html) == html


def test_a_picture_of_an_allowed_host_is_kept() -> None:
    html = '<img src="https://pics.example/a.png" alt="a">'
    assert sanitise(html, picture_hosts=["Pics.Example"]) == html


def test_a_remote_picture_becomes_a_link_with_its_words() -> None:
    assert (
        sanitise('<img src="https://pics.example/a.png" alt="A &lt;chart&gt;">')
        == '<a href="https://pics.example/a.png" rel="noopener noreferrer">A &lt;chart&gt;</a>'
    )


def test_a_remote_picture_without_words_names_its_host() -> None:
    assert ">picture at pics.example<" in sanitise('<img src="https://pics.example/a.png">')


def test_a_remote_picture_in_a_link_leaves_its_words_there() -> None:
    html = sanitise('<a href="https://ci.example/"><img src="https://ci.example/badge.svg" alt="build"></a>')
    assert html == '<a href="https://ci.example/" rel="noopener noreferrer"><span>build</span></a>'


def test_links_inside_the_site_tell_nothing_about_rel() -> None:
    assert sanitise('<a href="../x/">x</a>') == '<a href="../x/">x</a>'


def test_sanitising_twice_changes_nothing_more() -> None:
    html = (
        '<p onclick="x">a<script>b</script><img src="//x/y.png" alt="z"><a href="https://x" target="_blank">c</a></p>'
    )
    once = sanitise(html)
    assert sanitise(once) == once
