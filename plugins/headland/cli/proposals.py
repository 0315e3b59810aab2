"""What `init` proposes for a folder: the few files and lines that are missing. Pure: nothing is written here."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import unified_diff

from headland.cli.mkdocs_yml import OURS, ByHand, add_plugins
from headland.core.settings import FILE_NAME
from headland.reference import settings_example

MKDOCS_NAMES = ("mkdocs.yml", "mkdocs.yaml")
TECHDOCS = b"techdocs-core"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A file as it is (None where there is none) and as it is to be, and why."""

    path: str
    before: bytes | None
    after: bytes
    why: str

    def diff(self) -> str:
        """What changes, as a unified diff. Bytes that are not UTF-8 are shown as such, not guessed."""
        old = _lines(self.before or b"")
        new = _lines(self.after)
        names = ("/dev/null" if self.before is None else f"a/{self.path}", f"b/{self.path}")
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(old, new, *names)
        )


@dataclass(frozen=True, slots=True)
class Proposals:
    """All that is proposed, and what its owner is to do by hand or to know."""

    files: tuple[Proposal, ...]
    remarks: tuple[str, ...]


def propose(files: Mapping[str, bytes | None], name: str, *, records: int) -> Proposals:
    """What is missing in a folder called `name` with so many records.

    `files` holds, for every path of LOOKED_AT, its bytes, or None where there is no such file.
    """
    found: list[Proposal] = []
    remarks: list[str] = []
    mkdocs = next((path for path in MKDOCS_NAMES if files.get(path) is not None), None)
    data = files[mkdocs] if mkdocs else None
    if mkdocs is None or data is None:
        found.append(Proposal(MKDOCS_NAMES[0], None, _new_mkdocs(name), "the site, for MkDocs and for Headland"))
    else:
        edited = add_plugins(data)
        if isinstance(edited, ByHand):
            lines = "\n".join(f"    {line}" for line in edited.lines)
            remarks.append(f"{mkdocs} is left as it is: {edited.reason}. Add these lines yourself, ours last:\n{lines}")
        elif edited != data:
            found.append(Proposal(mkdocs, data, edited, "our plugins, last in the list"))
            remarks.append(
                f"With `security: strict` below {OURS[-1]}, plain `mkdocs build` treats pages as strictly as "
                "`headland build` does; leave it out where other plugins add scripts of their own to pages."
            )
        if TECHDOCS in data:
            remarks.append(
                f"{mkdocs} names techdocs-core, which cannot be installed beside Headland; "
                "`headland build` reads it as the settings that it stands for."
            )
    if files.get(FILE_NAME) is None:
        found.append(Proposal(FILE_NAME, None, settings_example().encode(), "settings, all commented out"))
    if not records and files.get(EXAMPLE_PATH) is None:
        found.append(Proposal(EXAMPLE_PATH, None, _example(name), "a first record, to be edited"))
    return Proposals(tuple(found), tuple(remarks))


EXAMPLE_PATH = "catalog-info.yaml"

LOOKED_AT = (*MKDOCS_NAMES, FILE_NAME, EXAMPLE_PATH)
"""The files whose bytes `propose` needs."""


def _new_mkdocs(name: str) -> bytes:
    plugins = "".join(f"  - {plugin}\n" for plugin in OURS[:-1]) + f"  - {OURS[-1]}:\n      security: strict\n"
    # A JSON text is a YAML text, whatever the folder is called.
    return (
        f"site_name: {json.dumps(name, ensure_ascii=False)}\n"
        f"theme:\n  name: material\n  font: false\nplugins:\n{plugins}"
    ).encode("utf-8", errors="replace")


def _example(name: str) -> bytes:
    words = "".join(character if character.isascii() and character.isalnum() else "-" for character in name.lower())
    slug = "-".join(word for word in words.split("-") if word)[:63] or "my-service"
    return f"""\
# What this repository holds. `headland schema component` says what may stand here.
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: {json.dumps(slug)}
  description: What it does, in one sentence.
spec:
  type: service
  lifecycle: production
  owner: my-team
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: my-team
spec:
  type: team
  children: []
""".encode()


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", errors="backslashreplace").splitlines(keepends=True)
