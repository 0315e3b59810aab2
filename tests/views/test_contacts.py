"""How owners are reached: from annotations, profiles and links, the quickest way first."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.views.reading import Html

from headland.core.refs import Ref
from headland.core.settings import ContactTemplate, Settings
from headland.reading.record import Record
from headland.views.context import ViewContext
from headland.views.record.contacts import contacts, first_of_each, reach
from headland.views.record.view import record_page
from headland.views.registry import render_model

Make = Callable[..., ViewContext]


def crew(annotations: str = "", links: str = "", spec: str = "") -> dict[str, str]:
    return {
        "crew.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Group\n"
        f"metadata: {{name: crew, annotations: {{{annotations}}}, links: [{links}]}}\n"
        f"spec: {{type: team, children: []{spec}}}\n"
    }


def group(context: ViewContext) -> Record:
    return context.catalog[Ref.parse("group:crew")]


@pytest.mark.parametrize(
    ("annotation", "kind", "href"),
    [
        ("slack.com/bot-notify: C123", "chat", "https://slack.com/app_redirect?channel=C123"),
        ("pagerduty.com/service-id: PABC", "on-call", "https://app.pagerduty.com/service-directory/PABC"),
        ("microsoft.com/email: crew@example.org", "mail", "mailto:crew@example.org"),
        ("github.com/team-slug: pharos/crew", "page", "https://github.com/orgs/pharos/teams/crew"),
        ("github.com/user-login: ada", "page", "https://github.com/ada"),
    ],
)
def test_an_annotation_is_a_way_to_reach_somebody(context: Make, annotation: str, kind: str, href: str) -> None:
    (found,) = contacts(group(context(crew(annotation))), Settings())
    assert (found.kind, found.action.href) == (kind, href)


@pytest.mark.parametrize("value", ["crew", "/crew", "'a/'", "javascript:alert(1)"])
def test_a_value_that_lacks_a_part_makes_no_address_and_is_shown_as_written(context: Make, value: str) -> None:
    made = context(crew(f"github.com/team-slug: {value}"))
    assert reach(group(made), Settings()) == ()
    page = record_page(made, group(made))
    assert [key for key, _ in page.annotations] == ["github.com/team-slug"]


def test_settings_name_further_annotations_and_replace_the_built_in_ones(context: Make) -> None:
    settings = Settings(
        contacts={
            "corp.example/channel": ContactTemplate(title="#{value}", url="https://chat.example/{value}", kind="chat"),
            "slack.com/bot-notify": ContactTemplate(title="Slack", url="https://corp.slack.com/archives/{value}"),
        }
    )
    made = context(crew("corp.example/channel: pay, slack.com/bot-notify: C1"))
    found = [(one.kind, one.action.title, one.action.href) for one in contacts(group(made), settings)]
    assert found == [
        ("chat", "#pay", "https://chat.example/pay"),
        ("page", "Slack", "https://corp.slack.com/archives/C1"),
    ]


@pytest.mark.parametrize(
    ("link", "kind"),
    [
        ("{url: 'https://x.example/a', icon: chat}", "chat"),
        ("{url: 'https://x.example/a', type: on-call}", "on-call"),
        ("{url: 'https://pharos.slack.com/archives/C1', title: Us}", "chat"),
        ("{url: 'https://pharos.pagerduty.com/x'}", "on-call"),
        ("{url: 'mailto:a@example.org'}", "mail"),
        ("{url: 'https://wiki.example/crew', title: Our page}", "page"),
    ],
)
def test_a_link_is_known_by_its_icon_its_host_or_its_scheme(context: Make, link: str, kind: str) -> None:
    (found,) = contacts(group(context(crew(links=link))), Settings())
    assert found.kind == kind


def test_of_each_kind_the_first_is_offered_chat_before_on_call_before_mail(context: Make) -> None:
    links = (
        "{url: 'https://wiki.example/crew'}, {url: 'https://x.example/1', title: '#a', icon: chat}, "
        "{url: 'https://x.example/2', title: '#b', icon: chat}, {url: 'https://x.example/3', title: Rota, icon: oncall}"
    )
    made = context(crew(links=links, spec=", profile: {email: crew@example.org}"))
    assert [way.title for way in first_of_each(contacts(group(made), Settings()))] == ["#a", "Rota", "crew@example.org"]


def page_words(made: ViewContext, ref: str) -> str:
    return Html(render_model("record", record_page(made, made.catalog[Ref.parse(ref)])).content).words


def service(annotations: str = "") -> dict[str, str]:
    return {
        "service.yaml": "apiVersion: backstage.io/v1alpha1\nkind: Component\n"
        f"metadata: {{name: pay, annotations: {{{annotations}}}}}\nspec: {{type: service, lifecycle: x, owner: crew}}\n"
    }


def test_a_services_own_rota_stands_in_the_place_of_its_teams(context: Make) -> None:
    links = (
        "{url: 'https://x.example/3', title: Rota of the team, icon: oncall}, "
        "{url: 'https://x.example/1', icon: chat, title: '#crew'}"
    )
    said = page_words(context({**crew(links=links), **service("pagerduty.com/service-id: P1")}), "component:pay")
    assert "Owner C crew #crew On call" in said
    assert "Rota of the team" not in said


def test_an_owner_who_gives_no_way_is_reached_through_the_team_above(context: Make) -> None:
    above = (
        "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: area}\n"
        "spec: {type: area, children: [crew], profile: {email: area@example.org}}\n"
    )
    said = page_words(context({**crew(), **service(), "area.yaml": above}), "component:pay")
    assert "crew area@example.org through area" in said
