"""Opening a session: the portal that belongs to a mkdocs.yml, when MkDocs itself loads our plugins."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_build_datetime

from headland.core.audience import Audience
from headland.core.run import Run
from headland.core.settings import FILE_NAME
from headland.extension import ExtensionError, install_extensions
from headland.portal.load import load
from headland.portal.session import Session
from headland.revisions import RevisionError


class Options(Config):
    """What our plugins take in mkdocs.yml; everything else stands in headland.yaml."""

    config = c.Type(str, default=FILE_NAME)
    audience = c.Type(str, default="internal")
    security = c.Choice(("strict", "trusted"), default="trusted")


class _Ours(Protocol):
    session: Session | None
    config: Options


def session_of(config: MkDocsConfig, options: Options) -> Session:
    """The session that this build's plugins share: the one that is open, or a new one."""
    ours: list[_Ours] = [plugin for name, plugin in config.plugins.items() if name.startswith("headland/")]
    sessions = [plugin.session for plugin in ours if plugin.session is not None]
    open_ones = [session for session in sessions if session.build is None or session.build is config]
    session = open_ones[0] if open_ones else _open(config, options, strict=_is_strict(ours))
    for plugin in ours:
        plugin.session = session
    return session


def _is_strict(ours: list[_Ours]) -> bool:
    return any(plugin.config.security == "strict" for plugin in ours)


def _open(config: MkDocsConfig, options: Options, *, strict: bool) -> Session:
    folder = Path(config.config_file_path).parent if config.config_file_path else Path.cwd()
    root = (folder / options.config).resolve().parent
    run = Run(as_of=get_build_datetime(), audience=Audience.parse(options.audience))
    try:
        install_extensions()
        portal = load([root], run, leave_out=Path(config.site_dir))
    except (ExtensionError, RevisionError) as error:
        raise PluginError(f"headland: {error}") from error
    docs = Path(config.docs_dir).resolve()
    prefix = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else None
    return Session(
        portal=portal,
        strict=strict,
        site_name=config.site_name,
        docs_source=portal.sources[0].name,
        docs_prefix="" if prefix == "." else prefix,
        build=config,
    )
