"""Our plugins come last in somebody's mkdocs.yml, and not one other byte of it changes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from headland.cli.mkdocs_yml import OURS, ByHand, add_plugins

EDITED = {
    "no list: MkDocs' own default stays": (
        "site_name: x\n",
        "site_name: x\nplugins:\n  - search\n  - headland/docs\n  - headland/catalog\n",
    ),
    "no newline at the end": (
        "site_name: x",
        "site_name: x\nplugins:\n  - search\n  - headland/docs\n  - headland/catalog\n",
    ),
    "an indented list, comments kept": (
        "plugins:  # mine\n  # first\n  - search  # find\n\n  - tags\n  # - macros\n\ntheme: material\n",
        "plugins:  # mine\n  # first\n  - search  # find\n\n  - tags\n  - headland/docs\n  - headland/catalog\n"
        "  # - macros\n\ntheme: material\n",
    ),
    "a list that is not indented": (
        "plugins:\n- search\n- a:\n    b: c\ntheme: x\n",
        "plugins:\n- search\n- a:\n    b: c\n- headland/docs\n- headland/catalog\ntheme: x\n",
    ),
    "a list that ends the file without a newline": (
        "plugins:\n    - search",
        "plugins:\n    - search\n    - headland/docs\n    - headland/catalog",
    ),
    "Windows line ends": (
        "plugins:\r\n  - search\r\nx: y\r\n",
        "plugins:\r\n  - search\r\n  - headland/docs\r\n  - headland/catalog\r\nx: y\r\n",
    ),
    "a literal text with what looks like comments and keys": (
        "plugins:\n  - a:\n      text: |\n        # not a comment\n\n        plugins: [x]\nx: y\n",
        "plugins:\n  - a:\n      text: |\n        # not a comment\n\n        plugins: [x]\n"
        "  - headland/docs\n  - headland/catalog\nx: y\n",
    ),
    "a list in brackets": (
        "plugins: [search, tags] # two\n",
        "plugins: [search, tags, headland/docs, headland/catalog] # two\n",
    ),
    "empty brackets": ("plugins: []\n", "plugins: [headland/docs, headland/catalog]\n"),
    "a list of one's own elsewhere": (
        "extra:\n  plugins:\n    - x\nplugins:\n  - y\n",
        "extra:\n  plugins:\n    - x\nplugins:\n  - y\n  - headland/docs\n  - headland/catalog\n",
    ),
    "one of ours is there": (
        "plugins:\n  - headland/docs\n  - search\n",
        "plugins:\n  - headland/docs\n  - search\n  - headland/catalog\n",
    ),
    "a mapping of plugins": (
        "plugins:\n  search: {}\n  a:\n    b: c\nx: y\n",
        "plugins:\n  search: {}\n  a:\n    b: c\n  headland/docs:\n  headland/catalog:\nx: y\n",
    ),
    "tags of MkDocs": (
        "site_name: !ENV [NAME, x]\nm:\n  - e:\n      f: !!python/name:a.b\nplugins:\n  - search\n",
        "site_name: !ENV [NAME, x]\nm:\n  - e:\n      f: !!python/name:a.b\n"
        "plugins:\n  - search\n  - headland/docs\n  - headland/catalog\n",
    ),
    "a byte-order mark": (
        "\ufeffplugins:\n  - search\n",
        "\ufeffplugins:\n  - search\n  - headland/docs\n  - headland/catalog\n",
    ),
}

BY_HAND = {
    "an empty file": "",
    "several documents": "a: 1\n---\nb: 2\n",
    "not YAML": "a: [\n",
    "not a mapping": "- a\n",
    "braces": "{a: 1}\n",
    "an empty list": "plugins:\nx: y\n",
    "a tag": "plugins: !ENV [A, [search]]\n",
    "an anchor": "plugins: &p\n  - a\n",
    "an alias": "a: &a [x]\nplugins: *a\n",
    "an item in brackets that is no plain word": "plugins: [{a: {b: c}}]\n",
    "brackets over several lines": "plugins: [\n  a,\n]\n",
    "inherited": "INHERIT: ../mkdocs.yml\n",
    "a file that ends its document": "a: 1\n...\n",
}


@pytest.mark.parametrize(("before", "after"), EDITED.values(), ids=EDITED)
def test_ours_are_put_last(before: str, after: str) -> None:
    edited = add_plugins(before.encode())
    assert isinstance(edited, bytes)
    assert edited.decode() == after


@pytest.mark.parametrize("text", [after for _, after in EDITED.values()], ids=EDITED)
def test_what_is_whole_stays_as_it_is(text: str) -> None:
    assert add_plugins(text.encode()) == text.encode()


@pytest.mark.parametrize("text", BY_HAND.values(), ids=BY_HAND)
def test_what_is_not_plain_is_left_to_its_owner_with_the_lines_to_add(text: str) -> None:
    told = add_plugins(text.encode())
    assert isinstance(told, ByHand)
    assert told.reason
    assert told.lines == ("plugins:", "  - headland/docs", "  - headland/catalog")


words = st.sampled_from(
    ["search", "tags", "a: {b: c}", "a:\n{0}    b: c", "a:\n{0}    b: |\n{0}      # x\n\n{0}      y"]
)
others = st.sampled_from(["", "theme: material\n", "# end\n", "\n\n", "extra:\n  - a\n", "nav:\n- a: b.md\n"])


@given(st.lists(words, min_size=1, max_size=4), others, others, st.sampled_from(["", "  ", "    "]))
def test_nothing_but_the_list_of_plugins_changes(items: list[str], head: str, tail: str, indent: str) -> None:
    lines = "".join(f"{indent}- {item.replace('{0}', indent)}\n" for item in items)
    before = f"{head}site_name: x\nplugins:\n{lines}{tail if tail != head else ''}".encode()
    edited = add_plugins(before)
    assert isinstance(edited, bytes)

    old, new = yaml.safe_load(before), yaml.safe_load(edited)
    assert new["plugins"] == [*old["plugins"], *OURS]
    assert {**new, "plugins": None} == {**old, "plugins": None}
    inserted = len(edited) - len(before)
    assert any(edited[:at] + edited[at + inserted :] == before for at in range(len(before) + 1))
