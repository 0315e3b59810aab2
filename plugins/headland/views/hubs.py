"""The hubs: the few pages from which all others are reached, known before anything is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hub:
    """A page of the site's nav that a view fills; `family` is the view's name."""

    family: str
    title: str
    address: str


HOME = Hub("home", "Home", "")
EXPLORER = Hub("explorer", "Explorer", "explorer/")
LANDSCAPE = Hub("landscape", "Landscape", "landscape/")
GRAPH = Hub("graph", "Graph", "graph/")
TEAMS = Hub("teams", "Teams", "teams/")
APIS = Hub("apis", "APIs", "apis/")
CHANGES = Hub("changes", "Changes", "changes/")
FINDINGS = Hub("findings", "Findings", "findings/")

HUBS: tuple[Hub, ...] = (HOME, EXPLORER, APIS, LANDSCAPE, GRAPH, TEAMS, CHANGES, FINDINGS)
"""In the order of the nav. Home stands at `ViewContext.home`, which is the root unless documents have a page there."""
