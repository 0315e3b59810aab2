"""The Markdown extension `pymdownx.snippets`, which follows no symbolic link out of the folder that is built.

The extension's own limit compares paths as they are written; a link inside the folder may lead anywhere.
"""

from __future__ import annotations

import os
from typing import Any

from markdown import Markdown
from pymdownx.snippets import SnippetExtension, SnippetPreprocessor

NAME = "headland.prose.rooted_snippets"
"""What stands in a configuration in the place of `pymdownx.snippets`."""

_PRIORITY = 32
"""That of the extension's own preprocessor."""


class RootedSnippets(SnippetExtension):  # type: ignore[misc]  # the package has no types
    """Takes what `pymdownx.snippets` does, and `root`: the real path of the folder out of which no link may lead."""

    def __init__(self, *, root: str, **options: Any) -> None:
        super().__init__(**options)
        self._root = root

    def extendMarkdown(self, md: Markdown) -> None:
        super().extendMarkdown(md)
        md.preprocessors.register(_Rooted(self.getConfigs(), md, self._root), "snippet", _PRIORITY)


class _Rooted(SnippetPreprocessor):  # type: ignore[misc]  # the package has no types
    def __init__(self, config: dict[str, Any], md: Markdown, root: str) -> None:
        super().__init__(config, md)
        # Bases outside the folder are the words of whoever wrote the configuration; those inside may be links.
        outside = [base for base in self.base_path if not _is_below(base, root)]
        self._allowed = [os.path.realpath(folder) for folder in (root, *outside)]

    def get_snippet_path(self, path: str) -> str | None:
        """The file of a snippet; None, as for one that is not there, where its real place is outside."""
        found = super().get_snippet_path(path)
        if found is None or not any(_is_below(os.path.realpath(found), folder) for folder in self._allowed):
            return None
        return str(found)


def _is_below(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def makeExtension(**options: Any) -> RootedSnippets:
    """As Python-Markdown asks for it."""
    return RootedSnippets(**options)
