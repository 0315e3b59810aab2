"""Definitions of APIs: one file a format, from text to one model that checks and pages share.

`read_definition` is the door.
"""

from headland.definitions.model import ApiDefinition
from headland.definitions.read import Facts, definition_facts, expected_format, read_definition

__all__ = ["ApiDefinition", "Facts", "definition_facts", "expected_format", "read_definition"]
