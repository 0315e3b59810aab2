"""Artifacts: files that a build gives out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Artifact:
    """One file of the site: its path below the site's root, media type and bytes."""

    path: str
    media_type: str
    content: bytes
