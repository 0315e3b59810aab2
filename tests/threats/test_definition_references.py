"""What an API definition refers to: files outside of the root stay there, and nobody on the network is asked."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.portal.conftest import built, write

SECRET = "words-that-nobody-may-read"
KEYS = ("$text", "$json", "$yaml", "$openapi", "$asyncapi")


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and who has asked there."""
    asked: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        ended = threading.Event()

        def wait() -> None:
            while not ended.is_set():
                try:
                    connection, peer = server.accept()
                except TimeoutError:
                    continue
                asked.append(str(peer))
                connection.close()

        thread = threading.Thread(target=wait)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        finally:
            ended.set()
            thread.join()


def api(name: str, definition: object) -> str:
    spec = {"type": "openapi", "lifecycle": "production", "owner": "crew", "definition": definition}
    record = {"apiVersion": "backstage.io/v1alpha1", "kind": "API", "metadata": {"name": name}, "spec": spec}
    return json.dumps(record)


def openapi(reference: str) -> str:
    schema = {"$ref": reference}
    answer = {"description": "ok", "content": {"application/json": {"schema": schema}}}
    return json.dumps(
        {
            "openapi": "3.1.0",
            "info": {"title": "T", "version": "1", "description": f"![x]({reference}) [y](javascript:z)"},
            "externalDocs": {"url": reference},
            "paths": {"/x": {"get": {"responses": {"200": answer}}, "$ref": reference}},
        }
    )


@pytest.fixture(scope="module")
def outside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("refs"), {"secret.json": json.dumps({"type": SECRET}), "secret.txt": SECRET})


def test_no_reference_reads_a_file_outside_the_root_or_asks_the_network(outside: Path) -> None:
    """API viewers followed `$ref` to files, and made requests at build time."""
    with listening() as (address, asked):
        targets = (
            *("../secret.json", "../../secret.txt", str(outside / "secret.txt"), f"file://{outside}/secret.json"),
            *(f"{address}/x.json", f"{address[5:]}/x.json", "./link.json", "./folder/secret.json"),
        )
        files = {}
        for number, target in enumerate(targets):
            for key in KEYS:
                files[f"{key[1:]}-{number}.yaml"] = api(f"{key[1:]}-{number}", {key: target})
            files[f"inside-{number}.json"] = openapi(f"{target}#/type")
            files[f"by-file-{number}.yaml"] = api(f"by-file-{number}", {"$openapi": f"./inside-{number}.json"})
            files[f"inline-{number}.yaml"] = api(f"inline-{number}", openapi(f"{target}#/type"))
        portal = outside / "portal"
        portal.mkdir()
        (portal / "link.json").symlink_to(outside / "secret.json")
        (portal / "folder").symlink_to(outside, target_is_directory=True)
        site = built(portal, files)
        assert asked == []
    assert site.has("catalog/default/api/inline-0")
    published = [path for path in site.folder.rglob("*") if path.is_file()]
    assert [path for path in published if SECRET.encode() in path.read_bytes()] == []
    pages = [site.html(f"catalog/default/api/inline-{number}") for number in range(len(targets))]
    assert [page for page in pages if 'href="javascript:' in page] == []
