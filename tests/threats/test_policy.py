"""The policy of a site: what it says, whose scripts it knows by hash, and where it stands."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from tests.portal.conftest import component, write

from headland.portal.policy import policy_text, script_hashes, with_policy


def digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def test_only_scripts_that_run_and_stand_in_the_page_are_hashed() -> None:
    html = (
        "<script>a()\r\nb()</script><script src=x.js></script><script type=application/json>{}</script>"
        "<script type=module>c()</script><p title='<script>d()</script>' onclick=e()>x"
    )
    assert list(script_hashes(html)) == [digest("a()\nb()"), digest("c()")]


def test_neither_code_of_texts_nor_scripts_in_pages_are_allowed() -> None:
    policy = policy_text([digest("a()")], ["A.example", "evil.example; script-src *", "b.example:8080"])
    assert f"script-src 'self' '{digest('a()')}';" in policy
    assert "img-src 'self' data: a.example b.example:8080;" in policy
    assert "evil" not in policy
    assert "unsafe-eval" not in policy
    assert policy.count("unsafe-inline") == 1


@pytest.mark.parametrize(
    "html",
    ["<!doctype html>\n<html lang=en>\n<head>\n<meta charset='utf-8'>\n<title>x</title>", "<p>no head</p>", "<title>x"],
)
def test_the_policy_stands_before_all_that_it_is_to_rule(html: str) -> None:
    page = with_policy(html, "default-src 'self'")
    before, _, after = page.partition("<meta http-equiv=")
    assert re.fullmatch(r"(?:<!doctype html>\s*<html lang=en>\s*<head>)?<meta charset=\"utf-8\">", before)
    assert page.count("charset") == 1
    assert after
    assert with_policy(page, "default-src 'self'") == page


@pytest.mark.parametrize(("security", "has_policy"), [("strict", True), ("trusted", False)])
def test_a_plain_build_has_the_policy_where_security_is_strict(
    tmp_path: Path, security: str, has_policy: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")
    settings = f"site_name: S\ntheme: {{name: material}}\nplugins: [headland/docs: {{security: {security}}}]\n"
    files = {"a.yaml": component("a"), "docs/index.md": "# Home", "mkdocs.yml": settings.replace("[", "\n- ", 1)}
    write(tmp_path, {**files, "mkdocs.yml": files["mkdocs.yml"].replace("}]", "}")})
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    pages = [file.read_text() for file in (tmp_path / "site").rglob("*.html")]
    assert len(pages) == 2
    assert [('http-equiv="Content-Security-Policy"' in page) for page in pages] == [has_policy] * 2
