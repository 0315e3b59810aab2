"""The one door through which a text becomes HTML that is not escaped again."""

from __future__ import annotations

from markupsafe import Markup


def trusted(html: str) -> Markup:
    """Declare HTML safe: what the sanitiser, our own templates and our own icons made, and nothing else."""
    return Markup(html)  # noqa: S704
