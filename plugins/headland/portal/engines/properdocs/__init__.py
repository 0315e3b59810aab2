"""ProperDocs as the engine: the MkDocs adapter, with ProperDocs' modules in the place of MkDocs' own.

ProperDocs continues MkDocs 1.x under another name. Its `properdocs.replacement`, once imported, answers every import of
MkDocs; what has been imported before stays MkDocs, and one process can hold only one of the two.
"""

from __future__ import annotations

import importlib
import sys
from typing import Final

from headland.portal.engines.engine import Engine, EngineError


def _replaced() -> Engine:
    """The MkDocs adapter on top of ProperDocs. Raises EngineError when MkDocs itself is in the process already."""
    known = sys.modules.get("mkdocs")
    if known is not None and known is not sys.modules.get("properdocs"):
        raise EngineError("MkDocs has been imported in this process already; build with ProperDocs in one of its own")
    importlib.import_module("properdocs.replacement")
    engine: Engine = importlib.import_module("headland.portal.engines.mkdocs.builder").ENGINE
    return engine


ENGINE: Final[Engine] = _replaced()
