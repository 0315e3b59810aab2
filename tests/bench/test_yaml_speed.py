"""How fast YAML is read, against PyYAML: its loader in C (libyaml) and the one in Python."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.bench.generate import generate

from headland.reading import ParsedDocument, parse_yaml_stream

CORPORA = Path(__file__).resolve().parents[1] / "corpora"
FASTER_THAN_PYTHON = 4
"""At least; it was 7 to 12 times when measured. PyYAML's figure is for values without places, ours has them."""
SLOWER_THAN_C = 4
"""At most; it was 1.0 to 2.6 times, the largest on long block texts, of which C copies whole lines."""


def seconds(work: Callable[[], object]) -> float:
    """The best of three."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """The files of a thousand records."""
    folder = tmp_path_factory.mktemp("generated")
    generate(1_000, folder)
    return [path.read_bytes() for path in sorted(folder.rglob("*.yaml"))]


@pytest.mark.bench
@pytest.mark.parametrize("what", ["generated", "charts.yaml", "crds.yaml", "groups.yaml"])
def test_yaml_is_read_many_times_faster_than_by_python_and_not_much_slower_than_by_c(
    what: str, generated: list[bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    files = generated if what == "generated" else [(CORPORA / "giantswarm-catalogs" / what).read_bytes()]
    assert all(isinstance(one, ParsedDocument) for data in files for one in parse_yaml_stream(data))
    ours = seconds(lambda: [parse_yaml_stream(data) for data in files])
    by_c = seconds(lambda: [list(yaml.load_all(data, Loader=yaml.CSafeLoader)) for data in files])
    by_python = seconds(lambda: [list(yaml.load_all(data, Loader=yaml.SafeLoader)) for data in files])
    with capsys.disabled():
        size = sum(map(len, files)) / 1e6
        print(  # noqa: T201 - the figures are what `make bench` is read for
            f"\n{what}: {size / ours:.1f} MB/s, {by_python / ours:.1f} times as fast as PyYAML in Python, "
            f"{ours / by_c:.2f} times as long as with libyaml"
        )
    assert ours * FASTER_THAN_PYTHON < by_python
    assert ours < by_c * SLOWER_THAN_C
