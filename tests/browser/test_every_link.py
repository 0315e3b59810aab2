"""Nothing in a built portal leads nowhere: links with their anchors, pictures, scripts, styles, feeds, the sitemap."""

from __future__ import annotations

import posixpath
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

NAMED = {"href", "src", "poster", "data", "action", "data-src", "data-csv", "xlink:href"}
"""Attributes that hold an address."""


@dataclass
class Contents(HTMLParser):
    """What a page names, and what may be named in it."""

    named: list[tuple[str, str, str]] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self.ids.add(attributes.get("id", ""))
        if tag == "a":
            self.ids.add(attributes.get("name", ""))
        if tag == "use" or attributes.get("rel") == "canonical":
            return
        for name in NAMED & attributes.keys():
            self.named.append((tag, name, attributes[name]))
        for part in attributes.get("srcset", "").split(","):
            if part.strip():
                self.named.append((tag, "srcset", part.split()[0]))
        refresh = re.match(r"\s*\d+\s*;\s*url=(.*)", attributes.get("content", ""))
        if tag == "meta" and refresh:
            self.named.append((tag, "refresh", refresh[1]))


def contents(page: Path) -> Contents:
    """The contents of a page."""
    found = Contents()
    found.feed(page.read_text("utf-8"))
    found.close()
    return found


def broken(site: Path) -> Iterator[str]:
    """Every place in a site that leads nowhere, in words."""
    pages = {page.relative_to(site).as_posix(): contents(page) for page in site.rglob("*.html")}
    for path, page in sorted(pages.items()):
        if path == "404.html":
            continue  # its addresses begin at the root of a domain that this folder does not know
        for tag, name, value in page.named:
            parts = urlsplit(value)
            if parts.scheme or parts.netloc:
                if tag not in ("a", "area") and parts.scheme not in ("data", "blob"):
                    yield f"{path}: <{tag} {name}> asks {value}"
                continue
            target = _target(site, path, parts.path)
            if target is None:
                yield f"{path}: {value} leads nowhere"
            elif parts.fragment and target in pages and not _has(pages[target], parts.fragment):
                yield f"{path}: {value} names a part that is not there"


def _target(site: Path, page: str, path: str) -> str | None:
    """The file that a server gives for a path that a page names."""
    target = page if not path else posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path)))
    if path.endswith("/") or (site / target).is_dir():
        target = posixpath.normpath(posixpath.join(target, "index.html"))
    return target if not target.startswith("..") and (site / target).is_file() else None


def _has(page: Contents, fragment: str) -> bool:
    return unquote(fragment) in page.ids or fragment in page.ids


def locations(site: Path) -> list[str]:
    """The addresses in the sitemap."""
    tree = ET.fromstring((site / "sitemap.xml").read_text("utf-8"))
    return [element.text or "" for element in tree.iter() if element.tag.endswith("}loc")]


def styles(site: Path) -> Iterator[str]:
    """Every file that a style sheet names and that is not there."""
    for sheet in site.rglob("*.css"):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text("utf-8")):
            if not address.startswith(("data:", "#")) and not (sheet.parent / urlsplit(address).path).is_file():
                yield f"{sheet.relative_to(site)}: {address}"


@pytest.mark.parametrize("which", ["sample", "headlands_own"])
def test_nothing_leads_nowhere(which: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(which)
    assert list(broken(site)) == []
    assert list(styles(site)) == []


def test_every_page_is_in_the_sitemap_and_every_entry_is_a_page(build_organisation: Callable[..., Path]) -> None:
    site = build_organisation(settings="site:\n  url: https://portal.example/docs/\n")
    listed = {unquote(address).removeprefix("https://portal.example/docs/") for address in locations(site)}
    pages = {page.parent.relative_to(site).as_posix() + "/" for page in site.rglob("index.html") if not leads_on(page)}
    assert {address or "./" for address in listed} - {"./"} == pages - {"./"}
    assert list(broken(site)) == []


def leads_on(page: Path) -> bool:
    """Whether a page does nothing but lead to another one."""
    return 'http-equiv="refresh"' in page.read_text("utf-8")


def test_feeds_lead_to_pages_of_the_site(headlands_own: Path) -> None:
    for feed in [*headlands_own.rglob("*.atom"), *headlands_own.rglob("feed*.xml")]:
        ET.fromstring(feed.read_text("utf-8"))


def test_what_leads_nowhere_is_seen(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<p id="a"><a href="#a"><a href="#b"><a href="x/"><img src="https://elsewhere.example/x.png"><a href="..">'
    )
    assert [place.split(": ", 1)[1] for place in broken(tmp_path)] == [
        "#b names a part that is not there",
        "x/ leads nowhere",
        "<img src> asks https://elsewhere.example/x.png",
        ".. leads nowhere",
    ]
