"""MkDocs as the engine: two plugins for anybody's mkdocs.yml, and a build that needs none. Only it imports MkDocs."""

from headland.portal.engines.mkdocs.catalog_plugin import CatalogPlugin
from headland.portal.engines.mkdocs.docs_plugin import DocsPlugin

__all__ = ["CatalogPlugin", "DocsPlugin"]
