"""Entity references: parse, print and compare them as Backstage does."""

from __future__ import annotations

from dataclasses import dataclass, field

DEFAULT_NAMESPACE = "default"


class RefError(ValueError):
    """A text that is no entity reference; the message says what is wrong with it."""


@dataclass(frozen=True, slots=True, eq=False)
class Ref:
    """A full entity reference.

    Kind, namespace and name keep the case in which they were written; two references are equal
    when `key` is, which is what Backstage's `stringifyEntityRef` gives: `kind:namespace/name` in
    lower case.
    """

    kind: str
    namespace: str
    name: str
    key: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", f"{self.kind}:{self.namespace}/{self.name}".lower())

    @classmethod
    def parse(
        cls,
        text: str,
        *,
        default_kind: str | None = None,
        default_namespace: str = DEFAULT_NAMESPACE,
    ) -> Ref:
        """Read `[<kind>:][<namespace>/]<name>`; a slash before the colon means that there is no kind.

        Raises RefError when a part is empty, or when the kind is not written and none is given.
        Source of the rules: `parseEntityRef` of npm `@backstage/catalog-model`.
        """
        colon, slash = text.find(":"), text.find("/")
        has_kind = colon != -1 and (slash == -1 or colon < slash)
        kind = text[:colon] if has_kind else default_kind
        rest = text[colon + 1 :] if has_kind else text
        namespace, separator, name = rest.partition("/")
        if not separator:
            namespace, name = default_namespace, rest
        if kind is None:
            raise RefError(f"{text!r} has no kind; write it before a colon, as in 'component:{rest}'")
        if not kind or not namespace or not name:
            raise RefError(f"{text!r} is not of the form [kind:][namespace/]name")
        return cls(kind, namespace, name)

    def short(self, default_kind: str | None = None, default_namespace: str = DEFAULT_NAMESPACE) -> str:
        """The shortest text that `parse` with these defaults reads as this reference."""
        namespace = "" if self.namespace.lower() == default_namespace.lower() else f"{self.namespace}/"
        if default_kind is not None and self.kind.lower() == default_kind.lower() and ":" not in self.name:
            return f"{namespace}{self.name}"
        return f"{self.kind.lower()}:{namespace}{self.name}"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ref) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __lt__(self, other: Ref) -> bool:
        return self.key < other.key

    def __str__(self) -> str:
        return self.key
