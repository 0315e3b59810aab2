"""One sample, two engines: the same addresses, the same content of pages, the same links; and nothing of MkDocs."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import pytest
from tests.portal.conftest import CREW, component, make_run, write

from headland.portal.build import BuildResult, build
from headland.portal.engines.engine import EngineError
from headland.portal.engines.registry import ENGINES, open_engine
from headland.portal.policy import script_hashes

ROOT = Path(__file__).parents[2]

needs_zensical = pytest.mark.skipif(importlib.util.find_spec("zensical") is None, reason="Zensical is not installed")

GENERATOR = re.compile(rb'<meta name="generator"[^>]*>')

DIFFERENCES: Mapping[str, str] = {
    "assets/javascripts/": "each theme has scripts of its own",
    "assets/stylesheets/": "each theme has styles of its own",
    "assets/images/": "and each theme has an icon of its own",
}
"""Files that only one of the engines writes, by how their paths begin, with the reason."""

FRAME_LINKS: Mapping[str, str] = {
    "https://squidfunk.github.io/mkdocs-material/": "MkDocs' theme names its maker below every page",
    "https://zensical.org/": "and so does Zensical's",
}
"""Links that only one of the engines writes, with the reason."""


class Reader(HTMLParser):
    """Collects what a page links to, and the text and attributes of its main content."""

    def __init__(self) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.content: list[str] = []
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag == "a" and values.get("href") is not None:
            self.links.add(str(values["href"]))
        if self._depth and values != {"id": "__skip", "tabindex": "-1"}:
            self.content.append(f"<{tag} {sorted(attrs)}>")
        if tag == "article":
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "article"

    def handle_data(self, data: str) -> None:
        if self._depth and data.strip():
            self.content.append(" ".join(data.split()))


@dataclass(frozen=True)
class Built:
    """A site by one engine."""

    folder: Path
    result: BuildResult

    def files(self) -> set[str]:
        """The files that all engines write."""
        found = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())
        return {path for path in found if not path.startswith(tuple(DIFFERENCES))}

    def pages(self) -> Iterator[tuple[str, Reader]]:
        """Every page, read."""
        for path in sorted(self.files()):
            if path.endswith(".html"):
                reader = Reader()
                reader.feed((self.folder / path).read_text())
                yield path, reader


def targets(page: str, links: set[str]) -> set[str]:
    """Where links lead, from the site's root; anchors of the theme's own and its maker's address are left out."""
    base = f"https://site.example/{page.removesuffix('index.html')}"
    found = {urljoin(base, link) for link in links if not link.startswith("#__")}
    return {link for link in found if link not in FRAME_LINKS}


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Built]:
    """The sample of this repository, by both engines."""
    folder = tmp_path_factory.mktemp("engines")
    return {
        name: Built(folder / name, build([ROOT], make_run(), out=folder / name, engine=name))
        for name in ("mkdocs", "zensical")
    }


@pytest.mark.skipif(importlib.util.find_spec("properdocs") is None, reason="ProperDocs is not installed")
def test_properdocs_in_the_place_of_mkdocs_gives_the_same_but_for_its_name(tmp_path: Path) -> None:
    organisation = shutil.copytree(ROOT / "tests/browser/organisation", tmp_path / "organisation")
    for engine in ("mkdocs", "properdocs"):
        command = [sys.executable, "-m", "headland.cli", "build", str(organisation), "--engine", engine]
        done = subprocess.run([*command, "--out", str(tmp_path / engine)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
    files = {
        engine: {
            path.relative_to(tmp_path / engine).as_posix(): GENERATOR.sub(b"", path.read_bytes())
            for path in (tmp_path / engine).rglob("*.html")
        }
        for engine in ("mkdocs", "properdocs")
    }
    assert files["properdocs"] == files["mkdocs"]
    assert b"ProperDocs" in (tmp_path / "properdocs/index.html").read_bytes()


@needs_zensical
def test_both_engines_write_the_same_addresses(sites: Mapping[str, Built]) -> None:
    assert sites["zensical"].files() == sites["mkdocs"].files()
    assert sites["zensical"].result.docs_pages == sites["mkdocs"].result.docs_pages > 20


@needs_zensical
def test_both_engines_have_the_same_content_on_every_page(sites: Mapping[str, Built]) -> None:
    others = dict(sites["zensical"].pages())
    pages = [(path, read.content) for path, read in sites["mkdocs"].pages() if path != "404.html"]
    assert [path for path, content in pages if others[path].content != content] == []
    assert sum(bool(content) for _, content in pages) > 150


@needs_zensical
def test_both_engines_lead_to_the_same_places_from_every_page(sites: Mapping[str, Built]) -> None:
    others = dict(sites["zensical"].pages())
    different = {
        path: targets(path, read.links) ^ targets(path, others[path].links) for path, read in sites["mkdocs"].pages()
    }
    assert {path: links for path, links in different.items() if links} == {}


@needs_zensical
def test_every_link_of_a_site_by_zensical_leads_to_a_page(sites: Mapping[str, Built]) -> None:
    site = sites["zensical"]
    files = site.files()
    broken = set()
    for path, read in site.pages():
        for link in targets(path, read.links):
            address = urlsplit(urldefrag(link)[0])
            file = unquote(address.path).lstrip("/")
            if (
                address.netloc == "site.example"
                and (f"{file}index.html" if file[-1:] in ("/", "") else file) not in files
            ):
                broken.add(link)
    assert broken == set()


@needs_zensical
def test_both_engines_find_the_same_wrong(sites: Mapping[str, Built]) -> None:
    told = {name: sorted((one.rule, one.span.path) for one in site.result.findings) for name, site in sites.items()}
    assert told["zensical"] == told["mkdocs"]


@needs_zensical
def test_search_and_the_sitemap_are_the_same(sites: Mapping[str, Built]) -> None:
    for file in ("assets/headland/search.json", "assets/headland/explorer.json", "sitemap.xml"):
        one, other = ((site.folder / file).read_text() for site in sites.values())
        assert (json.loads(one) == json.loads(other)) if file.endswith(".json") else (one.split() == other.split())


@needs_zensical
def test_every_page_by_zensical_has_one_policy_that_knows_its_scripts_and_no_token(sites: Mapping[str, Built]) -> None:
    policy = re.compile(r'<head[^<>]*>(?:<meta charset="utf-8">)?(<meta http-equiv="Content-Security-Policy" [^<>]*>)')
    found: set[str] = set()
    for file in sites["zensical"].folder.rglob("*.html"):
        html = file.read_text()
        found |= {match[1]} if (match := policy.search(html)) else {file.name}
        assert all(f"'{digest}'" in html for digest in script_hashes(html)), file
        assert not re.search(r"headland[ -][0-9a-f]{16}|headland-shell", html), file
    assert len(found) == 1


@needs_zensical
def test_zensical_needs_nothing_of_mkdocs(tmp_path: Path) -> None:
    """The day that MkDocs is gone: neither it, nor Material, nor ProperDocs can be imported."""
    write(tmp_path, {"crew.yaml": CREW, "ship.yaml": component("ferry"), "docs/index.md": "# Start\n\n:ship:\n"})
    program = (
        "import sys\n"
        "for name in ('mkdocs', 'material', 'properdocs'): sys.modules[name] = None\n"
        "from headland.cli import main\n"
        "main()\n"
    )
    out = tmp_path / "site"
    command = [sys.executable, "-c", program, "build", str(tmp_path), "--engine", "zensical", "--out", str(out)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert (out / "catalog/default/component/ferry/index.html").is_file()
    assert "Start" in (out / "index.html").read_text()


def test_an_engine_that_is_missing_names_the_command_that_installs_it() -> None:
    missing = [entry for entry in ENGINES if importlib.util.find_spec(entry.library) is None]
    for entry in missing:
        with pytest.raises(EngineError, match=re.escape(f"pip install {entry.package}")):
            open_engine(entry.name)
    with pytest.raises(EngineError, match="mkdocs, properdocs, zensical"):
        open_engine("hugo")


def test_the_guide_tells_of_every_engine_and_every_difference() -> None:
    guide = (ROOT / "docs/guides/engines.md").read_text()
    assert [entry.name for entry in ENGINES if f"--engine {entry.name}" not in guide] == []
    assert [reason for reason in (*DIFFERENCES.values(), *FRAME_LINKS.values()) if reason not in guide] == []
