"""What annotations mean: links, or facts with a label; those that nobody knows are shown as they are.

Source of the keys: Backstage's documentation "Well-known Annotations on Catalog Entities" and the plugins' own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from headland.core.settings import LinkTemplate, Settings
from headland.views.record.contacts import is_contact
from headland.views.record.model import Action
from headland.views.safe import filled, safe_address


def _link(title: str, url: str, icon: str) -> LinkTemplate:
    return LinkTemplate(title=title, url=url, icon=icon)


LINKS: dict[str, tuple[LinkTemplate, ...]] = {
    "github.com/project-slug": (
        _link("Code", "https://github.com/{value}", "github"),
        _link("Issues", "https://github.com/{value}/issues", "alert-circle-outline"),
        _link("Pull requests", "https://github.com/{value}/pulls", "source-pull"),
    ),
    "gitlab.com/project-slug": (
        _link("Code", "https://gitlab.com/{value}", "gitlab"),
        _link("Issues", "https://gitlab.com/{value}/-/issues", "alert-circle-outline"),
        _link("Merge requests", "https://gitlab.com/{value}/-/merge_requests", "source-merge"),
    ),
    "bitbucket.org/project-slug": (
        _link("Code", "https://bitbucket.org/{value}", "bitbucket"),
        _link("Pull requests", "https://bitbucket.org/{value}/pull-requests", "source-pull"),
    ),
    "sentry.io/project-slug": (_link("Errors", "https://sentry.io/organizations/{1}/projects/{2}/", "bug-outline"),),
    "snyk.io/org-name": (_link("Vulnerabilities", "https://app.snyk.io/org/{value}", "shield-search"),),
    "backstage.io/linguist": (_link("Languages", "{value}", "code-tags"),),
}
"""Annotation -> the links that its value makes. The settings' `links` add to these or stand in their place."""

ADDRESSES: dict[str, tuple[str, str]] = {
    "backstage.io/source-location": ("Source", "source-repository"),
    "backstage.io/view-url": ("View", "open-in-new"),
    "backstage.io/techdocs-ref": ("Docs", "book-open-page-variant-outline"),
    "backstage.io/adr-location": ("Decisions", "file-document-check-outline"),
}
"""Annotations whose value is an address itself, with or without `url:` before it."""

FACTS: dict[str, str] = {
    "opsgenie.com/component-selector": "Opsgenie selector",
    "opsgenie.com/team": "Opsgenie team",
    "splunk.com/on-call-team": "Splunk On-Call team",
    "pagerduty.com/integration-key": "PagerDuty integration",
    "grafana/dashboard-selector": "Grafana dashboards",
    "grafana/alert-label-selector": "Grafana alerts",
    "grafana/overview-dashboard": "Grafana overview",
    "sentry.io/project-slug": "Sentry project",
    "sonarqube.org/project-key": "SonarQube project",
    "jenkins.io/job-full-name": "Jenkins job",
    "argocd/app-name": "Argo CD application",
    "argocd/app-selector": "Argo CD applications",
    "backstage.io/kubernetes-id": "Kubernetes id",
    "backstage.io/kubernetes-namespace": "Kubernetes namespace",
    "backstage.io/kubernetes-label-selector": "Kubernetes labels",
    "backstage.io/adr-location": "Decisions at",
    "backstage.io/techdocs-ref": "Docs at",
    "backstage.io/source-location": "Source at",
    "backstage.io/orphan": "Orphan",
    "snyk.io/target-id": "Snyk target",
    "headland.dev/visibility": "Visible to",
}
"""Annotations that need a base address, or are plain facts: shown with these labels unless the settings link them."""

SILENT = frozenset(
    {
        "backstage.io/edit-url",
        "backstage.io/managed-by-location",
        "backstage.io/managed-by-origin-location",
        "backstage.io/techdocs-entity",
        "backstage.io/techdocs-entity-path",
        "headland.dev/origin",
        "pagerduty.com/integration-key",
    }
)
"""Annotations for machines alone, or that are used elsewhere on the page."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a record's annotations mean: links, labelled facts, and the rest as key and value."""

    actions: tuple[Action, ...]
    facts: tuple[tuple[str, str], ...]
    rest: tuple[tuple[str, str], ...]


def meaning_of(annotations: Mapping[str, str], settings: Settings) -> Meaning:
    """Turn annotations into what they mean. The order is the tables', then the record's own."""
    actions: list[Action] = []
    facts: list[tuple[str, str]] = []
    rest: list[tuple[str, str]] = []
    known = [key for key in (*settings.links, *LINKS, *ADDRESSES, *FACTS) if key in annotations]
    for key in dict.fromkeys((*known, *sorted(annotations))):
        value = annotations[key].strip()
        if key in SILENT or not value or key.startswith("headland.dev/waive."):
            continue
        made = _actions(key, value, settings)
        if made:
            actions.extend(made)
        elif is_contact(key, value, settings):
            continue
        elif key in FACTS:
            if not _is_own_docs(key, value):
                facts.append((FACTS[key], value))
        else:
            rest.append((key, value))
    return Meaning(_without_repeats(actions), tuple(facts), tuple(rest))


def _actions(key: str, value: str, settings: Settings) -> list[Action]:
    templates = settings.links.get(key) or LINKS.get(key, ())
    made = [
        Action(template.title, href, template.icon or "open-in-new")
        for template in templates
        if (href := safe_address(value) if template.url == "{value}" else filled(template.url, value)) is not None
    ]
    if made:
        return made
    if key in ADDRESSES:
        title, icon = ADDRESSES[key]
        href = safe_address(value.removeprefix("url:"))
        return [Action(title, href, icon)] if href is not None else []
    return []


def _is_own_docs(key: str, value: str) -> bool:
    """Whether the value names documents that the portal itself shows."""
    return key == "backstage.io/techdocs-ref" and value.startswith("dir:")


def _without_repeats(actions: list[Action]) -> tuple[Action, ...]:
    """One action for each address, trailing slashes apart; `Code` and `Source` often name the same place."""
    found: dict[str, Action] = {}
    for action in actions:
        found.setdefault(action.href.rstrip("/").lower(), action)
    return tuple(found.values())
