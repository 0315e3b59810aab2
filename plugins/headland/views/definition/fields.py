"""A schema as HTML: its fields as a list that unfolds, with types, what is required, and constraints in words.

Written by hand and not by a template: a definition has tens of thousands of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from headland.definitions.model import Parameter, Property, Schema, Type, Value
from headland.prose.trusted import trusted
from headland.views.definition.texts import Texts
from headland.views.words import count_of

MOST_FIELDS = 300
"""How many fields are drawn below one body, type or argument; the definition itself has the rest."""

MOST_VALUES = 12
"""How many values of an enumeration stand in a line; the rest is folded."""

MOST_NAMES = 6
"""How many names of folded fields are told beside their number."""

LONGEST_VALUE = 200

REQUIRED = ' <strong class="hl-field__required">required</strong>'
DEPRECATED = ' <span class="hl-badge" data-badge="deprecated">deprecated</span>'


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands in its tree: `path` as one writes it (`spec.replicas`), `anchor` what its id begins with."""

    path: str = ""
    anchor: str = ""

    def of(self, name: str, *, through: str = "") -> Place:
        """The place of a field below this one, `through` a list (`[]`) or a map (`.*`)."""
        path = f"{self.path}{through}"
        return Place(f"{path}.{name}" if path else name, self.anchor)


class Fields:
    """Draws the schemas of one page.

    `href` gives the address of a named type by its anchor, None where no page has it. `elsewhere` gives the address of
    the page to which the fields at a path of a large tree have been moved. With `paths`, every field can be linked to,
    and its path copied.
    """

    def __init__(
        self,
        types: Mapping[str, Type],
        texts: Texts,
        href: Callable[[str], str | None],
        elsewhere: Mapping[str, str] | None = None,
        *,
        paths: bool = False,
    ) -> None:
        self._types, self._texts, self._href = types, texts, href
        self._elsewhere = elsewhere or {}
        self._paths = paths
        self._left = MOST_FIELDS

    def tree(self, schema: Schema, place: Place | None = None, *, most: int = MOST_FIELDS) -> Markup:
        """The fields of a schema, those below folded. Of a named type, its own fields are shown, at once."""
        self._left = most
        place = place or Place()
        named = self._types.get(schema.reference or "")
        if named is not None and not schema.unfolds:
            schema = named.schema
        return trusted("".join(self._below(schema, place, "", open_=True)))

    def type_words(self, schema: Schema) -> Markup:
        """The type in words, a link where it names one."""
        return trusted(self._type(schema))

    def facts(self, schema: Schema) -> Markup:
        """What a value is held to: constraints, values, default, example."""
        return trusted(self._facts(schema))

    def parameter_facts(self, parameter: Parameter) -> Markup:
        """What is said of a parameter beside its name and type."""
        return self._texts.html(parameter.description or parameter.schema.description) + self.facts(parameter.schema)

    def values(self, values: tuple[Value, ...]) -> Markup:
        """The values of an enumeration, with what each means where that is said."""
        return trusted(self._values(values))

    def _below(self, schema: Schema, place: Place, through: str, *, open_: bool = False) -> Iterator[str]:
        """All that is below a schema's own line."""
        if schema.properties or schema.pattern_properties:
            yield from self._list(schema, place, through, open_=open_)
        for label, variants in (
            ("One of", schema.one_of),
            ("Any of", schema.any_of),
            ("All of", schema.all_of),
        ):
            if variants:
                yield from self._variants(label, variants, place, through)
        if schema.not_ is not None:
            yield from self._variants("None of", (schema.not_,), place, through)
        for condition in schema.conditions:
            parts = (("If", condition.when), ("Then", condition.then), ("Else", condition.otherwise))
            for label, part in parts:
                if part is not None:
                    yield from self._variants(label, (part,), place, through)
        if schema.prefix_items:
            yield from self._variants("In this order", schema.prefix_items, place, through)
        if schema.items is not None and (schema.items.unfolds or _is_told(schema.items)):
            yield from self._held("Each item", schema.items, place, f"{through}[]", open_=open_)
        if schema.additional is not None and (schema.additional.unfolds or _is_told(schema.additional)):
            yield from self._held("Each value", schema.additional, place, f"{through}.*", open_=open_)
        if schema.cut:
            yield '<p class="hl-muted">More is below; the definition itself has it.</p>'

    def _held(self, label: str, schema: Schema, place: Place, through: str, *, open_: bool) -> Iterator[str]:
        text = self._texts.html(schema.description) + self._facts(schema)
        if text or schema.enum:
            yield f'<div class="hl-field__text"><span class="hl-muted">{label}: {self._type(schema)}</span>{text}</div>'
        yield from self._below(schema, place, through, open_=open_)

    def _list(self, schema: Schema, place: Place, through: str, *, open_: bool) -> Iterator[str]:
        fields = (*schema.properties, *schema.pattern_properties)
        moved = self._elsewhere.get(f"{place.path}{through}")
        if moved is not None:
            link = f'<a href="{escape(moved)}">{_told(fields)}</a>'
            yield f'<p class="hl-fields__more">{link}, on a page of their own</p>'
            return
        if not open_:
            yield f'<details class="hl-fields__fold"><summary>{_told(fields)}</summary>'
        yield '<ul class="hl-fields">'
        for at, field in enumerate(fields):
            if self._left <= 0:
                left = count_of(len(fields) - at, "more field")
                yield f'<li class="hl-field hl-muted">And {left}; the definition itself has them.</li>'
                break
            self._left -= 1
            yield from self._field(field, place.of(field.name, through=through))
        yield "</ul>"
        if not open_:
            yield "</details>"

    def _field(self, field: Property, place: Place) -> Iterator[str]:
        schema = field.schema
        yield f'<li class="hl-field"{self._id(place)}><p class="hl-field__head">'
        yield self._name(field.name, place)
        yield f' <span class="hl-field__type">{self._type(schema)}</span>'
        if field.required and not schema.type.endswith("!"):
            yield REQUIRED
        if field.deprecated:
            yield DEPRECATED
        for note in (*field.notes, *_access(schema)):
            yield f' <span class="hl-muted">{escape(note)}</span>'
        yield f"{self._copy(place)}</p>"
        text = self._texts.html(schema.description) + self._facts(schema)
        if field.deprecation:
            text += Markup("<p>Deprecated: {}</p>").format(field.deprecation)
        if text:
            yield f'<div class="hl-field__text">{text}</div>'
        if field.arguments:
            yield self._arguments(field.arguments)
        yield from self._below(schema, place, "")
        yield "</li>"

    def _id(self, place: Place) -> str:
        return f' id="{escape(f"{place.anchor}.{place.path}")}"' if self._paths else ""

    def _name(self, name: str, place: Place) -> str:
        code = _field_name(name)
        if not self._paths:
            return code
        path = escape(place.path)
        return f'<a class="hl-field__link" href="#{escape(f"{place.anchor}.{place.path}")}" title="{path}">{code}</a>'

    def _copy(self, place: Place) -> str:
        if not self._paths:
            return ""
        path = escape(place.path)
        return (
            f' <button class="hl-copy" type="button" data-copy="{path}" aria-label="Copy {path}" hidden>Copy</button>'
        )

    def _arguments(self, arguments: tuple[Parameter, ...]) -> str:
        items = "".join(
            f'<li class="hl-field"><p class="hl-field__head">{_field_name(one.name)}'
            f' <span class="hl-field__type">{self._type(one.schema)}</span>{REQUIRED if one.required else ""}</p>'
            f"{_text(self.parameter_facts(one))}</li>"
            for one in arguments
        )
        told = count_of(len(arguments), "argument")
        names = escape(_names([one.name for one in arguments]))
        return (
            f'<details class="hl-fields__fold"><summary>{told} <span class="hl-muted">{names}</span></summary>'
            f'<ul class="hl-fields">{items}</ul></details>'
        )

    def _variants(self, label: str, variants: tuple[Schema, ...], place: Place, through: str) -> Iterator[str]:
        yield f'<div class="hl-variants"><p class="hl-muted">{label}</p><ul class="hl-fields">'
        for variant in variants:
            if self._left <= 0:
                yield '<li class="hl-field hl-muted">And more; the definition itself has them.</li>'
                break
            self._left -= 1
            title = f"<strong>{escape(variant.title)}</strong> " if variant.title else ""
            yield f'<li class="hl-field"><p class="hl-field__head">{title}'
            yield f'<span class="hl-field__type">{self._type(variant)}</span></p>'
            yield _text(self._texts.html(variant.description) + self._facts(variant))
            yield from self._below(variant, place, through)
            yield "</li>"
        yield "</ul></div>"

    def _type(self, schema: Schema) -> str:
        words = str(escape(schema.type))
        address = self._href(schema.reference) if schema.reference else None
        shown = f'<a href="{escape(address)}">{words}</a>' if address is not None else words
        if schema.format:
            shown += f' <span class="hl-muted">{escape(schema.format)}</span>'
        return f"{shown} or null" if schema.nullable and "null" not in schema.type else shown

    def _facts(self, schema: Schema) -> Markup:
        said = [str(escape(words)) for words in schema.constraints]
        if schema.const is not None:
            said.append(f"always {_code(schema.const)}")
        if schema.default is not None:
            said.append(f"default {_code(schema.default)}")
        if schema.discriminator:
            said.append(f"told apart by {_code(schema.discriminator)}")
        if schema.closed and (schema.properties or schema.pattern_properties):
            said.append("no other fields")
        if schema.examples and not schema.properties and "\n" not in schema.examples[0].text:
            said.append(f"for example {_code(schema.examples[0].text)}")
        parts = [f'<p class="hl-field__facts">{"; ".join(said)}</p>'] if said else []
        if schema.enum:
            parts.append(self._values(schema.enum))
        for rule in schema.validations:
            words = self._texts.html(rule.message) if rule.message else ""
            parts.append(f'<div class="hl-field__rule">{words}<p>Holds: <code>{escape(rule.rule)}</code></p></div>')
        return trusted("".join(parts))

    def _values(self, values: tuple[Value, ...]) -> str:
        if any(value.description or value.number is not None for value in values):
            left = len(values) - MOST_FIELDS
            more = f'<li class="hl-field hl-muted">And {count_of(left, "more value")}.</li>' if left > 0 else ""
            return f'<ul class="hl-fields">{"".join(map(self._value, values[:MOST_FIELDS]))}{more}</ul>'
        shown = ", ".join(_code(value.name) for value in values[:MOST_VALUES])
        if len(values) == 1:
            return f'<p class="hl-field__facts">always {shown}</p>'
        line = f'<p class="hl-field__facts">one of {shown}</p>'
        rest = values[MOST_VALUES:MOST_FIELDS]
        if not rest:
            return line
        left = len(values) - MOST_VALUES - len(rest)
        inside = ", ".join(_code(value.name) for value in rest) + (f" and {left:,} more" if left > 0 else "")
        told = count_of(len(values) - MOST_VALUES, "more value")
        return f'{line}<details class="hl-fields__fold"><summary>{told}</summary><p>{inside}</p></details>'

    def _value(self, value: Value) -> str:
        number = f' <span class="hl-muted">{value.number}</span>' if value.number is not None else ""
        deprecated = DEPRECATED if value.deprecated else ""
        return (
            f'<li class="hl-field"><p class="hl-field__head">{_field_name(value.name)}{number}{deprecated}</p>'
            f"{_text(self._texts.html(value.description))}</li>"
        )


def _is_told(schema: Schema) -> bool:
    """Whether something is said of what a list or map holds, beside its type."""
    return bool(schema.description or schema.enum or schema.constraints or schema.validations)


def _access(schema: Schema) -> Iterator[str]:
    if schema.read_only:
        yield "read only"
    if schema.write_only:
        yield "write only"


def _field_name(name: str) -> str:
    return f'<code class="hl-field__name">{escape(name)}</code>'


def _text(html: Markup | str) -> str:
    return f'<div class="hl-field__text">{html}</div>' if html else ""


def _told(fields: tuple[Property, ...]) -> str:
    """How many fields there are, and the names of the first."""
    names = escape(_names([field.name for field in fields]))
    return f'{count_of(len(fields), "field")} <span class="hl-muted">{names}</span>'


def _names(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMES]) + (" …" if len(names) > MOST_NAMES else "")


def _code(text: str) -> str:
    cut = text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]} …"
    return f"<code>{escape(cut)}</code>"
