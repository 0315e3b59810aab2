"""Front matter that a parser without limits would choke on is seen before it gets there."""

from __future__ import annotations

import pytest
from tests.portal.conftest import BuildSite, component

from headland.core.settings import Limits
from headland.portal.page_data import excess

LAUGHS = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))
MERGES = "a0: &a0 {k: v, l: w}\n" + "".join(
    f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 12)
)
BOMBS = {
    "brackets": "x: " + "[" * 100_000 + "\n",
    "braces": "x: " + "{a: " * 100_000 + "\n",
    "items": "x:\n" + "- " * 100_000 + "y\n",
    "questions": "? " * 100_000 + "y\n",
    "lines": "".join(" " * level + "a:\n" for level in range(400)),
    "a billion laughs": LAUGHS,
    "merge keys": MERGES,
}
ITSELF = {"itself": "a: &a [*a, *a]\n"}
"""Read by any parser; it is what is made of it that would have no end."""


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["unix", "windows"])
def test_what_is_too_much_is_told(bomb: str, end: str) -> None:
    assert excess(f"---\n{bomb}---\n# Page\n".replace("\n", end).encode(), Limits())


@pytest.mark.parametrize(
    "page",
    [
        "# Page\n",
        "---\ntitle: A page\ntags: [a, b]\n---\n# Page\n",
        "---\n" + "".join(f"key{n}: [a, {{b: c}}]\n" for n in range(300)) + "---\n# Page\n",
        "---\ntitle: *Bold* & *bolder*\n---\n# Page\n",
        "---\na: &a [x]\nb: *a\n---\n# Page\n",
        "---\nno: [yaml\n---\n# Page\n",
        "# Page\n\n---\n" + "[" * 100_000,
    ],
)
def test_what_a_parser_may_read_is_let_through(page: str) -> None:
    assert excess(page.encode(), Limits()) is None


def test_a_page_with_a_bomb_costs_only_itself(build_site: BuildSite) -> None:
    site = build_site(
        {
            "ship.yaml": component("ferry"),
            "docs/index.md": "# Home\n",
            "docs/huge.md": "---\nvisibility: 0x" + "f" * 10_000 + "\n---\n# Huge\n",
            **{
                f"docs/{name.replace(' ', '-')}.md": f"---\n{bomb}---\n# Bomb\n"
                for name, bomb in {**BOMBS, **ITSELF}.items()
            },
        }
    )
    assert site.has("catalog/default/component/ferry")
    assert "Home" in site.html("")
    assert not site.has("brackets")
    assert sorted(finding.span.path for finding in site.findings("page-left-out")) == sorted(
        f"docs/{name.replace(' ', '-')}.md" for name in BOMBS
    )
    assert [finding.span.path for finding in site.findings("page-as-written")] == ["docs/itself.md"]
