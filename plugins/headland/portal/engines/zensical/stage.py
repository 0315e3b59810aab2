"""The stage: a folder that Zensical builds, whose pages and configuration hold tokens in the place of all words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote, unquote

from headland.portal.engines.zensical.nav import Entry
from headland.portal.engines.zensical.pages import Heading
from headland.portal.engines.zensical.site_file import SiteFile
from headland.portal.shell import CONTENT, DESCRIPTION, TITLE, Tokens

CONFIG: Final = "mkdocs.yml"
SHELLS: Final = "headland-shell"
_SHELL: Final = "shell"
"""The slot of the shells' titles in the nav, where nobody is to see them."""

_PLAIN_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")
_ITEM: Final = r'<li class="md-nav__item[^"]*">(?:(?!<li\b|</li>).)*{token}(?:(?!<li\b|</li>).)*</li>'
_NEIGHBOUR: Final = r'<a [^<>]*class="md-footer__link [^<>]*>(?:(?!</a>).)*{token}(?:(?!</a>).)*</a>'
_RELATED: Final = r'<link rel="(?:prev|next)" href="[^"]*{address}[^"]*">'
_INDEXES: Final = ("index", "readme")
_DEEPEST_HEADING: Final = 6


@dataclass
class Stage:
    """What is staged: each page's file by its address, and the words that stand behind the tokens, by slot."""

    tokens: Tokens
    files: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    def token(self, words: str, *, name: bool = False) -> str:
        """A token for words of somebody's; `name` makes one that can stand in an address."""
        slot = f"w{len(self.words)}"
        self.words[slot] = words
        return self.tokens.name(slot) if name else self.tokens.of(slot)

    def page(
        self,
        folder: Path,
        address: str,
        *,
        is_index: bool,
        headings: Iterable[Heading] = (),
        hide: Sequence[str] = (),
        has_description: bool = True,
    ) -> None:
        """Stage a page at an address. Its headings are staged too, for Zensical to make a table of contents of."""
        file = self._file(address, is_index=is_index)
        self.files[address] = file
        head: dict[str, Any] = {"title": self.tokens.of(TITLE)}
        if has_description:
            head["description"] = self.tokens.of(DESCRIPTION)
        if hide:
            head["hide"] = list(hide)
        body = [f"<h1>{self.tokens.of(CONTENT)}</h1>"]
        for heading in headings:
            anchor = self.token(heading.anchor, name=True)
            body.append(
                f"{'#' * min(max(2, heading.level), _DEEPEST_HEADING)} {self.token(heading.words)} {{#{anchor}}}"
            )
        body.append(self._end)
        target = folder / file
        target.parent.mkdir(parents=True, exist_ok=True)
        matter = "".join(f"{key}: {json.dumps(value)}\n" for key, value in head.items())
        target.write_text(f"---\n{matter}---\n" + "\n\n".join(body) + "\n", encoding="utf-8")

    def built(self, site: Path, address: str) -> str:
        """The page that Zensical made at an address: without the shells in its nav, and with one token for its text."""
        file = self.files[address].removesuffix(".md")
        file = file.removesuffix("index").rstrip("/")
        html = (site / file / "index.html").read_text("utf-8")
        start, end = html.find(f"<h1>{self.tokens.of(CONTENT)}</h1>"), html.find(self._end)
        if 0 <= start < end:
            html = html[:start] + self.tokens.of(CONTENT) + html[end + len(self._end) :]
        return self.without_shells(html, is_shell=address.startswith(SHELLS))

    def without_shells(self, html: str, *, is_shell: bool = False) -> str:
        """A page without the shells in its nav; a shell is shown without neighbours too."""
        token = re.escape(self.tokens.of(_SHELL))
        html = re.sub(_ITEM.format(token=token), "", html, flags=re.DOTALL)
        html = re.sub(_NEIGHBOUR.format(token="" if is_shell else token), "", html, flags=re.DOTALL)
        return re.sub(_RELATED.format(address="" if is_shell else SHELLS), "", html)

    def nav(self, entries: Sequence[Entry], addresses: Mapping[str, str], titles: Mapping[str, str]) -> list[Any]:
        """The nav as configuration; `addresses` and `titles` are those of pages by path below the docs."""
        items: list[Any] = []
        for entry in entries:
            if entry.path is not None:
                is_shell = entry.path.startswith(f"{SHELLS}/")
                title = self.tokens.of(_SHELL) if is_shell else self.token(entry.title or titles[entry.path])
                items.append({title: self.files[addresses[entry.path]]})
            elif entry.link is not None:
                items.append({self.token(entry.title or entry.link): entry.link})
            else:
                items.append({self.token(entry.title or ""): self.nav(entry.children, addresses, titles)})
        return items

    @property
    def _end(self) -> str:
        """What stands below a page's headings: all above it gives way to the page's own content."""
        return f'<p id="{self.tokens.name("end")}"></p>'

    def _file(self, address: str, *, is_index: bool) -> str:
        """The file for an address: with names of ours where its own might mean something to an engine."""
        parts = [unquote(part) for part in address.split("/")[:-1]]
        names = [part if _is_plain(part) else self.token(quote(part, safe=""), name=True) for part in parts]
        return "/".join([*names, "index.md"]) if is_index or not names else "/".join(names) + ".md"


def configuration(site: SiteFile, stage: Stage, nav: Sequence[Any]) -> Mapping[str, Any]:
    """The configuration of what is staged: the looks that mkdocs.yml asks for, and nothing that reads or runs more."""
    values: dict[str, Any] = {
        "site_name": stage.token(site.site_name),
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": dict(site.theme),
        "markdown_extensions": ["attr_list", {"toc": {"permalink": False}}],
        "plugins": [{"search": {"enabled": False}}],
        "nav": list(nav),
        **site.looks,
    }
    if site.description:
        values["site_description"] = stage.token(site.description)
    if site.site_url:
        values["site_url"] = site.site_url
    return values


def write_configuration(folder: Path, values: Mapping[str, Any]) -> Path:
    """Write it, as JSON, which is YAML too; give its file."""
    file = folder / CONFIG
    file.write_text(json.dumps(values, ensure_ascii=True, default=str), encoding="utf-8")
    return file


def _is_plain(name: str) -> bool:
    return bool(_PLAIN_NAME.fullmatch(name)) and name.lower() not in _INDEXES
