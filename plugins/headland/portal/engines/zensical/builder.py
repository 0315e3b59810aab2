"""Building with Zensical: docs rendered here, frames drawn by Zensical, both joined as for the catalog's pages."""

from __future__ import annotations

import re
import secrets
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urljoin, urlsplit

from headland.core.source import SourceError
from headland.core.span import Span
from headland.portal.decorate import decorate, mark_not_found, with_diagrams, with_drawings_left_alone
from headland.portal.docs_folder import docs_folder_of
from headland.portal.docs_pages import Ways, complete, keep, order
from headland.portal.engines.engine import Engine, EngineError, SiteResult
from headland.portal.engines.zensical.found import Found, find
from headland.portal.engines.zensical.links import DocsLinks
from headland.portal.engines.zensical.nav import Entry, by_folder, is_index, with_hubs, with_shells, written
from headland.portal.engines.zensical.pages import Reader, RenderedDoc, render
from headland.portal.engines.zensical.process import ZensicalFailed, run_zensical
from headland.portal.engines.zensical.site_file import SiteFile, plain_theme, read_site_file
from headland.portal.engines.zensical.stage import SHELLS, Stage, configuration, write_configuration
from headland.portal.load import Portal
from headland.portal.mkdocs_file import NAMES
from headland.portal.policy import policy_text, script_hashes
from headland.portal.protection import protect_rest
from headland.portal.publish import SITEMAP, Frame, complete_sitemap, publish
from headland.portal.rules import MKDOCS_SETTING
from headland.portal.session import Session
from headland.portal.shell import CANONICAL, Parts, Shell, Tokens, fill_words
from headland.portal.staging import Writer
from headland.portal.workspace import workspace
from headland.prose.trusted import trusted


class ZensicalEngine:
    """Zensical as the engine."""

    def build_site(self, portal: Portal, site_dir: Path, *, site_url: str | None = None) -> SiteResult:
        """See `Engine`."""
        with workspace() as spare:
            (spare / "docs").mkdir()
            (spare / "stage").mkdir()
            site, docs, session = _read(portal, spare)
            if site_url:
                site = replace(site, site_url=site_url)
            found = find(session, site, docs, site_dir)
            rendered = _rendered(session, site, docs, found)
            stage = Stage(session.tokens)
            built = _drawn(session, site, found, rendered, stage=stage, folder=spare / "stage")
            frames = _Frames(session, stage, built, site)
            _protect(frames, found)
            _copy(built, docs, found.files, site_dir)
            return _joined(frames, found, rendered, site_dir)


ENGINE: Final[Engine] = ZensicalEngine()


def _read(portal: Portal, spare: Path) -> tuple[SiteFile, Path, Session]:
    """The settings, the folder of the docs, and a session for the build."""
    folder, source = portal.folders[0].resolve(), portal.sources[0]
    name = next((name for name in NAMES if (folder / name).is_file()), NAMES[0])

    def locate(text: str) -> Span:
        try:
            start = max(0, source.read(name).find(text.encode()))
        except SourceError:
            start = 0
        return Span(source.name, name, start, start + len(text.encode()))

    site = read_site_file(folder, settings=portal.settings, trust=portal.run.trust, locate=locate)
    findings = list(site.findings)
    docs, prefix = docs_folder_of(portal, site.docs_dir, spare, locate, findings)
    session = Session(
        portal=portal,
        strict=True,
        site_name=site.site_name,
        docs_source=source.name,
        docs_prefix=prefix,
        tokens=Tokens(secrets.token_hex(8)),
        config_file=name,
        findings=findings,
    )
    return site, docs, session


def _rendered(session: Session, site: SiteFile, docs: Path, found: Found) -> tuple[RenderedDoc, ...]:
    """The pages of the docs, each told to the session."""
    links = DocsLinks(session, docs, found.pages, found.files)
    reader = Reader(site.extensions, links)
    pages = []
    for path, address in found.pages.items():
        page = render(session, docs / path, path, address, reader)
        if page is not None:
            pages.append(page)
            keep(session, path, address, page.title, page.html, is_searched=page.is_searched)
    links.tell_missing_anchors({page.path: page.html for page in pages})
    return tuple(pages)


def _drawn(
    session: Session, site: SiteFile, found: Found, docs: Sequence[RenderedDoc], *, stage: Stage, folder: Path
) -> Path:
    """The folder with what Zensical makes of the stage.

    Where it fails on the looks that mkdocs.yml asks for, the usual ones are taken. Raises EngineError.
    """
    for page in docs:
        stage.page(
            folder / "docs",
            page.address,
            is_index=is_index(page.path.rpartition("/")[2]),
            headings=page.headings,
            hide=page.hide,
            has_description=bool(page.description or site.description),
        )
    for hub in found.hubs.values():
        stage.page(folder / "docs", hub.address, is_index=not hub.address, hide=["toc"])
    shells = {f"{SHELLS}/{depth}.md": _shell_address(depth) for depth in range(1, session.deepest + 1)}
    for address in shells.values():
        stage.page(folder / "docs", address, is_index=False, hide=["toc"])
    nav = _nav(session, site, found, docs)
    addresses = {page.path: page.address for page in docs} | {path: hub.address for path, hub in found.hubs.items()}
    titles = {page.path: page.title for page in docs} | {path: hub.title for path, hub in found.hubs.items()}
    order_of = {path: at for at, path in enumerate(path for entry in nav for path in entry.pages)}
    session.nav_order = {addresses[path]: at for path, at in order_of.items()}
    order(session)
    nav = with_shells(nav, found.hubs, [Entry(None, path=path) for path in shells])
    staged_nav = stage.nav(nav, addresses | shells, titles)
    try:
        return run_zensical(write_configuration(folder, configuration(site, stage, staged_nav)))
    except ZensicalFailed as failure:
        first = str(failure)
    plain = replace(site, theme=plain_theme(), looks={})
    try:
        built = run_zensical(write_configuration(folder, configuration(plain, stage, staged_nav)))
    except ZensicalFailed as failure:
        raise EngineError(f"Zensical cannot build the site: {failure}") from failure
    message = f"Zensical fails on the theme that mkdocs.yml asks for, and its own is taken: {first}"
    session.findings.append(MKDOCS_SETTING.finding(message, session.config_span("theme")))
    return built


def _nav(session: Session, site: SiteFile, found: Found, docs: Sequence[RenderedDoc]) -> tuple[Entry, ...]:
    known = {page.path: page for page in docs}
    entries = written(session, site.nav, {**known, **dict.fromkeys(found.hubs)})
    is_written = entries is not None
    return with_hubs(by_folder(known) if entries is None else entries, found.hubs, is_written=is_written)


def _protect(frames: _Frames, found: Found) -> None:
    """Give the session its policy: no page of Zensical's holds a word of an author's, so all its scripts may run."""
    session = frames.session
    pages = (page.read_text("utf-8") for page in sorted(frames.built.rglob("*.html")))
    hashes = {digest for html in pages for digest in script_hashes(decorate(html, "./", ahead=not frames.is_instant))}
    session.policy = policy_text(hashes, session.portal.settings.pictures.hosts)
    session.copied = frozenset(found.files)


def _copy(built: Path, docs: Path, files: Iterable[str], site_dir: Path) -> None:
    """Copy the theme's files, and those of the docs that are no pages."""
    shutil.copytree(built / "assets", site_dir / "assets", dirs_exist_ok=True)
    for file in files:
        target = site_dir / file
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(docs / file, target)


@dataclass(frozen=True, slots=True)
class _Frames:
    """The pages that Zensical made, as shells."""

    session: Session
    stage: Stage
    built: Path
    site: SiteFile

    @property
    def is_instant(self) -> bool:
        """Whether the theme fetches pages and puts them into the one that is open."""
        return "navigation.instant" in (self.site.theme.get("features") or ())

    def shell(self, address: str) -> Shell:
        """The shell that stands at an address of the stage."""
        tokens = self.session.tokens
        html = decorate(self.stage.built(self.built, address), _root(address), ahead=not self.is_instant)
        html = _CANONICAL.sub(lambda found: f"{found[1]}{tokens.of(CANONICAL)}{found[2]}", html, count=1)
        return Shell.from_html(self.session.protected(html), tokens, self.stage.words)

    def not_found(self) -> str:
        """The page for addresses that do not exist."""
        html = (self.built / "404.html").read_text("utf-8")
        html = fill_words(self.stage.without_shells(html), self.session.tokens, self.stage.words)
        base = urlsplit(self.site.site_url or "/").path
        return self.session.protected(mark_not_found(decorate(html, base or "/")))

    def doc(self, page: RenderedDoc) -> str:
        """A finished page of the docs."""
        session, site, root = self.session, self.site, _root(page.address)
        content = complete(session, page.path, page.address, page.html, Ways.to_pages(session, page.address))
        edit = session.places.place(session.span(page.path)).edit_url
        if edit is not None and "content.action.edit" in (site.theme.get("features") or ()):
            content = _EDIT.format(escape(edit)) + content
        described = page.description or site.description
        canonical = urljoin(site.site_url, page.address) if site.site_url else ""
        html = self.shell(page.address).fill(Parts(page.title, described, canonical, trusted(content)))
        return with_diagrams(with_drawings_left_alone(html) if self.is_instant else html, root)


_CANONICAL = re.compile(r'(<link rel="canonical" href=")[^"]*(")')
_EDIT: Final = (
    '<a href="{}" title="Edit this page" class="md-content__button md-icon" rel="edit">'
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<path d="M3 17.25V21h3.75L17.81 9.94l-3.75-3.75z'
    'M20.71 7.04a1 1 0 0 0 0-1.41l-2.34-2.34a1 1 0 0 0-1.41 0l-1.83 1.83 3.75 3.75z"/></svg></a>'
)


def _joined(frames: _Frames, found: Found, docs: Sequence[RenderedDoc], site_dir: Path) -> SiteResult:
    """Write every page into its shell."""
    session, site, writer = frames.session, frames.site, Writer(site_dir)
    for page in docs:
        writer.page(page.address, frames.doc(page))
    (site_dir / "404.html").write_text(frames.not_found(), encoding="utf-8")
    shells = {depth: frames.shell(_shell_address(depth)) for depth in range(1, session.deepest + 1)}
    hubs = {hub.address: frames.shell(hub.address) for hub in found.hubs.values()}
    published = publish(
        session.context, session.docs, Frame(shells, hubs, site.site_url, frames.is_instant), site_dir, session.portal
    )
    session.published = published.addresses
    _write_sitemap(session, site, [page.address for page in docs], site_dir)
    protect_rest(session, site_dir)
    return SiteResult(published.addresses, len(docs), tuple(session.findings))


def _write_sitemap(session: Session, site: SiteFile, docs: Sequence[str], site_dir: Path) -> None:
    (site_dir / SITEMAP).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n</urlset>',
        encoding="utf-8",
    )
    addresses = [*docs, *session.published] if site.site_url else []
    complete_sitemap(site_dir, site.site_url or "", addresses, session.tokens.pattern, session.portal.run.as_of)


def _shell_address(depth: int) -> str:
    """Where the shell for pages of a depth is staged: the way from it to the site's root is theirs."""
    return "/".join([SHELLS, *map(str, range(2, depth + 1)), ""])


def _root(address: str) -> str:
    return "../" * address.count("/") or "./"
