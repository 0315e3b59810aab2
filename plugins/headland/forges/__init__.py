"""One file a forge: addresses of files, edits and commits."""

import sys

from headland.core.registry import load_room
from headland.forges.forge import FORGES, Forge, Location
from headland.forges.links import SourceLinks, source_links
from headland.forges.remote import Remote, parse_remote

load_room(sys.modules[__name__])

__all__ = ["FORGES", "Forge", "Location", "Remote", "SourceLinks", "parse_remote", "source_links"]
