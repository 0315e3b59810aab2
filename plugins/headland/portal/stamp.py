"""The build stamp: when, from what and by which Headland a site was built, in one file that all pages share."""

from __future__ import annotations

import json
from typing import Final

from headland.core.artifact import Artifact
from headland.core.source import Source
from headland.core.version import headland_version
from headland.portal.assets import FOLDER
from headland.portal.load import Portal
from headland.revisions import Revision, Worktree

PATH: Final = f"{FOLDER}build.json"
"""Pages hold nothing of it, so that one whose record has not changed is the same after the next build."""


def build_stamp(portal: Portal) -> Artifact:
    """The stamp of a portal: `as_of` is the clock that the build went by, `revisions` has a commit for each folder.

    It is the commit that was built or is checked out, and null where there is no git.
    """
    stamp = {
        "version": 1,
        "headland": headland_version(),
        "as_of": portal.run.as_of.isoformat(),
        "audience": str(portal.run.audience),
        "revisions": [_revision(source) for source in portal.sources],
    }
    return Artifact(PATH, "application/json", json.dumps(stamp, indent=1).encode() + b"\n")


def _revision(source: Source) -> str | None:
    if isinstance(source, Revision):
        return source.commit
    return source.repository.head if isinstance(source, Worktree) else None
