"""Addresses of pages that are made from the catalog, relative to the site's root."""

from __future__ import annotations

from urllib.parse import quote

from headland.core.refs import Ref


def record_address(ref: Ref) -> str:
    """The address of a record's page: `catalog/<namespace>/<kind>/<name>/` in lower case, as in Backstage."""
    return f"catalog/{_part(ref.namespace)}/{_part(ref.kind)}/{_part(ref.name)}/"


def list_address(kind: str, page: int = 1) -> str:
    """The address of the plain list of a kind's records; pages count from 1.

    It stands below the explorer, not below `catalog/`, where a namespace could have any name that a list needs.
    """
    return f"explorer/{_part(kind)}/" if page == 1 else f"explorer/{_part(kind)}/{page}/"


def rule_address(rule: str) -> str:
    """The address of the page that says what a rule means."""
    return f"findings/{_part(rule)}/"


def group_tree_address(group: Ref) -> str:
    """The address of the page with the groups below a group, where the tree of teams is too large for one page."""
    return f"teams/{_part(group.namespace)}/{_part(group.name)}/"


def domain_map_address(domain: Ref) -> str:
    """The address of the map of a domain."""
    return f"landscape/{_part(domain.namespace)}/{_part(domain.name)}/"


def _part(text: str) -> str:
    return quote(text.lower(), safe="")
