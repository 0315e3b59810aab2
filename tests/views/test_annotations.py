"""What annotations mean: links, facts, or themselves."""

from __future__ import annotations

import pytest

from headland.core.settings import LinkTemplate, Settings
from headland.views.icons import exists
from headland.views.record.annotations import ADDRESSES, FACTS, LINKS, SILENT, meaning_of
from headland.views.record.contacts import CONTACTS, ICONS, LINK_ICONS


def links(annotations: dict[str, str], settings: Settings | None = None) -> list[tuple[str, str]]:
    return [(action.title, action.href) for action in meaning_of(annotations, settings or Settings()).actions]


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("github.com/project-slug", "a/b", ("Code", "https://github.com/a/b")),
        ("gitlab.com/project-slug", "g/s/p", ("Code", "https://gitlab.com/g/s/p")),
        ("sentry.io/project-slug", "o/p", ("Errors", "https://sentry.io/organizations/o/projects/p/")),
        ("snyk.io/org-name", "o", ("Vulnerabilities", "https://app.snyk.io/org/o")),
        ("backstage.io/source-location", "url:https://x.example/a", ("Source", "https://x.example/a")),
        ("backstage.io/view-url", "https://x.example/a", ("View", "https://x.example/a")),
        ("backstage.io/techdocs-ref", "url:https://x.example/d", ("Docs", "https://x.example/d")),
        ("backstage.io/adr-location", "https://x.example/adr", ("Decisions", "https://x.example/adr")),
        ("backstage.io/linguist", "https://x.example/l", ("Languages", "https://x.example/l")),
    ],
)
def test_an_annotation_becomes_a_link(key: str, value: str, expected: tuple[str, str]) -> None:
    assert links({key: value})[0] == expected


def test_one_address_is_one_link() -> None:
    found = links({"github.com/project-slug": "A/b", "backstage.io/source-location": "url:https://github.com/a/b/"})
    assert [title for title, _ in found] == ["Code", "Issues", "Pull requests"]


def test_what_needs_a_base_address_is_a_fact_until_the_settings_give_one() -> None:
    annotations = {"sonarqube.org/project-key": "a b"}
    assert meaning_of(annotations, Settings()).facts == (("SonarQube project", "a b"),)
    template = LinkTemplate(title="Quality", url="https://sonar.example/?id={value}", icon=None)
    assert links(annotations, Settings(links={"sonarqube.org/project-key": (template,)})) == [
        ("Quality", "https://sonar.example/?id=a%20b")
    ]


def test_settings_take_the_place_of_built_in_links_and_teach_new_ones() -> None:
    mine = (LinkTemplate(title="Ours", url="https://git.example/{value}", icon=None),)
    settings = Settings(links={"github.com/project-slug": mine, "corp.example/cost": mine})
    assert links({"github.com/project-slug": "a/b"}, settings) == [("Ours", "https://git.example/a/b")]
    assert links({"corp.example/cost": "c"}, settings) == [("Ours", "https://git.example/c")]


def test_what_nobody_knows_is_kept_and_what_is_for_machines_is_not_shown() -> None:
    meaning = meaning_of(
        {
            "corp.example/x": "1",
            "backstage.io/managed-by-location": "url:https://x.example",
            "headland.dev/waive.no-runbook": "because",
            "backstage.io/techdocs-ref": "dir:.",
            "empty.example/x": " ",
        },
        Settings(),
    )
    assert (meaning.actions, meaning.facts, meaning.rest) == ((), (), (("corp.example/x", "1"),))


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "url:javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", 'https://x"y'],
)
def test_an_address_that_may_not_be_followed_is_a_fact_instead(value: str) -> None:
    meaning = meaning_of({"backstage.io/source-location": value}, Settings())
    assert meaning.actions == ()
    assert meaning.facts == (("Source at", value),)


def test_a_value_cannot_leave_its_place_in_the_address() -> None:
    (code, *_) = links({"github.com/project-slug": 'a/b?x=1#y" onload='})
    assert code == ("Code", "https://github.com/a/b%3Fx%3D1%23y%22%20onload%3D")


def test_every_annotation_that_the_model_names_means_something() -> None:
    named = """backstage.io/source-location backstage.io/techdocs-ref backstage.io/view-url backstage.io/edit-url
    backstage.io/linguist github.com/project-slug gitlab.com/project-slug pagerduty.com/service-id
    opsgenie.com/component-selector grafana/dashboard-selector grafana/alert-label-selector sentry.io/project-slug
    sonarqube.org/project-key jenkins.io/job-full-name argocd/app-name backstage.io/kubernetes-id
    backstage.io/adr-location snyk.io/org-name backstage.io/orphan"""
    assert set(named.split()) <= {*LINKS, *CONTACTS, *ADDRESSES, *FACTS, *SILENT}


def test_every_icon_that_is_named_exists() -> None:
    named = [template.icon for templates in LINKS.values() for template in templates]
    named += [icon for _, icon in ADDRESSES.values()]
    named += [*LINK_ICONS.values(), *ICONS.values()]
    assert [icon for icon in named if icon is None or not exists(icon)] == []
