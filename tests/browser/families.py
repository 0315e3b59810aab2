"""The page families of the small organisation's portal, with the address of one page each."""

from __future__ import annotations

import pytest

FAMILIES = {
    "home": "",
    "explorer": "explorer/",
    "list": "explorer/component/",
    "landscape": "landscape/",
    "map of a domain": "landscape/default/selling/",
    "graph": "graph/",
    "graph around a record": "graph/?of=component:web-shop",
    "teams": "teams/",
    "changes": "changes/",
    "findings": "findings/",
    "rule": "findings/unknown-owner/",
    "domain": "catalog/default/domain/selling/",
    "system": "catalog/default/system/shop/",
    "component": "catalog/default/component/payments/",
    "hostile": "catalog/default/component/forgotten/",
    "api": "catalog/default/api/payments-api/",
    "resource": "catalog/default/resource/ledger/",
    "group": "catalog/default/group/money/",
    "user": "catalog/default/user/ann/",
    "runbook": "runbooks/payments-down/",
    "decision": "decisions/one-ledger/",
    "docs with a diagram": "guide/",
}
every_family = pytest.mark.parametrize("address", FAMILIES.values(), ids=list(FAMILIES))
