"""References are parsed, printed and compared as Backstage does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headland.core.refs import Ref, RefError

NAME = st.from_regex(r"[A-Za-z0-9]([-A-Za-z0-9_.]{0,20}[A-Za-z0-9])?", fullmatch=True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("component:default/web-shop", "component:default/web-shop"),
        ("Component:Web-Shop", "component:default/web-shop"),
        ("payments/ledger", "group:payments/ledger"),
        ("web-shop", "group:default/web-shop"),
        ("group:payments/team", "group:payments/team"),
    ],
)
def test_a_reference_is_read_with_its_defaults(text: str, key: str) -> None:
    assert Ref.parse(text, default_kind="Group").key == key


def test_a_slash_before_the_colon_means_that_there_is_no_kind() -> None:
    assert Ref.parse("space/na:me", default_kind="Group").key == "group:space/na:me"


@pytest.mark.parametrize("text", ["", ":", "/", "a:", ":a", "a:/b", "a:b/", "/b"])
def test_an_empty_part_is_refused(text: str) -> None:
    with pytest.raises(RefError, match="not of the form"):
        Ref.parse(text, default_kind="Group")


def test_a_missing_kind_is_refused_where_none_is_given() -> None:
    with pytest.raises(RefError, match="has no kind"):
        Ref.parse("ledger")


@given(NAME, NAME, NAME)
def test_print_and_parse_agree(kind: str, namespace: str, name: str) -> None:
    ref = Ref(kind, namespace, name)
    assert Ref.parse(str(ref)) == ref
    assert Ref.parse(ref.short("Group", "default"), default_kind="Group") == ref
    assert hash(Ref.parse(str(ref).upper())) == hash(ref)
