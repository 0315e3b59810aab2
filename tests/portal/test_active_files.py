"""Files that a browser would run: refused beside pages whose authors are not trusted."""

import pytest

from headland.portal.active import is_active

SVG = "<svg xmlns='http://www.w3.org/2000/svg'>{}</svg>"


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.html", "calm"),
        ("a.HTM", "calm"),
        ("a.xhtml", "calm"),
        ("a.svgz", "calm"),
        ("a.svg", SVG.format("<script>alert(1)</script>")),
        ("a.svg", SVG.format("<svg:script xmlns:svg='http://www.w3.org/2000/svg'/>")),
        ("a.svg", SVG.format("<g onload='alert(1)'/>")),
        ("a.svg", SVG.format("<g/onload='alert(1)'/>")),
        ("a.svg", SVG.format("<a href='javascript:alert(1)'/>")),
        ("a.svg", SVG.format("<a href='java&#10;script:alert(1)'/>")),
        ("a.svg", SVG.format("<a href='&#106;avascript:alert(1)'/>")),
        ("a.svg", SVG.format("<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml'/></foreignObject>")),
        ("a.svg", "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>" + SVG.format("&x;")),
        ("a.xml", "<?xml-stylesheet href='evil.xsl'?><a/>"),
    ],
)
def test_what_may_run_is_active(path: str, content: str) -> None:
    assert is_active(path, content.encode())


def test_an_encoding_that_hides_words_is_active() -> None:
    assert is_active("a.svg", SVG.format("<script/>").encode("utf-16"))


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.svg", SVG.format("<text>on and off</text>")),
        ("a.svg", SVG.format("<foreignObject><div xmlns='http://www.w3.org/1999/xhtml'>words</div></foreignObject>")),
        ("a.xml", "<note>words</note>"),
        ("a.js", "alert(1)"),
        ("a.png", "<script>"),
        ("a.txt", "<script>"),
    ],
)
def test_pictures_data_and_what_no_page_loads_are_not(path: str, content: str) -> None:
    assert not is_active(path, content.encode())
