"""Protection of pages that no shell made: redirects, and what other plugins write."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from headland.portal.session import Session


def protect_rest(session: Session, folder: Path) -> None:
    """Put the policy into pages that were written past the theme's templates.

    A page among the docs' own files is left as it is: it stands only where docs are trusted.
    """
    if session.policy is None:
        return
    filled = {f"{unquote(address)}index.html" for address in session.published}
    for file in sorted(folder.rglob("*.html")):
        path = file.relative_to(folder).as_posix()
        if path not in filled and path not in session.copied:
            html = file.read_text("utf-8", errors="surrogateescape")
            protected = session.protected(html)
            if protected != html:
                file.write_text(protected, "utf-8", errors="surrogateescape", newline="")
