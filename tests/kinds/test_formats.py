"""The forms of names, keys, tags and addresses; tests/referee holds them against Backstage's own."""

from __future__ import annotations

import pytest

from headland.kinds import formats


@pytest.mark.parametrize("text", ["a", "A", "0", "a-b", "a_b.c", "A" * 63])
def test_a_name_holds_letters_digits_and_marks_between_them(text: str) -> None:
    assert formats.is_name(text)


@pytest.mark.parametrize("text", ["", "-a", "a-", "a b", "a/b", "é", "a\n", "٠", "A" * 64])
def test_other_texts_are_no_names(text: str) -> None:
    assert not formats.is_name(text)


@pytest.mark.parametrize("text", ["default", "team-a", "a--b", "0"])
def test_a_namespace_is_in_lower_case(text: str) -> None:
    assert formats.is_dns_label(text)


@pytest.mark.parametrize("text", ["", "Team", "a_b", "a.b", "-a", "a-", "a\n", "a" * 64])
def test_other_texts_are_no_namespaces(text: str) -> None:
    assert not formats.is_dns_label(text)


def test_a_version_is_a_suffix_with_or_without_a_domain() -> None:
    assert all(map(formats.is_api_version, ["v1", "backstage.io/v1alpha1", "a/B2"]))
    assert not any(map(formats.is_api_version, ["", "/v1", "a/", "a/b/c", "A.io/v1", "a/v-1", f"{'a' * 64}/v1"]))


def test_a_domain_has_253_characters_at_most() -> None:
    domain = ".".join(["a" * 62] * 4)
    assert formats.is_key(f"{domain}.a/name")
    assert not formats.is_key(f"{domain}.aa/name")


def test_a_key_has_one_slash_at_most() -> None:
    assert formats.is_key("name")
    assert formats.is_key("example.com/Name_1")
    assert not formats.is_key("a/b/c")
    assert not formats.is_key("Example.com/name")


def test_a_tag_may_hold_plus_hash_and_colon() -> None:
    assert all(map(formats.is_tag, ["c++", "c#", "a:b", "java-17"]))
    assert not any(map(formats.is_tag, ["Java", "a b", "a_b", "a--b", "-a", "a-"]))


def test_an_address_is_absolute() -> None:
    assert all(map(formats.is_url, ["https://example.com", "mailto:a@b", "http:a", " https://a ", "a:b"]))
    assert not any(map(formats.is_url, ["", "example.com", "//example.com", "http://", "http://a b", "http://a:70000"]))


def test_half_of_a_surrogate_pair_in_an_address_is_no_crash() -> None:
    assert not formats.is_url("http://\ud800")


def test_blank_is_what_javascript_calls_blank() -> None:
    assert not any(map(formats.is_not_blank, ["", " \t\n", "\u00a0", "\ufeff", "\u2029"]))
    assert all(map(formats.is_not_blank, ["a", "\x1c", "\x85"]))


def test_a_date_is_a_day_of_the_calendar() -> None:
    assert formats.is_date("2024-02-29")
    assert not any(
        map(formats.is_date, ["2026-02-29", "20260131", "2026-1-31", "2026-W05-1", "2026-01-31T00:00:00", ""])
    )
