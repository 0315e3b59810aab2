"""What to do about a value of the wrong type: the few mistakes of YAML that nearly everybody makes, told apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import BaseModel, JsonValue
from rapidfuzz import fuzz, process

from headland.core.document import NodePath
from headland.core.visible import one_line
from headland.kinds import KINDS
from headland.kinds.fields import PLACEHOLDERS
from headland.reading import model_fields
from headland.reading.odd_texts import EXPRESSION
from headland.reading.words import listed

TEXT, LIST, MAPPING = "a text", "a list", "a mapping of fields"
"""What models expect, in the words of messages."""

_LONGEST_PROPOSAL = 60
_COMMENT = re.compile(r":?[ \t]*#")
_TIGHT_PAIR = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*:(?!//)\S")
_BARE = re.compile(r"[A-Za-z0-9_./][A-Za-z0-9_./+@-]*(?::[A-Za-z0-9_./+@-]+)?")
_KINDS = frozenset(kind.lower() for kind in KINDS.names())


@dataclass(frozen=True, slots=True)
class WrongType:
    """A value that is of another type than `expected` (one of the words above, or others): where, and as written.

    `source` is the value's own text and `rest` what follows its key on the line; both are empty where
    nobody knows.
    """

    value: JsonValue
    path: NodePath
    expected: str
    model: type[BaseModel]
    source: str = ""
    rest: str = ""

    def remedy(self) -> str | None:
        """What to do, as a sentence or two; None where the message says all that can be said."""
        if self.value is None:
            return self._of_nothing()
        if self.expected == TEXT:
            return self._in_the_place_of_a_text()
        if self.expected == LIST:
            return self._in_the_place_of_a_list()
        return self._in_the_place_of_a_mapping() if self.expected == MAPPING else None

    # Nothing where something should be

    def _of_nothing(self) -> str:
        if _COMMENT.match(self.rest):
            return "What follows '#' is a comment: put the value in quotes if the '#' belongs to it."
        required = model_fields.required_at(self.model, self.path)
        if self.expected == MAPPING and required:
            return f"Write {listed(required)} below it, indented."
        info = model_fields.field_at(self.model, self.path)
        if info is None or not info.is_required():
            return "Write a value, or remove the line."
        if self.expected == LIST:
            return "Write its items, or '[]' if there are none."
        example = next(iter(info.examples or ()), None)
        return f"Write a value, such as '{example}'." if isinstance(example, str) else "Write a value."

    # Something else than a text

    def _in_the_place_of_a_text(self) -> str | None:
        value = self.value
        if isinstance(value, bool | int | float):
            return f'Put it in quotes if a text is meant: "{self.source}".' if self.source else "Put it in quotes."
        if isinstance(value, dict):
            return self._mapping_for_text(value)
        if not isinstance(value, list):
            return None
        plural = f"{self.path[-1]}s"
        if (info := model_fields.field_at(self.model, (*self.path[:-1], plural))) and model_fields.takes_list(info):
            return f"Write one value alone, or name the field '{plural}', which takes a list."
        if len(value) == 1:
            return "Write the value alone, without '-' or brackets."
        if self._is_annotation():
            return f'An annotation holds one text: put all of it in quotes, as in "{_joined(value)}".'
        return "Only one value can stand here: write it alone, without '-' or brackets."

    def _mapping_for_text(self, value: dict[str, JsonValue]) -> str | None:
        info = model_fields.field_at(self.model, self.path)
        if any(key.startswith("{") for key in value):
            return EXPRESSION
        placeholder = self._placeholder_remedy(value)
        if placeholder is not None:
            return placeholder
        if info is not None and model_fields.takes_placeholder(info):
            name = self.path[-1]
            return f"Write '|' after '{name}:' to make a text of the lines below, or take it from a file by '$text'."
        if self._is_annotation() and len(value) == 1:
            key = f"{one_line(str(self.path[-1]))}/{one_line(next(iter(value)))}"
            return f"Keys do not nest here: write '{key}' on one line."
        if isinstance(value.get("name"), str) and "kind" in value:
            return f"Write it as one text, [kind:][namespace/]name: '{_joined_reference(value)}'."
        if len(value) != 1:
            return None
        ((key, inner),) = value.items()
        if not isinstance(inner, str) or len(inner) > _LONGEST_PROPOSAL:
            return None
        if key.lower() in _KINDS:
            return f"Write it without the space after its ':', as '{key}:{one_line(inner)}'."
        return f"Write the value alone: '{one_line(inner)}'."

    def _placeholder_remedy(self, value: dict[str, JsonValue]) -> str | None:
        known = [key for key in value if key in PLACEHOLDERS]
        if known and len(value) > 1:
            return f"'{known[0]}' stands alone, or it is no placeholder: remove what stands beside it."
        if self.source.startswith(("$json", "$yaml")):
            return "Write '$text': it takes the file as a text, where '$json' and '$yaml' give what is in it."
        key = next(iter(value), "")
        if not key.startswith("$"):
            return None
        near = process.extractOne(key, PLACEHOLDERS, scorer=fuzz.ratio, score_cutoff=60)
        return f"Did you mean '{near[0]}'?" if near else f"The placeholders are {listed(PLACEHOLDERS)}."

    def _is_annotation(self) -> bool:
        return self.path[:2] == ("metadata", "annotations") and len(self.path) == 3

    # Something else than a list

    def _in_the_place_of_a_list(self) -> str | None:
        value = self.value
        if isinstance(value, dict):
            if model_fields.model_at(self.model, (*self.path, 0)) is None:
                return "Write its items after '- ' each, without a ':' behind them."
            return "Write '- ' before the first field of each item, and indent the others to stand below it."
        if not isinstance(value, str):
            return "Write it as a list of one: in brackets, or on a line of its own after '- '."
        words = value.split()
        if len(words) > 1 and all(word.startswith("-") for word in words):
            return "Write a space after each '-'."
        items = [item for item in (value.split(",") if "," in value else words) if item.strip()]
        written = f"[{', '.join(_written(item.strip()) for item in items)}]"
        if len(written) > _LONGEST_PROPOSAL:
            return "Write each item on a line of its own after '- ', or all of them in brackets with commas between."
        return f"Write it as a list: {written}."

    # Something else than a mapping

    def _in_the_place_of_a_mapping(self) -> str | None:
        value = self.value
        if isinstance(value, list):
            return "Write its fields without '- ' before them."
        if isinstance(value, str) and _TIGHT_PAIR.match(value):
            return "Write a space after each ':'."
        required = model_fields.required_at(self.model, self.path)
        if isinstance(value, str) and len(required) == 1 and len(value) <= _LONGEST_PROPOSAL:
            return f"Write it as '{required[0]}: {one_line(value)}'."
        return "Write its fields on the lines below, indented."


def _joined(value: list[JsonValue]) -> str:
    return one_line(", ".join(str(item) for item in value if isinstance(item, str | int)))[:_LONGEST_PROPOSAL]


def _joined_reference(value: dict[str, JsonValue]) -> str:
    namespace = f"{value['namespace']}/" if isinstance(value.get("namespace"), str) else ""
    return one_line(f"{str(value['kind']).lower()}:{namespace}{value['name']}")[:_LONGEST_PROPOSAL]


def _written(item: str) -> str:
    """An item as it may stand in brackets."""
    return item if _BARE.fullmatch(item) else '"' + one_line(item).replace("\\", "\\\\").replace('"', '\\"') + '"'
