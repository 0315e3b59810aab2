"""What tests of views share: contexts made from real files, as a build makes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from headland.core.audience import DEFAULT_AUDIENCE, Audience
from headland.core.run import Run
from headland.portal.load import load
from headland.portal.places import SourcePlaces
from headland.portal.publish import view_context
from headland.views.context import DocsIndex, ViewContext

AS_OF = datetime(2026, 3, 1, tzinfo=UTC)


ORGANISATION = {
    "headland.yaml": """\
version: 1
edit_url: https://forge.example/edit/{path}#L{line}
links:
  grafana/dashboard-selector:
    - {title: Dashboards, url: "https://grafana.example/d?q={value}", icon: view-dashboard-outline}
""",
    "teams.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Group
metadata: {name: engineering, title: Engineering, description: Everyone.}
spec: {type: department, children: [pay-team]}
---
apiVersion: backstage.io/v1alpha1
kind: Group
metadata:
  name: pay-team
  title: Pay team
  description: Takes the money.
  links: [{url: "https://chat.example/pay", title: "#pay", icon: chat}]
spec:
  type: team
  profile: {email: pay@example.org, picture: "https://pictures.example/pay.png"}
  parent: engineering
  children: []
  members: [ada.lovelace, nobody.known]
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {name: ada.lovelace}
spec: {profile: {displayName: Ada Lovelace, email: ada@example.org}, memberOf: [pay-team]}
""",
    "pay.yaml": """\
apiVersion: backstage.io/v1alpha1
kind: Domain
metadata: {name: sales, title: Sales, description: Selling.}
spec: {owner: engineering}
---
apiVersion: backstage.io/v1alpha1
kind: System
metadata: {name: pay, title: Pay, description: Money in.}
spec: {owner: pay-team, domain: sales}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: payments
  title: Payments
  description: |
    Charges and **refunds**, through two providers. Each of them can be switched off, which takes a minute at most, and
    which nobody needs to be asked for. Talks to [the ledger](entity:resource:ledger-db).

    ## Limits

    - 20 charges a second
  labels: {tier: one}
  annotations:
    github.com/project-slug: pharos/payments
    backstage.io/source-location: url:https://github.com/pharos/payments/
    grafana/dashboard-selector: "tags @> 'pay'"
    sonarqube.org/project-key: payments-key
    pharos.example/cost: "12"
  tags: [go, pci]
  links: [{url: "https://status.example/pay", title: Status}]
spec:
  type: service
  lifecycle: production
  owner: pay-team
  system: pay
  providesApis: [payments-api]
  dependsOn: ["resource:ledger-db", "component:gone"]
---
apiVersion: backstage.io/v1alpha1
kind: API
metadata: {name: payments-api, title: Payments API, description: Charge and refund.}
spec:
  type: openapi
  lifecycle: production
  owner: pay-team
  system: pay
  definition: |
    openapi: 3.1.0
    info: {title: Payments, version: "1"}
    paths: {}
---
apiVersion: backstage.io/v1alpha1
kind: Resource
metadata: {name: ledger-db, title: Ledger, description: What was paid.}
spec: {type: database, owner: pay-team, system: pay}
---
apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, title: Shop}
spec: {type: website, lifecycle: experimental, owner: missing-team, consumesApis: [payments-api]}
""",
    "robots/catalog-info.yaml": """\
apiVersion: pharos.example/v1
kind: Robot
metadata: {name: crane, description: Lifts things.}
spec: {owner: pay-team, dependsOn: ["component:payments"], payload: {tons: 4}, colours: [red, blue]}
""",
    "docs/runbooks/card-provider-down.md": """\
---
apiVersion: headland.dev/v1
kind: Runbook
metadata: {name: card-provider-down, title: A card provider is down, description: Charges fail.}
spec:
  covers: [payments]
  owner: pay-team
  severity: critical
  escalation: ["user:ada.lovelace"]
  lastDrilled: 2026-01-31
---

# A card provider is down

Switch [Payments](entity:component:payments) over.
""",
}
"""A small organisation with one of most things, and some that are wrong."""


@pytest.fixture
def organisation() -> dict[str, str]:
    """The files of a small organisation."""
    return dict(ORGANISATION)


@pytest.fixture
def context(tmp_path: Path) -> Callable[..., ViewContext]:
    """Make a context of files: `context({"a.yaml": "..."})`. A file `headland.yaml` among them holds the settings."""

    def make(
        files: Mapping[str, str],
        *,
        folder: Path | None = None,
        docs: DocsIndex | None = None,
        audience: Audience = DEFAULT_AUDIENCE,
    ) -> ViewContext:
        where = folder if folder is not None else tmp_path / "org"
        for path, text in files.items():
            target = where / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        portal = load([where], Run(as_of=AS_OF, audience=audience))
        places = SourcePlaces(portal.sources, portal.settings)
        return view_context(portal, docs or DocsIndex(), places, site_name="Pharos", home="", more=())

    return make
