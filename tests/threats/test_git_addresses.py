"""Remotes, branches and file names that try to make a link into something else."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from headland.forges import source_links

HOSTILE_PATH = '../../x"><script>alert(1)</script>?a=b#c\n%2e%2e/ü\udcff'


@pytest.mark.parametrize(
    "remote",
    [
        "javascript://github.com/%0aalert(1)//b",
        "javascript:alert(1)//github.com/a/b",
        "data:text/html,<script>",
        "https://github.com\\@evil.example/a/b",
        "https://github.com%2f@evil.example/a/b",
        "https://evil.example/github.com/a",
        "https://evil.example#@github.com/a/b",
        "git@github.com:../../a",
        "git@github.com:a/b\n",
        'https://git"hub.com/a/b',
        "ssh://-oProxyCommand=x/a/b",
        "ext::sh -c x",
    ],
)
def test_a_crafted_remote_gives_no_link_elsewhere(remote: str) -> None:
    """The family of CVE-2017-1000117 and CVE-2022-24439: an address that is read in two ways."""
    links = source_links(remote, "main", None)

    if links is not None:
        address = links.view("a.yaml")
        assert address is not None
        assert urlsplit(address).netloc == "github.com"
        assert address == "https://github.com/a/b/blob/main/a.yaml"


@pytest.mark.parametrize(
    "remote",
    [
        "git@github.com:a/b",
        "git@gitlab.com:a/b",
        "git@bitbucket.org:a/b",
        "ssh://git@bitbucket.acme.com/a/b",
        "https://dev.azure.com/a/b/_git/c",
        "https://codeberg.org/a/b",
    ],
)
@pytest.mark.parametrize("branch", ["main", 'x"onload="y', "a b#c?d&e", "feature/<b>"])
def test_hostile_names_stay_inside_the_path_of_an_address(remote: str, branch: str) -> None:
    """File and branch names are a contributor's text; nothing of them ends an attribute or an address."""
    links = source_links(remote, branch, None)
    assert links is not None

    for address in (links.view(HOSTILE_PATH, 3), links.edit(HOSTILE_PATH, 3), links.commit('"><script>')):
        if address is not None:
            assert address.startswith("https://")
            assert address.isascii()
            assert not set(address) & set("\"'<>\\ \n\r\t")


@pytest.mark.parametrize("template", ["javascript:alert(1)//{path}", "http://x/{path}", "//x/{path}", "{path}"])
def test_a_template_that_is_not_https_is_not_used(template: str) -> None:
    """Only https addresses are given out."""
    assert source_links(None, None, template) is None


def test_a_template_has_no_fields_but_path_and_line() -> None:
    """CVE-2024-56326 and its kin: `str.format` reaches into objects by what a template says."""
    links = source_links(None, None, "https://x.example/{path.__class__}/{0}/{path}#{line}")

    assert links is not None
    assert links.edit("{line}", 4) == "https://x.example/{path.__class__}/{0}/%7Bline%7D#4"
