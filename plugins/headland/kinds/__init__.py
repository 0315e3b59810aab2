"""Kinds of records, one file a kind; the envelope that they share; their JSON Schema.

`kind_of` is the door: it answers for every kind, those included that nobody modelled.
"""

from __future__ import annotations

import sys

from headland.core.registry import load_room
from headland.kinds.generic import generic_kind
from headland.kinds.kind import KINDS, Kind
from headland.kinds.schema import catalog_schema, json_schema, write_schemas

__all__ = ["KINDS", "Kind", "catalog_schema", "json_schema", "kind_of", "write_schemas"]

load_room(sys.modules[__name__])


def kind_of(api_version: str, kind: str) -> Kind:
    """The kind of a record by its `apiVersion` and `kind`, both as written.

    A kind is known only in its own versions and its own case, as in Backstage; any other pair gets a generic
    kind whose model is the envelope alone.
    """
    known = KINDS.get(kind)
    return known if known is not None and api_version in known.api_versions else generic_kind(api_version, kind)
