"""Settings as documentation, and as a file of comments to begin with."""

from __future__ import annotations

from headland.core.settings import FILE_NAME, Settings
from headland.reference.markdown import code, fence, page, table
from headland.reference.schema_fields import model_fields


def settings_page() -> str:
    """Every setting with its type, its default and what it does."""
    return page(
        "Settings",
        "Everything that headland.yaml may say",
        [
            f"Settings live in {code(FILE_NAME)} at the root of what is read. The file is optional, and so is every "
            "key. A key that is not known is a finding that names the nearest known one.",
            table(
                ("Setting", "Type", "Default", "What it does"),
                ((code(field.path), field.type, field.default, field.description) for field in model_fields(Settings)),
            ),
            "## An example",
            fence(_EXAMPLE, "yaml", FILE_NAME),
        ],
    )


def settings_example() -> str:
    """A headland.yaml that says nothing yet: the version, and each section explained in comments."""
    lines = ["# Settings of the portal. Every key is optional; `headland build` works without this file.", "version: 1"]
    for field in model_fields(Settings):
        if "." not in field.path and field.path != "version":
            lines += ["", f"# {field.description}", f"# {field.path}:"]
        elif field.path.count(".") == 1 and not any(sign in field.path for sign in "[<"):
            lines.append(f"#   {field.path.split('.')[1]}:  # {field.description}")
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
