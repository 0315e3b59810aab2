"""How YAML parsers for Python agree with npm `yaml`, and how fast they are.

`python tests/referee/measure_yaml_parsers.py [NUMBER]`; a parser that is not installed is left out.

The figures that led to ours stand in docs/decisions/0001-yaml-parser.md.
"""

from __future__ import annotations

import argparse
import base64
import importlib
import itertools
import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))


from tests.referee.comparing import comparable  # noqa: E402
from tests.referee.yaml_mutations import mutated  # noqa: E402

from headland.reading import Problem, parse_yaml_stream  # noqa: E402
from headland.reading.grammar.scalars import key_text, resolve_plain  # noqa: E402

_MARKER = re.compile(r"^(?:---|\.\.\.)(?=[ \t\r\n]|\Z)", re.M)
Parse = Callable[[str], list[Any]]


class Refused(Exception):
    """The parser says that the text is not YAML."""


def _documents(text: str) -> Iterator[str]:
    starts = [0, *(marker.start() for marker in _MARKER.finditer(text)), len(text)]
    for start, end in itertools.pairwise(starts):
        if start < end and not text.startswith("...", start):
            yield text[start:end]


def _mapped(pairs: Iterator[tuple[Any, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key_text(key) in found:
            raise Refused
        found[key_text(key)] = value
    return found


def _with_text_keys(value: Any) -> Any:
    if isinstance(value, dict):
        return {key_text(key): _with_text_keys(child) for key, child in value.items()}
    return [_with_text_keys(item) for item in value] if isinstance(value, list) else value


def _headland(text: str) -> list[Any]:
    parsed = parse_yaml_stream(text.encode())
    if any(isinstance(one, Problem) and one.document is not None for one in parsed):
        raise Refused
    return [one.value for one in parsed if not isinstance(one, Problem)]


def _pyyaml(text: str) -> list[Any]:
    import yaml

    def plain(node: Any) -> Any:
        if isinstance(node, yaml.MappingNode):
            return _mapped((plain(key), plain(value)) for key, value in node.value)
        if isinstance(node, yaml.SequenceNode):
            return [plain(item) for item in node.value]
        return node.value if node.style else resolve_plain(node.value)

    try:
        nodes = [yaml.compose(document, Loader=yaml.CSafeLoader) for document in _documents(text)]
    except yaml.YAMLError as error:
        raise Refused from error
    return [plain(node) for node in nodes if node is not None]


def _ruamel(text: str) -> list[Any]:
    ruamel = importlib.import_module("ruamel.yaml")
    try:
        loaded = [ruamel.YAML(typ="safe", pure=True).load(document) for document in _documents(text)]
        return [_with_text_keys(value) for value in loaded]
    except Exception as error:
        raise Refused from error


def _yaml12(text: str) -> list[Any]:
    yaml12 = importlib.import_module("yaml12")
    try:
        return [_with_text_keys(yaml12.parse_yaml(document)) for document in _documents(text)]
    except Exception as error:
        raise Refused from error


def _libfyaml(text: str) -> list[Any]:
    libfyaml = importlib.import_module("libfyaml")

    def plain(node: Any) -> Any:
        if node.is_mapping():
            return _mapped((plain(key), plain(value)) for key, value in node.items())
        if node.is_sequence():
            return [plain(item) for item in node]
        if node.is_null():
            return None
        for test, make in ((node.is_bool, bool), (node.is_int, int), (node.is_float, float)):
            if test():
                return make(node)
        return str(node)

    found = []
    for document in _documents(text):
        try:
            found.append(plain(libfyaml.loads(document, dedup=False)))
        except Exception as error:
            if "No documents" not in str(error):
                raise Refused from error
    return found


PARSERS: dict[str, tuple[str, Parse]] = {
    "headland": ("headland", _headland),
    "PyYAML (libyaml)": ("yaml", _pyyaml),
    "ruamel.yaml": ("ruamel.yaml", _ruamel),
    "py-yaml12": ("yaml12", _yaml12),
    "libfyaml": ("libfyaml", _libfyaml),
}


def _by_npm(texts: list[str]) -> list[list[Any] | None]:
    requests = "".join(json.dumps({"bytes": base64.b64encode(text.encode()).decode()}) + "\n" for text in texts)
    done = subprocess.run(
        ["node", str(HERE / "referee.mjs")], input=requests, capture_output=True, text=True, check=True
    )
    answers = [json.loads(line)["documents"] for line in done.stdout.split("\n") if line]
    return [
        None if any(one["verdict"] == "broken" for one in answer) else [one.get("value") for one in answer]
        for answer in answers
    ]


def _compare(parse: Parse, texts: list[str], expected: list[list[Any] | None]) -> tuple[int, int, float]:
    verdicts, values, seconds = 0, 0, 0.0
    for text, other in zip(texts, expected, strict=True):
        started = time.perf_counter()
        try:
            one: list[Any] | None = parse(text)
        except (Refused, RecursionError):
            one = None
        seconds += time.perf_counter() - started
        if (one is None) != (other is None):
            verdicts += 1
        elif one is not None and other is not None:
            pairs = [[value for value in side if value is not None] for side in (one, other)]
            values += comparable(pairs[0]) != comparable(pairs[1])
    return verdicts, values, seconds


def main() -> None:
    """Print a line for each parser that is installed."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("number", type=int, nargs="?", default=6_000)
    number = arguments.parse_args().number
    texts = list(mutated(number, seed=1))
    expected = _by_npm(texts)
    print(f"{number} documents, {sum(one is None for one in expected)} of them refused by npm yaml")  # noqa: T201
    for name, (module, parse) in PARSERS.items():
        try:
            importlib.import_module(module)
        except ImportError:
            continue
        verdicts, values, seconds = _compare(parse, texts, expected)
        print(f"{name:18} other verdict {verdicts:5}  other value {values:5}  {seconds:6.2f} s")  # noqa: T201


if __name__ == "__main__":
    main()
