"""Bundling: a definition over several files, joined into one text by following its `$ref`s.

As json-schema-ref-parser's `bundle` does, which Backstage uses: what a reference names in another file takes the
place of the first reference to it, and all others point there. A circle of references thus stays one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import yaml
from pydantic import JsonValue

from headland.core.finding import Rule
from headland.core.settings import Limits
from headland.core.source import FileMissing, OutsideRoot, SourceError, join
from headland.reading.grammar.scalars import resolve_plain
from headland.reading.rules import files as rules
from headland.reading.yaml_stream import Problem, parse_yaml_stream

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DEEPEST = 200

Target = tuple[str, str]
"""A file and a JSON pointer into it."""


class BundleError(Exception):
    """A definition cannot be bundled; `rule` is the finding's."""

    def __init__(self, rule: Rule, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def bundle(path: str, read_text: Callable[[str], str], limits: Limits) -> str:
    """The definition in the file `path`, with all that it refers to in other files inside of it, as YAML.

    One that refers to no other file is given as it is written. References to the web stay. `read_text`
    gives the text of a file of the source. Raises BundleError, and SourceError for `path` itself.
    """
    text = read_text(path)
    bundler = _Bundler(path, read_text, limits)
    value = bundler.whole()
    return text if bundler.alone else yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)


class _Bundler:
    def __init__(self, root: str, read_text: Callable[[str], str], limits: Limits) -> None:
        self._root = root
        self._read_text = read_text
        self._limits = limits
        self._values: dict[str, JsonValue] = {}
        self._placed: dict[Target, str] = {(root, ""): "#"}
        self.alone = True

    def whole(self) -> JsonValue:
        return self._walk(self._value(self._root), self._root, "#", 0)

    def _walk(self, value: JsonValue, path: str, here: str, depth: int) -> JsonValue:
        if depth > _DEEPEST:
            raise BundleError(rules.PLACEHOLDER_BROKEN, f"the references of {self._root!r} nest too deeply")
        if isinstance(value, list):
            return [self._walk(item, path, f"{here}/{at}", depth + 1) for at, item in enumerate(value)]
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref")
        if isinstance(reference, str) and not _ADDRESS.match(reference):
            return self._followed(value, reference, path, here, depth)
        return {
            key: self._walk(child, path, f"{here}/{key.replace('~', '~0').replace('/', '~1')}", depth + 1)
            for key, child in value.items()
        }

    def _followed(self, value: dict[str, JsonValue], reference: str, path: str, here: str, depth: int) -> JsonValue:
        file, _, pointer = reference.partition("#")
        try:
            target = join(path, unquote(file)) if file else path
        except OutsideRoot as error:
            raise BundleError(rules.PLACEHOLDER_OUTSIDE_ROOT, f"in {path!r}: {error}") from error
        pointer = unquote(pointer).rstrip("/")
        siblings = {key: child for key, child in value.items() if key != "$ref"}
        if not file and path == self._root:
            return value
        self.alone = False
        place = self._place_of(target, pointer)
        if place is not None:
            return {"$ref": place, **siblings}
        self._placed[target, pointer] = here
        found = self._walk(self._pointed(target, pointer, path), target, here, depth + 1)
        return {**found, **siblings} if isinstance(found, dict) and siblings else found

    def _place_of(self, target: str, pointer: str) -> str | None:
        """Where something stands in the result, if it does: itself, or as a part of what does."""
        upper, below = pointer, ""
        while True:
            place = self._placed.get((target, upper))
            if place is not None:
                return f"{place}{below}"
            if not upper:
                return None
            upper, _, last = upper.rpartition("/")
            below = f"/{last}{below}"

    def _pointed(self, path: str, pointer: str, referrer: str) -> JsonValue:
        try:
            value = self._value(path)
        except FileMissing as error:
            message = f"in {referrer!r}: there is no file {path!r}"
            raise BundleError(rules.PLACEHOLDER_MISSING, message, "Mend the '$ref' in that file.") from error
        except OutsideRoot as error:
            raise BundleError(rules.PLACEHOLDER_OUTSIDE_ROOT, f"in {referrer!r}: {error}") from error
        except SourceError as error:
            raise BundleError(rules.PLACEHOLDER_BROKEN, f"in {referrer!r}: {error}") from error
        for raw in pointer.split("/")[1:]:
            part = raw.replace("~1", "/").replace("~0", "~")
            if isinstance(value, dict) and part in value:
                value = value[part]
            elif isinstance(value, list) and part.isdecimal() and int(part) < len(value):
                value = value[int(part)]
            else:
                message = f"in {referrer!r}: {path!r} has nothing at '#{pointer}'"
                raise BundleError(rules.PLACEHOLDER_BROKEN, message, "Mend the '$ref' in that file.")
        return value

    def _value(self, path: str) -> JsonValue:
        if path not in self._values:
            parsed = parse_yaml_stream(self._read_text(path).encode("utf-8"), limits=self._limits)
            for document in parsed:
                if isinstance(document, Problem) and document.document is not None:
                    message = f"{path!r} is neither YAML nor JSON: {document.message}"
                    raise BundleError(rules.PLACEHOLDER_BROKEN, message, document.hint)
            values = [document.value for document in parsed if not isinstance(document, Problem)]
            self._values[path] = values[0] if values else None
        return self._values[path]


class _Dumper(yaml.SafeDumper):
    """Writes texts in quotes where YAML 1.2 would read something else, and no aliases."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _write_text(dumper: yaml.SafeDumper, text: str) -> yaml.Node:
    style = "|" if "\n" in text else None if isinstance(resolve_plain(text), str) else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _write_text)
