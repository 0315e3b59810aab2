"""What building a portal can find: settings of an engine that cannot be followed, docs that cannot be shown."""

from __future__ import annotations

from typing import Final

from headland.core.finding import RULES, Example, Rule, Severity

_RECORD: Final = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
{annotations}spec:
  type: service
  lifecycle: production
  owner: guests
"""


_TABLES: Final = """\
def on_page_markdown(markdown, **_):
    if markdown.startswith("{table}"):
        raise ValueError("{table} wants a heading above it")
"""


def _record(reference: str) -> str:
    return _RECORD.format(annotations=f"  annotations:\n    backstage.io/techdocs-ref: {reference}\n")


PLUGIN_NOT_INSTALLED: Final = RULES.register(
    Rule(
        name="plugin-not-installed",
        severity=Severity.WARNING,
        summary="mkdocs.yml asks for a plugin, an extension or a theme that cannot be used here.",
        why="The site is built without it, so pages that depend on it look other than their authors mean.",
        remedy="Install the package that provides it where `headland build` runs, or take it out of mkdocs.yml.",
        wrong=Example({"mkdocs.yml": "site_name: Docs\nplugins:\n  - search\n  - no-such-plugin\n"}),
        right=Example({"mkdocs.yml": "site_name: Docs\nplugins:\n  - search\n"}),
    )
)

MKDOCS_SETTING: Final = RULES.register(
    Rule(
        name="mkdocs-setting",
        severity=Severity.WARNING,
        summary="A setting of mkdocs.yml cannot be followed and was left out.",
        why="The site is built all the same, and its docs are other than mkdocs.yml says.",
        remedy="Mend the setting; MkDocs' own documentation says what it takes.",
        wrong=Example({"mkdocs.yml": "site_name: Docs\ndocs_dir: no-such-folder\n"}),
        right=Example({"mkdocs.yml": "site_name: Docs\ndocs_dir: docs\n", "docs/index.md": "# Docs\n"}),
    )
)

DOCS_NOT_BUILT: Final = RULES.register(
    Rule(
        name="docs-not-built",
        severity=Severity.ERROR,
        summary="MkDocs failed on the docs; the portal was built without them.",
        why="The catalog is published, but every Markdown page is missing from the site.",
        remedy="Mend what the message says; `mkdocs build` shows the whole of it.",
        wrong=Example({"mkdocs.yml": "site_name: Docs\nhooks:\n  - broken.py\n", "broken.py": "raise OSError('no')\n"}),
        right=Example({"mkdocs.yml": "site_name: Docs\n", "docs/index.md": "# Docs\n"}),
    )
)

BROKEN_DOCS_LINK: Final = RULES.register(
    Rule(
        name="broken-docs-link",
        severity=Severity.WARNING,
        summary="A link or a navigation entry of the docs leads to a page that does not exist.",
        why="Whoever follows it finds nothing.",
        remedy="Correct the path, which is relative to the page; or take the link out.",
        wrong=Example({"mkdocs.yml": "site_name: Docs\n", "docs/index.md": "# Docs\n\n[Setup](setpu.md)\n"}),
        right=Example(
            {
                "mkdocs.yml": "site_name: Docs\n",
                "docs/index.md": "# Docs\n\n[Setup](setup.md)\n",
                "docs/setup.md": "# Setup\n",
            }
        ),
    )
)

PAGE_LEFT_OUT: Final = RULES.register(
    Rule(
        name="page-left-out",
        severity=Severity.WARNING,
        summary="A file of the docs is not published.",
        why="Readers do not find it. It leads out of the folder by a symbolic link, may run scripts in their browsers, "
        "asks for too much, has the address of a page of the portal, or makes MkDocs fail whatever is on it.",
        remedy="Do what the message says: keep the file inside the docs, give it another name, or mend it.",
        wrong=Example({"mkdocs.yml": "site_name: Docs\n", "docs/index.md": "# Docs\n", "docs/explorer.md": "# Mine\n"}),
        right=Example({"mkdocs.yml": "site_name: Docs\n", "docs/index.md": "# Docs\n", "docs/explore.md": "# Mine\n"}),
    )
)

PAGE_AS_WRITTEN: Final = RULES.register(
    Rule(
        name="page-as-written",
        severity=Severity.WARNING,
        summary="A page of the docs is shown as it is written, because it could not be made HTML.",
        why="A plugin, a hook or Markdown itself failed on it, or needed more time than one page may take. Readers "
        "find its text, but neither its links nor its form.",
        remedy="Do what the message says; `mkdocs build` shows the whole of it.",
        wrong=Example(
            {
                "mkdocs.yml": "site_name: Docs\nhooks:\n  - tables.py\n",
                "tables.py": _TABLES,
                "docs/index.md": "{table}\n\n# Ships\n",
            }
        ),
        right=Example(
            {
                "mkdocs.yml": "site_name: Docs\nhooks:\n  - tables.py\n",
                "tables.py": _TABLES,
                "docs/index.md": "# Ships\n\n{table}\n",
            }
        ),
    )
)

DOCS_NOT_FOUND: Final = RULES.register(
    Rule(
        name="docs-not-found",
        severity=Severity.WARNING,
        summary="A record's `backstage.io/techdocs-ref` leads to no docs.",
        why="The record promises docs that nobody can read.",
        remedy="Write `dir:` and a folder, relative to the record's file, that holds mkdocs.yml or docs/; "
        "or take the annotation out.",
        wrong=Example({"catalog-info.yaml": _record("dir:./no-such-folder")}),
        right=Example({"catalog-info.yaml": _record("dir:."), "docs/index.md": "# Payments\n"}),
    )
)
