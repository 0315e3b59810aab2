"""Revisions, paths and addresses that try to be options of git, or names that leave `.git`."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from headland.history import read_history
from headland.reading.texts import record_texts
from headland.revisions import RevisionError, open_source, repository_of

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., "GitRepo"]


@pytest.mark.parametrize("start", ["--output=", "--exec=touch ", "-O", "--git-dir=", "--upload-pack=touch "])
def test_a_revision_that_begins_with_a_hyphen_is_no_option(git_repo: Make, tmp_path: Path, start: str) -> None:
    """CVE-2017-1000117 and its family: an argument from outside is taken as an option, and a file is written."""
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    target = tmp_path / "written"

    with pytest.raises(RevisionError, match="begins with '-'"):
        open_source(repo.path, at=f"{start}{target}")
    assert not target.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../secret",
        "refs/heads/../../../secret",
        "refs/../../secret",
        "HEAD/../../../secret",
        "/etc/passwd",
        "main\0",
        "main\n--all",
        "\x1b[2J",
        "",
        " ",
        "main:../../secret",
        "@{upstream}",
        "a" * 100_000,
        "\udcff",
    ],
)
def test_a_crafted_reference_name_reads_no_file_outside_the_repository(git_repo: Make, name: str) -> None:
    """CVE-2023-41040: GitPython looks a reference up by joining its name to `.git` and reading what is there."""
    repo = git_repo()
    repo.write("a.yaml", "a")
    head = repo.commit()
    (repo.path.parent / "secret").write_text(f"{head}\n")

    with pytest.raises(RevisionError):
        open_source(repo.path, at=name)


def test_a_message_about_a_revision_holds_no_control_characters(git_repo: Make) -> None:
    """Terminal escapes in what a user pastes come back in no message as they are."""
    repo = git_repo()
    repo.commit()

    with pytest.raises(RevisionError) as caught:
        open_source(repo.path, at="x\x1b]0;title\x07\nfatal: forged")
    assert str(caught.value).isprintable()


def test_a_branch_that_begins_with_a_hyphen_is_a_name_among_others(git_repo: Make) -> None:
    """Git refuses to make such a branch, but takes one from a packed file that somebody sends."""
    repo = git_repo()
    repo.write("a.yaml", "a")
    head = repo.commit()
    (repo.path / ".git" / "packed-refs").write_text(f"{head} refs/heads/--output=x\n")
    repo.git("symbolic-ref", "HEAD", "refs/heads/--output=x")

    source = open_source(repo.path)
    repository = repository_of(repo.path)

    assert source.paths() == ("a.yaml",)
    assert repository is not None
    assert read_history(source).last_change("a.yaml") is not None
    assert open_source(repo.path, at="refs/heads/--output=x").paths() == ("a.yaml",)
    assert not (repo.path / "x").exists()


@pytest.mark.parametrize("address", ["ext::sh -c touch% {}", "--upload-pack=touch {}", "-oProxyCommand=touch {}"])
def test_a_crafted_remote_address_runs_nothing(git_repo: Make, tmp_path: Path, address: str) -> None:
    """CVE-2022-24439 and CVE-2023-40267: GitPython hands an address to git, which runs what it says."""
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    target = tmp_path / "written"
    with (repo.path / ".git" / "config").open("a") as config:
        config.write(f'[remote "origin"]\n\turl = "{address.format(target)}"\n')

    source = open_source(repo.path)
    read_history(source)
    open_source(repo.path, at="HEAD").read("a.yaml")

    assert source.paths() == ("a.yaml",)
    assert not target.exists()


def test_a_partial_clone_does_not_call_its_remote(git_repo: Make, tmp_path: Path) -> None:
    """A missing object makes git fetch by itself from the address in the configuration, which may be a command."""
    repo = git_repo()
    repo.write("a.yaml", "a")
    repo.commit()
    target = tmp_path / "written"
    blob = repo.git("rev-parse", "HEAD:a.yaml")
    (repo.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    for name, value in (
        ("core.repositoryFormatVersion", "1"),
        ("extensions.partialClone", "origin"),
        ("remote.origin.url", f"ext::touch {target}"),
        ("remote.origin.promisor", "true"),
        ("protocol.ext.allow", "always"),
    ):
        repo.git("config", name, value)

    source = open_source(repo.path, at="HEAD")
    with pytest.raises(Exception, match="is not in this clone"):
        source.read("a.yaml")
    history = read_history(open_source(repo.path), versions_of=["a.yaml"])

    assert list(history.changed_texts("a.yaml", record_texts)) == []
    assert not target.exists()


def test_programs_that_a_repository_names_are_not_run(git_repo: Make, tmp_path: Path) -> None:
    """Monitors, filters, text converters, pagers, hooks and signatures are programs that reading never needs."""
    repo = git_repo()
    repo.write("a.yaml", "a\n")
    repo.write(".gitattributes", "*.yaml filter=evil diff=evil\n")
    repo.commit()
    repo.write("a.yaml", "a\nb\n")
    repo.commit()
    repo.write("a.yaml", "a\nb\nc\n")
    target = tmp_path / "written"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\necho $0 $@ >> {target}\ncat\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    for name in (
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "diff.external",
        "diff.evil.textconv",
        "diff.evil.command",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "pager.log",
        "credential.helper",
    ):
        repo.git("config", name, str(program))
    repo.git("config", "log.showSignature", "true")
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (repo.path / ".git" / "hooks" / hook).symlink_to(program)

    source = open_source(repo.path)
    at_head = open_source(repo.path, at="HEAD")

    assert source.paths() == at_head.paths() == ("a.yaml",)
    assert at_head.read("a.yaml") == b"a\nb\n"
    for opened in (source, at_head):
        history = read_history(opened, versions_of=["a.yaml"])
        assert [texts for _, texts in history.changed_texts("a.yaml", record_texts)] == [{b"a\nb"}, {b"a"}]
    assert not target.exists(), target.read_text()


def test_reading_writes_nothing_into_the_repository(git_repo: Make) -> None:
    """A site that is built from a working tree leaves its index, its references and its objects as they were."""
    repo = git_repo()
    repo.write("a.yaml", "a\n")
    repo.commit()
    (repo.path / "a.yaml").touch()
    before = _state(repo.path / ".git")

    source = open_source(repo.path)
    source.paths()
    list(read_history(source, versions_of=["a.yaml"]).changed_texts("a.yaml", record_texts))
    open_source(repo.path, at="HEAD").read("a.yaml")

    assert _state(repo.path / ".git") == before


def test_names_and_messages_of_commits_move_no_cursor_and_turn_no_text(git_repo: Make) -> None:
    """CVE-2021-42574 (text that turns its direction), and terminal escapes, in the names in a history."""
    repo = git_repo()
    repo.write("a.yaml", "a\n")
    repo.commit("\u202egnp.exe \x1b[31mred\x07 <script>", author="Ada\x1b[2J \u2066Lovelace\u200b")

    history = read_history(open_source(repo.path))

    commit = history.last_change("a.yaml")
    assert commit is not None
    assert commit.subject == "gnp.exe [31mred <script>"
    assert commit.author == "Ada [2J Lovelace"


@pytest.mark.parametrize("moment", ["99999999999999", "-1", "253402300800"])
def test_a_commit_that_claims_an_impossible_time_stops_nothing(git_repo: Make, moment: str) -> None:
    """Commits are made by hand as easily as by git; their times are any number at all."""
    repo = git_repo()
    repo.write("a.yaml", "a\n")
    repo.commit()
    raw = repo.git("cat-file", "commit", "HEAD").split("\n")
    forged = [f"{line.rpartition('> ')[0]}> {moment} +0000" if line.startswith("committer") else line for line in raw]
    (repo.path.parent / "forged").write_text("\n".join(forged) + "\n")
    sha = repo.git("hash-object", "-t", "commit", "-w", "--literally", str(repo.path.parent / "forged"))
    repo.git("reset", "--quiet", "--soft", sha)

    history = read_history(open_source(repo.path))

    assert history.last_change("a.yaml") is not None


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
