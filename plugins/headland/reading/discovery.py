"""Which files of a source may hold records: by content, whatever their names and folders are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePosixPath

from headland.core.settings import ReadingSettings
from headland.reading.decoding import other_encoding
from headland.reading.front_matter import front_matter, unclosed_front_matter
from headland.reading.globs import matches

GROUPS = ("backstage.io", "scaffolder.backstage.io", "headland.dev")
"""The groups of `apiVersion` that mark a record."""

_NAMES = frozenset({"catalog-info.yaml", "catalog-info.yml"})
_YAML = (".yaml", ".yml")
_MARKDOWN = (".md", ".markdown")
_ANY_GROUP = rb"|".join(re.escape(group.encode()) for group in GROUPS)
_API_VERSION = re.compile(rb"(?<![A-Za-z0-9_.-])apiVersion[\"']?[ \t]*:[ \t]*[\"']?(?:" + _ANY_GROUP + rb")/")
_KIND = re.compile(rb"^[\"']?kind[\"']?[ \t]*:", re.M)


def is_yaml(path: str) -> bool:
    """Whether a file is YAML by its name."""
    return path.lower().endswith(_YAML)


def is_markdown(path: str) -> bool:
    """Whether a file is Markdown by its name."""
    return path.lower().endswith(_MARKDOWN)


def is_catalog_info(path: str) -> bool:
    """Whether a file has the name that Backstage looks for; all of its documents are records."""
    return PurePosixPath(path).name.lower() in _NAMES


def has_record(data: bytes) -> bool:
    """Whether a text, read as YAML, may hold a record: it has an `apiVersion` of one of our groups."""
    if other_encoding(data):
        data = data.replace(b"\0", b"")
    return _API_VERSION.search(data) is not None


def has_front_matter_record(data: bytes) -> bool:
    """Whether a Markdown page's front matter may be a record: it has a `kind` besides."""
    if not data.startswith((b"---", b"\xef\xbb\xbf---")):
        return False
    matter = front_matter(data)
    if matter is None:
        return False
    text = data[matter.start : matter.end]
    return has_record(text) and _KIND.search(text) is not None


def has_unclosed_record(data: bytes) -> bool:
    """Whether a Markdown page begins as one with a record does, but nothing ends its front matter."""
    text = unclosed_front_matter(data) if data.startswith((b"---", b"\xef\xbb\xbf---")) else b""
    return has_record(text) and _KIND.search(text) is not None


def is_in_group(api_version: object) -> bool:
    """Whether an `apiVersion` belongs to one of our groups."""
    return isinstance(api_version, str) and api_version.rpartition("/")[0] in GROUPS


def may_be_read(path: str) -> bool:
    """Whether a file can hold records at all, by its name."""
    return is_yaml(path) or is_markdown(path)


def is_wanted(path: str, settings: ReadingSettings) -> bool:
    """Whether the settings let a file be searched for records: below a root, included, not excluded."""
    return (
        _any(path, settings.roots, nothing=True)
        and _any(path, settings.include, nothing=True)
        and not is_excluded(path, settings)
    )


def is_excluded(path: str, settings: ReadingSettings) -> bool:
    """Whether the settings leave a file out, even where a Location names it."""
    return _any(path, settings.exclude, nothing=False)


def _any(path: str, globs: Sequence[str], *, nothing: bool) -> bool:
    return any(matches(path, glob) for glob in globs) if globs else nothing
