"""The Markdown of reference pages holds whatever text is put into it."""

from __future__ import annotations

from typing import Literal

import markdown
import pytest
from pydantic import BaseModel, ConfigDict, Field

from headland.core.finding import Example, Rule, Severity
from headland.reference import CommandDescription, ExampleDescription, ParameterDescription, rule_text
from headland.reference.commands import commands_page
from headland.reference.markdown import code, either, fence, table
from headland.reference.schema_fields import SchemaField, model_fields, model_variants


@pytest.mark.parametrize("text", ["a", "a`b", "``", "`a`", "a|b", "<b>", "*x*"])
def test_code_is_shown_as_it_is(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert markdown.markdown(code(text)) == f"<p><code>{escaped}</code></p>"


def test_a_cell_cannot_end_its_row() -> None:
    html = markdown.markdown(table(("A", "B"), [("x | y", "two\nlines")]), extensions=["tables"])
    assert html.count("<td>") == 2
    assert "x | y" in html
    assert "two lines" in html


def test_columns_without_content_are_left_out_and_no_row_is_no_table() -> None:
    assert table(("A", "B"), [("x", "")]) == "| A |\n| --- |\n| x |"
    assert table(("A",), []) == ""


def test_a_fence_is_longer_than_those_in_it_and_shows_what_cannot_be_seen() -> None:
    assert fence("a\n```\nb\n````\n", "md", "x.md") == '`````md title="x.md"\na\n```\nb\n````\n`````'
    assert fence("a\r\n\u202e\udcff") == "```\na\\x0d\n\\u202e\\udcff\n```"


def test_choices_are_joined_in_words() -> None:
    assert either(["a"]) == "a"
    assert either(["a", "b", "c"]) == "a, b or c"


def test_the_text_of_a_rule_says_all_of_it() -> None:
    rule = Rule(
        "a-rule",
        Severity.NOTE,
        "What.",
        "Why.",
        "Do.",
        Example({"b.yaml": "b: 1\n", "a.md": "# A\n"}),
        Example({"c.txt": "c"}),
    )
    assert rule_text(rule) == (
        "# a-rule\n\nWhat.\n\nA note, unless `rules` in `headland.yaml` says otherwise.\n\n"
        "**Why it matters.** Why.\n\n**What to do.** Do.\n\n"
        '## Wrong\n\n```markdown title="a.md"\n# A\n```\n\n```yaml title="b.yaml"\nb: 1\n```\n\n'
        '## Right\n\n```text title="c.txt"\nc\n```\n'
    )


class Inner(BaseModel):
    """What is inside."""

    deep: list[int] = Field(description="Deep.")


class Outer(BaseModel):
    """All of it."""

    name: str = Field(description="A name.", examples=["x"])
    level: Literal["low", "high"] = Field("low", description="A level.")
    one: Inner | None = Field(None, description="One.")
    many: dict[str, tuple[Inner, ...]] = Field(default_factory=dict, description="Many.")
    either: int | str | None = Field(None, description="Either.")


def test_fields_are_read_off_a_model_with_what_is_below_them() -> None:
    assert list(model_fields(Outer)) == [
        SchemaField("name", "text", True, "", "A name.", ("x",)),
        SchemaField("level", "`low` or `high`", False, "`low`", "A level.", ()),
        SchemaField("one", "mapping", False, "", "One.", ()),
        SchemaField("one.deep", "list of whole number", True, "", "Deep.", ()),
        SchemaField("many", "mapping of text to list of mapping", False, "", "Many.", ()),
        SchemaField("many.<key>[].deep", "list of whole number", True, "", "Deep.", ()),
        SchemaField("either", "whole number or text", False, "", "Either.", ()),
    ]


def test_only_what_is_below_a_field_is_told_when_asked() -> None:
    assert [field.path for field in model_fields(Outer, "one")] == ["deep"]


def test_commands_are_told_in_order_with_their_parts() -> None:
    program = CommandDescription("p", "p COMMAND", "The program.", (), (), ())
    option = ParameterDescription("--a|--b", "1", "An option.")
    made = commands_page(
        program,
        [
            CommandDescription("z", "p z", "Z.", (), (option,), (ExampleDescription("p z --a", "do it"),)),
            CommandDescription("a", "p a X", "A.", (ParameterDescription("X", "", "An X."),), (), ()),
        ],
    )
    assert made.index("## a") < made.index("## z")
    assert "| `--a\\|--b` | `1` | An option. |" in made
    assert "Do it:\n\n```sh\np z --a\n```" in made
    assert "| `X` | An X. |" in made


class OneOrTheOther(BaseModel):
    """Told in one of two forms."""

    model_config = ConfigDict(
        json_schema_extra={
            "if": {"properties": {"type": {"const": "a"}}},
            "then": {"description": "The form a.", "properties": {"of_a": {"type": "string"}}, "required": ["of_a"]},
            "else": {"description": "Others.", "properties": {"of_others": {"type": "integer"}}},
        }
    )


def test_a_model_with_several_forms_is_told_form_by_form() -> None:
    assert [
        (variant.condition, variant.description, [field.path for field in variant.fields])
        for variant in model_variants(OneOrTheOther)
    ] == [("otherwise", "Others.", ["of_others"]), ("`type` is `a`", "The form a.", ["of_a"])]
    assert [field.path for field in model_fields(OneOrTheOther)] == ["of_others", "of_a"]
