"""What the tests of the command line share: a small organisation on disk, and a way to run a command on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from headland.cli.app import run

FILES = {
    "catalog-info.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
  title: Payments
  description: Charges cards.
  tags: [java, pci]
spec:
  type: service
  lifecycle: production
  owner: team-a
  system: checkout
  providesApis: [payments-api]
  dependsOn: ["resource:payments-db", "component:gone"]
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: shop
spec:
  type: website
  lifecycle: experimental
  owner: team-b
  consumesApis: [payments-api]
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments-api
spec:
  type: grpc
  lifecycle: production
  owner: team-a
  definition: service Payments {}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata:
  name: payments-db
spec:
  type: database
  owner: user:ada
""",
    "org/groups.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: team-a
spec:
  type: team
  profile:
    displayName: The A team
  children: []
  members: [ada]
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata:
  name: ada
spec:
  memberOf: [team-a]
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: checkout
spec:
  owner: team-a
  domain: sales
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata:
  name: payments
  namespace: other
spec:
  owner: default/team-a
---
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata:
  name: sales
spec:
  owner: team-a
""",
}
"""An organisation with one owner and one dependency that nobody wrote a record for."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a command left behind."""

    code: int
    out: str
    err: str


Cli = Callable[..., Told]


@pytest.fixture
def org(tmp_path: Path) -> Path:
    """The organisation's folder."""
    folder = tmp_path / "org"
    write(folder, FILES)
    return folder


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Make a folder of these files."""

    def make(files: dict[str, str]) -> Path:
        folder = tmp_path / "folder"
        folder.mkdir(exist_ok=True)
        write(folder, files)
        return folder

    return make


def write(folder: Path, files: dict[str, str]) -> None:
    """Write files, and the folders that they are in."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Run a command line in a folder: `cli(folder, "list", "--kind", "api")`. Streams are no terminals."""
    monkeypatch.setenv("COLUMNS", "100")
    for name in ("SOURCE_DATE_EPOCH", "HEADLAND_DEBUG", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def told(folder: Path, *arguments: str) -> Told:
        monkeypatch.chdir(folder)
        capsys.readouterr()
        code = run(arguments)
        captured = capsys.readouterr()
        return Told(code, captured.out, captured.err)

    return told
