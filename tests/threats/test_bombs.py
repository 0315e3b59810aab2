"""Few bytes that stand for a great many: reading them ends soon, in little memory, with a finding for each."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.portal.conftest import write

HEAD = "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata:\n  name: bomb\n"
LAUGHS = "\n".join(["  a0: &a0 [lol]", *(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30))])
DEEP = "".join(" " * depth + "a:\n" for depth in range(2, 2_000))
BOMBS = {
    "laughs.yaml": f"{HEAD}spec:\n{LAUGHS}\n",
    "merged.yaml": f"{HEAD}spec:\n  a: &a {{x: 1}}\n"
    + "".join(f"  b{n}: &b{n} {{<<: [{', '.join([f'*b{n - 1}' if n else '*a'] * 9)}]}}\n" for n in range(12)),
    "brackets.yaml": f"{HEAD}spec: {'[' * 100_000}",
    "deep.yaml": f"{HEAD}spec:\n{DEEP}",
    "number.yaml": f"{HEAD}  labels: {{a: {'9' * 100_000}}}\n",
    "exponent.yaml": f"{HEAD}  labels: {{a: 1e999999999}}\n",
    "keys.yaml": f"{HEAD}spec: {{{', '.join(['owner: x'] * 5_000)}}}\n",
    "itself.yaml": f"{HEAD}spec: &a {{owner: *a}}\n",
    "page.md": f"---\n{HEAD}spec:\n{LAUGHS}\n---\n# Page\n",
    "json.yaml": f"{HEAD.replace('Component', 'API')}spec:\n  definition: {{$json: ./bomb.json}}\n",
    "bomb.json": '{"a": ' * 100_000,
    "headland.yaml": f"version: 1\nlinks:\n{LAUGHS}\n",
}
CHECK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (1_500_000_000, 1_500_000_000))
from headland.cli import main
main()
"""


@pytest.mark.parametrize("merge", [False, True])
def test_a_bomb_of_yaml_or_json_costs_its_file_alone(tmp_path: Path, *, merge: bool) -> None:
    """Aliases, depth, numbers, duplicate and merge keys have taken parsers' time and memory without bound."""
    whole = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: crew}\nspec: {type: team, children: []}\n"
    write(tmp_path, {**BOMBS, "whole.yaml": whole})
    if merge:
        write(tmp_path, {"headland.yaml": "version: 1\nreading: {merge_keys: true}\n"})
    command = [sys.executable, "-c", CHECK, "check", "--format", "json", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=240)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    told = {finding["file"] for finding in json.loads(done.stdout)["findings"] if finding["severity"] == "error"}
    expected = set(BOMBS) - {"bomb.json"} - ({"headland.yaml"} if merge else set())
    assert expected - told == set()
    assert "whole.yaml" not in told
