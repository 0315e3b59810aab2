"""A definition's parts as pages show them: operations, types and resources, from the page that they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from headland.definitions.model import (
    Answer,
    Body,
    Example,
    Operation,
    Parameter,
    Resource,
    ResourceVersion,
    Type,
)
from headland.views.colouring import coloured
from headland.views.definition.calls import request, server_address
from headland.views.definition.fields import Fields, Place
from headland.views.definition.layout import FieldsOf, Layout
from headland.views.definition.manifests import manifest
from headland.views.definition.model import (
    AnswerShown,
    BodyShown,
    ColumnRow,
    ExampleShown,
    FieldTree,
    OperationDetail,
    OperationShown,
    ParameterRow,
    ResourceShown,
    TypeShown,
    VersionShown,
)
from headland.views.definition.rights import requirements
from headland.views.definition.texts import Texts
from headland.views.definition.trees import ALL
from headland.views.safe import safe_address
from headland.views.words import count_of, shortened

LONGEST_LINE = 160
LONGEST_EXAMPLE = 6_000
LONGEST_COLOURED = 2_500
MOST_COLOURED = 40
"""Examples of a page that are given colours, and how long one may be: colouring costs more than all else."""

MOST_EXAMPLES = 4
HIDDEN_IN_RESOURCES = frozenset({"apiVersion", "kind", "metadata"})
"""The same in every resource, and told by its manifest."""


class Drawing:
    """Draws the parts of one page of a definition."""

    def __init__(self, layout: Layout, texts: Texts, page: str) -> None:
        self._layout, self._texts, self._page = layout, texts, page
        self._fields = Fields(layout.types, texts, self._way)
        self._schemes = {scheme.id: scheme for scheme in layout.definition.schemes}
        self._coloured = 0

    def _way(self, anchor: str) -> str | None:
        return self._layout.way(anchor, self._page)

    def line(self, operation: Operation) -> OperationShown:
        """An operation as a line that leads to where it is described."""
        return OperationShown(
            operation.anchor,
            operation.verb,
            operation.path,
            shortened(_line(operation), LONGEST_LINE),
            operation.deprecated,
            self._way(operation.anchor) or "",
        )

    def operation(self, operation: Operation) -> OperationShown:
        """An operation in full."""
        line = self.line(operation)
        return OperationShown(
            line.anchor, line.verb, line.path, line.summary, line.deprecated, line.href, self._detail(operation)
        )

    def _detail(self, operation: Operation) -> OperationDetail:
        definition = self._layout.definition
        answers = [self._answer(one, f"{operation.anchor}-{at}") for at, one in enumerate(operation.answers)]
        errors = [one.error for one in operation.answers]
        return OperationDetail(
            operation.name,
            self._texts.html(operation.description if operation.description.strip() != _line(operation) else ""),
            operation.deprecation,
            tuple(self._operation_facts(operation)),
            tuple(map(self._parameter, operation.parameters)),
            tuple(self._body(one, f"{operation.anchor}-body-{at}") for at, one in enumerate(operation.bodies)),
            operation.body_required,
            self._texts.html(operation.body_description),
            tuple(one for one, error in zip(answers, errors, strict=True) if not error),
            tuple(one for one, error in zip(answers, errors, strict=True) if error),
            tuple(map(self.operation, operation.callbacks)),
            self.operation(operation.reply) if operation.reply is not None else None,
            request(definition, operation, self._layout.types),
            link(operation.docs.url, operation.docs.label) if operation.docs is not None else None,
        )

    def _operation_facts(self, operation: Operation) -> Iterator[tuple[str, Markup]]:
        if operation.name and operation.name != operation.path:
            yield "Id", Markup("<code>{}</code>").format(operation.name)
        if operation.security:
            yield "Rights", requirements(operation.security, self._schemes) + "."
        for server in operation.servers:
            yield "Server", Markup("<code>{}</code> {}").format(server_address(server), server.description)
        if operation.notes:
            yield "Binding", escape("; ".join(operation.notes))

    def _parameter(self, parameter: Parameter) -> ParameterRow:
        return ParameterRow(
            parameter.name,
            parameter.where,
            self._fields.type_words(parameter.schema),
            parameter.required,
            parameter.deprecated,
            self._fields.parameter_facts(parameter)
            + (self._fields.tree(parameter.schema) if parameter.schema.unfolds else Markup("")),
            parameter.notes,
        )

    def _body(self, body: Body, anchor: str, *, error: bool = False) -> BodyShown:
        said = [body.title if body.title != body.name else "", body.summary]
        text = Markup("").join(Markup("<p>{}</p>").format(words) for words in said if words)
        schema = body.schema
        return BodyShown(
            body.name or body.media_type,
            self._fields.type_words(schema) if schema is not None else Markup(""),
            text + self._texts.html(body.description) + (self._fields.facts(schema) if schema is not None else ""),
            self._fields.tree(schema) if schema is not None and not (error and schema.reference) else Markup(""),
            tuple(map(self._parameter, body.headers)),
            self._examples(body.examples, anchor),
            (*((body.media_type,) if body.name and body.media_type else ()), *body.notes)
            + (("a stream of them",) if body.streamed else ()),
            body.deprecated,
        )

    def _answer(self, answer: Answer, anchor: str) -> AnswerShown:
        return AnswerShown(
            answer.status,
            self._texts.html(answer.description),
            tuple(self._body(one, f"{anchor}-{at}", error=answer.error) for at, one in enumerate(answer.bodies)),
            tuple(map(self._parameter, answer.headers)),
            answer.links,
        )

    def _examples(self, examples: Iterable[Example], anchor: str) -> tuple[ExampleShown, ...]:
        found = []
        for at, one in enumerate(list(examples)[:MOST_EXAMPLES]):
            if not one.text:
                continue
            text = one.text if len(one.text) <= LONGEST_EXAMPLE else f"{one.text[:LONGEST_EXAMPLE]}\n…"
            self._coloured += 1
            short = len(text) <= LONGEST_COLOURED and self._coloured <= MOST_COLOURED
            code = coloured(one.language if short and one.language in ("json", "yaml", "graphql") else "text", text)
            title = one.summary or one.name or "Example"
            found.append(ExampleShown(f"{anchor}-example-{at}", title, code, text.count("\n") + 1))
        return tuple(found)

    def type(self, type_: Type) -> TypeShown:
        """A named type in full."""
        schema = type_.schema
        held = count_of(len(schema.properties), "field") if schema.properties else ""
        values = type_.values or schema.enum
        words = schema.type if schema.type not in ("object", "any", type_.kind, type_.name) else ""
        return TypeShown(
            type_.name,
            type_.anchor,
            type_.kind if type_.kind != "schema" else "",
            held or (count_of(len(values), "value") if values else words),
            self._texts.html(type_.description or schema.description)
            + (Markup("") if type_.values else self._fields.facts(schema)),
            tuple((one.relation, self._type_link(one.name, one.anchor)) for one in type_.links),
            self._fields.values(type_.values) if type_.values else Markup(""),
            self._fields.tree(schema),
            self._examples(schema.examples, type_.anchor),
            type_.deprecated,
        )

    def _type_link(self, name: str, anchor: str | None) -> Markup:
        address = self._way(anchor) if anchor else None
        return escape(name) if address is None else Markup('<a href="{}">{}</a>').format(address, name)

    def resource(self, resource: Resource, *, known: str = "") -> ResourceShown:
        """A resource with its versions, the stored one first; what the page says already, `known`, is not repeated."""
        versions = sorted(resource.versions, key=lambda one: (one.deprecated, not one.storage, not one.served))
        conversion = resource.conversion if resource.conversion.lower() != "none" else ""
        return ResourceShown(
            resource.kind,
            resource.anchor,
            f"Versions are converted by {conversion}." if conversion else "",
            tuple(self._version(resource, one, known.strip()) for one in versions),
        )

    def _version(self, resource: Resource, version: ResourceVersion, known: str) -> VersionShown:
        moved = {path: self._from_here(address) for path, address in self._layout.moved.get(version.anchor, {}).items()}
        drawer = Fields(self._layout.types, self._texts, self._way, moved, paths=True)
        state = [words for words, holds in (("stored", version.storage), ("served", version.served)) if holds]
        api_version = f"{resource.group}/{version.name}".lstrip("/")
        named = f"{resource.plural}.{resource.group}".rstrip(".") if resource.plural else resource.kind.lower()
        facts = (("Subresources", ", ".join(version.subresources)), ("Selectable", ", ".join(version.selectable)))
        return VersionShown(
            version.name,
            version.anchor,
            api_version,
            tuple(state or ["not served"]),
            version.deprecated,
            version.deprecation,
            self._texts.html(version.schema.description if version.schema.description.strip() != known else ""),
            tuple(self._trees(version, drawer)),
            tuple(
                ColumnRow(one.name, one.json_path, one.type, one.description, one.priority > 0)
                for one in version.columns
            ),
            manifest(resource, version),
            f"kubectl explain {named} --api-version={api_version} --recursive",
            tuple((label, value) for label, value in facts if value),
        )

    def _trees(self, version: ResourceVersion, drawer: Fields) -> Iterator[FieldTree]:
        for field in version.schema.properties:
            if field.name in HIDDEN_IN_RESOURCES:
                continue
            place = Place(field.name, version.anchor)
            yield FieldTree(
                field.name,
                f"{version.anchor}.{field.name}",
                self._texts.html(field.schema.description) + drawer.facts(field.schema),
                drawer.tree(field.schema, place, most=ALL),
                field.required,
                field.name != "status",
            )

    def branch(self, shown: FieldsOf) -> Markup:
        """A branch of a resource's fields on a page of its own."""
        path = shown.branch.path
        moved = {
            other: self._from_here(address)
            for other, address in self._layout.moved.get(shown.version.anchor, {}).items()
            if other != path
        }
        drawer = Fields(self._layout.types, self._texts, self._way, moved, paths=True)
        return drawer.tree(shown.branch.schema, Place(path, shown.version.anchor), most=ALL)

    def _from_here(self, address: str) -> str:
        return f"{'../' * self._page.count('/')}{address}"


def link(url: str, label: str = "") -> Markup:
    """An address that a definition names, as a link where it may be followed."""
    address = safe_address(url)
    if address is None:
        return escape(label or url)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, label or url)


def _line(operation: Operation) -> str:
    """What is said of an operation in a list: its summary, else the first line of its description."""
    lines = (line.strip() for line in operation.description.split("\n") if line.strip())
    return operation.summary.strip() or next(lines, "").lstrip("#> ").replace("`", "")
