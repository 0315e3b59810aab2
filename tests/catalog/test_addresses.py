"""Addresses of pages made from the catalog."""

from __future__ import annotations

import pytest

from headland.catalog.addresses import list_address, record_address, rule_address
from headland.core.refs import Ref


def test_a_record_has_backstages_own_path_in_lower_case() -> None:
    assert record_address(Ref("API", "default", "Payments.v1")) == "catalog/default/api/payments.v1/"


@pytest.mark.parametrize("name", ["../x", "a/b", "<b>", "a b", "a?b#c", "%2e%2e"])
def test_no_name_leads_elsewhere(name: str) -> None:
    address = record_address(Ref("Component", "default", name))
    assert address.count("/") == 4
    assert not set(address) & set("<>?# ")


def test_no_page_of_a_list_can_be_the_page_of_a_record() -> None:
    assert list_address("API") == list_address("api", 1) == "explorer/api/"
    assert list_address("Component", 2) == "explorer/component/2/"
    assert not list_address("component").startswith("catalog/")


def test_a_rule_has_its_page_below_the_findings() -> None:
    assert rule_address("unknown-owner") == "findings/unknown-owner/"
