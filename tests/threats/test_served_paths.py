"""The server gives the site, and nothing beside it."""

from __future__ import annotations

from pathlib import Path

from tests.portal.conftest import CREW, component, write
from tests.portal.serving import served


def test_nothing_outside_the_site_is_given_in_whatever_way_it_is_asked_for(tmp_path: Path) -> None:
    """CVE-2021-40978: MkDocs' `serve` gave files outside the site for encoded `..`."""
    write(tmp_path, {"secret.txt": "private words"})
    folder = write(tmp_path / "portal", {"crew.yaml": CREW, "ferry.yaml": component("ferry"), "docs/index.md": "# Hi"})
    hook = (
        "import os, pathlib\n"
        "def on_post_build(config, **_):\n"
        f"    for name in ('link.txt', 'link.html'):\n"
        f"        os.symlink({str(tmp_path / 'secret.txt')!r}, pathlib.Path(config['site_dir']) / name)\n"
        f"    os.symlink({str(tmp_path)!r}, pathlib.Path(config['site_dir']) / 'up')\n"
    )
    write(folder, {"mkdocs.yml": "site_name: S\nhooks: [hook.py]\n", "hook.py": hook})
    up = ("..", "%2e%2e", "%2E.", ".%2e", "..%2f..", "..%5c..", "%252e%252e", "..%00", "%c0%ae%c0%ae")
    with served(folder) as (client, _):
        for start in ("/", "/assets/", "//", "/./", "/catalog/default/"):
            for step in up:
                for times in range(1, 9, 3):
                    status, text = client.get(f"{start}{'/'.join([step] * times)}/secret.txt")
                    assert status in (400, 404)
                    assert "private words" not in text
        for path in (
            "/link.txt",
            "/link.html",
            "/up/secret.txt",
            "/up/",
            "/" + "a" * 5_000,
            "/%ff",
            "http://x.example/",
        ):
            status, text = client.get(path)
            assert status == 404, path
            assert "private words" not in text
        assert client.get("//evil.example/..")[0] == 404
        assert client.get("/assets")[0] == 301
        assert client.get("/")[0] == 200
