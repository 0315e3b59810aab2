"""What changed is told by day and by month, as data, and as feeds that are valid Atom, to whom may see it."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest
from tests.views.reading import Html

from headland.core.audience import Audience
from headland.core.span import Span
from headland.views import changed as changed_module
from headland.views.changed import without_mail
from headland.views.changes import data as data_module
from headland.views.changes import view as view_module
from headland.views.context import DocPage, DocsIndex, ViewContext
from headland.views.registry import make_artifacts, render_pages

if TYPE_CHECKING:
    from tests.conftest import GitRepo

Make = Callable[..., ViewContext]
MakeRepo = Callable[..., "GitRepo"]

ATOM = "{http://www.w3.org/2005/Atom}"
TEAM = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: %s}\nspec: {type: team, children: []}\n"
SERVICE = (
    "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: %s, description: %s}\n"
    "spec: {type: service, lifecycle: production, owner: %s}\n"
)


def _repo(git_repo: MakeRepo, settings: str = "version: 1\n") -> GitRepo:
    """Two teams with a service each, one of them changed later, and a page of documentation."""
    repo = git_repo("org")
    repo.write("headland.yaml", settings)
    repo.write("teams.yaml", TEAM % "pay" + "---\n" + TEAM % "sea")
    repo.write("one.yaml", SERVICE % ("one", "First", "pay"))
    repo.write("two.yaml", SERVICE % ("two", "First", "sea"))
    repo.commit("Begin", when=datetime(2025, 12, 30, 9, tzinfo=UTC))
    repo.write("docs/start.md", "# Start\n")
    repo.commit("Say how to start", author="Grace Hopper")
    repo.write("one.yaml", SERVICE % ("one", "Second", "pay"))
    repo.commit("One says more", author="Ada Lovelace <ada@example.org>")
    return repo


def _docs(repo: GitRepo) -> DocsIndex:
    return DocsIndex((DocPage("Start", "start/", span=Span(str(repo.path), "docs/start.md", 0, 0)),))


def _made(context: ViewContext) -> Mapping[str, Html]:
    return {page.address: Html(str(page.content)) for page in render_pages(context)}


def _files(context: ViewContext) -> Mapping[str, bytes]:
    return {artifact.path: artifact.content for artifact in make_artifacts(context)}


def _feed(data: bytes) -> ElementTree.Element:
    """A feed of which all holds that RFC 4287 asks of one like ours."""
    feed = ElementTree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    for container in (feed, *feed.findall(f"{ATOM}entry")):
        for required in ("id", "title", "updated"):
            (one,) = container.findall(f"{ATOM}{required}")
            assert one.text, f"{required} says nothing"
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", container.findtext(f"{ATOM}id", ""))
        datetime.strptime(container.findtext(f"{ATOM}updated", ""), "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        alternates = [link for link in container.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1, "without content there is exactly one page to read"
        assert all(link.get("href") for link in container.findall(f"{ATOM}link"))
    entries = feed.findall(f"{ATOM}entry")
    assert entries
    assert all(entry.findtext(f"{ATOM}author/{ATOM}name") for entry in entries), "no author of the whole feed"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    moments = [entry.findtext(f"{ATOM}updated", "") for entry in entries]
    assert moments == sorted(moments, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == moments[0]
    assert [link.get("type") for link in feed.findall(f"{ATOM}link") if link.get("rel") == "self"] == [
        "application/atom+xml"
    ]
    return feed


def _titles(feed: ElementTree.Element) -> list[str | None]:
    return [entry.findtext(f"{ATOM}title") for entry in feed.findall(f"{ATOM}entry")]


def test_changes_stand_by_day_with_what_they_changed_whose_it_is_and_what_is_new(
    context: Make, git_repo: MakeRepo
) -> None:
    repo = _repo(git_repo)
    made = _made(context({}, folder=repo.path, docs=_docs(repo)))

    said = made["changes/"].words
    assert "3 changes of records and pages, the newest first." in said
    assert "2026-01-03 Saturday One says more Ada Lovelace ada one Component of pay" in said
    assert "2026-01-02 Friday Say how to start Grace Hopper Start Page" in said
    assert "2025-12-30 Tuesday Begin Ada Lovelace one new Component of pay two new Component of sea" in said
    assert "By month January 2026 2 December 2025 1" in said
    assert "Begin" not in made["changes/2026-01/"].words
    assert "two new Component of sea" in made["changes/2025-12/"].words


def test_who_looks_after_all_that_a_change_touched_is_said_once(context: Make, git_repo: MakeRepo) -> None:
    repo = git_repo("org")
    repo.write("all.yaml", "---\n".join(SERVICE % (name, "x", "pay") for name in ("one", "two")))
    repo.commit("Begin")

    said = _made(context({}, folder=repo.path))["changes/"].words
    assert "one new Component two new Component all of pay" in said


def test_a_record_has_its_history_and_a_team_its_feed(context: Make, git_repo: MakeRepo) -> None:
    repo = _repo(git_repo)
    made = context({}, folder=repo.path)
    pages = _made(made)

    said = pages["catalog/default/component/one/"].words
    assert "History 2 Date Change By 2026-01-03 One says more Ada Lovelace ada 2025-12-30 Begin Ada Lovelace" in said
    links = [link.get("href") for link in pages["catalog/default/group/pay/"].all("a")]
    assert "../../../../catalog/default/group/pay/changes.atom" in links
    feeds = {page.address: page.head.feed for page in render_pages(made) if page.head.feed}
    assert feeds == {
        "changes/": "changes/feed.atom",
        "catalog/default/group/pay/": "catalog/default/group/pay/changes.atom",
        "catalog/default/group/sea/": "catalog/default/group/sea/changes.atom",
    }
    assert set(feeds.values()) <= set(_files(made))


def test_feeds_are_valid_and_tell_each_team_of_its_own_alone(context: Make, git_repo: MakeRepo) -> None:
    repo = _repo(git_repo)
    files = _files(context({}, folder=repo.path, docs=_docs(repo)))

    assert _titles(_feed(files["changes/feed.atom"])) == ["One says more", "Say how to start", "Begin"]
    pay = _feed(files["catalog/default/group/pay/changes.atom"])
    sea = _feed(files["catalog/default/group/sea/changes.atom"])
    assert _titles(pay) == ["One says more", "Begin"]
    assert _titles(sea) == ["Begin"]
    summary = sea.findtext(f"{ATOM}entry/{ATOM}summary")
    assert summary == "Changed: Component two, Group sea"


def test_addresses_in_feeds_are_absolute_where_the_site_has_one_and_lead_to_pages(
    context: Make, git_repo: MakeRepo
) -> None:
    repo = _repo(git_repo, "version: 1\nsite: {url: 'https://portal.example/base'}\n")
    made = context({}, folder=repo.path)
    pages, files = _made(made), _files(made)

    for path in ("changes/feed.atom", "catalog/default/group/pay/changes.atom"):
        for link in _feed(files[path]).iter(f"{ATOM}link"):
            address = str(link.get("href")).removeprefix("https://portal.example/base/")
            page, _, anchor = address.partition("#")
            assert page in pages or page in files
            assert not anchor or anchor in [attributes.get("id") for _, attributes in pages[page].tags]


def test_relative_addresses_in_feeds_lead_from_the_feed_to_pages(context: Make, git_repo: MakeRepo) -> None:
    repo = _repo(git_repo)
    made = context({}, folder=repo.path)
    feed = _feed(_files(made)["catalog/default/group/pay/changes.atom"])

    hrefs = [str(link.get("href")) for link in feed.iter(f"{ATOM}link")]
    assert all(href.startswith("../../../../") for href in hrefs)
    assert "../../../../catalog/default/group/pay/" in hrefs


def test_names_and_messages_are_text_whatever_they_hold_and_no_address_of_mail_is_told(
    context: Make, git_repo: MakeRepo
) -> None:
    repo = _repo(git_repo)
    repo.write("two.yaml", SERVICE % ("two", "Second", "sea"))
    repo.commit(
        "<script>alert(1)</script> ]]> & \x0b\ufffe by eve@evil.example", author='"><img src=x> eve@evil.example'
    )
    made = context({}, folder=repo.path)

    for address in ("", "changes/", "changes/2026-01/", "catalog/default/component/two/"):
        html = next(str(page.content) for page in render_pages(made) if page.address == address)
        assert "<script>" not in html
        assert "<img" not in html
        assert "eve@" not in html
    for path, data in _files(made).items():
        if "change" in path:
            assert b"@evil" not in data, path
    feed = _feed(_files(made)["changes/feed.atom"])
    assert str(_titles(feed)[0]).startswith("<script>alert(1)</script> ]]> &")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada <ada@example.org>", "Ada ada"),
        ("ada.l+x@mail.example.org", "ada.l+x"),
        ("Bump @types/node from 1 to 2", "Bump @types/node from 1 to 2"),
        ("user@host", "user@host"),
    ],
)
def test_an_address_of_mail_is_cut_to_its_name(text: str, said: str) -> None:
    assert without_mail(text) == said


def test_the_same_history_gives_the_same_files_and_ids_stay_when_the_site_moves(
    context: Make, git_repo: MakeRepo
) -> None:
    repo = _repo(git_repo)
    first, second = _files(context({}, folder=repo.path)), _files(context({}, folder=repo.path))
    assert first == second
    repo.write("headland.yaml", "version: 1\nsite: {url: 'https://portal.example/'}\n")
    moved = _files(context({}, folder=repo.path))

    def ids(files: Mapping[str, bytes]) -> list[str | None]:
        feed = _feed(files["changes/feed.atom"])
        return [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]

    assert ids(moved) == ids(first)


def test_many_changes_come_in_pages_of_a_month_and_feeds_keep_the_newest(
    context: Make, git_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(view_module, "SHOWN", 2)
    monkeypatch.setattr(changed_module, "NEWEST", 3)
    repo = git_repo("org")
    for number in range(7):
        repo.write("teams.yaml", TEAM % "pay" + f"# {number}\n")
        repo.commit(f"Step {number}")
    made = context({}, folder=repo.path)
    pages = _made(made)

    assert [f"Step {number}" in pages["changes/"].words for number in range(7)] == [False] * 5 + [True] * 2
    months = {address: page.words for address, page in pages.items() if address.startswith("changes/2026")}
    assert sorted(months) == ["changes/2026-01/", *(f"changes/2026-01/{number}/" for number in (2, 3, 4))]
    assert "Page 4 of 4" in months["changes/2026-01/4/"]
    assert "Step 0" in months["changes/2026-01/4/"]
    assert len(_feed(_files(made)["catalog/default/group/pay/changes.atom"]).findall(f"{ATOM}entry")) == 3


def test_one_change_of_very_many_records_is_shown_folded_and_counted(context: Make, git_repo: MakeRepo) -> None:
    repo = git_repo("org")
    repo.write("all.yaml", "---\n".join(SERVICE % (f"s{number:02}", "x", "pay") for number in range(50)))
    repo.commit("Begin")
    html = _made(context({}, folder=repo.path))["changes/"]

    assert "24 more" in html.words
    assert "And 20 more." in html.words
    assert len([link for link in html.all("a") if "/s" in str(link.get("href"))]) == 30


def test_data_and_table_say_the_same_and_are_bounded(
    context: Make, git_repo: MakeRepo, monkeypatch: pytest.MonkeyPatch
) -> None:
    repo = _repo(git_repo)
    made = context({}, folder=repo.path, docs=_docs(repo))
    files = _files(made)
    data: dict[str, Any] = json.loads(files["assets/headland/changes.json"])
    rows = list(csv.DictReader(io.StringIO(files["assets/headland/changes.csv"].decode("utf-8-sig"))))

    pairs = [(change[2], data["items"][place][0]) for change in data["changes"] for place in change[4]]
    assert pairs == [(row["change"], row["title"]) for row in rows]
    assert pairs[:2] == [("One says more", "one"), ("Say how to start", "Start")]
    assert [row["new"] for row in rows if row["title"] == "one"] == ["", "yes"]
    monkeypatch.setattr(data_module, "MOST_ROWS", 3)
    cut = json.loads(_files(context({}, folder=repo.path, docs=_docs(repo)))["assets/headland/changes.json"])
    assert sum(len(change[4]) for change in cut["changes"]) == 3


def test_what_an_audience_may_not_see_is_in_no_list_of_changes(context: Make, git_repo: MakeRepo) -> None:
    repo = _repo(git_repo)
    repo.write("both.yaml", SERVICE % ("seen", "x", "pay") + "---\n" + SERVICE % ("hidden", "x", "pay"))
    hidden = (
        (repo.path / "both.yaml")
        .read_text()
        .replace("{name: hidden", "{name: hidden, annotations: {headland.dev/visibility: people}")
    )
    repo.write("both.yaml", hidden)
    repo.commit("Both")
    repo.write(
        "both.yaml",
        hidden.replace(
            "description: x}\nspec: {type: service, lifecycle: production, owner: pay}\n",
            "description: y}\nspec: {type: service, lifecycle: production, owner: pay}\n",
            2,
        ).replace("name: seen, description: y", "name: seen, description: x"),
    )
    repo.commit("The secret one alone")
    made = context({}, folder=repo.path, audience=Audience.parse("internal"))

    assert all(b"hidden" not in data for path, data in _files(made).items() if "change" in path)
    assert "The secret one alone" not in _made(made)["changes/"].words
    assert "The secret one alone" not in _made(made)["catalog/default/component/seen/"].words


def test_without_a_history_the_page_says_why_and_there_is_no_feed(context: Make, tmp_path: Path) -> None:
    made = context({"teams.yaml": TEAM % "pay"})

    assert "Nothing is known to have changed. The folder is in no git repository" in _made(made)["changes/"].words
    assert not [path for path in _files(made) if path.endswith(".atom")]
    assert not [page.address for page in render_pages(made) if page.head.feed]


def test_a_shallow_clone_says_so_and_calls_nothing_new(context: Make, git_repo: MakeRepo) -> None:
    repo = _repo(git_repo)
    shallow = git_repo("shallow")
    shallow.git("fetch", "--quiet", "--depth=2", repo.path.as_uri(), "main")
    shallow.git("reset", "--quiet", "--hard", "FETCH_HEAD")
    said = _made(context({}, folder=shallow.path))["changes/"].words

    assert "One says more Ada Lovelace ada one Component of pay" in said
    assert "new" not in said.replace("newest", "").split()
    assert "The clone is shallow" in said
