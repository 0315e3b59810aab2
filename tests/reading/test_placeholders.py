"""Placeholders are replaced by the files that they name, and never by one from outside the root."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import JsonValue
from tests.reading.conftest import ReadFiles, component, write

from headland.core.finding import Severity
from headland.core.run import Silent
from headland.core.settings import Settings
from headland.core.source import Folder
from headland.reading import Reading, parse_yaml_stream, read
from headland.reading.yaml_stream import ParsedDocument


def api(definition: str) -> str:
    """An API whose definition is written as given."""
    return (
        "apiVersion: backstage.io/v1alpha1\nkind: API\nmetadata:\n  name: a\nspec:\n  type: openapi\n"
        f"  lifecycle: production\n  owner: team-a\n  definition: {definition}\n"
    )


def definition_of(reading: Reading) -> object:
    (record,) = reading.records
    return record.value("spec", "definition")


def test_text_is_taken_as_it_is(read_files: ReadFiles) -> None:
    text = "openapi: 3.1.0\r\n# a comment: ünïcödé\n"
    reading = read_files({"a/x.yaml": api("{$text: ../b/o.yaml}"), "b/o.yaml": "\ufeff" + text})
    assert definition_of(reading) == "\ufeff" + text
    assert reading.findings == ()


def test_json_and_yaml_are_parsed_wherever_they_stand(read_files: ReadFiles) -> None:
    spec = "  json: {$json: ./j.json}\n  list:\n    - $yaml: ./y.yaml\n    - plain\n"
    reading = read_files({"x.yaml": component(spec=spec), "j.json": '{"a": [1, null]}', "y.yaml": "b: no\nc: 012\n"})
    (record,) = reading.records
    assert record.value("spec", "json") == {"a": [1, None]}
    assert record.value("spec", "list") == [{"b": "no", "c": 12}, "plain"]


def test_the_place_of_a_replaced_value_is_that_of_the_placeholder(read_files: ReadFiles, tmp_path: Path) -> None:
    reading = read_files({"x.yaml": api("{$text: ./o.txt}"), "o.txt": "text"})
    place = reading.records[0].place(("spec", "definition"))
    assert (tmp_path / "x.yaml").read_text()[place.start : place.end] == "{$text: ./o.txt}"


@pytest.mark.parametrize(
    "written",
    [
        "{$ref: ./o.txt}",
        "{$text: ./o.txt, other: 1}",
        "{$text: ./o.txt, $json: ./o.txt}",
        "{$unknown: ./o.txt}",
        "{text: ./o.txt}",
    ],
)
def test_what_is_no_placeholder_stays(read_files: ReadFiles, written: str) -> None:
    reading = read_files({"x.yaml": component(spec=f"  x: {written}\n"), "o.txt": "text"})
    assert isinstance(reading.records[0].value("spec", "x"), dict)
    assert reading.findings == ()


def test_below_a_dollar_key_that_is_no_placeholder_nothing_is_replaced(read_files: ReadFiles) -> None:
    reading = read_files({"x.yaml": component(spec="  x: {$defs: {$text: ./o.txt}}\n"), "o.txt": "text"})
    assert reading.records[0].value("spec", "x") == {"$defs": {"$text": "./o.txt"}}


def test_a_path_from_the_root_is_taken_from_the_root_of_what_is_read(read_files: ReadFiles) -> None:
    assert definition_of(read_files({"a/x.yaml": api("{$text: /b/o.txt}"), "b/o.txt": "text"})) == "text"


@pytest.mark.parametrize("key", ["$text", "$json", "$yaml", "$openapi", "$asyncapi"])
def test_the_web_is_not_asked_and_the_address_stands_in(
    read_files: ReadFiles, told: Callable[[Reading], list[str]], key: str
) -> None:
    reading = read_files({"x.yaml": api(f"{{{key}: 'https://example.org/openapi.yaml'}}")})
    assert definition_of(reading) == "https://example.org/openapi.yaml"
    assert told(reading) == [f"x.yaml:9:{18 + len(key)} placeholder-not-fetched"]
    assert reading.findings[0].severity is Severity.NOTE
    assert str(reading.findings[0].ref) == "api:default/a"


@pytest.mark.parametrize("key", ["$text", "$json", "$yaml", "$openapi", "$asyncapi"])
@pytest.mark.parametrize(
    "target",
    ["../secret.txt", "a/../../secret.txt", "/etc/hostname", "//etc/hostname", "C:/x", "./link.txt", "./linked/x.txt"],
)
def test_nothing_outside_the_root_is_read(tmp_path: Path, key: str, target: str) -> None:
    write(tmp_path, {"secret.txt": "secret", "out/x.txt": "secret", "root/x.yaml": api(f"{{{key}: '{target}'}}")})
    (tmp_path / "root/link.txt").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "root/linked").symlink_to(tmp_path / "out", target_is_directory=True)
    reading = read([Folder(tmp_path / "root")], Settings(), Silent())
    assert reading.records == ()
    assert [(finding.rule, finding.severity) for finding in reading.findings] == [
        ("placeholder-outside-root", Severity.ERROR)
    ]
    assert "secret" not in reading.findings[0].message.replace("secret.txt", "")
    assert [str(ref) for ref in reading.broken] == ["api:default/a"]


@pytest.mark.parametrize(
    ("written", "rule", "words"),
    [
        ("{$text: ./missing.txt}", "placeholder-missing", "'./missing.txt'"),
        ("{$text: ''}", "placeholder-broken", "not an ordinary file"),
        ("{$text: ./folder}", "placeholder-broken", "not an ordinary file"),
        ("{$text: [a]}", "placeholder-broken", "is a list"),
        ("{$text: }", "placeholder-broken", "is empty"),
        ("{$json: ./broken}", "placeholder-broken", "is not JSON at line 1"),
        ("{$json: ./nan.json}", "placeholder-broken", "is not JSON"),
        ("{$json: ./deep.json}", "placeholder-broken", "is not JSON"),
        ("{$yaml: ./broken}", "placeholder-broken", "is not YAML at line 2"),
        ("{$yaml: ./two.yaml}", "placeholder-broken", "2 documents"),
        ("{$openapi: ./broken}", "placeholder-broken", "neither YAML nor JSON"),
        ("{$text: ./big.txt}", "placeholder-broken", "larger than"),
    ],
)
def test_what_cannot_be_used_is_one_error(
    read_files: ReadFiles, told: Callable[[Reading], list[str]], written: str, rule: str, words: str
) -> None:
    reading = read_files(
        {
            "x.yaml": api(written),
            "broken": "a: 1\nb: 'never closed\n",
            "nan.json": "[NaN]",
            "deep.json": "[" * 100_000,
            "two.yaml": "a: 1\n---\nb: 2\n",
            "big.txt": "x" * 200_001,
            "folder/x.txt": "",
        },
        reading={"limits": {"file_bytes": 200_000}},
    )
    assert reading.records == ()
    (finding,) = reading.findings
    assert (finding.rule, finding.severity) == (rule, Severity.ERROR)
    assert words in finding.message
    assert told(reading)[0].startswith("x.yaml:9:")


# ---- definitions over several files -------------------------------------------------------------------------------

OPENAPI = """\
openapi: 3.1.0
info: {title: Payments, version: '1.0'}
paths:
  /pay:
    $ref: './paths/pay.yaml'
components:
  schemas:
    Money: {type: object}
    Card: {$ref: 'schemas.yaml#/Card'}
    Other: {$ref: 'https://example.org/x.yaml'}
"""
BUNDLED = {
    "paths/pay.yaml": (
        "get:\n  responses:\n    '200':\n      schema: {$ref: '../schemas.yaml#/Card'}\n"
        "      money: {$ref: '../api.yaml#/components/schemas/Money'}\n"
    ),
    "schemas.yaml": (
        "Card:\n  owner: {$ref: '#/Person'}\nPerson:\n  cards: {$ref: '#/Card'}\n  name: {description: 'no'}\n"
    ),
}


def bundled(read_files: ReadFiles, **files: str) -> dict[str, JsonValue]:
    """The bundled definition, parsed again."""
    reading = read_files({"x.yaml": api("{$openapi: ./api.yaml}"), **files})
    assert reading.findings == ()
    text = definition_of(reading)
    assert isinstance(text, str)
    (document,) = parse_yaml_stream(text.encode())
    assert isinstance(document, ParsedDocument)
    assert isinstance(document.value, dict)
    return document.value


def test_references_to_other_files_are_followed_once_and_pointed_at_afterwards(read_files: ReadFiles) -> None:
    value = bundled(read_files, **{"api.yaml": OPENAPI, **BUNDLED})
    card = "#/paths/~1pay/get/responses/200/schema"
    assert value["paths"] == {
        "/pay": {
            "get": {
                "responses": {
                    "200": {
                        "schema": {"owner": {"cards": {"$ref": card}, "name": {"description": "no"}}},
                        "money": {"$ref": "#/components/schemas/Money"},
                    }
                }
            }
        }
    }
    assert value["components"] == {
        "schemas": {
            "Money": {"type": "object"},
            "Card": {"$ref": card},
            "Other": {"$ref": "https://example.org/x.yaml"},
        }
    }


def test_a_definition_in_one_file_is_given_as_it_is_written(read_files: ReadFiles) -> None:
    text = "openapi: 3.1.0   # with a comment\ncomponents: {a: {$ref: '#/components/b'}}\n"
    reading = read_files({"x.yaml": api("{$openapi: ./api.yaml}"), "api.yaml": text})
    assert definition_of(reading) == text


def test_files_may_refer_to_each_other_in_a_circle(read_files: ReadFiles) -> None:
    value = bundled(
        read_files,
        **{"api.yaml": "a: {$ref: b.yaml}", "b.yaml": "c: {$ref: c.json}", "c.json": '{"b": {"$ref": "b.yaml"}}'},
    )
    assert value == {"a": {"c": {"b": {"$ref": "#/a"}}}}


def test_what_stands_beside_a_reference_is_kept(read_files: ReadFiles) -> None:
    value = bundled(
        read_files,
        **{"api.yaml": "a: {$ref: b.yaml, description: mine}", "b.yaml": "{type: string, description: theirs}"},
    )
    assert value == {"a": {"type": "string", "description": "mine"}}


def test_texts_that_look_like_something_else_stay_texts(read_files: ReadFiles) -> None:
    texts = {
        "no": "no",
        "a": "012",
        "b": "1e3",
        "c": "null",
        "d": "two\nlines\n",
        "e": "",
        "f": " #x",
        "g": "0x1F",
        "h": "é: x",
    }
    quoted = "\n".join(f"{key}: {text!r}".replace("\\n", "\n\n  ") for key, text in texts.items())
    value = bundled(read_files, **{"api.yaml": "x: {$ref: b.yaml}", "b.yaml": quoted})
    assert value["x"] == {**texts, "d": "two\nlines\n"}


@pytest.mark.parametrize(
    ("reference", "rule", "words"),
    [
        ("missing.yaml", "placeholder-missing", "there is no file 'missing.yaml'"),
        ("../up.yaml", "placeholder-outside-root", "leads out of the root"),
        ("/etc/hostname", "placeholder-outside-root", "absolute path"),
        ("b.yaml#/not/there", "placeholder-broken", "nothing at '#/not/there'"),
        ("broken.yaml", "placeholder-broken", "neither YAML nor JSON"),
    ],
)
def test_a_reference_that_leads_nowhere_is_an_error(
    read_files: ReadFiles, reference: str, rule: str, words: str
) -> None:
    files = {"api.yaml": f"a: {{$ref: '{reference}'}}", "b.yaml": "x: [1]", "broken.yaml": "'"}
    reading = read_files({"x.yaml": api("{$asyncapi: ./api.yaml}"), **files})
    (finding,) = reading.findings
    assert finding.rule == rule
    assert words in finding.message
    assert "'api.yaml'" in finding.message or rule == "placeholder-broken"


def test_a_long_chain_of_references_ends(read_files: ReadFiles) -> None:
    files = {f"f{at}.yaml": f"a: {{$ref: f{at + 1}.yaml}}" for at in range(400)}
    reading = read_files({"x.yaml": api("{$openapi: ./f0.yaml}"), **files})
    assert [finding.rule for finding in reading.findings] == ["placeholder-broken"]
