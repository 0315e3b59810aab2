"""Skeletons: files that belong to a Template and are no records, however much they look like ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from pydantic import JsonValue

from headland.core.source import OutsideRoot, join
from headland.revisions import Repository

_EXPRESSION = re.compile(rb"\$\{\{|\{%")
_TEMPLATE_LINE = re.compile(rb"^kind:[ \t]*[\"']?Template\b", re.M)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_TREE = re.compile(r"/(?:-/)?(?:tree|blob|raw|src|edit)/[^/]+/(.*)")
_SSH = re.compile(r"(?:[^@/]+@)?([^:/]+):(?!//)(.+)")


def is_template(value: JsonValue) -> bool:
    """Whether a document is a Template of its own, and not the skeleton of one."""
    if not isinstance(value, dict) or value.get("kind") != "Template":
        return False
    metadata = value.get("metadata")
    name = metadata.get("name") if isinstance(metadata, dict) else None
    return isinstance(name, str) and "${{" not in name


def looks_like_template(data: bytes) -> bool:
    """Whether a file that cannot be parsed seems to hold a Template."""
    return _TEMPLATE_LINE.search(data) is not None


def holds_expressions(data: bytes) -> bool:
    """Whether a text holds what only a template's engine understands."""
    return _EXPRESSION.search(data) is not None


def skeleton_folders(path: str, value: JsonValue, repository: Repository | None) -> frozenset[str]:
    """The folders that the `fetch:*` steps of the Template in the file `path` name, as paths of its source.

    A folder that holds the Template itself is none. Addresses of the web count when they are of `repository`.
    """
    home = PurePosixPath(path).parent
    folders = set()
    for url in _fetched(value):
        folder = _folder(path, url, repository)
        if folder is not None and not home.is_relative_to(folder) and folder not in ("", "."):
            folders.add(folder)
    return frozenset(folders)


def is_below(path: str, folders: Iterable[str]) -> bool:
    """Whether a file lies in one of some folders (an empty one is the root), or is one: steps fetch files too."""
    return any(not folder or path == folder or path.startswith(f"{folder}/") for folder in folders)


def _fetched(value: JsonValue) -> Iterator[str]:
    spec = value.get("spec") if isinstance(value, dict) else None
    steps = spec.get("steps") if isinstance(spec, dict) else None
    for step in steps if isinstance(steps, list) else ():
        if not isinstance(step, dict):
            continue
        action, given = step.get("action"), step.get("input")
        url = given.get("url") if isinstance(given, dict) else None
        if isinstance(action, str) and action.startswith("fetch:") and isinstance(url, str):
            yield url


def _folder(path: str, url: str, repository: Repository | None) -> str | None:
    """The folder that an address names: up to the first expression in it, since what follows is not known."""
    fixed, expression, _ = url.partition("${{")
    if expression:
        fixed = fixed.rpartition("/")[0]
    if _SCHEME.match(fixed):
        return _of_repository(fixed, repository)
    try:
        return join(path, fixed)
    except OutsideRoot:
        return None


def _of_repository(url: str, repository: Repository | None) -> str | None:
    """The path in the source that a web address names, when it is one of the source's own repository."""
    if repository is None or repository.remote is None:
        return None
    home = _home(repository.remote)
    parts = urlsplit(url)
    place = f"{(parts.hostname or '').lower()}{unquote(parts.path)}"
    if not place.lower().startswith(f"{home}/"):
        return None
    below = _TREE.match(place[len(home) :])
    if below is None:
        return None
    folder = below[1].strip("/")
    prefix = repository.prefix.strip("/")
    if prefix and not f"{folder}/".startswith(f"{prefix}/"):
        return None
    return folder[len(prefix) :].strip("/")


def _home(remote: str) -> str:
    """Host and project of a remote, as its web pages have them: `github.com/org/name`."""
    ssh = None if _SCHEME.match(remote) else _SSH.fullmatch(remote)
    if ssh is not None:
        host, path = ssh.groups()
    else:
        parts = urlsplit(remote)
        host, path = parts.hostname or "", parts.path
    return f"{host}/{path.strip('/').removesuffix('.git')}".lower()
