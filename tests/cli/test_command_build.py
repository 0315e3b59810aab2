"""`headland build` and `headland serve`: a site where it was asked for, and what is said about it."""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def test_a_site_is_built_beside_the_records_without_settings(cli: Cli, org: Path) -> None:
    told = cli(org, "build")
    assert told.code == 0
    assert told.out == ""
    assert "9 records in 2 files." in told.err
    assert "into site in" in told.err
    assert "Payments" in (org / "site/catalog/default/component/payments/index.html").read_text()


def test_strict_fails_by_fail_on_and_shows_what_failed(cli: Cli, org: Path) -> None:
    (org / "broken.yaml").write_text("apiVersion: backstage.io/v1alpha1\nkind: [\n")
    told = cli(org, "build", "--strict", "--out", "out")
    assert told.code == 1
    assert "broken.yaml:" in told.out
    assert "dangling-reference" not in told.out
    assert (org / "out/index.html").is_file()
    assert cli(org, "build", "--out", "out").code == 0


def test_what_only_a_build_finds_is_told(cli: Cli, org: Path) -> None:
    (org / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - no-such-plugin\n")
    told = cli(org, "build")
    assert told.code == 0
    assert "mkdocs.yml:3: warning:" in told.err
    assert "no-such-plugin" in told.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "'nowhere' does not exist"),
        (["--out", "."], "name another one"),
        (["--at", "HEAD"], "no git repository"),
        (["org", "--out", "x", "--as-of", "never"], "--as-of takes a date"),
    ],
)
def test_what_cannot_be_built_is_said(cli: Cli, org: Path, arguments: list[str], message: str) -> None:
    told = cli(org, "build", *arguments)
    assert told.code == 2
    assert message in told.err


def test_no_record_is_exit_2_and_leaves_the_old_site(cli: Cli, tmp_path: Path) -> None:
    told = cli(tmp_path, "build")
    assert told.code == 2
    assert "no records were found" in told.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_portal_is_served_until_it_is_ended(org: Path, end: signal.Signals) -> None:
    command = [sys.executable, "-m", "headland.cli", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=org, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        assert program.stderr is not None
        address = ""
        for line in program.stderr:
            if line.startswith("Serving at "):
                address = line.split()[2]
                break
        with urllib.request.urlopen(f"{address}catalog/default/component/shop/", timeout=10) as answer:
            assert b"shop" in answer.read()
        program.send_signal(end)
        assert program.wait(30) == 0
    assert sorted(path.name for path in org.iterdir()) == ["catalog-info.yaml", "org"]


def test_a_port_that_is_taken_is_said(cli: Cli, org: Path) -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = cli(org, "serve", "--port", str(taken.getsockname()[1]))
    assert told.code == 2
    assert "choose another one with --port" in told.err
