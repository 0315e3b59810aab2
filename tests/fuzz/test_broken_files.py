"""Whatever a file holds, each reader ends soon, without an exception, and says what is wrong at a place that exists."""

from __future__ import annotations

import contextlib
import json
import random
import signal
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

import pytest
from tests.fuzz.mutations import broken

from headland.catalog.catalog import Catalog
from headland.checks import CheckContext, check, load_rules
from headland.core.finding import RULES, Finding
from headland.core.run import Silent, Trust
from headland.core.settings import Settings
from headland.core.source import Folder, OutsideRoot, Overlay
from headland.core.span import Lines, Span
from headland.portal.engines.mkdocs.config import derive
from headland.portal.mkdocs_file import read_mkdocs_file
from headland.portal.rules import MKDOCS_SETTING
from headland.reading import load_settings, read

ROOT = Path(__file__).parents[2]
QUICK_SEED = 12
SECONDS = 10.0
"""Of the processor, for one file."""

RICH = b"""\
%YAML 1.2
---
# All of YAML in one record
apiVersion: backstage.io/v1alpha1
kind: "Component"
metadata: &meta
  name: 'rich'
  title: >-
    Folded text
      more

    and more
  description: |2+
      # kept
     text
  tags: [a, b-c, "d", ]
  labels: {x: &label y, ? z : *label, "q\\u0041": !!str 12}
  annotations:
    ? backstage.io/techdocs-ref
    : dir:.
    m/n: 0o17
spec:
  type: service
  lifecycle: production
  owner: group:default/crew
  <<: {system: ships}
  dependsOn:
  - component:other
  - resource:default/thing
  custom: [null, ~, .inf, -1.5e3, 0xFF, 012, yes, {a: [b: c]}]
...
---
apiVersion: backstage.io/v1alpha1
kind: Location
metadata: {name: all}
spec: {targets: [./a.yaml, "./*.yaml", ../../up.yaml, https://x.example/c.yaml]}
"""

API = b"""\
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: pay}
spec:
  type: openapi
  lifecycle: production
  owner: crew
  definition:
    $openapi: ./openapi.yaml
  more: [{$text: ./readme.txt}, {$json: a.json}, {$yaml: ./sub/b.yaml}]
"""

TARGETS = {
    "openapi.yaml": b"openapi: 3.1.0\ninfo: {title: Pay}\npaths:\n  /a: {$ref: 'sub/b.yaml#/paths/a'}\n"
    b"  /b: {$ref: '#/paths/~1a'}\n",
    "sub/b.yaml": b"paths:\n  a: {get: {$ref: ../openapi.yaml#/info}}\n  b: {$ref: '#/paths/a'}\n",
    "a.json": b'{"a": [1, 2.5e3, "\\u00e9", null, {"b": true}]}\n',
    "readme.txt": "Zahlen, bitte: \N{EURO SIGN}\n".encode(),
}

SETTINGS = b"""\
version: 1
site: {name: Ships, url: "https://x.example/", notice: A sample}
reading:
  roots: [catalog]
  include: ["**/*.yaml"]
  exclude: [old/**]
  merge_keys: false
  limits: {file_bytes: 1000000, depth: 50, aliases: 100, documents: 10}
rules: {unknown-owner: warning, dangling-reference: off}
links:
  grafana/dashboard: [{title: Dashboards, url: "https://g.example/{value}", icon: chart}]
visibility: {kinds: {API: public}, compartments: [board]}
pictures: {hosts: [p.example]}
docs: {raw_html: sanitised}
edit_url: https://forge.example/{path}#{line}
"""

MKDOCS = b"""\
site_name: Ships
docs_dir: docs
theme: {name: material, features: [navigation.tabs]}
nav:
  - Home: index.md
  - Guides:
      - One: guides/one.md
      - guides/two.md
plugins: [search, techdocs-core, {tags: {}}]
markdown_extensions:
  - toc: {permalink: true}
  - pymdownx.emoji: {emoji_index: !!python/name:material.extensions.emoji.twemoji }
extra: &extra {a: !ENV [NAME, x], b: *extra}
hooks: []
"""


@dataclass(frozen=True)
class Case:
    """Files of which one was broken, and what is then read from them."""

    reader: str
    files: Mapping[str, bytes]
    path: str

    @property
    def source(self) -> Overlay:
        return Overlay(Folder(Path(__file__).parent / "nothing", "here"), self.files)


def _records(path: str) -> Callable[[random.Random], tuple[str, dict[str, bytes]]]:
    def choose(dice: random.Random) -> tuple[str, dict[str, bytes]]:
        return path, {path: dice.choice(RECORD_FILES)}

    return choose


RECORD_FILES = (
    RICH,
    *(
        file.read_bytes()
        for folder in ("catalog", "tests/corpora/backstage-demo")
        for file in sorted((ROOT / folder).rglob("*.yaml"))
        if file.stat().st_size < 20_000
    ),
)
PAGES = tuple(
    data
    for folder in ("docs/runbooks", "docs/decisions")
    for file in sorted((ROOT / folder).rglob("*.md"))
    if b"apiVersion:" in (data := file.read_bytes())
)
ORIGINALS: Mapping[str, Callable[[random.Random], tuple[str, dict[str, bytes]]]] = {
    "YAML of that name": _records("catalog-info.yaml"),
    "YAML found by its content": _records("deep/down/all.yml"),
    "front matter": lambda dice: ("docs/page.md", {"docs/page.md": dice.choice(PAGES)}),
    "placeholder": lambda _: ("catalog-info.yaml", {"catalog-info.yaml": API, **TARGETS}),
    "placeholder's target": lambda dice: (dice.choice(sorted(TARGETS)), {"catalog-info.yaml": API, **TARGETS}),
    "settings": lambda _: ("headland.yaml", {"headland.yaml": SETTINGS, "catalog-info.yaml": RICH}),
    "mkdocs.yml beside a record": lambda _: ("mkdocs.yml", {"mkdocs.yml": MKDOCS, "docs/index.md": b"# A\n"}),
    "own mkdocs.yml": lambda _: ("mkdocs.yml", {"mkdocs.yml": MKDOCS, "docs/index.md": b"# A\n"}),
}
WEIGHTS = (24, 20, 16, 12, 12, 8, 6, 2)


def make(number: int, seed: int) -> Case:
    """The case of this number, the same for the same seed."""
    dice = random.Random(f"{seed}-{number}")
    (reader,) = dice.choices(list(ORIGINALS), WEIGHTS)
    path, files = ORIGINALS[reader](dice)
    return Case(reader, {**files, path: broken(files[path], dice)}, path)


class TooSlow(BaseException):
    """Not an Exception, so that no reader takes it for one of its own."""


@contextlib.contextmanager
def bounded() -> Iterator[None]:
    """End what takes too much of the processor's time."""

    def end(signal_: int, frame: FrameType | None) -> None:
        raise TooSlow(f"more than {SECONDS} s for one file")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def read_case(case: Case) -> tuple[int, tuple[Finding, ...]]:
    """How many records (or settings) were read, and all that was found."""
    source = case.source
    if case.reader == "mkdocs.yml beside a record":
        return 1, _beside(source)
    if case.reader == "own mkdocs.yml":
        return 1, _own_mkdocs(case)
    settings, wrong = load_settings(source)
    reading = read([source], settings, Silent())
    reported = check(
        CheckContext(Catalog.build(reading.records), reading, settings, datetime(2026, 3, 1, tzinfo=UTC), pages=())
    )
    return len(reading.records) + len(reading.set_aside), (*wrong, *reading.findings, *reported)


def _beside(source: Overlay) -> tuple[Finding, ...]:
    place = Span("here", "mkdocs.yml", 0, 0)
    try:
        file = read_mkdocs_file(source, "")
    except OutsideRoot as error:
        return (MKDOCS_SETTING.finding(str(error), place),)
    assert file is not None
    return (MKDOCS_SETTING.finding(file.problem, place),) if file.problem is not None else ()


def _own_mkdocs(case: Case) -> tuple[Finding, ...]:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "spare").mkdir()
        (Path(folder) / "mkdocs.yml").write_bytes(case.files["mkdocs.yml"])
        return derive(
            Path(folder),
            Path(folder) / "spare",
            settings=Settings(),
            trust=Trust.WORKING_TREE,
            locate=lambda text: Span("here", "mkdocs.yml", 0, 0),
        ).findings


def assert_place_exists(finding: Finding, files: Mapping[str, bytes]) -> None:
    for span in (finding.span, *(related.span for related in finding.related)):
        assert span.path in files, span
        data = files[span.path]
        assert 0 <= span.start <= span.end <= len(data), span
        lines = Lines(data)
        position = lines.position(span.start)
        assert 1 <= position.line <= len(lines)
        assert position.column >= 1
    assert finding.rule in RULES
    assert finding.message.strip()
    assert len(finding.message) < 2_000
    assert "\n" not in finding.message


def _is_empty(data: bytes) -> bool:
    """Whether there is nothing in a YAML file: white space, comments, markers, directives."""
    lines = data.replace(b"\r", b"\n").split(b"\n")
    return all(not line.strip() or line.lstrip().startswith((b"#", b"---", b"...", b"%")) for line in lines)


def try_one(number: int, seed: int) -> tuple[str, bool]:
    """Read one broken file; which reader it was for, and whether something was found."""
    case = make(number, seed)
    try:
        with bounded():
            read_of_it, findings = read_case(case)
        for finding in findings:
            assert_place_exists(finding, case.files)
        json.dumps([finding.message for finding in findings]).encode()
        if case.reader == "YAML of that name" and not _is_empty(case.files[case.path]):
            assert read_of_it or findings, "neither a record nor a word about why there is none"
    except BaseException as error:
        raise AssertionError(
            f"case {number} of seed {seed} ({case.reader}): {error!r}\n{case.files[case.path][:2_000]!r}"
        ) from error
    return case.reader, bool(findings)


@pytest.mark.parametrize(
    ("number", "seed"),
    [
        pytest.param(500, QUICK_SEED, id="500"),
        pytest.param(10_000, random.randrange(10**6), id="10,000", marks=pytest.mark.referee_long),
    ],
)
def test_files_broken_at_random_are_read_without_exception_and_findings_have_places(number: int, seed: int) -> None:
    load_rules()
    tried: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for at in range(number):
        reader, found = try_one(at, seed)
        tried[reader] += 1
        told[reader] += found
    assert set(tried) == set(ORIGINALS)
    print(f"\n{number:,} files broken at random (seed {seed})")  # noqa: T201
    for reader in ORIGINALS:
        print(f"  {reader}: {tried[reader]:,} files, {told[reader]:,} of them with findings")  # noqa: T201
