"""The style sheet that gives every kind its colour and icon: a kind's own file stays the only place for them."""

from __future__ import annotations

from collections.abc import Iterable

from headland.core.artifact import Artifact
from headland.kinds import KINDS, Kind
from headland.views.icons import FALLBACK, icon_address

KIND_STYLE = "assets/headland/kinds.css"


def kind_style(kinds: Iterable[Kind] = KINDS) -> Artifact:
    """The style sheet: `--hl-kind` and `--hl-icon` on everything with `data-kind`, in both colour schemes."""
    rules = [
        f'[data-kind]{{--hl-kind:#5f6368;--hl-icon:url("{icon_address(FALLBACK)}")}}',
        "[data-md-color-scheme=slate] [data-kind]{--hl-kind:#bdc1c6}",
    ]
    for kind in kinds:
        name = kind.name.lower()
        rules.append(f'[data-kind="{name}"]{{--hl-kind:{kind.color};--hl-icon:url("{icon_address(kind.icon)}")}}')
        rules.append(f'[data-md-color-scheme=slate] [data-kind="{name}"]{{--hl-kind:{kind.dark_color}}}')
    return Artifact(KIND_STYLE, "text/css", "\n".join(rules).encode() + b"\n")
