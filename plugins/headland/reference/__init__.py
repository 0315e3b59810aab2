"""The registries told as documentation: kinds, rules, settings and commands, each as one page of Markdown.

Beside them the collection of mistakes, which the tests hold against the code.

Everything is read from what the rooms have registered, and nothing is listed here: what has no description where it
is made has none in the documentation. `pages` gives the pages of docs/reference; `rule_text` is what `explain` prints.
"""

from headland.reference.commands import CommandDescription, ExampleDescription, ParameterDescription
from headland.reference.mistakes import CollectionError, mistakes_page, read_collection
from headland.reference.pages import pages
from headland.reference.rules import rule_text
from headland.reference.settings import settings_example

__all__ = [
    "CollectionError",
    "CommandDescription",
    "ExampleDescription",
    "ParameterDescription",
    "mistakes_page",
    "pages",
    "read_collection",
    "rule_text",
    "settings_example",
]
