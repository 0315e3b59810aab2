"""What cannot be read of an API's definition is told where it is written, in the record or in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from headland.checks.definition_problems import MOST_TOLD
from headland.core.finding import Finding
from headland.core.span import Span

FindingsOf = Callable[[Mapping[str, str]], tuple[Finding, ...]]

RECORD = """\
apiVersion: backstage.io/v1alpha1
kind: API
metadata:
  name: payments
spec:
  type: openapi
  lifecycle: production
  owner: team-a
  definition:{definition}
"""
BROKEN = "openapi: 3.1.0\ninfo: {title: Zahlungen für alle}\npaths: {/ä: {get: {summary: a: b}}}\n"
DANGLING = 'openapi: 3.1.0\npaths:\n  /a:\n    get:\n      requestBody: {$ref: "#/é/Nope"}\n'


def found_by(findings: tuple[Finding, ...], rule: str) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule]


def text_at(files: Mapping[str, str], span: Span) -> str:
    return files[span.path].encode()[span.start : span.end].decode()


def indented(text: str) -> str:
    return "".join(f"\n    {line}" for line in text.splitlines())


@pytest.mark.parametrize("header", [" |", " |-", " |2", " | # as it is"])
def test_a_problem_of_an_inline_definition_stands_at_its_line_in_the_record(
    header: str, findings_of: FindingsOf
) -> None:
    files = {"catalog-info.yaml": RECORD.format(definition=f"{header}{indented(DANGLING)}")}
    (finding,) = found_by(findings_of(files), "dangling-definition-reference")
    assert text_at(files, finding.span).startswith("$ref:")
    assert "line" not in finding.message


@pytest.mark.parametrize("placeholder", ["$text", "$openapi"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_problem_of_a_file_stands_in_that_file(placeholder: str, end: str, findings_of: FindingsOf) -> None:
    files = {
        "catalog-info.yaml": RECORD.format(definition=f"\n    {placeholder}: ./api/openapi.yaml"),
        "api/openapi.yaml": DANGLING.replace("\n", end),
    }
    (finding,) = found_by(findings_of(files), "dangling-definition-reference")
    assert finding.span.path == "api/openapi.yaml"
    assert text_at(files, finding.span) == '$ref: "#/é/Nope"}'


@pytest.mark.parametrize(
    "definition", [" >\n    openapi: 3.1.0\n\n    paths: {a: b: c}", ' "openapi: 3.1.0\\npaths: {a: b: c}"']
)
def test_where_yaml_has_changed_the_text_the_message_says_the_line(definition: str, findings_of: FindingsOf) -> None:
    files = {"catalog-info.yaml": RECORD.format(definition=definition)}
    (finding,) = found_by(findings_of(files), "broken-definition")
    assert finding.message.startswith("line 2 of the definition: ")
    assert finding.span.path == "catalog-info.yaml"


def test_a_broken_definition_is_found_at_its_character(findings_of: FindingsOf) -> None:
    files = {"catalog-info.yaml": RECORD.format(definition=f" |{indented(BROKEN)}")}
    (finding,) = found_by(findings_of(files), "broken-definition")
    assert text_at(files, finding.span).startswith(": b")


def test_many_problems_of_one_definition_are_told_by_the_first_and_a_count(findings_of: FindingsOf) -> None:
    refs = "".join(f"  /a{n}: {{$ref: '#/x/n{n}'}}\n" for n in range(MOST_TOLD + 5))
    text = indented(f"openapi: 3.1.0\npaths:\n{refs}")
    files = {"catalog-info.yaml": RECORD.format(definition=f" |{text}")}
    found = found_by(findings_of(files), "dangling-definition-reference")
    assert len(found) == MOST_TOLD + 1
    assert any(finding.message == "the definition has 5 more problems of this sort" for finding in found)


def test_one_cause_gives_one_finding(findings_of: FindingsOf) -> None:
    files = {"catalog-info.yaml": RECORD.format(definition=" ./openapi.yaml")}
    assert [one.rule for one in findings_of(files) if "definition" in one.rule] == ["definition-is-a-path"]
    event = "asyncapi: 3.0.0\ninfo: {title: A, version: '1'}\nchannels: {}\n"
    files = {"catalog-info.yaml": RECORD.format(definition=f" |{indented(event)}")}
    assert [one.rule for one in findings_of(files) if "definition" in one.rule] == ["definition-mismatch"]
