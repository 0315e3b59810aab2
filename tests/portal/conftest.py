"""Small portals in folders of their own, built for real."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from headland.core.audience import Audience
from headland.core.finding import Finding
from headland.core.run import Run, Trust
from headland.portal.build import BuildResult, build

AS_OF = datetime(2026, 3, 1, tzinfo=UTC)


def component(name: str, *, annotations: Mapping[str, str] | None = None, title: str | None = None) -> str:
    """A component's record."""
    metadata: dict[str, Any] = {"name": name, "annotations": dict(annotations or {})}
    if title is not None:
        metadata["title"] = title
    spec = {"type": "service", "lifecycle": "production", "owner": "group:crew"}
    return json.dumps({"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": metadata, "spec": spec})


CREW = json.dumps(
    {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Group",
        "metadata": {"name": "crew"},
        "spec": {"type": "team", "children": []},
    }
)


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, and give it back."""
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


@dataclass(frozen=True)
class Site:
    """A site that was built, and what was said about it."""

    folder: Path
    result: BuildResult

    def html(self, address: str) -> str:
        """The page at an address."""
        return (self.folder / address / "index.html").read_text()

    def article(self, address: str) -> str:
        """What stands between the frame's parts on that page."""
        html = self.html(address)
        return html[html.index("<article") : html.index("</article>")]

    def has(self, address: str) -> bool:
        """Whether there is such a page."""
        return (self.folder / address / "index.html").is_file()

    def findings(self, rule: str) -> list[Finding]:
        """The findings of a rule."""
        return [finding for finding in self.result.findings if finding.rule == rule]

    def search(self) -> Any:
        """The search index."""
        return json.loads((self.folder / "assets/headland/search.json").read_text())

    def pages(self) -> Iterator[Path]:
        """Every HTML file."""
        return self.folder.rglob("*.html")


BuildSite = Callable[..., Site]


def make_run(audience: str = "internal", trust: Trust = Trust.WORKING_TREE) -> Run:
    """A run at a fixed day."""
    return Run(AS_OF, audience=Audience.parse(audience), trust=trust)


def built(folder: Path, files: Mapping[str, str | bytes], run: Run | None = None, at: str | None = None) -> Site:
    """Write the files, with a group that owns things, and build."""
    write(folder, {"crew.yaml": CREW, **files})
    out = folder / "site"
    return Site(out, build([folder], run or make_run(), out=out, at=at))


@pytest.fixture
def build_site(tmp_path: Path) -> BuildSite:
    """Builds the portal of some files in a folder of the test's own."""

    def make(files: Mapping[str, str | bytes], run: Run | None = None, at: str | None = None) -> Site:
        return built(tmp_path / "portal", files, run, at)

    return make
