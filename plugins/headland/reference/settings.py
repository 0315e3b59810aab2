"""Settings as documentation, and as a file of comments to begin with."""

from __future__ import annotations

import json
from collections.abc import Iterable

from headland.core.settings import FILE_NAME, Settings
from headland.reference.markdown import code, fence, page, table
from headland.reference.schema_fields import SchemaField, model_fields


def settings_page() -> str:
    """Every setting with its type, its default and what it does: those at the top, then section by section."""
    fields = list(model_fields(Settings))
    sections = dict.fromkeys(field.path.split(".")[0] for field in fields if "." in field.path)
    return page(
        "Settings",
        "Everything that headland.yaml may say",
        [
            f"Settings live in {code(FILE_NAME)} at the root of what is read. The file is optional, and so is every "
            "key. A key that is not known is a finding that names the nearest known one.",
            _table([field for field in fields if "." not in field.path], ""),
            *(
                f"## {name}\n\n{_table([field for field in fields if field.path.startswith(f'{name}.')], f'{name}.')}"
                for name in sections
            ),
            "## An example",
            fence(_EXAMPLE, "yaml", FILE_NAME),
        ],
    )


def _table(fields: Iterable[SchemaField], section: str) -> str:
    return table(
        ("Setting", "Type", "Default", "What it does"),
        ((code(field.path.removeprefix(section)), field.type, field.default, field.description) for field in fields),
    )


def settings_example() -> str:
    """A headland.yaml that says nothing yet: every setting in a comment, with its default and what it does.

    Taking `#: ` away from a line, and from the lines of what it stands in, puts the setting to use.
    """
    lines = [
        "# Settings of the portal. Each one is optional, and shown with its default in lines that begin with `#:`;",
        "# take that away from a setting, and from the section that it stands in, to change it.",
        "version: 1",
    ]
    defaults = Settings().model_dump(mode="json")
    for field in model_fields(Settings):
        keys = field.path.split(".")
        if any(sign in field.path for sign in "[<") or field.path == "version":
            continue
        default = defaults
        for key in keys:
            default = default[key]
        if len(keys) == 1:
            lines += ["", f"# {field.description}"]
        has_fields = isinstance(default, dict) and bool(default)
        written = "" if has_fields else f" {json.dumps(default)}"
        said = f"  # {field.description}" if len(keys) > 1 else ""
        lines.append(f"#: {'  ' * (len(keys) - 1)}{keys[-1]}:{written}{said}")
    return "\n".join(lines) + "\n"


_EXAMPLE = """\
version: 1
site:
  name: Portal of Example Ltd
  url: https://portal.example.com/
reading:
  roots: [catalog, services]
  exclude: ["**/fixtures/**"]
rules:
  unknown-owner: error
  dangling-reference: note
links:
  example.com/dashboard:
    - title: Dashboard
      url: "https://dashboards.example.com/d/{value}"
      icon: dashboard
pictures:
  hosts: [avatars.example.com]
"""
