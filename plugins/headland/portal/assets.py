"""The browser's files that are shipped with every site: styles, scripts and fonts."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from headland.core.artifact import Artifact

FOLDER: Final = "assets/headland/"
"""Where the files stand, below the site's root."""

SHIPPED: Final = Path(__file__).parent.parent / "static"
"""Where the package carries them; made from plugins/browser, and in every wheel."""


def browser_assets(shipped: Path = SHIPPED) -> Iterator[Artifact]:
    """Every shipped file as an artifact, in order; none where the browser's part has not been built."""
    if not shipped.is_dir():
        return
    for file in sorted(path for path in shipped.rglob("*") if path.is_file()):
        media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        yield Artifact(FOLDER + file.relative_to(shipped).as_posix(), media_type, file.read_bytes())
