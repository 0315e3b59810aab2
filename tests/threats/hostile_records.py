"""Hostile records: each field of each kind's example takes every payload that the kind's own model lets pass."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, ValidationError
from tests.threats.payloads import ADDRESSES, ALL, FILE_NAMES, INVISIBLE, LONG, MARKDOWN, Marks

from headland.kinds import KINDS, kind_of
from headland.views.record import annotations as known_annotations

VARIANTS: Final = 3
"""How many records of each kind there are: each field of each one has a third of all payloads."""

COMPLETE: Final = Path(__file__).parent.parent / "referee" / "complete.yaml"
PROSE: Final = ("Runbook", "Decision")

UNKNOWN: Final = """\
apiVersion: evil.example/v1
kind: Widget
metadata:
  name: gadget
  tags: [t]
  labels: {a: b}
spec: {type: t, lifecycle: l, owner: crew, system: shop, dependsOn: ["component:x"], deep: {list: [a, {b: c}]}, note: n}
"""

ANNOTATIONS: Final = (
    *known_annotations.LINKS,
    *known_annotations.ADDRESSES,
    *known_annotations.FACTS,
    *known_annotations.SILENT,
    "example.org/other",
)

Place = tuple[str | int, ...]
File = tuple[str, str]


def whole_records(marks: Marks) -> Iterator[File]:
    """Records that are accepted: of every kind and form that there is, and of one that nobody knows."""
    yield "catalog/crew.yaml", document({"kind": "Group", "metadata": {"name": "crew"}, "spec": CREW})
    known = [value for value in yaml.safe_load_all(COMPLETE.read_text()) if value]
    for at, example in enumerate([*known, yaml.safe_load(UNKNOWN)]):
        for variant in range(VARIANTS):
            value = _filled(example, variant, marks)
            value["metadata"]["name"] = f"{value['metadata']['name']}-{at}-{variant}"
            value["metadata"].pop("namespace", None)
            yield f"catalog/{example['kind'].lower()}-{at}-{variant}.yaml", json.dumps(value)
    for name in PROSE:
        _, matter, prose = KINDS[name].example.split("---\n", 2)
        for variant in range(VARIANTS):
            value = _filled(yaml.load(matter, yaml.BaseLoader), variant, marks)
            value["metadata"]["name"] += f"-{variant}"
            words = "\n\n".join(marks.put(payload, f"{name} prose") for payload in MARKDOWN[variant::VARIANTS])
            path = f"{'docs/records' if variant % 2 else 'prose'}/{name.lower()}-{variant}.md"
            yield path, f"---\n{json.dumps(value, indent=0)}\n---\n{prose}\n{words}\n"
    for at, name in enumerate(FILE_NAMES):
        yield (
            "catalog/" + marks.put(f"{name} {at}.yaml", "a record's file name"),
            document({"metadata": {"name": f"named-{at}"}}),
        )


def broken_records(marks: Marks) -> Iterator[File]:
    """Records that are refused, with a hostile text at each place that a finding might quote."""
    whole: dict[str, Any] = {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": "Component",
        "metadata": {"name": "b", "namespace": "n", "tags": ["t"], "labels": {"k": "v"}, "annotations": {"a": "b"}},
        "spec": {"type": "t", "lifecycle": "l", "owner": "o", "dependsOn": ["component:x"]},
    }
    attacks = ("<img src=x onerror=RUN>", '" onmouseover="RUN" x="', "</script><script>RUN</script>", INVISIBLE[0])
    for number, (place, attack) in enumerate((place, attack) for place in _places(whole) for attack in attacks):
        named = _with(whole, ("metadata", "name"), f"broken-{number}")
        yield f"broken/value-{number}.yaml", json.dumps(_with(named, place, marks.put(attack, f"broken {place}")))
        parent = _at(named, place[:-1])
        if isinstance(parent, dict):
            parent[marks.put(attack, f"broken key beside {place}")] = "x"
            yield f"broken/key-{number}.yaml", json.dumps(named)
    start, image = "apiVersion: backstage.io/v1alpha1\nkind: ", marks.put("<img src=x onerror=RUN>", "broken YAML")
    yield "broken/syntax.yaml", f"{start}[{image}\n"
    yield "broken/twice.yaml", f'{start}x\n"{image}": 1\n"{image}": 2\n'
    yield "broken/alias.yaml", f"{start}*<img/src=x/onerror={marks.put('RUN', 'alias')}>\n"
    yield "broken/tag.yaml", f"{start}!<img/src=x/onerror={marks.put('RUN', 'tag')}> x\n"
    for twice in ("one", "two"):
        yield f"broken/duplicate-{twice}.yaml", document({"metadata": {"name": "twice", "title": image}})
    label = {"headland.dev/visibility": image}
    yield "broken/label.yaml", document({"metadata": {"name": "labelled", "annotations": label}})


DEFINITIONS: Final = {
    "openapi": """\
openapi: 3.1.0
info: {title: '<script>RUN</script>', version: '1', description: '[x](javascript:RUN)'}
servers: [{url: 'javascript:RUN'}]
paths: {'/<img src=x onerror=RUN>': {get: {summary: '<svg onload=RUN>'}}}
components: {schemas: {A: {$ref: 'file:///etc/passwd'}, B: {$ref: 'https://evil.example/x.json'}}}
""",
    "asyncapi": "asyncapi: 3.0.0\ninfo: {title: '</code></pre><script>RUN</script>', version: '1'}\n",
    "graphql": """\
type Query {
  "</span><img src=x onerror=RUN>"
  x(a: String = "<svg onload=RUN>"): Int # <script>RUN</script>
}
""",
    "grpc": """\
syntax = "proto3";
// </pre><script>RUN</script>
service X { rpc Y (Z) returns (Z); } // <img src=x onerror=RUN>
""",
    "json": '{"openapi": "3.1.0", "info": {"title": "</script><script>RUN</script><!--"}}',
    "<svg onload=RUN>": "<svg onload=RUN>\n<!--\n",
}


def placed_records(marks: Marks) -> Iterator[File]:
    """APIs whose definition is hostile, or stands elsewhere: inside, outside, nowhere."""
    yield "placeholders/text.md", "\n\n".join(marks.put(payload, "placeholder $text") for payload in ALL)
    yield "placeholders/data.json", json.dumps({"x": [marks.put("<img src=x onerror=RUN>", "placeholder $json")]})
    definitions: list[tuple[str, Any]] = [
        (type_, marks.put(text, f"definition {type_}")) for type_, text in DEFINITIONS.items()
    ]
    targets = (
        {"$text": "./text.md"},
        {"$json": "./data.json"},
        {"$text": "../../../../etc/passwd"},
        {"$text": "/etc/passwd"},
        {"$text": "file:///etc/passwd"},
        {"$text": marks.put("https://evil.example/<img src=x onerror=RUN>", "placeholder address")},
        {"$text": marks.put("./<img src=x onerror=RUN>", "placeholder path")},
    )
    definitions += [("openapi", target) for target in targets]
    for at, (type_, definition) in enumerate(definitions):
        spec = {"type": type_, "lifecycle": "l", "owner": "crew", "definition": definition}
        name = {"name": f"defined-{at}"}
        yield f"placeholders/definition-{at}.yaml", document({"kind": "API", "metadata": name, "spec": spec})


CREW: Final = {"type": "team", "children": []}


def document(value: dict[str, Any]) -> str:
    """A record, a plain component where nothing else is said."""
    spec = {"type": "t", "lifecycle": "l", "owner": "crew"}
    return json.dumps({"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "spec": spec, **value})


def _filled(example: Mapping[str, Any], variant: int, marks: Marks) -> dict[str, Any]:
    """The example with payloads in each field. Variant 0 keeps its references, so that pages are linked."""
    value = copy.deepcopy(dict(example))
    kind = kind_of(value["apiVersion"], value["kind"])
    value["metadata"] |= {
        "title": "t",
        "description": "d",
        "links": [{"url": "https://a.example", "title": "t", "icon": "i", "type": "t"}],
        "annotations": {key: "a" for key in ANNOTATIONS if key != "headland.dev/visibility"},
        "more": {"x": "y"},
    }
    references = {field.path for field in kind.references}
    for place in list(_places(value)):
        if place[0] in ("apiVersion", "kind") or place == ("metadata", "name"):
            continue
        if variant == 0 and tuple(part for part in place if isinstance(part, str)) in references:
            continue
        for payloads in _candidates(place, variant):
            where = f"{kind.name} {'.'.join(map(str, place))}"
            if _is_accepted(kind.model, _with(value, place, "\n\n".join(payloads))):
                value = _with(value, place, "\n\n".join(marks.put(payload, where) for payload in payloads))
                break
    return value


def _candidates(place: Place, variant: int) -> Iterator[tuple[str, ...]]:
    """What to try in a field: the first that the kind's model accepts is taken."""
    if place[-1] == "title" and variant == 1:
        yield (LONG[0] + "<img src=x onerror=RUN>",)
    if place[-1] == "url" or place[-2:-1] == ("annotations",):
        yield (ADDRESSES[(variant + sum(map(len, map(str, place)))) % len(ADDRESSES)],)
    yield ALL[variant::VARIANTS]
    yield (ADDRESSES[variant],)
    yield ('x@a.example"><script>RUN</script>',)


def _is_accepted(model: type[BaseModel], value: dict[str, Any]) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def _places(value: Any, here: Place = ()) -> Iterator[Place]:
    """Where texts stand in a document."""
    if isinstance(value, str):
        yield here
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _places(below, (*here, key))
    elif isinstance(value, list):
        for at, below in enumerate(value):
            yield from _places(below, (*here, at))


def _at(value: Any, place: Place) -> Any:
    for part in place:
        value = value[part]
    return value


def _with(value: dict[str, Any], place: Place, text: str) -> dict[str, Any]:
    changed = copy.deepcopy(value)
    _at(changed, place[:-1])[place[-1]] = text
    return changed
