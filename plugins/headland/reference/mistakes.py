"""Mistakes that people make in catalogs, as documentation: what was written, what is said, what to write instead.

The collection lives with the tests, which hold each message against what `headland check` says. A mistake is one
Markdown file:

    # A tag with a capital letter

    Why it happens, in a sentence or two; may be left out.

    ```yaml title="catalog-info.yaml"
    the files as they were written, each in a block of its own
    ```

    ## Message

    ```text
    what `headland check` prints
    ```

    ## Instead

    ```yaml title="catalog-info.yaml"
    the files as they should be; left out where nothing is wrong
    ```

A block whose first line ends with `escaped` holds escapes such as `\\t` and `\\u00a0` for characters that nobody would
see; one that ends with `utf-16` is saved in that encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import unified_diff

from headland.reference.markdown import fence, page

_BLOCK = re.compile(
    r'^(?P<ticks>`{3,})(?P<language>\w+)(?: title="(?P<path>[^"]+)")?(?: (?P<form>escaped|utf-16))?\n'
    r"(?P<text>.*?)^(?P=ticks)$",
    re.M | re.S,
)
_HEADING = re.compile(r"^# (.+)\n", re.M)
_SECTION = re.compile(r"^## (Message|Instead)\n", re.M)
_NUMBER = re.compile(r"[0-9]+-")
_ESCAPE = re.compile(r"\\(?:([trn])|u([0-9a-f]{4}))")
_CHARACTERS = {"t": "\t", "r": "\r", "n": "\n"}


_LINES_AROUND = 1


class CollectionError(Exception):
    """A file of the collection is not of the form above; the message says which and why."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file of a mistake: its path, its text as the collection shows it, and how that becomes bytes."""

    path: str
    language: str
    text: str
    form: str = ""

    @property
    def content(self) -> bytes:
        """The bytes of the file itself."""
        if self.form == "escaped":
            return _ESCAPE.sub(_unescaped, self.text).encode()
        return self.text.encode(self.form or "utf-8")


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `name` is `1-group/01-slug`, `message` what is printed; `right` is empty if nothing is wrong."""

    name: str
    title: str
    note: str
    wrong: tuple[WrittenFile, ...]
    message: str
    right: tuple[WrittenFile, ...]

    @property
    def group(self) -> str:
        """The folder that it is in."""
        return self.name.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Collection:
    """All mistakes in the order of their names, and the files that stand beside each of them."""

    introduction: str
    beside: tuple[WrittenFile, ...]
    mistakes: tuple[Mistake, ...]


def read_collection(texts: Mapping[str, str]) -> Collection:
    """The collection that some files make: path below its folder -> text. Raises CollectionError.

    `README.md` is the introduction, and holds the files that stand beside every mistake.
    """
    introduction = texts.get("README.md", "")
    mistakes = [read_mistake(path, text) for path, text in sorted(texts.items()) if path != "README.md"]
    return Collection(
        _BLOCK.split(_HEADING.sub("", introduction, count=1))[0].strip(), tuple(_files(introduction)), tuple(mistakes)
    )


def read_mistake(path: str, text: str) -> Mistake:
    """The mistake that a file of the collection tells. Raises CollectionError."""
    heading = _HEADING.match(text)
    before, *sections = _SECTION.split(text)
    parts = dict(zip(sections[::2], sections[1::2], strict=True))
    message = _BLOCK.search(parts.get("Message", ""))
    wrong = tuple(_files(before))
    if heading is None or message is None or not wrong:
        raise CollectionError(f"{path} lacks its heading, its files or its message")
    return Mistake(
        path.removesuffix(".md"),
        heading[1],
        _BLOCK.split(before[heading.end() :])[0].strip(),
        wrong,
        message["text"],
        tuple(_files(parts.get("Instead", ""))),
    )


def with_message(text: str, message: str) -> str:
    """The text of a mistake's file with another message."""
    head, section, rest = text.partition("## Message\n")
    block = _BLOCK.search(rest)
    if not section or block is None:
        raise CollectionError("the file has no message")
    return f"{head}{section}{rest[: block.start('text')]}{message}{rest[block.end('text') :]}"


def mistakes_page(collection: Collection) -> str:
    """The page of all mistakes, group by group."""
    parts = [collection.introduction, *_blocks(collection.beside)]
    group = ""
    for mistake in collection.mistakes:
        if mistake.group != group:
            group = mistake.group
            parts.append(f"## {_NUMBER.sub('', group, count=1).replace('-', ' ').capitalize()}")
        parts += [f"### {mistake.title}", mistake.note, *_blocks(mistake.wrong)]
        parts += ["Headland says:", fence(_said(mistake.message), "text")]
        if mistake.right:
            parts += ["Write instead:", *_changes(mistake)]
    return page(
        "Mistakes",
        "Mistakes that people make in catalogs, what Headland says, and what to write instead",
        parts,
        note="<!-- Made by `make messages` from tests/messages/mistakes: edit the mistakes there. -->",
    )


def _said(message: str) -> str:
    """What is said of the one finding, without the file's heading above it and the counts below."""
    _, *findings, _ = message.strip("\n").split("\n\n") if "\n\n" in message else ["", message, ""]
    return "\n".join(line.removeprefix("  ") for line in "\n\n".join(findings).split("\n"))


def _files(text: str) -> Iterable[WrittenFile]:
    for block in _BLOCK.finditer(text):
        if block["path"]:
            yield WrittenFile(block["path"], block["language"], block["text"], block["form"] or "")


def _blocks(files: Iterable[WrittenFile]) -> Iterable[str]:
    for file in files:
        saved = " (in UTF-16)" if file.form == "utf-16" else ""
        yield fence(file.text, file.language, f"{file.path}{saved}")


def _changes(mistake: Mistake) -> Iterable[str]:
    """The lines to change in each file, with those around them; the whole file where none is changed or all are."""
    written = {file.path: file for file in mistake.wrong}
    for path in sorted({*written, *(file.path for file in mistake.right)}):
        before = written.get(path)
        after = next((file for file in mistake.right if file.path == path), None)
        if after is None:
            yield f"Remove `{path}`."
        elif before is None or before.form:
            yield from _blocks([after])
        elif before.text != after.text:
            _, _, *lines = unified_diff(before.text.splitlines(), after.text.splitlines(), n=_LINES_AROUND, lineterm="")
            yield fence("\n".join(line for line in lines if not line.startswith("@@")), "diff", path)


def _unescaped(found: re.Match[str]) -> str:
    return _CHARACTERS[found[1]] if found[1] else chr(int(found[2], 16))
