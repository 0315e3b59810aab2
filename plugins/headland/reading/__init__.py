"""Sources to records: YAML, front matter, placeholders, locations and settings."""

from headland.reading.front_matter import FrontMatter, front_matter
from headland.reading.reader import read
from headland.reading.record import Record
from headland.reading.result import Reading, SetAside
from headland.reading.settings_file import load_settings
from headland.reading.yaml_stream import ParsedDocument, Problem, parse_yaml_stream

__all__ = [
    "FrontMatter",
    "ParsedDocument",
    "Problem",
    "Reading",
    "Record",
    "SetAside",
    "front_matter",
    "load_settings",
    "parse_yaml_stream",
    "read",
]
