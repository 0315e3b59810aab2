"""Placeholders: `$text`, `$json`, `$yaml`, `$openapi` and `$asyncapi`, replaced by what they name.

Source: `PlaceholderProcessor` of npm `@backstage/plugin-catalog-backend`, and `bundleFileWithRefs` of its module
for OpenAPI: a mapping with the one key of a resolver is replaced, wherever it stands in an entity.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from pydantic import JsonValue

from headland.core.document import Document, NodePath
from headland.core.finding import Finding, Rule
from headland.core.settings import Limits
from headland.core.source import FileMissing, OutsideRoot, Source, SourceError, join
from headland.core.visible import one_line
from headland.reading.bundle import BundleError, bundle
from headland.reading.near_files import NearFiles
from headland.reading.rules import files as rules
from headland.reading.words import describe
from headland.reading.yaml_stream import Problem, parse_yaml_stream

_ADDRESS = re.compile(r"https?://", re.I)
_NO_PATH = re.compile(r"[\t\r\n]|[?#].*", re.S)
"""What is no part of the path in an address, which a placeholder names."""
_AROUND = "".join(map(chr, range(33)))
_PERMITTED = "Name a file of this repository, by a path relative to the file that names it."


class _Unusable(Exception):
    """What a placeholder names cannot take its place; `rule` is the finding's."""

    def __init__(self, rule: Rule, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


@dataclass(slots=True)
class Files:
    """The files of one source that placeholders name, each read once; `near` proposes others for those not there."""

    source: Source
    limits: Limits
    near: NearFiles = field(init=False)
    _texts: dict[str, str] = field(default_factory=dict)
    _bundles: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.near = NearFiles(self.source.paths)

    def text(self, path: str) -> str:
        """A file's text. Raises SourceError, also for one that is larger than the limit."""
        known = self._texts.get(path)
        if known is None:
            data = self.source.read(path)
            if len(data) > self.limits.file_bytes:
                raise SourceError(f"{path!r} is larger than {self.limits.file_bytes:,} bytes")
            known = self._texts[path] = data.decode("utf-8", "replace")
        return known

    def bundled(self, path: str) -> str:
        """A definition with all that its `$ref`s name in it. Raises SourceError and BundleError."""
        known = self._bundles.get(path)
        if known is None:
            known = self._bundles[path] = bundle(path, self.text, self.limits)
        return known


def resolve(document: Document, files: Files) -> tuple[Document, list[Finding]]:
    """A document with its placeholders replaced, and what is to be said of them.

    One whose target cannot be used stays as it is and is an error; one whose target is on the web becomes
    its address and is a note.
    """
    resolution = _Resolution(document, files)
    value = resolution.walk(document.value, ())
    return replace(document, value=value, files=tuple(resolution.taken)), resolution.findings


class _Resolution:
    """The placeholders of one document, in the order in which they stand."""

    def __init__(self, document: Document, files: Files) -> None:
        self._document, self._files = document, files
        self.findings: list[Finding] = []
        self.taken: dict[str, None] = {}

    def walk(self, value: JsonValue, path: NodePath) -> JsonValue:
        """The value with its placeholders replaced; the same object where it has none."""
        if isinstance(value, list):
            items = [self.walk(item, (*path, at)) for at, item in enumerate(value)]
            return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
        if not isinstance(value, dict):
            return value
        if any(key.startswith("$") for key in value):
            (key, target), *others = value.items()
            return value if key not in _RESOLVERS or others else self._replaced(value, key, target, (*path, key))
        children = {key: self.walk(child, (*path, key)) for key, child in value.items()}
        return children if any(children[key] is not child for key, child in value.items()) else value

    def _replaced(self, placeholder: JsonValue, key: str, target: JsonValue, path: NodePath) -> JsonValue:
        span = self._document.value_span(path)
        if not isinstance(target, str):
            message = f"'{key}' is {describe(target)}; expected a path as a text"
            self.findings.append(rules.PLACEHOLDER_BROKEN.finding(message, span, hint=_PERMITTED))
            return placeholder
        base = self._document.path
        shown = one_line(target)[:200]
        if _ADDRESS.match(target):
            message = f"'{shown}' is not fetched; the address stands in the place of its text"
            hint = "Keep a copy in this repository and name that, to have its text in the portal."
            self.findings.append(rules.PLACEHOLDER_NOT_FETCHED.finding(message, span, hint=hint))
            return target
        file = ""
        try:
            file = target_path(base, _NO_PATH.sub("", target.strip(_AROUND)), self._files.source)
            value = _RESOLVERS[key](file, self._files)
        except OutsideRoot as error:
            hint = f"{self._files.near.proposal(base, target.lstrip('/'))}{_PERMITTED}"
            finding = rules.PLACEHOLDER_OUTSIDE_ROOT.finding(one_line(str(error)), span, hint=hint)
        except FileMissing:
            message = f"there is no file '{shown}' where '{key}' looks for it"
            hint = f"{self._files.near.proposal(base, file)}{_PERMITTED}"
            finding = rules.PLACEHOLDER_MISSING.finding(message, span, hint=hint)
        except SourceError as error:
            finding = rules.PLACEHOLDER_BROKEN.finding(one_line(str(error)), span, hint=_PERMITTED)
        except BundleError as error:
            finding = error.rule.finding(one_line(error.message), span, hint=error.hint)
        except _Unusable as error:
            finding = error.rule.finding(f"'{shown}' {error.message}", span, hint=error.hint)
        else:
            self.taken[file] = None
            return value
        self.findings.append(finding)
        return placeholder


def target_path(base: str, target: str, source: Source) -> str:
    """The path that `target`, written in the file `base`, names in a source. Raises OutsideRoot.

    A path that begins with a slash is taken from the root of the source, as Backstage takes it from that of the
    repository, if there is such a file; else it means a file of the machine.
    """
    if target.startswith("/") and not target.startswith("//"):
        path = join("", target.lstrip("/"))
        try:
            source.read(path)
        except SourceError:
            return join(base, target)
        return path
    return join(base, target)


def _text(path: str, files: Files) -> JsonValue:
    return files.text(path)


def _json(path: str, files: Files) -> JsonValue:
    try:
        value: JsonValue = json.loads(files.text(path), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        place = f" at line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise _Unusable(rules.PLACEHOLDER_BROKEN, f"is not JSON{place}", "Mend that file.") from error
    return value


def _no_constant(name: str) -> JsonValue:
    raise ValueError(name)


def _yaml(path: str, files: Files) -> JsonValue:
    parsed = parse_yaml_stream(files.text(path).encode("utf-8"), limits=files.limits)
    for document in parsed:
        if isinstance(document, Problem) and document.document is not None:
            line = files.text(path).encode("utf-8").count(b"\n", 0, document.start) + 1
            raise _Unusable(rules.PLACEHOLDER_BROKEN, f"is not YAML at line {line}: {document.message}", document.hint)
    values = [document.value for document in parsed if not isinstance(document, Problem)]
    if len(values) != 1:
        many = f"holds {len(values)} documents" if values else "holds no document"
        raise _Unusable(rules.PLACEHOLDER_BROKEN, f"{many}, and '$yaml' takes a file with one")
    return values[0]


def _bundled(path: str, files: Files) -> JsonValue:
    return files.bundled(path)


Resolver = Callable[[str, Files], JsonValue]

_RESOLVERS: dict[str, Resolver] = {
    "$text": _text,
    "$json": _json,
    "$yaml": _yaml,
    "$openapi": _bundled,
    "$asyncapi": _bundled,
}
