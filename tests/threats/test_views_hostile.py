"""Records, file names and commits that were written to break out of the pages that show them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from headland.core.refs import Ref
from headland.core.run import Run
from headland.portal.load import load
from headland.portal.places import SourcePlaces
from headland.portal.publish import view_context
from headland.views.beside.view import BesideDoc, NavEntry, beside_page
from headland.views.context import DocPage, DocsIndex, ViewContext
from headland.views.record.view import with_record_head
from headland.views.registry import make_artifacts, render_pages

if TYPE_CHECKING:
    from tests.conftest import GitRepo

PAYLOADS = {
    "element": "<canary onload=alert(1)>",
    "attribute": '"canary="x" onmouseover="alert(1)',
    "single quotes": "' canary='x' onmouseover='alert(1)",
    "script": "</script></pre></code></textarea><script>canary()</script>",
    "comment": "--><canary><!--",
    "address": "javascript:alert('canary')",
    "picture": "![canary](https://evil.example/canary.png)<img src=//evil.example/canary>",
    "template": "{{ canary }}{% canary %}{# canary #}",
    "entity": "&lt;canary&gt;&#60;canary&#62;",
    "controls": "\u202ecanary\u2028\u0007\u0000x".replace("\u0000", ""),
}

RECORDS = """\
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: victim
  title: PAYLOAD
  description: PAYLOAD
  labels: {tier: one}
  annotations:
    github.com/project-slug: PAYLOAD
    gitlab.com/project-slug: PAYLOAD
    pagerduty.com/service-id: PAYLOAD
    sentry.io/project-slug: PAYLOAD
    snyk.io/org-name: PAYLOAD
    backstage.io/source-location: PAYLOAD
    backstage.io/view-url: PAYLOAD
    backstage.io/edit-url: PAYLOAD
    backstage.io/techdocs-ref: PAYLOAD
    backstage.io/linguist: PAYLOAD
    backstage.io/kubernetes-id: PAYLOAD
    grafana/dashboard-selector: PAYLOAD
    example.org/other: PAYLOAD
  links: [{url: "https://ok.example/", title: PAYLOAD, icon: PAYLOAD, type: PAYLOAD}]
spec:
  type: PAYLOAD
  lifecycle: PAYLOAD
  owner: PAYLOAD
  system: PAYLOAD
  dependsOn: ["component:PLAIN"]
  providesApis: [PAYLOAD]
  extra: PAYLOAD
  deep: {key: [PAYLOAD, {x: PAYLOAD}]}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: script-link, links: [{url: "javascript:alert(1)//canary", title: x}]}
spec: {type: service, lifecycle: production, owner: team, dependsOn: ["component:victim"]}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: api, description: PAYLOAD}
spec: {type: PAYLOAD, lifecycle: x, owner: team, definition: PAYLOAD}
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: mcp}
spec: {type: mcp-server, lifecycle: x, owner: team, remotes: [{type: PAYLOAD, url: PAYLOAD}]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: team, title: PAYLOAD, description: PAYLOAD}
spec:
  type: PAYLOAD
  children: []
  members: [PAYLOAD]
  profile: {displayName: PAYLOAD, email: PAYLOAD, picture: PAYLOAD}
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: user}
spec: {memberOf: [team], profile: {displayName: PAYLOAD, email: PAYLOAD, picture: PAYLOAD, role: PAYLOAD}}
---
apiVersion: backstage.io/v1alpha1
kind: Unheard
metadata: {name: unheard, title: PAYLOAD, description: PAYLOAD, more: PAYLOAD}
spec: {owner: PAYLOAD, PAYLOAD: PAYLOAD}
---
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: {name: template, title: PAYLOAD, description: PAYLOAD}
spec:
  type: PAYLOAD
  owner: team
  parameters:
    - title: PAYLOAD
      required: [PAYLOAD]
      properties:
        PAYLOAD: {title: PAYLOAD, description: PAYLOAD, type: PAYLOAD, enum: [PAYLOAD], default: PAYLOAD}
        other: {"ui:field": PAYLOAD}
  steps: [{id: PAYLOAD, name: PAYLOAD, action: PAYLOAD, if: PAYLOAD}]
"""

RUNBOOK = """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata: {name: runbook, title: PAYLOAD, description: PAYLOAD}
spec: {covers: [victim], owner: team, severity: PAYLOAD, alerts: [PAYLOAD], escalation: [PAYLOAD]}
---

# PLAIN

PLAIN
"""


class Judge(HTMLParser):
    """Reads a page and writes down every place at which a payload has become more than text."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("canary", "script", "iframe", "style", "object", "base", "meta", "form"):
            self.wrong.append(f"<{tag}>")
        for name, value in attrs:
            if name == "canary" or name.startswith("on"):
                self.wrong.append(f"{tag} {name}={value}")
            if name in ("href", "src"):
                parts = urlsplit((value or "").strip().replace("\\", "/"))
                if parts.scheme not in ("", "http", "https", "mailto"):
                    self.wrong.append(f"{tag} {name}={value}")
                if name == "src":
                    self.wrong.append(f"{tag} src={value}")
                if "evil.example" in parts.netloc and tag != "a":
                    self.wrong.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.wrong.append(f"<!--{data}-->")


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def context_of(folder: Path, docs: DocsIndex | None = None) -> ViewContext:
    portal = load([folder], Run(as_of=datetime(2026, 3, 1, tzinfo=UTC)))
    places = SourcePlaces(portal.sources, portal.settings)
    return view_context(portal, docs or DocsIndex(), places, site_name="x", home="", more=())


@pytest.mark.parametrize("name", PAYLOADS)
def test_a_payload_in_every_field_stays_text_on_every_page(name: str, git_repo: Callable[..., GitRepo]) -> None:
    """CVE-2021-32661 and what was tried on titles, tags and descriptions: script and requests by a record's text."""
    payload = PAYLOADS[name]
    repo = git_repo()
    plain = payload.replace("\n", " ")
    repo.write("records/catalog-info.yaml", RECORDS.replace("PAYLOAD", quoted(payload)).replace("PLAIN", "gone"))
    repo.write("notes/runbook.md", RUNBOOK.replace("PAYLOAD", quoted(payload)).replace("PLAIN", plain))
    repo.write(
        f"odd{payload.replace('/', '_')[:80]}.yaml",
        "apiVersion: backstage.io/v1alpha1\nkind: System\nmetadata: {name: odd}\nspec: {owner: nobody}\n",
    )
    repo.commit(plain, author=plain.replace("<", "‹") if name == "element" else "canary\"onload='x'")
    made = context_of(repo.path)
    refs = {ref.key for ref in made.catalog}
    assert {"component:default/script-link", "unheard:default/unheard", "runbook:default/runbook"} <= refs
    assert {"component:default/victim", "template:default/template", "group:default/team"} <= refs
    for page in render_pages(made):
        assert Judge(page.content).wrong == [], page.address
    for artifact in make_artifacts(made):
        assert b"</script" not in artifact.content.lower() or artifact.path.endswith((".csv", ".txt", ".yaml", ".json"))
        if artifact.path.startswith("assets/") and artifact.path.endswith(".json"):
            assert b"</" not in artifact.content
            json.loads(artifact.content)


@pytest.mark.parametrize("name", PAYLOADS)
def test_heads_redirects_and_documents_beside_records_stay_text(name: str, tmp_path: Path) -> None:
    payload = PAYLOADS[name]
    records = tmp_path / "records/catalog-info.yaml"
    records.parent.mkdir()
    records.write_text(RECORDS.replace("PAYLOAD", quoted(payload)).replace("PLAIN", "gone"))
    (tmp_path / "r.md").write_text(RUNBOOK.replace("PAYLOAD", quoted(payload)).replace("PLAIN", "x"))
    runbook = Ref.parse("runbook:runbook")
    made = context_of(tmp_path, DocsIndex((DocPage(payload, "runbooks/x/", record=runbook),)))
    head = with_record_head(made, made.catalog[runbook], "runbooks/x/", "<h1>Title</h1>")
    assert Judge(head).wrong == []
    for artifact in make_artifacts(made):
        if artifact.path.endswith(".html"):
            wrong = Judge(artifact.content.decode()).wrong
            assert wrong == ["<meta>"] * 3, "charset, robots, refresh and nothing else"
    victim = made.catalog[Ref.parse("component:victim")]
    nav = (NavEntry(payload, "a/", 0), NavEntry(payload, None, 1))
    doc = BesideDoc(
        victim.ref, payload, "catalog/default/component/victim/docs/", made.markdown("x", ""), nav, victim.span
    )
    assert Judge(beside_page(made, doc).content).wrong == []


def test_an_address_that_must_not_be_followed_is_no_link(tmp_path: Path) -> None:
    (tmp_path / "catalog-info.yaml").write_text(RECORDS.replace("PAYLOAD", "fine").replace("PLAIN", "gone"))
    pages = {page.address: page.content for page in render_pages(context_of(tmp_path))}
    page = pages["catalog/default/component/script-link/"]
    assert 'href="javascript' not in page
    assert "md-button" not in page.replace("md-button--primary", "")
