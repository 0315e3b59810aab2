"""Building with MkDocs inside this process: a catalog, with the folder's docs as far as MkDocs can make them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig

from headland.core.source import SourceError
from headland.core.span import Span
from headland.portal.docs_folder import docs_folder_of
from headland.portal.engines.engine import Engine, EngineError, SiteResult
from headland.portal.engines.mkdocs.catalog_plugin import CatalogPlugin
from headland.portal.engines.mkdocs.config import CONFIG_NAMES, OURS, config_file, derive, plain
from headland.portal.engines.mkdocs.docs_plugin import DocsPlugin
from headland.portal.engines.mkdocs.quiet import failed_page, quiet
from headland.portal.exhaustion import raise_if_exhausted
from headland.portal.load import Portal
from headland.portal.rules import DOCS_NOT_BUILT
from headland.portal.session import Session
from headland.portal.workspace import workspace

MOST_VANISHED = 5
"""Times that a file of the docs may be taken away while MkDocs works, each at the cost of a build."""

MOST_REFUSED = 20
"""Pages on which MkDocs may fail, each at the cost of a build, before the docs as a whole are left out."""


class MkDocsEngine:
    """MkDocs as the engine."""

    def build_site(self, portal: Portal, site_dir: Path, *, site_url: str | None = None) -> SiteResult:
        """See `Engine`."""
        return _build_site(portal, site_dir, site_url)


ENGINE: Final[Engine] = MkDocsEngine()


def _build_site(portal: Portal, site_dir: Path, site_url: str | None) -> SiteResult:
    refused: dict[str, str] = {}
    refused_twice: dict[str, str] = {}
    vanished = 0
    while True:
        with workspace() as spare:
            session, config = _prepare(portal, spare, refused, refused_twice)
            config.site_url = site_url or config.site_url
            try:
                return _build(session, config, site_dir)
            except (Exception, SystemExit) as error:
                raise_if_exhausted(error)
                page, message = failed_page(session.log), _words(error)
                vanished += isinstance(error, FileNotFoundError)
                if isinstance(error, FileNotFoundError) and vanished <= MOST_VANISHED:
                    continue
        if page is None or page in refused_twice or len(refused) == MOST_REFUSED:
            return _build_without_docs(session, config.site_url, site_dir, message)
        (refused_twice if page in refused else refused)[page] = message


def _build_without_docs(failed: Session, site_url: str | None, site_dir: Path, message: str) -> SiteResult:
    """The catalog alone, when MkDocs fails on the docs and no single page is to blame."""
    finding = DOCS_NOT_BUILT.finding(
        f"MkDocs failed on the docs, and the portal is built without them: {message}",
        failed.config_span(),
        hint="Run `mkdocs build` to see the whole message.",
    )
    portal = failed.portal
    with workspace() as spare:
        (spare / "docs").mkdir()
        (spare / "site").mkdir()
        session = Session(portal, True, failed.site_name, failed.docs_source, None, findings=[*failed.early, finding])
        config = plain(portal.folders[0], spare, site_name=failed.site_name, site_url=site_url)
        try:
            return _build(session, config, site_dir)
        except (Exception, SystemExit) as error:
            raise_if_exhausted(error)
            raise EngineError(f"MkDocs cannot build the catalog: {_words(error)}") from error


def _prepare(
    portal: Portal, spare: Path, refused: Mapping[str, str], refused_twice: Mapping[str, str]
) -> tuple[Session, MkDocsConfig]:
    folder, source = portal.folders[0].resolve(), portal.sources[0]
    file = config_file(folder)
    name = file.name if file else CONFIG_NAMES[0]

    def locate(text: str) -> Span:
        try:
            start = max(0, source.read(name).find(text.encode()))
        except SourceError:
            start = 0
        return Span(source.name, name, start, start + len(text.encode()))

    derived = derive(folder, spare, settings=portal.settings, trust=portal.run.trust, locate=locate)
    findings = list(derived.findings)
    docs, prefix = docs_folder_of(portal, derived.docs_dir, spare, locate, findings)
    derived.config.docs_dir = str(docs)
    session = Session(
        portal=portal,
        strict=True,
        site_name=derived.config.site_name,
        docs_source=source.name,
        docs_prefix=prefix,
        config_file=name,
        findings=findings,
        early=tuple(findings),
        refused=refused,
        refused_twice=refused_twice,
    )
    return session, derived.config


def _build(session: Session, config: MkDocsConfig, site_dir: Path) -> SiteResult:
    config.site_dir = str(site_dir)
    docs, catalog = DocsPlugin(), CatalogPlugin()
    docs.session = catalog.session = session
    for name, plugin in zip(OURS, (docs, catalog), strict=True):
        plugin.load_config({}, config_file_path=config.config_file_path)
        config.plugins[name] = plugin
    with quiet(session.portal.run.as_of) as log:
        session.log = log
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    return SiteResult(session.published, len(session.pages), tuple(session.findings))


def _words(error: BaseException) -> str:
    text = " ".join(str(error).split())
    cause = " ".join(str(error.__context__).split()) if error.__context__ is not None else ""
    return ": ".join(part for part in (text, cause) if part) or type(error).__name__
