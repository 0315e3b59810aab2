"""Each forge gives the addresses that its own pages have."""

from __future__ import annotations

import pytest

from headland.core.registry import Registry
from headland.forges import FORGES, Forge, Location, Remote, source_links

SHA = "0123456789abcdef0123456789abcdef01234567"

ADDRESSES = [
    (
        "git@github.com:acme/shop.git",
        "https://github.com/acme/shop/blob/main/catalog/a.yaml#L7",
        "https://github.com/acme/shop/edit/main/catalog/a.yaml#L7",
        f"https://github.com/acme/shop/commit/{SHA}",
    ),
    (
        "ssh://git@ssh.github.com:443/acme/shop.git",
        "https://github.com/acme/shop/blob/main/catalog/a.yaml#L7",
        "https://github.com/acme/shop/edit/main/catalog/a.yaml#L7",
        f"https://github.com/acme/shop/commit/{SHA}",
    ),
    (
        "https://github.acme.com:8443/acme/shop",
        "https://github.acme.com:8443/acme/shop/blob/main/catalog/a.yaml#L7",
        "https://github.acme.com:8443/acme/shop/edit/main/catalog/a.yaml#L7",
        f"https://github.acme.com:8443/acme/shop/commit/{SHA}",
    ),
    (
        "https://acme.ghe.com/acme/shop.git",
        "https://acme.ghe.com/acme/shop/blob/main/catalog/a.yaml#L7",
        "https://acme.ghe.com/acme/shop/edit/main/catalog/a.yaml#L7",
        f"https://acme.ghe.com/acme/shop/commit/{SHA}",
    ),
    (
        "https://gitlab.com/acme/web/shop.git",
        "https://gitlab.com/acme/web/shop/-/blob/main/catalog/a.yaml#L7",
        "https://gitlab.com/acme/web/shop/-/edit/main/catalog/a.yaml#L7",
        f"https://gitlab.com/acme/web/shop/-/commit/{SHA}",
    ),
    (
        "git@gitlab-internal.acme.com:web/shop.git",
        "https://gitlab-internal.acme.com/web/shop/-/blob/main/catalog/a.yaml#L7",
        "https://gitlab-internal.acme.com/web/shop/-/edit/main/catalog/a.yaml#L7",
        f"https://gitlab-internal.acme.com/web/shop/-/commit/{SHA}",
    ),
    (
        "git@bitbucket.org:acme/shop.git",
        "https://bitbucket.org/acme/shop/src/main/catalog/a.yaml#lines-7",
        "https://bitbucket.org/acme/shop/src/main/catalog/a.yaml?mode=edit&at=main",
        f"https://bitbucket.org/acme/shop/commits/{SHA}",
    ),
    (
        "ssh://git@bitbucket.acme.com:7999/web/shop.git",
        "https://bitbucket.acme.com/projects/web/repos/shop/browse/catalog/a.yaml?at=refs%2Fheads%2Fmain#7",
        None,
        f"https://bitbucket.acme.com/projects/web/repos/shop/commits/{SHA}",
    ),
    (
        "https://bitbucket.acme.com/scm/~ada/shop.git",
        "https://bitbucket.acme.com/users/ada/repos/shop/browse/catalog/a.yaml?at=refs%2Fheads%2Fmain#7",
        None,
        f"https://bitbucket.acme.com/users/ada/repos/shop/commits/{SHA}",
    ),
    *[
        (
            remote,
            "https://dev.azure.com/acme/Web%20Team/_git/shop?path=/catalog/a.yaml&version=GBmain"
            "&line=7&lineEnd=8&lineStartColumn=1&lineEndColumn=1&_a=contents",
            "https://dev.azure.com/acme/Web%20Team/_git/shop?path=/catalog/a.yaml&version=GBmain"
            "&line=7&lineEnd=8&lineStartColumn=1&lineEndColumn=1&_a=contents",
            f"https://dev.azure.com/acme/Web%20Team/_git/shop/commit/{SHA}",
        )
        for remote in (
            "https://acme@dev.azure.com/acme/Web%20Team/_git/shop",
            "git@ssh.dev.azure.com:v3/acme/Web%20Team/shop",
            "https://acme.visualstudio.com/DefaultCollection/Web%20Team/_git/shop",
            "acme@vs-ssh.visualstudio.com:v3/acme/Web%20Team/shop",
        )
    ],
    (
        "https://codeberg.org/acme/shop.git",
        "https://codeberg.org/acme/shop/src/branch/main/catalog/a.yaml#L7",
        "https://codeberg.org/acme/shop/_edit/main/catalog/a.yaml",
        f"https://codeberg.org/acme/shop/commit/{SHA}",
    ),
    (
        "ssh://git@gitea.acme.com:2222/acme/shop.git",
        "https://gitea.acme.com/acme/shop/src/branch/main/catalog/a.yaml#L7",
        "https://gitea.acme.com/acme/shop/_edit/main/catalog/a.yaml",
        f"https://gitea.acme.com/acme/shop/commit/{SHA}",
    ),
]


@pytest.mark.parametrize(("remote", "view", "edit", "commit"), ADDRESSES)
def test_a_place_a_form_and_a_commit_have_their_addresses(
    remote: str, view: str, edit: str | None, commit: str
) -> None:
    links = source_links(remote, "main", None)

    assert links is not None
    assert links.view("catalog/a.yaml", 7) == view
    assert links.edit("catalog/a.yaml", 7) == edit
    assert links.commit(SHA) == commit


@pytest.mark.parametrize("remote", [address[0] for address in ADDRESSES])
def test_only_one_forge_answers_for_a_remote(remote: str) -> None:
    links = source_links(remote, "main", None)

    assert links is not None
    assert links.remote is not None
    assert [forge.name for forge in FORGES if forge.matches(links.remote)] == [links.forge.name if links.forge else ""]


@pytest.mark.parametrize(
    ("remote", "view", "edit"),
    [
        (
            "git@github.com:acme/shop",
            "https://github.com/acme/shop/blob/HEAD/a.yaml",
            "https://github.com/acme/shop/edit/HEAD/a.yaml",
        ),
        ("git@gitlab.com:acme/shop", "https://gitlab.com/acme/shop/-/blob/HEAD/a.yaml", None),
        ("git@bitbucket.org:acme/shop", "https://bitbucket.org/acme/shop/src/HEAD/a.yaml", None),
        (
            "ssh://git@bitbucket.acme.com/web/shop",
            "https://bitbucket.acme.com/projects/web/repos/shop/browse/a.yaml",
            None,
        ),
        ("https://codeberg.org/acme/shop", "https://codeberg.org/acme/shop/src/a.yaml", None),
    ],
)
def test_where_no_branch_is_known_the_default_branch_is_meant(remote: str, view: str, edit: str | None) -> None:
    links = source_links(remote, None, None)

    assert links is not None
    assert links.view("a.yaml") == view
    assert links.edit("a.yaml") == edit


@pytest.mark.parametrize(
    ("remote", "view"),
    [
        ("https://codeberg.org/acme/shop", f"https://codeberg.org/acme/shop/src/commit/{SHA}/a.yaml"),
        (
            "https://dev.azure.com/acme/web/_git/shop",
            f"https://dev.azure.com/acme/web/_git/shop?path=/a.yaml&version=GC{SHA}&_a=contents",
        ),
        (
            "https://bitbucket.acme.com/scm/web/shop",
            f"https://bitbucket.acme.com/projects/web/repos/shop/browse/a.yaml?at={SHA}",
        ),
    ],
)
def test_a_commit_in_the_place_of_a_branch_has_its_own_form(remote: str, view: str) -> None:
    links = source_links(remote, SHA, None)

    assert links is not None
    assert links.view("a.yaml") == view


def test_lines_of_a_page_are_asked_for_as_plain_text() -> None:
    links = source_links("git@github.com:acme/shop", "main", None)

    assert links is not None
    assert links.view("docs/a.md", 3) == "https://github.com/acme/shop/blob/main/docs/a.md?plain=1#L3"
    assert links.view("docs/a.md") == "https://github.com/acme/shop/blob/main/docs/a.md"


@pytest.mark.parametrize(
    "remote",
    [
        None,
        "",
        "/srv/git/shop.git",
        "../shop",
        "C:/git/shop",
        "file:///srv/git/shop.git",
        "https://git.example.org/acme/shop.git",
        "http://gitlab.acme.com:3000/acme/shop.git",
        "https://github.com/acme",
        "https://notgithub.com/acme/shop",
        "https://gitlab/acme/shop",
        "https://[broken/acme/shop",
        "https://github.com:notaport/acme/shop",
    ],
)
def test_a_folder_and_an_unknown_host_have_no_links(remote: str | None) -> None:
    assert source_links(remote, "main", None) is None


def test_a_template_rules_over_the_forge_and_works_without_one() -> None:
    template = "https://editor.acme.com/?file={path}&line={line}"

    known = source_links("git@github.com:acme/shop", "main", template)
    unknown = source_links("git@git.acme.com:acme/shop", "main", template)

    assert known is not None
    assert unknown is not None
    assert known.edit("a b.yaml", 3) == "https://editor.acme.com/?file=a%20b.yaml&line=3"
    assert known.view("a.yaml") == "https://github.com/acme/shop/blob/main/a.yaml"
    assert unknown.edit("a.yaml") == "https://editor.acme.com/?file=a.yaml&line=1"
    assert (unknown.view("a.yaml"), unknown.commit(SHA)) == (None, None)


def test_a_forge_is_one_thing_in_the_registry(monkeypatch: pytest.MonkeyPatch) -> None:
    class Sourcehut:
        """Somebody else's forge."""

        name = "sourcehut"

        def matches(self, remote: Remote) -> bool:
            return remote.host == "git.sr.ht"

        def file_url(self, remote: Remote, revision: str | None, place: Location) -> str:
            return f"{remote.web}/{remote.path}/tree/{revision}/item/{place.quoted}#L{place.line}"

        def edit_url(self, remote: Remote, branch: str | None, place: Location) -> str | None:
            return None

        def commit_url(self, remote: Remote, sha: str) -> str:
            return f"{remote.web}/{remote.path}/commit/{sha}"

    registry: Registry[Forge] = Registry("forge")
    registry.register(Sourcehut())
    monkeypatch.setattr("headland.forges.links.FORGES", registry)

    links = source_links("git@git.sr.ht:~ada/shop", "main", None)

    assert links is not None
    assert links.view("a b.yaml", 3) == "https://git.sr.ht/~ada/shop/tree/main/item/a%20b.yaml#L3"
    assert links.edit("a.yaml") is None
